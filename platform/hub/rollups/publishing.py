"""Taking over what a council publishes: whole parts of it, in one order for the whole installation.

A council tells a part as it stands now: one session with its agenda and papers; one vote; one term with its bodies;
one delegate; one resolution. What stands here and is told no more becomes a tombstone; what is told as it stands
changes nothing. So a part may be told again at any time, also after it was withdrawn. Of two messages the one that
read later holds, in whatever order they arrive.

Called by the hub's task; the council itself cannot write here.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connections, transaction

from hub.rollups.models import Published, PublishedPart
from hub.rollups.passages import PUBLICATIONS, Publication
from tenancy.border import ColumnNotAllowed
from tenancy.models import Council

LOCK = "hub.rollups.publishing"
# The parts that councils tell, with the kinds of things in each.
PARTS: dict[str, tuple[str, ...]] = {
    "resolution": ("resolution",),
    "session": ("session", "agenda_item", "paper"),
    "vote": ("vote",),
    "people": ("term", "body"),
    "delegate": ("delegate",),
}
Rows = Mapping[str, Sequence[Mapping[str, Any]]]


@transaction.atomic
def publish(council_key: str, part: str, part_of: UUID, rows: Rows, *, at: datetime) -> int:
    """Publish a part of a council as it was at a moment, and return how many snapshots changed.

    ``at`` is the moment before it was read; a part that was read later is not changed by this one.

    :raises ColumnNotAllowed: a column is not on the list, its value has the wrong kind, or a key is another council's.
    :raises Council.DoesNotExist: there is no such council.
    """
    foreign = set(rows) - set(PARTS[part])
    if foreign:
        raise ColumnNotAllowed(f"{part} has no {', '.join(sorted(foreign))}")
    council = Council.objects.get(key=council_key)
    told = {type_: [PUBLICATIONS[type_].read(each) for each in rows.get(type_, ())] for type_ in PARTS[part]}
    if not _comes_later(council, part, part_of, at):
        return 0
    return sum(_take_over(PUBLICATIONS[type_], council, part_of, each, at) for type_, each in told.items())


def _comes_later(council: Council, part: str, part_of: UUID, at: datetime) -> bool:
    """Note when a part was told, under a lock on it; return False when it is known as of later."""
    mine = {"council_key": council.key, "name": part, "part_of": part_of}
    PublishedPart.objects.bulk_create([PublishedPart(**mine, told_at=at)], ignore_conflicts=True)
    told = PublishedPart.objects.select_for_update().get(**mine)
    if told.told_at > at:
        return False
    if told.told_at < at:
        PublishedPart.objects.filter(pk=told.pk).update(told_at=at)
    return True


def _take_over(
    publication: Publication, council: Council, part_of: UUID, told: list[dict[str, Any]], at: datetime
) -> int:
    """Make what stands here of one kind in a part equal to what is told."""
    by_key = {columns["id"]: columns for columns in told}
    there = {row.id: row for row in publication.model._default_manager.filter(id__in=list(by_key))}
    if any(row.council_key != council.key for row in there.values()):
        raise ColumnNotAllowed("the key belongs to another council's publication")
    new = [columns for key, columns in by_key.items() if key not in there]
    changed = [row for key, row in there.items() if _differs(row, by_key[key], part_of)]
    gone = list(_standing(publication, council, part_of).exclude(id__in=list(by_key)))
    numbers = number(publication, council, [each["id"] for each in new] + [row.id for row in changed], at=at)
    numbers |= number(publication, council, [row.id for row in gone], at=at, withdrawn_at=at)
    _create(publication, council, part_of, new, numbers, at)
    for row in changed:
        _save(row, {**by_key[row.id], "part_of": part_of, "withdrawn_at": None, "sequence": numbers[row.id]})
    for row in gone:
        _save(row, {**publication.emptied(row), "withdrawn_at": at, "sequence": numbers[row.id]})
    return len(numbers)


def _standing(publication: Publication, council: Council, part_of: UUID) -> Any:
    mine = publication.model._default_manager.filter(council_key=council.key, part_of=part_of)
    return mine.filter(withdrawn_at__isnull=True)


def _differs(row: Published, columns: Mapping[str, Any], part_of: UUID) -> bool:
    if row.withdrawn_at is not None or row.part_of != part_of:
        return True
    return any(getattr(row, name) != value for name, value in columns.items())


def _create(
    publication: Publication,
    council: Council,
    part_of: UUID,
    new: list[dict[str, Any]],
    numbers: Mapping[UUID, int],
    at: datetime,
) -> None:
    own = {"council_key": council.key, "unit_code": council.unit_code, "origin": council.key}
    rows = [
        publication.model(**columns, **own, part_of=part_of, sequence=numbers[columns["id"]], published_at=at)
        for columns in new
    ]
    publication.model._default_manager.bulk_create(rows)


def _save(row: Published, changed: Mapping[str, Any]) -> None:
    for name, value in changed.items():
        setattr(row, name, value)
    row.save(update_fields=[name for name in changed if name != "id"])


_NUMBER = """
insert into rollups_publicationchange (type, key, council_key, changed_at, withdrawn_at)
select %(type)s, told.key, %(council)s, %(at)s, %(withdrawn)s
from unnest(%(keys)s::uuid[]) with ordinality as told(key, place) order by told.place
on conflict (type, key) do update set
  sequence = excluded.sequence, changed_at = excluded.changed_at, withdrawn_at = excluded.withdrawn_at
returning key, sequence
"""


def number(
    publication: Publication,
    council: Council,
    keys: list[UUID],
    *,
    at: datetime,
    withdrawn_at: datetime | None = None,
) -> dict[UUID, int]:
    """Give what changed its next numbers, each later than all that were given.

    The lock lasts until the commit, so numbers appear to readers in their order and "new since" misses nothing.
    """
    if not keys:
        return {}
    values = {"type": publication.type, "council": council.key, "at": at, "withdrawn": withdrawn_at, "keys": keys}
    with connections["default"].cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(hashtext(%s))", [LOCK])
        cursor.execute(_NUMBER, values)
        return dict(cursor.fetchall())
