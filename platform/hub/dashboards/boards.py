"""One dashboard's figures: the units with their numbers, the same period before, the months, and how far they reach.

Read with the readers' login (alias ``figures``), which has no right on any council's schema; one transaction there is
one snapshot. However many units a dashboard has, it asks the same number of questions.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db import transaction

from hub.dashboards.parts import NOT_SHOWN, Part, Shown, is_told_for, rows_of, years_of
from hub.dashboards.spans import Span, earlier
from hub.rollups import Measure
from hub.rollups.coverage import Standing, standing
from hub.rollups.reading import Grain, Level, Period, Row, latest_days, rollup
from kernel.vietnamese import fold, sort_key
from presets.units import WORDS, Kind
from tenancy.models import Council, Status

USING = "figures"
ALL = ""  # stands for the key of all councils together
YEARS = 5  # of the trend of what is told by years alone
Figures = dict[str, dict[str, int | None]]
WITH_FIGURES = (Status.ACTIVE, Status.SUSPENDED)


@dataclass(frozen=True)
class Area:
    """One unit of a dashboard with its figure; ``value`` None: the unit has no council here, or it is withheld.

    ``earlier`` is the figure of the same period before, ``latest_on`` the last day with anything counted.
    """

    code: str
    name: str
    kind: str
    council: Council | None = None
    value: int | None = None
    earlier: int | None = None
    latest_on: date | None = None
    people: int | None = None
    is_withheld: bool = False
    was_withheld: bool = False

    @property
    def whole_name(self) -> str:
        """Return the name with its kind: Phường Hoa Lư."""
        return f"{WORDS[Kind(self.kind)].capitalize()} {self.name}"

    @property
    def shown(self) -> Any:
        """Return the figure as it stands in a list: a number, the word for what is withheld, None for no council."""
        return NOT_SHOWN if self.is_withheld else self.value

    @property
    def shown_earlier(self) -> Any:
        """Return the figure of the period before as it stands in a list."""
        return NOT_SHOWN if self.was_withheld else self.earlier

    @property
    def change(self) -> int | None:
        """Return how much the figure rose or fell; None where there is nothing to compare with."""
        return None if self.value is None or self.earlier is None else self.value - self.earlier


@dataclass(frozen=True)
class Asking:
    """What a dashboard is asked for. ``own`` are councils beside the map whose figures stand in the cards."""

    chosen: Shown
    measures: tuple[Shown, ...]
    span: Span
    today: date
    level: Level

    @property
    def above(self) -> Level:
        """Return the level whose one unit holds all units of the dashboard."""
        return Level.PROVINCE if self.level is Level.COMMUNE else Level.NATION


@dataclass(frozen=True)
class Sum:
    """The figure of a measure over all units, with the same period before and the upper council's own.

    Of a part it is the told figure of the unit that holds all of them, None when it is withheld: never a sum.
    """

    measure: Shown
    value: int | None
    earlier: int | None
    own: int | None = 0

    @property
    def change(self) -> int | None:
        """Return how much it rose or fell; None where there is nothing to compare with."""
        return None if self.value is None or self.earlier is None else self.value - self.earlier


@dataclass(frozen=True)
class Board:
    """Everything that one dashboard shows; ``with_figures`` of ``expected`` councils are counted in it.

    ``trend`` is the chosen measure month by month, or year by year where it is a part; None is withheld.
    """

    asking: Asking
    before: Span | None
    areas: list[Area]
    sums: list[Sum]
    trend: list[tuple[date, int | None]]
    with_figures: int
    expected: int
    standing: Standing

    @property
    def chosen(self) -> Sum:
        """Return the sum of the measure that the map shows."""
        return next(one for one in self.sums if one.measure == self.asking.chosen)

    @property
    def counted(self) -> list[Area]:
        """Return the units that have a figure."""
        return [area for area in self.areas if area.value is not None]

    @property
    def absent(self) -> int:
        """Return how many units have no council here."""
        return len(self.areas) - len(self.counted) - self.withheld

    @property
    def withheld(self) -> int:
        """Return of how many units the figure is withheld."""
        return sum(area.is_withheld for area in self.areas)

    @property
    def active(self) -> int:
        """Return how many units have anything counted."""
        return sum(bool(area.value) for area in self.areas)


def read_board(
    asking: Asking,
    *,
    areas: Sequence[Area],
    keys: Sequence[str],
    own: str = "",
    expected: int,
    with_figures: int,
) -> Board:
    """Return a dashboard: ``areas`` without figures get those of their councils; ``keys`` are the councils counted.

    ``own`` is the key of the upper council, which stands in the cards and not on the map.
    """
    before = earlier(asking.span, today=asking.today)
    with transaction.atomic(using=USING):
        now = _figures(asking, keys, asking.span)
        then = _figures(asking, keys, before) if before else {}
        ours = {row.measure: row.told for row in _rows(asking, [own], asking.span, Level.NATION)} if own else {}
        trend = _trend(asking, keys)
        latest = latest_days(measures=_plain([asking.chosen]), councils=list(keys))
        stands = standing(list(keys))
    return Board(
        asking=asking,
        before=before,
        areas=sorted(
            (_filled(area, asking, now, then, latest) for area in areas), key=lambda area: sort_key(area.name)
        ),
        sums=[Sum(one, _whole(one, now), _whole(one, then), ours.get(one.name, 0)) for one in asking.measures],
        trend=trend,
        with_figures=with_figures,
        expected=expected,
        standing=stands,
    )


def find_areas(areas: Sequence[Area], text: str) -> list[Area]:
    """Return the units whose name with its kind holds the text, with or without diacritics."""
    return [area for area in areas if fold(text) in fold(area.whole_name)]


def with_people(areas: Sequence[Area], people: Mapping[str, int]) -> list[Area]:
    """Return the units with their numbers of people, by code."""
    return [replace(area, people=people.get(area.code)) for area in areas]


def _plain(shown: Sequence[Shown]) -> list[Measure]:
    return [one for one in shown if isinstance(one, Measure)]


def _rows(asking: Asking, keys: Sequence[str], span: Span, level: Level) -> list[Row]:
    """Return the figures of what is asked for and can be told for a period."""
    period = Period(span.first, span.last)
    rows = rollup(measures=_plain(asking.measures), councils=list(keys), level=level, period=period)
    for one in asking.measures:
        if isinstance(one, Part) and is_told_for(one, span):
            rows += rows_of(one, keys, level, period)
    return rows


def _figures(asking: Asking, keys: Sequence[str], span: Span) -> Figures:
    """Return the figures by the name of the measure and the key of the council; of a part also that of all together.

    What cannot be told for the period has no entry.
    """
    found: Figures = {one.name: {} for one in asking.measures if is_told_for(one, span)}
    for row in _rows(asking, keys, span, asking.level):
        found[row.measure][row.council_key or ALL] = row.told
    for one in asking.measures:
        if isinstance(one, Part) and one.name in found:
            for row in rows_of(one, keys, asking.above, Period(span.first, span.last)):
                found[one.name][ALL] = row.told
    return found


def _whole(shown: Shown, figures: Figures) -> int | None:
    """Return a measure's sum, or what is told of a part as a whole; None where it is withheld or cannot be told."""
    found = figures.get(shown.name)
    if found is None or isinstance(shown, Part):
        return None if found is None else found.get(ALL, 0)
    return sum(n for n in found.values() if n)


def _trend(asking: Asking, keys: Sequence[str]) -> list[tuple[date, int | None]]:
    """Return the chosen measure month by month as far as the period has come, a part of one year by year."""
    if isinstance(asking.chosen, Part):
        return years_of(asking.chosen, keys, asking.above, asking.span, count=YEARS)
    period = Period(asking.span.first, asking.span.last, Grain.MONTH)
    rows = rollup(measures=[asking.chosen], councils=list(keys), level=Level.NATION, period=period)
    known = {row.starts_on: row.value for row in rows}
    return [(month, known.get(month, 0)) for month in asking.span.months]


def _filled(area: Area, asking: Asking, now: Figures, then: Figures, latest: Mapping[str, date]) -> Area:
    if area.council is None or area.council.status not in WITH_FIGURES:
        return area
    name, key = asking.chosen.name, area.council.key
    value = now[name].get(key, 0)
    earlier_value = then[name].get(key, 0) if name in then else None
    return replace(
        area,
        value=value,
        earlier=earlier_value,
        is_withheld=value is None,
        was_withheld=name in then and earlier_value is None,
        latest_on=latest.get(key),
    )
