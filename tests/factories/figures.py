"""What a declared measure counts in the council that a test has entered, by a full count of its rows."""

from django.db import connection

from hub.rollups import measure_named, sqltext
from tenancy.postgres.here import here


def counted(name: str) -> dict[str, int]:
    """Return the figures of a measure by its dimensions, added up over the days: ``{"regular/kept": 2}``."""
    found: dict[str, int] = {}
    for key, _day, n in _cells(name):
        found[key] = found.get(key, 0) + n
    return found


def days_of(name: str) -> dict[str, int]:
    """Return the figures of a measure by legal day, over all dimensions."""
    found: dict[str, int] = {}
    for _key, day, n in _cells(name):
        found[day] = found.get(day, 0) + n
    return found


def _cells(name: str) -> list[tuple[str, str, int]]:
    measure = measure_named(name)
    size = len(measure.dimensions)
    with connection.cursor() as cursor:
        cursor.execute(sqltext.recount_of(measure, here().tenant.schema_name))
        rows = cursor.fetchall()
    return [("/".join(row[1 : 1 + size]), str(row[-2]), row[-1]) for row in rows]
