"""Who leads and sees the figures of all modules together, and who writes and puts out what the portal says.

Domain: roles and permissions, section 2, row "Portal content": the communication editor writes and publishes, office
staff write, the chair, the vice chair and the office chief approve. Whoever only approves never approves her own words.
"""

from enum import StrEnum
from typing import Any

from django.utils.translation import gettext_lazy as _

from council.roles import Role
from kernel.access import Actor, Described, Separation, describe, grants, separations


class Can(StrEnum):
    """What somebody may do in this module."""

    LEAD = "portal.lead"
    READ_TEXTS = "portal.read_texts"
    WRITE = "portal.write"
    PUBLISH = "portal.publish"
    WITHDRAW = "portal.withdraw"


def only_approves_own(actor: Actor, version: Any) -> bool:
    """The actor, who is no editor, wrote the version."""
    return version is None or (not actor.has(Role.EDITOR) and actor.account_id == version.written_by)


_LEADS = {Can.LEAD}
_APPROVES = _LEADS | {Can.READ_TEXTS, Can.PUBLISH, Can.WITHDRAW}

GRANTS = grants(
    Can,
    {
        Role.COUNCIL_CHAIR: _APPROVES,
        Role.COUNCIL_VICE_CHAIR: _APPROVES,
        Role.OFFICE_CHIEF: _APPROVES,
        Role.OFFICE_STAFF: {Can.READ_TEXTS, Can.WRITE},
        Role.EDITOR: {Can.READ_TEXTS, Can.WRITE, Can.PUBLISH, Can.WITHDRAW},
    },
)

SEPARATIONS = separations(
    Separation(
        "portal.approves_own",
        Can.PUBLISH,
        only_approves_own,
        _("Người duyệt không công bố bài do chính mình viết; hãy để biên tập viên hoặc người khác công bố."),
    ),
)

DESCRIBED = describe(
    Can,
    {
        Can.LEAD: Described(
            _("Xem trang điều hành"),
            to=frozenset({Role.COMMITTEE_HEAD}),
            two_people=False,
        ),
        Can.READ_TEXTS: Described(
            _("Xem bài của cổng thông tin"),
            to=frozenset({Role.SESSION_SECRETARY, Role.RECORDS_CLERK}),
            two_people=False,
        ),
        Can.WRITE: Described(
            _("Viết bài cho cổng thông tin"),
            to=frozenset({Role.OFFICE_CHIEF, Role.SESSION_SECRETARY, Role.RECORDS_CLERK}),
            away=frozenset({Role.OFFICE_STAFF}),
        ),
        Can.PUBLISH: Described(
            _("Công bố bài trên cổng thông tin"), to=frozenset({Role.OFFICE_STAFF}), away=frozenset({Role.EDITOR})
        ),
        Can.WITHDRAW: Described(
            _("Gỡ bài khỏi cổng thông tin"), to=frozenset({Role.OFFICE_STAFF}), away=frozenset({Role.EDITOR})
        ),
    },
)
