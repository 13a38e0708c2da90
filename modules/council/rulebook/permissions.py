"""Who may read the rules and who may set a council's own.

Settings and the calendar belong to the council's administrator; the office only asks for a change
(roles and permissions, section 2, row "Users, roles, settings, calendar"). What is decided is the
council's regulation, therefore each change names its document.
"""

from enum import StrEnum

from django.utils.translation import gettext_lazy as _

from council.roles import Role
from kernel.access import SYSTEM, Described, describe, grants


class Can(StrEnum):
    """What one may do with the rulebook."""

    READ = "rulebook.read"
    SET_RULE = "rulebook.set_rule"
    SET_DAY = "rulebook.set_day"
    SET_PAUSE = "rulebook.set_pause"


GRANTS = grants(
    Can,
    {
        Role.ADMINISTRATOR: {Can.READ, Can.SET_RULE, Can.SET_DAY, Can.SET_PAUSE},
        Role.COUNCIL_CHAIR: {Can.READ},
        Role.COUNCIL_VICE_CHAIR: {Can.READ},
        Role.COMMITTEE_HEAD: {Can.READ},
        Role.COMMITTEE_MEMBER: {Can.READ},
        Role.TEAM_LEADER: {Can.READ},
        Role.DELEGATE: {Can.READ},
        Role.OFFICE_CHIEF: {Can.READ},
        Role.OFFICE_STAFF: {Can.READ},
        Role.RECORDS_CLERK: {Can.READ},
        Role.SESSION_SECRETARY: {Can.READ},
        SYSTEM: {Can.SET_RULE, Can.SET_DAY, Can.SET_PAUSE},
    },
)

DESCRIBED = describe(
    Can,
    {
        Can.READ: Described(
            _("Xem quy định áp dụng"), to=frozenset({Role.EDITOR, Role.FRONT, Role.AGENCY}), two_people=False
        ),
        Can.SET_RULE: Described(_("Ghi quy định riêng của Hội đồng"), to=frozenset({Role.OFFICE_CHIEF})),
        Can.SET_DAY: Described(_("Ghi ngày nghỉ riêng"), to=frozenset({Role.OFFICE_CHIEF, Role.OFFICE_STAFF})),
        Can.SET_PAUSE: Described(_("Ghi tạm dừng thời hạn"), to=frozenset({Role.OFFICE_CHIEF})),
    },
)
