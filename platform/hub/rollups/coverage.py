"""What stands behind the figures shown: from how many councils, as of when, and whether the last recount agreed.

While a fleet is being brought up to date, part of it still counts by the old declarations; their figures are
right by those, and missing for a new measure. Readers say so: "từ N/M hội đồng".
"""

from dataclasses import dataclass
from datetime import datetime

from django.db import connections

from hub.rollups import sqltext
from hub.rollups.declaration import Measure, declared

USING = "figures"


@dataclass(frozen=True)
class Coverage:
    """How many of the councils that were asked for count one measure as it is declared now."""

    measure: str
    counted: int
    asked: int
    missing: tuple[str, ...] = ()

    @property
    def is_whole(self) -> bool:
        """Whether every council counts it."""
        return self.counted == self.asked


@dataclass(frozen=True)
class Standing:
    """How the figures of some councils stand, in one snapshot.

    ``counted`` of ``asked`` councils count every declared measure as it is declared now; ``waiting`` deltas are not
    folded yet (they are in every figure all the same). ``recounted`` councils were compared with their rows, the
    longest ago at ``oldest_at``, the latest at ``latest_at``; in ``differing`` (keys) the last comparison differed.
    """

    at: datetime
    asked: int
    counted: int
    waiting: int
    recounted: int
    oldest_at: datetime | None
    latest_at: datetime | None
    differing: tuple[str, ...]


def coverage(*, measures: list[Measure], councils: list[str], using: str = USING) -> dict[str, Coverage]:
    """Return the coverage of each measure by its name, in one query for any number of councils (keys)."""
    with connections[using].cursor() as cursor:
        cursor.execute(_COVERAGE, {**_declarations(measures), "councils": councils})
        found = {name: (counted, missing) for name, counted, missing in cursor.fetchall()}
    told = {}
    for measure in measures:
        counted, missing = found.get(measure.name, (0, []))
        told[measure.name] = Coverage(measure.name, counted, counted + len(missing), tuple(missing))
    return told


def standing(councils: list[str], *, using: str = USING) -> Standing:
    """Return how the figures of these councils (keys) stand, in one query for any number of them."""
    with connections[using].cursor() as cursor:
        cursor.execute(_STANDING, {**_declarations(declared()), "councils": councils})
        at, asked, counted, waiting, recounted, oldest_at, latest_at, differing = cursor.fetchone()
    return Standing(at, asked, counted, waiting, recounted, oldest_at, latest_at, tuple(differing))


def _declarations(measures: list[Measure]) -> dict[str, list[str]]:
    return {
        "measures": [measure.name for measure in measures],
        "digests": [sqltext.digest_of(measure) for measure in measures],
    }


_COVERAGE = """
select m.measure, count(g.space), coalesce(array_agg(c.key order by c.key) filter (where g.space is null), '{}')
from unnest(%(measures)s::text[], %(digests)s::text[]) as m(measure, digest)
cross join (select key, schema_oid from public.tenancy_council where key = any(%(councils)s)) c
left join public.rollups_counting g on g.space = c.schema_oid and g.measure = m.measure and g.digest = m.digest
group by 1
"""
_STANDING = """
with asked as (select key, schema_oid from public.tenancy_council where key = any(%(councils)s)),
known as (select * from unnest(%(measures)s::text[], %(digests)s::text[]) as m(measure, digest)),
behind as (
  select count(*) as n from asked c where (
    select count(*) from public.rollups_counting g join known using (measure, digest) where g.space = c.schema_oid
  ) < (select count(*) from known)
)
select now(), (select count(*) from asked), (select count(*) from asked) - (select n from behind),
  (select count(*) from public.rollups_delta where council_key = any(%(councils)s)),
  count(r.at), min(r.at), max(r.at),
  coalesce(array_agg(r.council_key order by r.council_key) filter (where r.result = 'differs'), '{}')
from public.rollups_recounted r where r.council_key in (select key from asked)
"""
