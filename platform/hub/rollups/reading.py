"""Reading figures: folded and not yet folded together, in one statement, so fresh to the last commit."""

from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from typing import Any

from django.db import connections
from django.utils.translation import gettext as _

from hub.rollups.declaration import Measure
from kernel.refusal import Refusal


class Level(Enum):
    """What one row of the answer stands for."""

    COMMUNE = "commune"  # one council of a commune
    PROVINCE = "province"  # a province: its own council with those of all its communes
    NATION = "nation"  # everything that was asked for


class Grain(Enum):
    """Into what pieces the period is cut; the value is PostgreSQL's word."""

    WHOLE = ""
    DAY = "day"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


class NotAsked(Refusal):
    """The question cannot be answered with these measures and dimensions."""

    code = "rollup_not_possible"


@dataclass(frozen=True)
class Period:
    """Legal days, both ends included; ``grain`` cuts it into pieces named by their first day."""

    first: date
    last: date
    grain: Grain = Grain.WHOLE


@dataclass(frozen=True)
class Row:
    """One figure. ``council_key`` is the commune's or the province's council, None for the nation."""

    measure: str
    council_key: str | None
    starts_on: date
    dimensions: dict[str, str] = field(default_factory=dict)
    value: int = 0


def rollup(
    *,
    measures: list[Measure],
    councils: list[str],
    level: Level,
    period: Period,
    dimensions: tuple[str, ...] = (),
    most_rows: int = 10_000,
    using: str = "figures",
) -> list[Row]:
    """Return the figures of the councils whose keys are given, added up to the level; zeros are left out.

    :raises NotAsked: a measure lacks one of the dimensions, or the answer has more than ``most_rows`` rows.
    """
    if period.first > period.last:
        raise NotAsked(_("Kỳ báo cáo có ngày đầu sau ngày cuối."))
    if not measures or not councils:
        return []
    statement = _ROLLUP.format(
        area=_AREA[level],
        which=_WHICH[level],
        starts=_start(period.grain),
        kept=" union all ".join(_kept(measure, dimensions) for measure in measures),
    )
    values: dict[str, Any] = {
        "councils": councils,
        "first": period.first,
        "last": period.last,
        "grain": period.grain.value,
        "most": most_rows + 1,
        **{f"m_{measure.name}": measure.name for measure in measures},
    }
    with connections[using].cursor() as cursor:
        cursor.execute(statement, values)
        rows = cursor.fetchall()
    if len(rows) > most_rows:
        raise NotAsked(_("Kết quả quá lớn: hãy thu hẹp kỳ, số hội đồng hoặc chiều số liệu."))
    return [Row(m, key, start, dict(zip(dimensions, ds, strict=False)), n) for m, key, start, *ds, n in rows]


def latest_days(*, measures: list[Measure], councils: list[str], using: str = "figures") -> dict[str, date]:
    """Return for each council the last legal day on which one of the measures counts something."""
    if not measures or not councils:
        return {}
    values = {"measures": [measure.name for measure in measures], "councils": councils}
    with connections[using].cursor() as cursor:
        cursor.execute(_LATEST, values)
        return dict(cursor.fetchall())


_LATEST = """
select k.council_key, max(k.day) from (
  select council_key, measure, d1, d2, day from (
    select council_key, measure, d1, d2, day, n from public.rollups_figure
    where measure = any(%(measures)s) and council_key = any(%(councils)s)
    union all
    select council_key, measure, d1, d2, day, n from public.rollups_delta
    where measure = any(%(measures)s) and council_key = any(%(councils)s)
  ) every group by 1, 2, 3, 4, 5 having sum(n) > 0
) k group by 1
"""

# The statement is made of constants of this file and names of declared measures; all that a caller
# gives is a parameter.
_ROLLUP = """
select k.measure, {area} as area, {starts} as starts_on, k.e1, k.e2, sum(k.n)::bigint
from ({kept}) k
join public.tenancy_council c on c.key = k.council_key
left join public.tenancy_council p on p.id = c.parent_id
where {which}
group by 1, 2, 3, 4, 5 having sum(k.n) <> 0
order by 1, 2, 3, 4, 5 limit %(most)s
"""
_AREA = {
    Level.COMMUNE: "c.key",
    Level.PROVINCE: "coalesce(p.key, c.key)",
    Level.NATION: "null::text",
}
_WHICH = {Level.COMMUNE: "c.level = 'commune'", Level.PROVINCE: "true", Level.NATION: "true"}


def _start(grain: Grain) -> str:
    if grain is Grain.WHOLE:
        return "cast(%(first)s as date)"
    return "cast(date_trunc(%(grain)s, k.day::timestamp) as date)"


def _kept(measure: Measure, dimensions: tuple[str, ...]) -> str:
    if not set(dimensions) <= set(measure.told):
        raise NotAsked(_("Số liệu “%(label)s” không có chiều được hỏi.") % {"label": measure.label})
    places = [f"d{measure.dimensions.index(one) + 1}" for one in dimensions]
    e1, e2 = [*places, "''", "''"][:2]
    return " union all ".join(
        f"select council_key, measure, {e1} as e1, {e2} as e2, day, n from public.{table} "
        f"where measure = %(m_{measure.name})s and council_key = any(%(councils)s) "
        f"and day between %(first)s and %(last)s"
        for table in ("rollups_figure", "rollups_delta")
    )
