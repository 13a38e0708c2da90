"""Recounting a council as the owner: the proof that its figures are what its rows say."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import connections, transaction

from hub.rollups import sqltext, triggers
from hub.rollups.declaration import Measure, declared
from hub.rollups.folding import keep_folder_out
from hub.rollups.models import Recounted, RecountRun

OWNER = "owner"
MOST_NOTED = 200


@dataclass(frozen=True)
class Difference:
    """A cell in which the rows say one thing and the figures another."""

    measure: str
    d1: str
    d2: str
    d3: str
    day: date
    counted: int
    known: int


def differences(council: Any, *, measures: list[Measure] | None = None, using: str = OWNER) -> list[Difference]:
    """Compare a full count of a council's rows with its figures, and these with what they add up to by months.

    One statement, and so one snapshot. Where the months are wrong the days stand as what was counted.
    """
    chosen = declared() if measures is None else measures
    if not chosen:
        return []
    with connections[using].cursor() as cursor:
        cursor.execute(_comparison(council.schema_name, chosen), {"council": council.key})
        return [Difference(*row) for row in cursor.fetchall()]


def recount(council: Any, *, at: datetime, by: str, mend: bool = False, using: str = OWNER) -> RecountRun:
    """Compare, note the run, and on request append what was missing.

    Mending keeps writers of the counted tables out for as long as the count takes.
    """
    with transaction.atomic(using=using):
        if mend:
            _lock(council.schema_name, using)
        found = differences(council, using=using)
        if mend and found:
            _mend(council, using)
        run = RecountRun.objects.using(using).create(
            council_key=council.key,
            at=at,
            by=by,
            result=_result(found, mended=mend),
            differences=[[d.measure, d.d1, d.d2, d.d3, str(d.day), d.counted, d.known] for d in found[:MOST_NOTED]],
        )
        _tell(run, using)
        return run


def _tell(run: RecountRun, using: str) -> None:
    last = Recounted(council_key=run.council_key, at=run.at, result=run.result)
    Recounted.objects.using(using).bulk_create(
        [last], update_conflicts=True, unique_fields=["council_key"], update_fields=["at", "result"]
    )


def _result(found: list[Difference], *, mended: bool) -> str:
    if not found:
        return RecountRun.Result.EXACT
    return RecountRun.Result.MENDED if mended else RecountRun.Result.DIFFERS


def _comparison(schema: str, measures: list[Measure]) -> str:
    counted = "\nunion all ".join(sqltext.recount_of(measure, schema) for measure in measures)
    have = sqltext.have_of(measures, "%(council)s")
    mine = sqltext.cells_of(measures, "%(council)s")
    return f"""
with recount as ({counted}), have as ({have}),
wrong as ((table recount except table have) union all (table have except table recount))
select distinct w.measure, w.d1, w.d2, w.d3, w.day, coalesce(r.n, 0), coalesce(h.n, 0)
from wrong w
left join recount r using (measure, d1, d2, d3, day)
left join have h using (measure, d1, d2, d3, day)
union all
select measure::text, d1, d2, d3, day,
  coalesce(sum(n) filter (where sign > 0), 0)::bigint, coalesce(sum(n) filter (where sign < 0), 0)::bigint
from ({_BY_MONTHS}) by_months where {mine} group by 1, 2, 3, 4, 5 having sum(sign * n) <> 0
order by 1, 2, 3, 4, 5
"""


_BY_MONTHS = """
select 1 as sign, council_key, measure, d1, d2, d3, cast(date_trunc('month', day::timestamp) as date) as day, n
from public.rollups_figure
union all
select -1, council_key, measure, d1, d2, d3, day, n from public.rollups_monthlyfigure
"""
_MONTHS = f"""
insert into public.rollups_monthlyfigure as m (measure, council_key, d1, day, d2, d3, n)
select measure, council_key, d1, day, d2, d3, sum(sign * n) from ({_BY_MONTHS}) by_months where council_key = %s
group by 1, 2, 3, 4, 5, 6 having sum(sign * n) <> 0
on conflict (measure, council_key, d1, day, d2, d3) do update set n = m.n + excluded.n
"""


def _lock(schema: str, using: str) -> None:
    with connections[using].cursor() as cursor:
        for _, measures in triggers.by_model():
            table = sqltext.counted_model(measures[0])._meta.db_table
            cursor.execute(f"lock table {sqltext.name(schema)}.{sqltext.name(table)} in share row exclusive mode")


def _mend(council: Any, using: str) -> None:
    keep_folder_out(using)
    with connections[using].cursor() as cursor:
        cursor.execute(_MONTHS, [council.key])
        for _, measures in triggers.by_model():
            statement = triggers.balance(council.schema_name, measures, "%(council)s::text")
            cursor.execute(statement, {"council": council.key})
