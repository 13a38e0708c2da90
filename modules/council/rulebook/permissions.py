"""Who may read the rules and who may set a council's own.

Settings and the calendar belong to the council's administrator; the office only asks for a change
(roles and permissions, section 2, row "Users, roles, settings, calendar"). What is decided is the
council's regulation, therefore each change names its document.
"""

from enum import StrEnum

from council.roles import Role
from kernel.access import SYSTEM, grants


class Can(StrEnum):
    """What one may do with the rulebook."""

    READ = "rulebook.read"
    SET_RULE = "rulebook.set_rule"
    SET_DAY = "rulebook.set_day"


GRANTS = grants(
    Can,
    {
        Role.ADMINISTRATOR: {Can.READ, Can.SET_RULE, Can.SET_DAY},
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
        SYSTEM: {Can.SET_RULE, Can.SET_DAY},
    },
)
