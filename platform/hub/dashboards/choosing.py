"""Which measures a dashboard offers, which stand in its cards, and in which colours its map is drawn."""

from collections.abc import Sequence
from datetime import date
from typing import TypeVar

from hub.dashboards.parts import Part, Shown, is_told_for, parts
from hub.dashboards.spans import Span, year_of
from hub.rollups import Measure, declared

AnyShown = TypeVar("AnyShown", bound=Measure | Part)

CARDS = 4
# What a province or the nation looks at first, where it is declared; the others follow by their names.
FIRST = ("sessions_held", "resolutions_issued", "sittings_held", "votes_counted", "papers_released")
# Of these, more is worse: their map goes from pale to dark red; all others from pale to dark blue.
WORSE_WHEN_MORE = frozenset(
    {"sessions_not_held", "resolutions_withdrawn", "resolutions_to_publish", "papers_on_paper", "papers_late"}
)


def offered() -> list[Measure]:
    """Return the measures that readers outside the councils may see, the first ones first."""
    known = {measure.name: measure for measure in declared() if measure.is_told_plainly}
    return [known.pop(name) for name in FIRST if name in known] + sorted(known.values(), key=lambda one: str(one.label))


def shown() -> list[Shown]:
    """Return everything that a map can show: the measures, and the groups of those whose small counts are withheld."""
    return [*offered(), *parts()]


def span_for(asked: Shown, span: Span, *, today: date) -> Span:
    """Return the period in which something can be shown: of a part of a measure the year that lies nearest."""
    return span if is_told_for(asked, span) else year_of(min(max(today, span.first), span.last))


def chosen(name: str, measures: Sequence[AnyShown]) -> AnyShown:
    """Return the measure that an address names, else the first one."""
    return next((measure for measure in measures if measure.name == name), measures[0])


def in_cards(first: Shown, measures: Sequence[Measure]) -> tuple[Shown, ...]:
    """Return the measures of the cards: the first ones, with the chosen one among them."""
    leading: list[Shown] = list(measures[:CARDS])
    if first not in leading:
        leading = [*leading[: CARDS - 1], first]
    return tuple(leading)


def is_worse_when_more(measure: Shown) -> bool:
    """Whether a rising figure is bad news."""
    return measure.name in WORSE_WHEN_MORE
