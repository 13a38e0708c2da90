"""The one statement that answers a rollup: folded and not yet folded together, added up to the level."""

from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _

from hub.rollups.cutting import SHORTEST_DAYS, parameters, pieces, start
from hub.rollups.declaration import Measure
from hub.rollups.questions import Grain, Level, NotAsked, Period, check_period, check_size

MOST_PIECES = 1_000


def statement(
    *,
    measures: list[Measure],
    councils: list[str],
    level: Level,
    period: Period,
    dimensions: tuple[str, ...],
    most_rows: int,
    is_inside: bool = False,
) -> tuple[str, dict[str, Any]]:
    """Return the statement of a rollup with its parameters; of a measure whose small counts are withheld there is none.

    Its columns: measure, area (a council's key), starts_on, three dimensions ('' when not asked), the count; in their
    order, one row more than ``most_rows`` at the most.

    :raises NotAsked: a measure lacks one of the dimensions or may not be told, or the period is none.
    """
    check_asked(measures, dimensions, period, is_inside=is_inside)
    if any(measure.suppress_below for measure in measures) and not is_inside:
        raise ValueError("small counts are withheld row by row")
    stands = any(measure.stands for measure in measures)
    text = (_STANDING if stands else _FLOWS).format(
        summed=_summed(measures, level, dimensions, period), pieces=pieces(period.grain)
    )
    return text, {
        "councils": councils,
        **parameters(period),
        "stands": [measure.name for measure in measures if measure.stands],
        "most": most_rows + 1,
        **{f"m_{measure.name}": measure.name for measure in measures},
    }


def check_asked(
    measures: list[Measure], dimensions: tuple[str, ...], period: Period, *, is_inside: bool = False
) -> None:
    """Pass when these measures can be told by these dimensions.

    :raises NotAsked: they cannot, or the period is none.
    """
    check_period(period)
    for measure in measures:
        if not (measure.served or is_inside):
            raise NotAsked(_("Số liệu “%(label)s” không được cung cấp ra ngoài.") % {"label": measure.label})
        if not set(dimensions) <= set(measure.dimensions if is_inside else measure.told):
            raise NotAsked(_("Số liệu “%(label)s” không có chiều được hỏi.") % {"label": measure.label})
    shortest = SHORTEST_DAYS[period.grain]
    if shortest and any(measure.stands for measure in measures):
        check_size((period.last - period.first).days // shortest, MOST_PIECES)


# The statement is made of constants of this file and names of declared measures; all that a caller
# gives is a parameter.
_LAST = "order by 1, 2, 3, 4, 5, 6 limit %(most)s"
_FLOWS = f"{{summed}}\n{_LAST}"
# What stands in a piece is all that came before its end; its changes before the period came before every piece.
_STANDING = f"""
with summed as ({{summed}}), pieces as ({{pieces}})
select * from summed where not measure = any(%(stands)s)
union all
select s.measure, s.area, p.starts_on, s.e1, s.e2, s.e3, sum(s.n)::bigint
from summed s join pieces p on s.starts_on <= p.starts_on
where s.measure = any(%(stands)s)
group by 1, 2, 3, 4, 5, 6 having sum(s.n) <> 0
{_LAST}"""
_ASKED = {
    Level.COMMUNE: "select c.key from public.tenancy_council c where c.key = any(%(councils)s) and c.level = 'commune'",
    Level.PROVINCE: "select c.key, coalesce(p.key, c.key) as area from public.tenancy_council c "
    "left join public.tenancy_council p on p.id = c.parent_id where c.key = any(%(councils)s)",
    Level.NATION: "select c.key from public.tenancy_council c where c.key = any(%(councils)s)",
}
_AREA = {Level.COMMUNE: "k.council_key", Level.PROVINCE: "a.area", Level.NATION: "null::text"}


def _summed(measures: list[Measure], level: Level, dimensions: tuple[str, ...], period: Period) -> str:
    """Return the select of the sums by area, piece and dimensions, grouped by nothing that is the same in every row."""
    grain, by_months = period.grain, is_of_months(period)
    places = [f"k.e{number}" for number in range(1, len(dimensions) + 1)]
    columns = [
        "k.measure" if len(measures) > 1 else f"%(m_{measures[0].name})s::text",
        _AREA[level],
        start(grain, "") if grain is Grain.WHOLE else "k.starts_on",
        *[*places, "''::text", "''::text", "''::text"][:3],
    ]
    varying = [str(number) for number, one in enumerate(columns, 1) if one.startswith(("k.", "a."))]
    names = ("measure", "area", "starts_on", "e1", "e2", "e3")
    told = ", ".join(f"{column} as {name}" for column, name in zip(columns, names, strict=True))
    parts = " union all ".join(kept(measure, dimensions, grain, by_months=by_months) for measure in measures)
    return (
        f"{among(_ASKED[level])}\nselect {told}, sum(k.n)::bigint as n from ({parts}) k "
        f"{'join asked a on a.key = k.council_key ' if level is Level.PROVINCE else ''}"
        f"{'group by ' + ', '.join(varying) if varying else ''} having sum(k.n) <> 0"
    )


def among(councils: str = "select unnest(%(councils)s::text[]) as key") -> str:
    """Return what comes before a select of ``kept``: the keys of the councils that are asked."""
    return f"with asked as materialized ({councils})"


def is_of_months(period: Period) -> bool:
    """Whether a period, and each piece of it, begins with a month and ends with one."""
    ends = period.last == date.max or (period.last + timedelta(days=1)).day == 1
    return period.first.day == 1 and ends and period.grain not in (Grain.DAY, Grain.TERM)


def kept(measure: Measure, dimensions: tuple[str, ...], grain: Grain, *, by_months: bool = False) -> str:
    """Return the select of a measure's sums by council, piece and dimensions, folded and not folded apart.

    They are summed before anything is joined, by the asked columns alone: a sort by six columns of text would cost
    more than the whole reading. Of what stands every earlier cell counts, as if it came at the beginning.

    The councils stand in the CTE ``asked``, not among the conditions: of a hundred keys PostgreSQL would look each up
    in its statistics before it begins. What is folded is found by them in an index that holds all that is read; what
    waits is read from end to end, for it is little. ``by_months``: the period is one of whole months.
    """
    places = [f"d{measure.dimensions.index(one) + 1}" for one in dimensions]
    e1, e2, e3 = [*places, "''::text", "''::text", "''::text"][:3]
    day = "greatest(day, cast(%(first)s as date))" if measure.stands else "day"
    since = "" if measure.stands else "and day >= %(first)s "
    cut = [] if grain is Grain.WHOLE else [start(grain, day)]
    sums = (
        f"select %(m_{measure.name})s::text as measure, council_key, {start(grain, day)} as starts_on, "
        f"{e1} as e1, {e2} as e2, {e3} as e3, sum(n) as n from public"
    )
    by = ", ".join(["council_key", *cut, *places])
    which = f"measure = %(m_{measure.name})s {since}and day <= %(last)s group by {by}"
    folded = "rollups_monthlyfigure" if by_months else "rollups_figure"
    return (
        f"{sums}.{folded} where council_key = any(array(select key from asked)) and {which} "
        f"union all {sums}.rollups_delta join asked on key = council_key where {which}"
    )
