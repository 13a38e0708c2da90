"""The record behind one tile: figures over time and what was published, never a council's own tables."""

from datetime import date
from typing import Any

from django.db.models import QuerySet

from hub.dashboards import choosing, parts
from hub.dashboards.asking import Asked
from hub.dashboards.boards import USING
from hub.dashboards.pages import Goal, chart_of, periods_of
from hub.dashboards.spans import Span
from hub.rollups import Measure
from hub.rollups.coverage import standing
from hub.rollups.models import PublishedResolution, PublishedSession
from hub.rollups.reading import Grain, Level, Period, rollup

MOST_SESSIONS = 50
Figures = list[tuple[Measure, list[int], int]]


def figures_of(keys: list[str], level: Level, span: Span) -> Figures:
    """Return each offered measure of some councils together, with its months and what they come to, in one query.

    What happens on days is added up; what stands from a day on comes to what stands at the end.
    """
    measures = choosing.offered()
    rows = rollup(measures=measures, councils=keys, level=level, period=Period(span.first, span.last, Grain.MONTH))
    known: dict[tuple[str, Any], int] = {}
    for row in rows:
        known[row.measure, row.starts_on] = known.get((row.measure, row.starts_on), 0) + row.value
    months = [(measure, [known.get((measure.name, month), 0) for month in span.months]) for measure in measures]
    return [(measure, values, values[-1] if measure.stands else sum(values)) for measure, values in months]


def list_resolutions(council_key: str, span: Span) -> QuerySet[PublishedResolution]:
    """Return the resolutions of a period that a council has published, newest first."""
    mine = PublishedResolution.objects.using(USING).filter(council_key=council_key, withdrawn_at__isnull=True)
    return mine.filter(issued_on__range=(span.first, span.last)).order_by("-issued_on", "-id")


def list_sessions(council_key: str, span: Span) -> QuerySet[PublishedSession]:
    """Return the sessions of a period that a council has published, newest first."""
    mine = PublishedSession.objects.using(USING).filter(council_key=council_key, withdrawn_at__isnull=True)
    return mine.filter(opens_on__range=(span.first, span.last)).order_by("-opens_on", "-id")


def structure_of(keys: list[str], level: Level, span: Span, today: date) -> dict[str, Any]:
    """Return the groups of the people of one unit in the year that lies nearest to a period."""
    shown = parts.parts()
    year = choosing.span_for(shown[0], span, today=today) if shown else span
    return {"structure": parts.groups_of(keys, level, year), "structure_year": year}


def record_of(
    figures: Figures, asked: Asked, *, keys: list[str], span: Span, term: Span | None, today: Any
) -> dict[str, Any]:
    """Return what the page of a record draws: its figures, the months of the chosen one, its sessions, their standing.

    ``keys`` are the councils whose figures these are, the one whose record it is before the others.
    """
    chosen = choosing.chosen(asked.measure, [measure for measure, _months, _total in figures])
    values = next(values for measure, values, _total in figures if measure == chosen)
    months = list(zip(span.months, values, strict=True))
    lines = [(measure, total, asked.address(so_lieu=measure.name)) for measure, _values, total in figures]
    return {
        "span": span,
        "measure": chosen,
        "figures": [line for line in lines if line[0] == chosen or line[1] != 0],
        "nothing": [(measure, href) for measure, total, href in lines if measure != chosen and total == 0],
        "months": months,
        "chart": chart_of(months, Goal()),
        "periods": periods_of(span, asked, today=today, term=term),
        "stands": standing(keys),
        "sessions": list(list_sessions(keys[0], span)[:MOST_SESSIONS]),
    }
