"""The preset of a level: modules on, the present term, the committees. Data stands in ``data/*.toml``."""

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from presets.units import Level, Unit


@dataclass(frozen=True)
class CommitteePreset:
    """A committee of the council: its kind, and its name as the council writes it."""

    kind: str
    name: str


@dataclass(frozen=True)
class TermPreset:
    """The present term of office; ``seats_total`` 0 means that the administrator enters it."""

    number: int
    name: str
    starts_on: date
    seats_total: int


@dataclass(frozen=True)
class Preset:
    """What a new council starts with; ``simplified_office`` lets one person hold all the office's duties."""

    modules: tuple[str, ...]
    term: TermPreset
    committees: tuple[CommitteePreset, ...]
    simplified_office: bool


def preset_for(unit: Unit) -> Preset:
    """Return what the council of a unit starts with; committees that its kind does not have are left out."""
    data = _read(unit.level)
    committees = tuple(
        CommitteePreset(line["kind"], line["name"])
        for line in data["committees"]
        if unit.kind in line.get("only", [unit.kind])
    )
    return Preset(tuple(data["modules"]), TermPreset(**data["term"]), committees, data["simplified_office"])


@cache
def _read(level: Level) -> dict[str, Any]:
    return tomllib.loads(files("presets").joinpath("data", f"{level}.toml").read_text(encoding="utf-8"))
