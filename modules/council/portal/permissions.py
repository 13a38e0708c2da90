"""Who of a province's council sees the figures of its communes, and who writes and puts out what the portal says.

Domain: roles and permissions, section 3 (province over communes: structure, calendar, issued resolutions, counts)
and section 2, row "Portal content": the communication editor writes and publishes, office staff write, the chair,
the vice chair and the office chief approve. Whoever only approves never approves her own words.
"""

from enum import StrEnum
from typing import Any

from django.utils.translation import gettext_lazy as _

from council.roles import Role
from kernel.access import CHILDREN, Actor, Belongs, Described, Scoped, Separation, describe, grants, separations


class Can(StrEnum):
    """What somebody may do in this module."""

    SEE_PROVINCE = "portal.see_province"
    READ_TEXTS = "portal.read_texts"
    WRITE = "portal.write"
    PUBLISH = "portal.publish"
    WITHDRAW = "portal.withdraw"


def of_communes(province: Any) -> Belongs:
    """The communes of a province belong under it."""
    return Belongs(above=province.key)


def only_approves_own(actor: Actor, version: Any) -> bool:
    """The actor, who is no editor, wrote the version."""
    return version is None or (not actor.has(Role.EDITOR) and actor.account_id == version.written_by)


_BELOW: set[StrEnum | Scoped] = {*CHILDREN.of(Can.SEE_PROVINCE)}
_APPROVES = _BELOW | {Can.READ_TEXTS, Can.PUBLISH, Can.WITHDRAW}

GRANTS = grants(
    Can,
    {
        Role.COUNCIL_CHAIR: _APPROVES,
        Role.COUNCIL_VICE_CHAIR: _APPROVES,
        Role.COMMITTEE_HEAD: _BELOW,
        Role.OFFICE_CHIEF: _APPROVES,
        Role.OFFICE_STAFF: _BELOW | {Can.READ_TEXTS, Can.WRITE},
        Role.EDITOR: {Can.READ_TEXTS, Can.WRITE, Can.PUBLISH, Can.WITHDRAW},
    },
    belongs={Can.SEE_PROVINCE: of_communes},
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
        Can.SEE_PROVINCE: Described(
            _("Xem số liệu các xã, phường"),
            to=frozenset({Role.COMMITTEE_MEMBER, Role.DELEGATE, Role.EDITOR}),
            away=frozenset({Role.OFFICE_STAFF}),
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
