"""The official list of administrative units: 34 provinces and cities, 3,321 communes, with their codes.

Source: the codes of the General Statistics Office in force since 1 July 2025, as the PyPI package
``vietnam-provinces`` carries them. Which special zones have no council stands in ``data/without_council.toml``.
"""

import tomllib
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files

from vietnam_provinces import Province, VietNamDivisionType, Ward

from kernel.vietnamese import fold, sort_key

PROVINCE_DIGITS, COMMUNE_DIGITS = 2, 5


class Level(StrEnum):
    """The two levels (Luật 72/2025/QH15)."""

    PROVINCE = "province"
    COMMUNE = "commune"


class Kind(StrEnum):
    """The kinds of unit; the values are those that a council's row stores."""

    PROVINCE = "province"
    CITY = "city"
    COMMUNE = "commune"
    WARD = "ward"
    SPECIAL_ZONE = "special_zone"


WORDS = {
    Kind.PROVINCE: "tỉnh",
    Kind.CITY: "thành phố",
    Kind.COMMUNE: "xã",
    Kind.WARD: "phường",
    Kind.SPECIAL_ZONE: "đặc khu",
}
_KINDS = {
    VietNamDivisionType.TINH: Kind.PROVINCE,
    VietNamDivisionType.THANH_PHO_TRUNG_UONG: Kind.CITY,
    VietNamDivisionType.XA: Kind.COMMUNE,
    VietNamDivisionType.PHUONG: Kind.WARD,
    VietNamDivisionType.DAC_KHU: Kind.SPECIAL_ZONE,
}


class UnknownUnit(LookupError):
    """No unit of the official list has this code."""


@dataclass(frozen=True)
class Unit:
    """One administrative unit. ``own_name`` is the name without its kind: Hoa Lư of phường Hoa Lư."""

    code: str
    own_name: str
    kind: Kind
    province_code: str
    has_council: bool = True

    @property
    def level(self) -> Level:
        """Return the level on which the unit's council stands."""
        return Level.PROVINCE if self.code == self.province_code else Level.COMMUNE

    @property
    def name(self) -> str:
        """Return the unit's whole name as a sentence begins with it: Phường Hoa Lư."""
        return f"{WORDS[self.kind].capitalize()} {self.own_name}"

    @property
    def council_name(self) -> str:
        """Return the name of the unit's council: HĐND phường Hoa Lư."""
        return f"HĐND {WORDS[self.kind]} {self.own_name}"


def all_units() -> tuple[Unit, ...]:
    """Return every unit: each province in the dictionary's order, followed by its communes."""
    return tuple(_by_code().values())


def provinces() -> tuple[Unit, ...]:
    """Return the provinces and centrally run cities in the dictionary's order."""
    return tuple(unit for unit in all_units() if unit.level == Level.PROVINCE)


def communes_of(province_code: str) -> tuple[Unit, ...]:
    """Return the communes of a province in the dictionary's order."""
    return _by_province().get(province_code, ())


def whole_province(province_code: str) -> tuple[Unit, ...]:
    """Return a province followed by its communes.

    :raises UnknownUnit: no province has the code.
    """
    province = unit_of(province_code)
    if province.level != Level.PROVINCE:
        raise UnknownUnit(province_code)
    return (province, *communes_of(province_code))


def unit_of(code: str) -> Unit:
    """Return the unit of an official code ("37", "14329").

    :raises UnknownUnit: the list has none.
    """
    try:
        return _by_code()[code]
    except KeyError:
        raise UnknownUnit(code) from None


def search(text: str, *, most: int = 60) -> tuple[Unit, ...]:
    """Return the units whose code or name holds the text, written with diacritics or without.

    The province's name may follow the commune's ("hoa lu ninh binh"). Names that begin with the text come
    first, the shortest before the others; at most ``most`` are returned, none for an empty text.
    """
    asked = fold(text)
    if not asked:
        return ()
    found = [unit for unit, names in _folded() if unit.code == asked or asked in names]
    found.sort(key=lambda unit: (not fold(unit.own_name).startswith(asked), len(unit.own_name)))
    return tuple(found[:most])


@cache
def _by_code() -> dict[str, Unit]:
    without = _without_council()
    communes: dict[str, list[Unit]] = {}
    for row in Ward.iter_all():
        communes.setdefault(_two(row.province_code), []).append(_commune(row, without))
    ordered: dict[str, Unit] = {}
    for province in sorted((_province(row) for row in Province.iter_all()), key=_place_in_lists):
        ordered[province.code] = province
        ordered.update({unit.code: unit for unit in sorted(communes[province.code], key=_place_in_lists)})
    return ordered


@cache
def _by_province() -> dict[str, tuple[Unit, ...]]:
    groups: dict[str, list[Unit]] = {}
    for unit in all_units():
        if unit.level == Level.COMMUNE:
            groups.setdefault(unit.province_code, []).append(unit)
    return {code: tuple(units) for code, units in groups.items()}


@cache
def _folded() -> tuple[tuple[Unit, str], ...]:
    """Return each unit with the names it is found by: its own, and with its province behind it."""
    whole = {unit.code: fold(unit.own_name) for unit in provinces()}
    return tuple((unit, f"{fold(unit.name)} {whole[unit.province_code]}") for unit in all_units())


@cache
def _without_council() -> frozenset[str]:
    text = files("presets").joinpath("data", "without_council.toml").read_text(encoding="utf-8")
    return frozenset(zone["code"] for zone in tomllib.loads(text)["zone"])


def _place_in_lists(unit: Unit) -> str:
    return sort_key(unit.own_name)


def _province(row: Province) -> Unit:
    code = _two(row.code)
    return Unit(code, _own_name(row.name, ("Tỉnh ", "Thành phố ")), _KINDS[row.division_type], code)


def _commune(row: Ward, without: frozenset[str]) -> Unit:
    code = f"{int(row.code):0{COMMUNE_DIGITS}d}"
    name = _own_name(row.name, ("Xã ", "Phường ", "Đặc khu "))
    return Unit(code, name, _KINDS[row.division_type], _two(row.province_code), has_council=code not in without)


def _own_name(name: str, kinds: tuple[str, ...]) -> str:
    whole = unicodedata.normalize("NFC", " ".join(name.split()))
    return next((whole.removeprefix(kind) for kind in kinds if whole.startswith(kind)), whole)


def _two(code: int) -> str:
    return f"{int(code):0{PROVINCE_DIGITS}d}"
