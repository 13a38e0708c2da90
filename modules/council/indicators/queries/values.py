"""The values of indicators, read from the figures: both sides of each formula, never a quotient of another place.

Everything is read with the readers' login (alias ``figures``), which has no right on any council's schema. Measures
that are asked for by the same dimensions are read in one statement, however many indicators, councils and months.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from council.indicators.law import Indicator, Part, Ratio
from council.indicators.law import Period as Stretch
from hub.rollups import Measure, measure_named
from hub.rollups.reading import Grain, Level, Period, Row, rollup

USING = "figures"


@dataclass(frozen=True)
class Cell:
    """Where a value belongs: indicator, council (None: all that were asked for), first day of its piece, its row."""

    indicator: str
    council: str | None
    starts_on: date
    split: str = ""


@dataclass(frozen=True)
class Values:
    """Both sides of the formulas by their cells; what is not there was not counted anywhere."""

    cells: Mapping[Cell, Ratio]

    def of(self, indicator: Indicator, *, council: str | None = None, starts_on: date | None = None) -> Ratio:
        """Return a value over all its rows, of one council or all, of one piece of the period or all."""
        found = Ratio()
        for cell, ratio in self.cells.items():
            is_piece = starts_on in (None, cell.starts_on)
            if cell.indicator == indicator.name and cell.council == council and is_piece:
                found += ratio
        return found

    def split(self, indicator: Indicator) -> dict[str, Ratio]:
        """Return a value by the rows that the indicator is told in."""
        found: dict[str, Ratio] = defaultdict(Ratio)
        for cell, ratio in self.cells.items():
            if cell.indicator == indicator.name:
                found[cell.split] += ratio
        return dict(found)


def read_values(
    indicators: Iterable[Indicator],
    *,
    councils: Sequence[str],
    period: Stretch,
    grain: Grain = Grain.WHOLE,
    level: Level = Level.NATION,
) -> Values:
    """Return the values of indicators in a period, added up over the councils or for each of them."""
    chosen = list(indicators)
    rows = _rows(chosen, councils, Period(period.first, period.last, grain), level)
    above, below = _Sides(), _Sides()
    for indicator in chosen:
        above.count(indicator, indicator.numerator, rows)
        below.count(indicator, indicator.denominator, rows)
    cells = {cell: Ratio(above.sums[cell], below.sums[cell]) for cell in {**above.sums, **below.sums}}
    return Values(cells)


def conditions_on(measure: Measure, part: Part) -> dict[str, tuple[str, ...]]:
    """Return the conditions of a side of a formula that speak of a measure's dimensions."""
    return {name: values for name, values in part.where.items() if name in measure.dimensions}


class _Sides:
    """The sums of one side of all formulas."""

    def __init__(self) -> None:
        self.sums: dict[Cell, int] = defaultdict(int)

    def count(self, indicator: Indicator, part: Part, rows: Mapping[str, list[Row]]) -> None:
        for name in part.measures:
            conditions = conditions_on(measure_named(name), part)
            for row in rows[name]:
                if all(row.dimensions[dimension] in values for dimension, values in conditions.items()):
                    split = row.dimensions.get(indicator.split_by, "")
                    self.sums[Cell(indicator.name, row.council_key, row.starts_on, split)] += row.value


def _rows(indicators: list[Indicator], councils: Sequence[str], period: Period, level: Level) -> dict[str, list[Row]]:
    """Return the rows of each measure by all dimensions that any of the indicators asks of it."""
    asked: dict[str, set[str]] = defaultdict(set)
    for indicator in indicators:
        for name in indicator.measures:
            asked[name] |= set(indicator.dimensions) & set(measure_named(name).dimensions)
    together: dict[tuple[str, ...], list[Measure]] = defaultdict(list)
    for name, dimensions in asked.items():
        measure = measure_named(name)
        together[tuple(each for each in measure.dimensions if each in dimensions)].append(measure)
    found: dict[str, list[Row]] = {name: [] for name in asked}
    for dimensions, measures in together.items():
        for row in rollup(
            measures=measures, councils=list(councils), level=level, period=period, dimensions=dimensions, using=USING
        ):
            found[row.measure].append(row)
    return found
