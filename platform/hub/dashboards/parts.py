"""A measure whose small counts are withheld, as a dashboard shows it: in all, or one group of one dimension.

Whatever is shown is what ``rollup()`` tells: whole units, calendar years, one dimension. A withheld figure is shown as
such and nothing is added up from its neighbours; which of the withheld ones are small is told nowhere, for together
with the sums that are shown it would tell some of them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hub.dashboards.spans import Kind, Span
from hub.rollups import Measure, declared
from hub.rollups.questions import Grain, Level, Period, Row
from hub.rollups.reading import rollup
from hub.rollups.sqltext import column

NOT_SHOWN = gettext_lazy("không hiển thị")


@dataclass(frozen=True)
class Part:
    """All cases of a measure, or those of one group (``value`` of a ``dimension``), named as it stands in addresses."""

    measure: Measure
    dimension: str = ""
    value: str = ""
    group: Any = ""

    @property
    def name(self) -> str:
        """Return the word of this part in an address: delegates_by_origin:ethnic_group.minority."""
        return f"{self.measure.name}:{self.dimension}.{self.value}" if self.dimension else self.measure.name

    @property
    def label(self) -> Any:
        """Return its name for people."""
        if not self.dimension:
            return self.measure.label
        return _("%(measure)s: %(group)s") % {"measure": self.measure.label, "group": self.group}

    @property
    def unit(self) -> Any:
        """Return what is counted."""
        return self.measure.unit

    @property
    def suppress_below(self) -> int:
        """Return below how many cases a figure may not be shown."""
        return self.measure.suppress_below


Shown = Measure | Part


def parts() -> list[Part]:
    """Return everything that can be shown of the measures whose small counts are withheld."""
    apart = sorted((one for one in declared() if one.served and one.suppress_below), key=lambda one: str(one.label))
    return [part for measure in apart for part in (Part(measure), *_groups(measure))]


def _groups(measure: Measure) -> list[Part]:
    return [
        Part(measure, dimension, value, label)
        for dimension in measure.told
        for value, label in column(measure, dimension).flatchoices
    ]


def is_told_for(shown: Shown, span: Span) -> bool:
    """Whether a figure can be told for a period: a part of a measure by calendar years alone."""
    if isinstance(shown, Measure):
        return True
    first, last = span.first, span.last
    return span.kind == Kind.YEAR and (first.month, first.day, last.month, last.day) == (1, 1, 12, 31)


def rows_of(part: Part, keys: Sequence[str], level: Level, period: Period) -> list[Row]:
    """Return the figures of a part under its own name; who has no row has nothing."""
    dimensions = (part.dimension,) if part.dimension else ()
    rows = rollup(measures=[part.measure], councils=list(keys), level=level, period=period, dimensions=dimensions)
    return [row._replace(measure=part.name) for row in rows if _is_of(row, part)]


def years_of(part: Part, keys: Sequence[str], level: Level, span: Span, *, count: int) -> list[tuple[Any, int | None]]:
    """Return the figures of so many years up to a period's, of the one unit that a level gives."""
    first = span.first.replace(year=span.first.year - count + 1)
    found = {row.starts_on: row.told for row in rows_of(part, keys, level, Period(first, span.last, Grain.YEAR))}
    starts = [first.replace(year=first.year + number) for number in range(count)]
    return [(start, found.get(start, 0)) for start in starts]


def groups_of(keys: Sequence[str], level: Level, span: Span) -> list[tuple[Part, int | None]]:
    """Return the groups of one unit's people in a year, each with its number or None; who has nobody is left out.

    It asks one question for each dimension, however many groups there are.
    """
    told: list[tuple[Part, int | None]] = []
    for measure in {part.measure.name: part.measure for part in parts()}.values():
        for dimension in measure.told:
            period = Period(span.first, span.last)
            rows = rollup(measures=[measure], councils=list(keys), level=level, period=period, dimensions=(dimension,))
            groups = [part for part in _groups(measure) if part.dimension == dimension]
            told += [(part, row.told) for part in groups for row in rows if _is_of(row, part)]
    return told


def _is_of(row: Row, part: Part) -> bool:
    """Whether a row tells of a part; a withheld row that names no group stands for all of them."""
    if not part.dimension:
        return True
    group = row.dimensions[part.dimension]
    return group == part.value or (row.is_withheld and not group)
