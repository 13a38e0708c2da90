"""What keys asked, day by day: folded every night from Redis, and read with what is not folded yet."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.db import transaction

from gateway.core.counting import Count, counted
from gateway.models import ApiKey, KeyUse
from kernel import clock

FOLDED_BACK = 3  # days: what a stopped worker missed is still in Redis


@dataclass(frozen=True)
class Day:
    """What a key asked on one legal day."""

    used_on: date
    requests: int = 0
    points: int = 0
    refusals: Mapping[str, int] = field(default_factory=dict)

    @property
    def refused(self) -> int:
        """How many questions were refused, whatever the reason."""
        return sum(self.refusals.values())


def fold_use(now: datetime) -> int:
    """Write the counts of the last days into the table and return how many rows were written.

    Counts of a day only grow, so folding twice changes nothing, and what Redis forgot takes nothing away.
    """
    today = clock.local_day(now)
    return sum(_fold(today - timedelta(days=back)) for back in range(FOLDED_BACK + 1))


@transaction.atomic
def _fold(day: date) -> int:
    counts = counted(day)
    keys = dict(ApiKey.objects.filter(prefix__in=counts).values_list("prefix", "pk"))
    there = {row.key_id: row for row in KeyUse.objects.filter(used_on=day, key_id__in=keys.values())}
    rows = []
    for prefix, pk in keys.items():
        row = there.get(pk) or KeyUse(key_id=pk, used_on=day)
        told = larger(Day(day, row.requests, row.points, row.refusals), counts[prefix])
        row.requests, row.points, row.refusals = told.requests, told.points, dict(told.refusals)
        rows.append(row)
    fields = ["requests", "points", "refusals"]
    KeyUse.objects.bulk_create(rows, update_conflicts=True, unique_fields=["key", "used_on"], update_fields=fields)
    return len(rows)


def larger(day: Day, count: Count) -> Day:
    """Return a day with the larger of what the table and Redis know of each number."""
    codes = {**day.refusals, **count.refusals}
    return Day(
        used_on=day.used_on,
        requests=max(day.requests, count.requests),
        points=max(day.points, count.points),
        refusals={code: max(day.refusals.get(code, 0), count.refusals.get(code, 0)) for code in sorted(codes)},
    )


def days_of(key: ApiKey, *, until: date, days: int) -> list[Day]:
    """Return what a key asked on each of the last days, the earliest first, also what is not folded yet."""
    first = until - timedelta(days=days - 1)
    rows = KeyUse.objects.filter(key=key, used_on__range=(first, until))
    there = {row.used_on: Day(row.used_on, row.requests, row.points, row.refusals) for row in rows}
    unfolded = {day: counted(day).get(key.prefix, Count()) for day in unfolded_days(until)}
    every = (first + timedelta(days=number) for number in range(days))
    return [larger(there.get(day, Day(day)), unfolded.get(day, Count())) for day in every]


def used_lately(keys: Iterable[ApiKey], *, today: date) -> dict[str, date]:
    """Return the last day of use of those keys whose last use is not folded yet, by prefix."""
    wanted = {key.prefix for key in keys}
    found: dict[str, date] = {}
    for day in unfolded_days(today):
        found |= dict.fromkeys(wanted & set(counted(day)), day)
    return found


def unfolded_days(today: date) -> list[date]:
    """Return the days of which the table may not know everything yet."""
    return [today - timedelta(days=1), today]
