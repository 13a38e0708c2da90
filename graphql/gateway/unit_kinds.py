"""Figures of units of some kinds only: communes, wards and special zones, provinces and cities."""

from collections.abc import Mapping, Sequence
from typing import Any

import graphene
from django.utils.translation import gettext as _

from gateway.core.context import Context
from gateway.core.open import both
from hub.rollups.declaration import Measure
from hub.rollups.questions import Level, WholeUnitsOnly
from tenancy.models import Level as CouncilLevel
from tenancy.models import UnitKind


class CommuneKind(graphene.Enum):
    """The kinds of unit at the level of communes."""

    class Meta:
        description = both("Loại đơn vị hành chính cấp xã.", "The kinds of unit at the level of communes.")

    COMMUNE = UnitKind.COMMUNE.value
    SPECIAL_ZONE = UnitKind.SPECIAL_ZONE.value
    WARD = UnitKind.WARD.value

    @property
    def description(self) -> str:
        """Return what a kind means."""
        told = {
            "COMMUNE": ("Xã.", "Commune."),
            "SPECIAL_ZONE": ("Đặc khu.", "Special zone."),
            "WARD": ("Phường.", "Ward."),
        }
        return both(*told[self.name]) if self.name in told else ""


class ProvinceKind(graphene.Enum):
    """The kinds of unit at the level of provinces."""

    class Meta:
        description = both("Loại đơn vị hành chính cấp tỉnh.", "The kinds of unit at the level of provinces.")

    CITY = UnitKind.CITY.value
    PROVINCE = UnitKind.PROVINCE.value

    @property
    def description(self) -> str:
        """Return what a kind means."""
        told = {
            "CITY": ("Thành phố trực thuộc trung ương.", "City under the central government."),
            "PROVINCE": ("Tỉnh.", "Province."),
        }
        return both(*told[self.name]) if self.name in told else ""


class RollupFilter(graphene.InputObjectType):
    """Which kinds of unit are counted."""

    class Meta:
        description = both(
            "Chỉ tính các loại đơn vị này; điều kiện nào không nêu thì không giới hạn.",
            "Only units of these kinds are counted; what is not given narrows nothing.",
        )

    commune_kinds = graphene.List(
        graphene.NonNull(CommuneKind),
        description=both(
            "Chỉ các xã, phường, đặc khu thuộc các loại này; hội đồng cấp tỉnh không được tính cùng.",
            "Only communes of these kinds; the councils of provinces themselves are not counted then.",
        ),
    )
    province_kinds = graphene.List(
        graphene.NonNull(ProvinceKind),
        description=both(
            "Chỉ các tỉnh, thành phố thuộc các loại này cùng các xã của chúng.",
            "Only provinces of these kinds, with their communes.",
        ),
    )


def of_kinds(keys: Sequence[str], asked: Mapping[str, Any], context: Context) -> list[str]:
    """Return those of the councils (keys in reach) that a filter counts."""
    communes, provinces = (_values(asked.get(name)) for name in ("commune_kinds", "province_kinds"))
    if communes is None and provinces is None:
        return list(keys)
    found = []
    for key in keys:
        council = context.councils[key]
        above = council if council.level == CouncilLevel.PROVINCE else context.councils_by_id.get(council.parent_id)
        if communes is not None and council.unit_kind not in communes:
            continue
        if provinces is not None and (above is None or above.unit_kind not in provinces):
            continue
        found.append(key)
    return found


def check_whole_units(measures: Sequence[Measure], level: Level, asked: Mapping[str, Any]) -> None:
    """Pass when the filter chooses among the rows of an answer and does not change what they add up.

    Of a measure whose small counts are withheld a sum of some communes, beside the sum of all, would tell the others.

    :raises WholeUnitsOnly: such a measure is to be added up over some kinds of unit.
    """
    adds_communes = asked.get("commune_kinds") is not None and level is not Level.COMMUNE
    adds_provinces = asked.get("province_kinds") is not None and level is Level.NATION
    for measure in measures:
        if measure.suppress_below and (adds_communes or adds_provinces):
            raise WholeUnitsOnly(
                _("Số liệu “%(label)s” chỉ được cộng của cả tỉnh, cả nước, không của riêng một loại đơn vị.")
                % {"label": measure.label}
            )


def _values(kinds: Any) -> set[str] | None:
    return None if kinds is None else {kind.value for kind in kinds}
