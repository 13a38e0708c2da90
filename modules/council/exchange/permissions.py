"""Who of a province's council reminds its communes, and who of a commune's council answers.

Domain: roles and permissions, section 3 (the province follows its communes and urges them; the commune answers through
its standing committee and its office).
"""

from enum import StrEnum
from typing import Any

from django.utils.translation import gettext_lazy as _

from council.roles import Role
from kernel.access import CHILDREN, SYSTEM, Belongs, Described, Scoped, describe, grants


class Can(StrEnum):
    """What somebody may do in this module."""

    SEE_OWED = "exchange.see_owed"
    REMIND = "exchange.remind"
    WITHDRAW = "exchange.withdraw"
    READ_RECEIVED = "exchange.read_received"
    ANSWER = "exchange.answer"
    SEE_CROSSINGS = "exchange.see_crossings"
    CARRY = "exchange.carry"


def of_communes(province: Any) -> Belongs:
    """The communes of a province belong under it."""
    return Belongs(above=province.key)


_SEES: set[StrEnum | Scoped] = {*CHILDREN.of(Can.SEE_OWED)}
_REMINDS: set[StrEnum | Scoped] = _SEES | {*CHILDREN.of(Can.REMIND), Can.WITHDRAW, Can.SEE_CROSSINGS}
_ANSWERS: set[StrEnum | Scoped] = {Can.READ_RECEIVED, Can.ANSWER}

GRANTS = grants(
    Can,
    {
        Role.COUNCIL_CHAIR: _REMINDS | _ANSWERS,
        Role.COUNCIL_VICE_CHAIR: _REMINDS | _ANSWERS,
        Role.COMMITTEE_HEAD: _SEES | {Can.READ_RECEIVED},
        Role.OFFICE_CHIEF: _REMINDS | _ANSWERS,
        Role.OFFICE_STAFF: _REMINDS | _ANSWERS,
        Role.ADMINISTRATOR: {Can.SEE_CROSSINGS},
        SYSTEM: {Can.CARRY},
    },
    belongs={Can.SEE_OWED: of_communes, Can.REMIND: of_communes},
)

DESCRIBED = describe(
    Can,
    {
        Can.SEE_OWED: Described(
            _("Xem việc cần đôn đốc ở các xã, phường"),
            to=frozenset({Role.COMMITTEE_MEMBER, Role.DELEGATE}),
            away=frozenset({Role.OFFICE_STAFF}),
            two_people=False,
        ),
        Can.REMIND: Described(_("Nhắc việc các xã, phường"), away=frozenset({Role.OFFICE_STAFF})),
        Can.WITHDRAW: Described(_("Thu hồi lời nhắc đã gửi các xã, phường"), away=frozenset({Role.OFFICE_STAFF})),
        Can.READ_RECEIVED: Described(
            _("Xem việc được cấp trên nhắc"),
            to=frozenset({Role.COMMITTEE_MEMBER, Role.RECORDS_CLERK, Role.SESSION_SECRETARY}),
            two_people=False,
        ),
        Can.ANSWER: Described(
            _("Trả lời việc được cấp trên nhắc"),
            to=frozenset({Role.SESSION_SECRETARY}),
            away=frozenset({Role.OFFICE_STAFF}),
        ),
        Can.SEE_CROSSINGS: Described(
            _("Xem những gì Hội đồng gửi ra, nhận vào"),
            to=frozenset({Role.COMMITTEE_HEAD, Role.RECORDS_CLERK}),
            away=frozenset({Role.OFFICE_STAFF}),
            two_people=False,
        ),
        Can.CARRY: Described(_("Chuyển, nhận lời nhắc giữa các Hội đồng"), fixed=_("Hệ thống tự làm.")),
    },
)
