"""What a council publishes: snapshots with an allow-list of columns, in one order for the whole installation.

Called by the hub's task when a council's publication arrives; the council itself cannot write here.
A column that is not listed is refused, so nothing leaves a council because somebody forgot to strip it.
"""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import connections, transaction
from django.db.models import Max

from hub.rollups.models import Published, PublishedResolution, PublishedSession
from tenancy.border import ColumnNotAllowed, Kind, Passage, checked, open_passage
from tenancy.models import Council

LOCK = "hub.rollups.publishing"
RESOLUTION = open_passage(
    "publication.resolution",
    Kind.PUBLICATION,
    columns={"id", "symbol", "title", "kind", "issued_on", "effective_on", "public_path", "pdf_sha256"},
)
SESSION = open_passage(
    "publication.session",
    Kind.PUBLICATION,
    columns={"id", "title", "kind", "opens_on", "closes_on", "public_path"},
)
DAYS = frozenset({"issued_on", "effective_on", "opens_on", "closes_on"})
TEXTS_OF_TOMBSTONE = {"title": "", "public_path": ""}


def publish_resolution(council_key: str, columns: Mapping[str, Any], *, at: datetime) -> PublishedResolution:
    """Publish a resolution, or publish it anew with changed columns; the same message twice changes nothing.

    :raises ColumnNotAllowed: a column is not on the list, or its value has the wrong kind.
    :raises Council.DoesNotExist: there is no such council.
    """
    return _publish(PublishedResolution, council_key, _read(RESOLUTION, columns), at)


def publish_session(council_key: str, columns: Mapping[str, Any], *, at: datetime) -> PublishedSession:
    """Publish a council session, or publish it anew with changed columns; the same message twice changes nothing.

    :raises ColumnNotAllowed: a column is not on the list, or its value has the wrong kind.
    :raises Council.DoesNotExist: there is no such council.
    """
    return _publish(PublishedSession, council_key, _read(SESSION, columns), at)


def withdraw_resolution(council_key: str, key: UUID, *, at: datetime) -> bool:
    """Leave a tombstone in a resolution's place; a key of another council changes nothing.

    Returns False when the council has published nothing under the key (yet).
    """
    return _withdraw(PublishedResolution, council_key, key, at, pdf_sha256="", symbol="")


def withdraw_session(council_key: str, key: UUID, *, at: datetime) -> bool:
    """Leave a tombstone in a session's place; a key of another council changes nothing.

    Returns False when the council has published nothing under the key (yet).
    """
    return _withdraw(PublishedSession, council_key, key, at)


def _read(passage: Passage, columns: Mapping[str, Any]) -> dict[str, Any]:
    return {name: _value(name, value) for name, value in checked(passage, columns).items()}


def _value(name: str, value: Any) -> Any:
    """Return a column's value in its own kind; what came through a message is text.

    :raises ColumnNotAllowed: it cannot be read.
    """
    if name in DAYS:
        return value if value is None or type(value) is date else _day(name, value)
    if name == "id":
        return value if isinstance(value, UUID) else _key(value)
    if not isinstance(value, str) or "\x00" in value:
        raise ColumnNotAllowed(f"{name} must be text")
    return value


def _day(name: str, value: Any) -> date:
    try:
        return date.fromisoformat(value)
    except (TypeError, ValueError):
        raise ColumnNotAllowed(f"{name} must be a day") from None


def _key(value: Any) -> UUID:
    try:
        return UUID(value)
    except (TypeError, ValueError, AttributeError):
        raise ColumnNotAllowed("id must be the published row's own key") from None


@transaction.atomic
def _publish(model: type[Published], council_key: str, columns: dict[str, Any], at: datetime) -> Any:
    council = Council.objects.get(key=council_key)
    sequence = _next_sequence(model)
    there = model._default_manager.select_for_update().filter(id=columns.get("id")).first()
    if there is None:
        return model._default_manager.create(
            **columns,
            council_key=council.key,
            unit_code=council.unit_code,
            sequence=sequence,
            published_at=at,
            origin=council.key,
        )
    if there.council_key != council.key:
        raise ColumnNotAllowed("the key belongs to another council's publication")
    if _is_known(there, columns, at):
        return there
    changed = {**columns, "sequence": sequence, "withdrawn_at": None}
    for name, value in changed.items():
        setattr(there, name, value)
    there.save(update_fields=[name for name in changed if name != "id"])
    return there


def _is_known(there: Published, columns: dict[str, Any], at: datetime) -> bool:
    """Whether a message says nothing new: it came twice, or it was overtaken by the withdrawal."""
    if there.withdrawn_at is not None:
        return at <= there.withdrawn_at
    return all(getattr(there, name) == value for name, value in columns.items())


@transaction.atomic
def _withdraw(model: type[Published], council_key: str, key: UUID, at: datetime, **emptied: str) -> bool:
    mine = model._default_manager.filter(id=key, council_key=council_key)
    standing = mine.filter(withdrawn_at__isnull=True)
    standing.update(**TEXTS_OF_TOMBSTONE, **emptied, withdrawn_at=at, sequence=_next_sequence(model))
    return mine.exists()


def _next_sequence(model: type[Published]) -> int:
    """Return the next number of a kind of publication. The lock lasts until the commit, so numbers
    appear to readers in their order and "new since" misses nothing.
    """
    with connections["default"].cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(hashtext(%s))", [f"{LOCK}.{model._meta.db_table}"])
    last: int | None = model._default_manager.aggregate(last=Max("sequence"))["last"]
    return (last or 0) + 1
