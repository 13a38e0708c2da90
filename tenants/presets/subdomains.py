"""Addresses: a subdomain for each unit of the official list, unique over the nation and always the same.

A province has its bare name. A commune has its bare name too when no other unit of the nation is written
alike without diacritics; otherwise its province's abbreviation follows (``kimson-nb``), then its kind,
and last its code. The proposal depends on the list alone, not on who came first.
"""

import tomllib
from collections import Counter
from collections.abc import Callable
from functools import cache
from importlib.resources import files

from kernel.vietnamese import fold
from presets.units import WORDS, Level, Unit, all_units, unit_of

# Names of hosts that belong to the platform itself.
RESERVED = frozenset({"console", "api", "www", "static", "mail", "live", "status", "admin", "localhost"})


def subdomain_of(unit: Unit) -> str:
    """Return the subdomain proposed for a unit's council."""
    return _proposals()[unit.code]


def slug(text: str) -> str:
    """Return a name's letters and digits without diacritics: Hoa Lư is hoalu."""
    return "".join(char for char in fold(text) if char.isascii() and char.isalnum())


@cache
def abbreviation_of(province_code: str) -> str:
    """Return a province's abbreviation: its initials, or what the list of exceptions says."""
    initials = "".join(word[0] for word in fold(unit_of(province_code).own_name).split())
    return _exceptions().get(province_code, initials)


@cache
def _proposals() -> dict[str, str]:
    ways: tuple[Callable[[Unit], str], ...] = (_bare, _with_province, _with_kind, _with_code)
    named: dict[str, str] = {unit.code: _bare(unit) for unit in all_units() if unit.level == Level.PROVINCE}
    waiting = [unit for unit in all_units() if unit.level == Level.COMMUNE]
    taken = RESERVED | set(named.values())
    for way in ways:
        claims = Counter(way(unit) for unit in waiting)
        alone = [unit for unit in waiting if claims[way(unit)] == 1 and way(unit) not in taken]
        named.update({unit.code: way(unit) for unit in alone})
        taken |= {way(unit) for unit in alone}
        waiting = [unit for unit in waiting if unit.code not in named]
    return named


def _bare(unit: Unit) -> str:
    return slug(unit.own_name)


def _with_province(unit: Unit) -> str:
    return f"{_bare(unit)}-{abbreviation_of(unit.province_code)}"


def _with_kind(unit: Unit) -> str:
    return f"{_bare(unit)}-{slug(WORDS[unit.kind])}-{abbreviation_of(unit.province_code)}"


def _with_code(unit: Unit) -> str:
    return f"{_bare(unit)}-{unit.code}"


@cache
def _exceptions() -> dict[str, str]:
    text = files("presets").joinpath("data", "abbreviations.toml").read_text(encoding="utf-8")
    return {str(code): str(short) for code, short in tomllib.loads(text)["abbreviations"].items()}
