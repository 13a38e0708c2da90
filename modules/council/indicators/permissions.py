"""Who sees a province's figures and draws its map, who sees a council's indicators and report, who sets targets.

Domain: roles and permissions, section 3 (province over communes: structure, calendar, issued resolutions, counts)
and section 2, row "Indicators, dashboards": those who work in the council see its indicators; a target is the standing
committee's word and names its document. The report on a period is read, printed and taken by those who lead the council
and by those who draft it; drafting it is a right of the documents.
"""

from enum import StrEnum
from typing import Any

from django.utils.translation import gettext_lazy as _

from council.roles import Role
from kernel.access import CHILDREN, Belongs, Described, Scoped, describe, grants


class Can(StrEnum):
    """What somebody may do in this module."""

    SEE_PROVINCE = "indicators.see_province"
    SEE = "indicators.see"
    READ_REPORT = "indicators.read_report"
    SET_TARGET = "indicators.set_target"
    ARRANGE_MAP = "indicators.arrange_map"
    SET_MAP_TARGET = "indicators.set_map_target"


def of_communes(province: Any) -> Belongs:
    """The communes of a province belong under it."""
    return Belongs(above=province.key)


_BELOW: set[StrEnum | Scoped] = {*CHILDREN.of(Can.SEE_PROVINCE)}

GRANTS = grants(
    Can,
    {
        Role.COUNCIL_CHAIR: _BELOW | {Can.SEE, Can.READ_REPORT, Can.SET_TARGET, Can.SET_MAP_TARGET},
        Role.COUNCIL_VICE_CHAIR: _BELOW | {Can.SEE, Can.READ_REPORT, Can.SET_TARGET, Can.SET_MAP_TARGET},
        Role.COMMITTEE_HEAD: _BELOW | {Can.SEE, Can.READ_REPORT},
        Role.COMMITTEE_MEMBER: {Can.SEE},
        Role.TEAM_LEADER: {Can.SEE},
        Role.DELEGATE: {Can.SEE},
        Role.OFFICE_CHIEF: _BELOW | {Can.SEE, Can.READ_REPORT, Can.ARRANGE_MAP, Can.SET_MAP_TARGET},
        Role.OFFICE_STAFF: _BELOW | {Can.SEE, Can.READ_REPORT, Can.ARRANGE_MAP},
        Role.SESSION_SECRETARY: {Can.READ_REPORT},
    },
    belongs={Can.SEE_PROVINCE: of_communes},
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
        Can.SEE: Described(
            _("Xem chỉ tiêu của Hội đồng"),
            to=frozenset({Role.RECORDS_CLERK, Role.SESSION_SECRETARY, Role.EDITOR}),
            away=frozenset({Role.OFFICE_STAFF}),
            two_people=False,
        ),
        Can.READ_REPORT: Described(
            _("Xem, in, tải báo cáo hoạt động của Hội đồng"),
            to=frozenset({Role.COMMITTEE_MEMBER, Role.TEAM_LEADER, Role.DELEGATE, Role.RECORDS_CLERK}),
            away=frozenset({Role.OFFICE_STAFF, Role.SESSION_SECRETARY}),
            two_people=False,
        ),
        Can.SET_TARGET: Described(
            _("Đặt mục tiêu của chỉ tiêu"),
            fixed=_("Mục tiêu do Thường trực Hội đồng nhân dân đặt bằng văn bản."),
        ),
        Can.ARRANGE_MAP: Described(
            _("Bố trí bản đồ, ghi dân số xã, phường"),
            to=frozenset({Role.SESSION_SECRETARY, Role.RECORDS_CLERK}),
            away=frozenset({Role.OFFICE_STAFF}),
            two_people=False,
        ),
        Can.SET_MAP_TARGET: Described(
            _("Ghi chỉ tiêu theo kỳ của Thường trực"),
            fixed=_("Chỉ tiêu do Thường trực Hội đồng nhân dân đặt bằng văn bản; Văn phòng ghi theo văn bản đó."),
        ),
    },
)
