"""Reading figures: folded and not yet folded together, in one statement, so fresh to the last commit."""

from collections import defaultdict
from datetime import date

from django.db import connections

from hub.rollups.cutting import parameters
from hub.rollups.declaration import Measure
from hub.rollups.questions import Grain, Level, NotAsked, Period, Row, check_period, check_size, check_withheld
from hub.rollups.statements import among, check_asked, kept, statement
from hub.rollups.withholding import Cell, Place, key_of, told_of, tree_of, units_asked

__all__ = ["Grain", "Level", "NotAsked", "Period", "Row", "latest_days", "rollup"]


def rollup(
    *,
    measures: list[Measure],
    councils: list[str],
    level: Level,
    period: Period,
    dimensions: tuple[str, ...] = (),
    most_rows: int = 10_000,
    inside: str = "",
    using: str = "figures",
) -> list[Row]:
    """Return the figures of the councils whose keys are given, added up to the level; zeros are left out.

    Of a measure with ``suppress_below`` small counts are withheld; it is told by calendar years and at most one
    dimension, of whole units only: a province with all its communes however few of them were asked for, and for the
    nation the smallest unit that holds all that were (``hub.rollups.suppression``). ``inside`` is the key of the
    council whose own people ask: of itself alone it is told everything.

    :raises NotAsked: a measure lacks one of the dimensions or may not be told so (``ByYearsOnly``,
        ``OneDimensionOnly``), or the answer has more than ``most_rows`` rows.
    """
    check_period(period)
    if not measures or not councils:
        return []
    is_inside = councils == [inside]
    plain = [measure for measure in measures if is_inside or not measure.suppress_below]
    apart = [measure for measure in measures if measure not in plain]
    rows = _withheld_rows(apart, councils, level, period, dimensions, using) if apart else []
    if plain:
        text, values = statement(
            measures=plain,
            councils=councils,
            level=level,
            period=period,
            dimensions=dimensions,
            most_rows=most_rows,
            is_inside=is_inside,
        )
        with connections[using].cursor() as cursor:
            cursor.execute(text, values)
            found = cursor.fetchall()
        rows += [
            Row(m, key, start, dict(zip(dimensions, (e1, e2, e3), strict=False)), n)
            for m, key, start, e1, e2, e3, n in found
        ]
    check_size(len(rows), most_rows)
    return rows


def _withheld_rows(
    measures: list[Measure], councils: list[str], level: Level, period: Period, dimensions: tuple[str, ...], using: str
) -> list[Row]:
    """Return figures of whole units and years, with what is small, and what would tell it, withheld.

    The tables are always those of the whole nation, whatever part of them was asked for: so no two questions are
    answered from different ones.
    """
    check_asked(measures, dimensions, period)
    for measure in measures:
        check_withheld(measure, period, dimensions)
    places, tables = _tables(measures, period, dimensions, using)
    tree, units = tree_of(places), units_asked(level, councils, places)
    rows = []
    for measure in measures:
        for year, cells in sorted(tables[measure.name].items()):
            told = told_of(tree, cells, measure.suppress_below, in_parts=bool(dimensions))
            for unit in units:
                for column, n in sorted(told[unit].items()):
                    rows.append(Row(measure.name, key_of(unit), date(year, 1, 1), dict.fromkeys(dimensions, column), n))
    return rows


def _tables(
    measures: list[Measure], period: Period, dimensions: tuple[str, ...], using: str
) -> tuple[list[Place], dict[str, dict[int, list[Cell]]]]:
    """Return all councils, and the cells of each measure year by year, in two queries."""
    text = _YEARS.format(kept=" union all ".join(kept(measure, dimensions, Grain.YEAR) for measure in measures))
    names = {f"m_{measure.name}": measure.name for measure in measures}
    with connections[using].cursor() as cursor:
        cursor.execute(_PLACES)
        places = [Place(*row) for row in cursor.fetchall()]
        cut = parameters(Period(period.first, period.last, Grain.YEAR))
        cursor.execute(text, {"councils": [place.key for place in places], **cut, **names})
        tables: dict[str, dict[int, list[Cell]]] = {measure.name: defaultdict(list) for measure in measures}
        for name, year, key, column, n in cursor.fetchall():
            tables[name][year].append((key, column, n))
    return places, tables


def latest_days(*, measures: list[Measure], councils: list[str], using: str = "figures") -> dict[str, date]:
    """Return for each council the last legal day on which one of the measures counts something; a measure that is
    not served, or whose small counts are withheld, tells no days.
    """
    names = [measure.name for measure in measures if measure.is_told_plainly]
    if not names or not councils:
        return {}
    values = {"measures": names, "councils": councils}
    with connections[using].cursor() as cursor:
        cursor.execute(_LATEST, values)
        return dict(cursor.fetchall())


_LATEST = """
select k.council_key, max(k.day) from (
  select council_key, measure, d1, d2, d3, day from (
    select council_key, measure, d1, d2, d3, day, n from public.rollups_figure
    where measure = any(%(measures)s) and council_key = any(%(councils)s)
    union all
    select council_key, measure, d1, d2, d3, day, n from public.rollups_delta
    where measure = any(%(measures)s) and council_key = any(%(councils)s)
  ) every group by 1, 2, 3, 4, 5, 6 having sum(n) > 0
) k group by 1
"""
_YEARS = f"""{among()}
select k.measure, extract(year from k.starts_on)::int, k.council_key, k.e1, sum(k.n)::bigint
from ({{kept}}) k group by 1, 2, 3, 4 having sum(k.n) <> 0
"""
_PLACES = """
select c.key, case when c.level = 'province' then c.key else p.key end, c.level = 'commune'
from public.tenancy_council c left join public.tenancy_council p on p.id = c.parent_id order by c.key
"""
