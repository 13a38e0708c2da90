"""Recounting a council as the owner: the proof that its figures are what its rows say."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import connections, transaction

from hub.rollups import sqltext, triggers
from hub.rollups.declaration import Measure, declared
from hub.rollups.models import RecountRun

OWNER = "owner"
MOST_NOTED = 200


@dataclass(frozen=True)
class Difference:
    """A cell in which the rows say one thing and the figures another."""

    measure: str
    d1: str
    d2: str
    day: date
    counted: int
    known: int


def differences(council: Any, *, measures: list[Measure] | None = None, using: str = OWNER) -> list[Difference]:
    """Compare a full count of a council's rows with its figures, in one statement and so in one snapshot."""
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
        return RecountRun.objects.using(using).create(
            council_key=council.key,
            at=at,
            by=by,
            result=_result(found, mended=mend),
            differences=[[d.measure, d.d1, d.d2, str(d.day), d.counted, d.known] for d in found[:MOST_NOTED]],
        )


def _result(found: list[Difference], *, mended: bool) -> str:
    if not found:
        return RecountRun.Result.EXACT
    return RecountRun.Result.MENDED if mended else RecountRun.Result.DIFFERS


def _comparison(schema: str, measures: list[Measure]) -> str:
    counted = "\nunion all ".join(sqltext.recount_of(measure, schema) for measure in measures)
    have = sqltext.have_of(measures, "%(council)s")
    return f"""
with recount as ({counted}), have as ({have}),
wrong as ((table recount except table have) union all (table have except table recount))
select distinct w.measure, w.d1, w.d2, w.day, coalesce(r.n, 0), coalesce(h.n, 0)
from wrong w
left join recount r using (measure, d1, d2, day)
left join have h using (measure, d1, d2, day)
order by 1, 2, 3, 4
"""


def _lock(schema: str, using: str) -> None:
    with connections[using].cursor() as cursor:
        for _, measures in triggers.by_model():
            table = sqltext.counted_model(measures[0])._meta.db_table
            cursor.execute(f"lock table {sqltext.name(schema)}.{sqltext.name(table)} in share row exclusive mode")


def _mend(council: Any, using: str) -> None:
    with connections[using].cursor() as cursor:
        for _, measures in triggers.by_model():
            statement = triggers.balance(council.schema_name, measures, "%(council)s::text")
            cursor.execute(statement, {"council": council.key})
