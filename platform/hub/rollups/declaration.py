"""The declaration of a measure: what is counted, by what, on which day, and what may be told outside.

    measure(
        name="resolutions_issued",
        label=_("Nghị quyết đã ban hành"),
        unit=_("nghị quyết"),
        model="council_documents.Document",
        where={"state": "issued", "removed_at__isnull": True},
        dimensions=("kind",),
        day="issued_on",
        source_rule="R-RES-03",
    )

The conditions are data, not SQL: equality, membership and emptiness of columns of the counted row.
What depends on today (overdue, age) is stored by its date and never counted by the clock.

A measure is one of three:

- a flow: each row counts 1 on its ``day``; a period's figure is the sum of its days;
- a sum: ``adds="days_to_publish"`` adds an integer column of the row instead of 1 (nothing where it is NULL). A mean
  is a sum's figure divided by that of a flow with the same conditions;
- a standing: ``stands=True`` counts what is there, not what came. A period's figure is that of its last day: all
  rows since the beginning of time whose ``day`` has come. ``until="ended_on"`` names the last day on which a row
  still counts (NULL: it goes on); without it nothing ever leaves. Standings may be compared, but never added up over
  periods; over councils and dimensions they add up like any other.

        measure(name="delegates_in_office", model="council_people.Mandate", day="started_on", stands=True,
                until="ended_on", dimensions=("origin",), …)

Up to three ``dimensions``; ``leaves=()`` lets the total alone leave the council, ``served=False`` nothing.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

MOST_DIMENSIONS = 3
LOOKUPS = ("exact", "in", "isnull")
NAME = re.compile(r"[a-z][a-z0-9_]{2,39}")


class BadMeasure(ValueError):
    """A declaration that cannot be counted exactly; the application does not start."""


@dataclass(frozen=True, kw_only=True)
class Measure:
    """One thing that is counted in every council.

    ``dimensions`` are columns of the counted row that may not be NULL. ``leaves`` is the allow-list of
    those that readers outside the council may ask for (all of them when not given); ``served``: whether they may
    see the measure at all. ``suppress_below``: a figure under this many cases (5 where nothing else is known) could
    point at a person; readers outside the council are told that it is withheld, and likewise what would give it away
    by subtraction (``hub.rollups.suppression``).
    """

    name: str
    label: Any
    unit: Any
    model: str
    day: str
    source_rule: str
    description: Any = ""
    where: Mapping[str, Any] = field(default_factory=dict)
    dimensions: tuple[str, ...] = ()
    leaves: tuple[str, ...] | None = None
    adds: str = ""
    stands: bool = False
    until: str = ""
    served: bool = True
    suppress_below: int = 0

    def __post_init__(self) -> None:
        if not NAME.fullmatch(self.name):
            raise BadMeasure(f"{self.name!r} is not a name for a measure")
        if len(self.dimensions) > MOST_DIMENSIONS or len(set(self.dimensions)) < len(self.dimensions):
            raise BadMeasure(f"{self.name}: at most {MOST_DIMENSIONS} different dimensions")
        if not set(self.leaves or ()) <= set(self.dimensions):
            raise BadMeasure(f"{self.name}: only its own dimensions may leave the council")
        for day in filter(None, (self.day, self.until)):
            if not day.endswith("_on"):
                raise BadMeasure(f"{self.name}: {day} is not a day column (…_on)")
        if self.until and not self.stands:
            raise BadMeasure(f"{self.name}: only what stands has a last day")
        if self.suppress_below and (self.adds or self.stands):
            raise BadMeasure(f"{self.name}: only a plain count of cases tells how many cases it has")
        for condition, value in self.where.items():
            _check_condition(self.name, condition, value)

    @property
    def told(self) -> tuple[str, ...]:
        """Return the dimensions that readers outside the council may ask for."""
        return self.dimensions if self.leaves is None else self.leaves

    @property
    def is_told_plainly(self) -> bool:
        """Whether readers outside the council see every figure as it is: nothing small is withheld from them."""
        return self.served and not self.suppress_below


def _check_condition(name: str, condition: str, value: Any) -> None:
    lookup = condition.partition("__")[2] or "exact"
    if lookup not in LOOKUPS:
        raise BadMeasure(f"{name}: {condition} is none of {', '.join(LOOKUPS)}")
    if lookup == "isnull" and not isinstance(value, bool):
        raise BadMeasure(f"{name}: {condition} must be True or False")
    values = value if lookup == "in" else [value]
    if not isinstance(values, list | tuple | set | frozenset) or not values:
        raise BadMeasure(f"{name}: {condition} needs a list of values")
    if not all(isinstance(one, str | int | bool) for one in values):
        raise BadMeasure(f"{name}: {condition} compares with text, numbers or truth values only")


_DECLARED: dict[str, Measure] = {}


def measure(**declaration: Any) -> Measure:
    """Declare and register a measure; called when a module's room ``measures`` is imported.

    :raises BadMeasure: the declaration is wrong, or another measure has the name.
    """
    return register(Measure(**declaration))


def register(new: Measure) -> Measure:
    """Register a measure; the same declaration may arrive twice, another of the same name may not."""
    there = _DECLARED.setdefault(new.name, new)
    if there != new:
        raise BadMeasure(f"{new.name} is declared twice")
    return there


def withdraw(name: str) -> None:
    """Take a measure out of the registry again (a test's own, or a module that was switched off)."""
    _DECLARED.pop(name, None)


def declared() -> list[Measure]:
    """Return every measure, by name."""
    return [_DECLARED[name] for name in sorted(_DECLARED)]


def measure_named(name: str) -> Measure:
    """Return one measure.

    :raises KeyError: nothing of that name is declared.
    """
    return _DECLARED[name]
