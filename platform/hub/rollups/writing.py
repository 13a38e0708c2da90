"""Figures as PostgreSQL writes them itself: JSON of the asked columns only, for doors that pass it on unread."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from django.db import connections

from hub.rollups.declaration import Measure
from hub.rollups.questions import Level, Period, check_period, check_size
from hub.rollups.statements import statement

MOST_VALUE = 2**31 - 1
USING = "figures"


class Written(NamedTuple):
    """A rollup as JSON text, and its number of rows."""

    json: str
    rows: int


class Surroundings(NamedTuple):
    """What the readers know of the councils in an answer: which may be named, those that are asked for among them,
    and how a council's id begins.
    """

    named: list[str]
    id_prefix: str


def can_write(columns: Sequence[str], told: Sequence[str]) -> bool:
    """Whether every column is one that PostgreSQL can write; ``told`` are the dimensions that exist."""
    return set(columns) <= {*_COLUMNS, *told}


def rollup_as_json(
    *,
    columns: Sequence[tuple[str, str]],
    around: Surroundings,
    measures: list[Measure],
    councils: list[str],
    level: Level,
    period: Period,
    dimensions: tuple[str, ...],
    most_rows: int,
) -> Written | None:
    """Return the rows of a rollup as a JSON list of objects with these columns (key in the JSON, column), in order.

    None when a value is too large for 32 bits, or small counts of a measure are withheld: whoever reads the rows one
    by one has to say what is wrong then.

    :raises NotAsked: as ``reading.rollup`` does.
    """
    check_period(period)
    if not measures or not councils:
        return Written("[]", 0)
    if any(measure.suppress_below for measure in measures):
        return None
    text, values = statement(
        measures=measures, councils=councils, level=level, period=period, dimensions=dimensions, most_rows=most_rows
    )
    places = {name: f"r.e{number}" for number, name in enumerate(dimensions, 1)}
    pairs = [f"%(k{number})s::text, {_written(name, places)}" for number, (_key, name) in enumerate(columns)]
    keys = {f"k{number}": key for number, (key, _name) in enumerate(columns)}
    known: dict[str, Any] = {"named": around.named, "prefix": around.id_prefix, "most_value": MOST_VALUE}
    written = _WRITTEN.format(pairs=", ".join(pairs), rollup=text, named=_NAMED[level])
    with connections[USING].cursor() as cursor:
        cursor.execute(written, {**values, **known, **keys})
        told, rows, fits = cursor.fetchone()
    check_size(rows, most_rows)
    return Written(told, rows) if fits else None


def _written(name: str, places: dict[str, str]) -> str:
    return _COLUMNS.get(name) or places.get(name) or "null::text"


# Only constants of this file and of the reading's statement; names that a caller chose are parameters.
_COLUMNS = {
    "measure": "r.measure",
    "council_id": (
        "rtrim(translate(encode(convert_to(%(prefix)s || a.key || ':' || a.id, 'UTF8'), 'base64'), "
        "E'+/\\n', '-_'), '=')"
    ),
    "unit_code": "a.unit_code",
    "council_name": "a.name",
    "starts_on": "r.starts_on",
    "value": "r.value",
    "suppressed": "false",
}
_WRITTEN = """
select coalesce(json_agg(json_build_object({pairs}) order by r.measure, r.area, r.starts_on, r.e1, r.e2, r.e3)::text,
    '[]'),
  count(*), coalesce(max(abs(r.value)) <= %(most_value)s, true)
from ({rollup}) r (measure, area, starts_on, e1, e2, e3, value)
left join public.tenancy_council a on a.key = r.area{named}
"""
# A commune's row stands for a council that was asked for; a province's may stand for one that is not in reach. To
# plan a list of a hundred keys costs PostgreSQL as much as to read the answer.
_NAMED = {Level.COMMUNE: "", Level.PROVINCE: " and a.key = any(%(named)s)", Level.NATION: ""}
