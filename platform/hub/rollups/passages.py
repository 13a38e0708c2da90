"""What may be published: each kind with its table, the columns that may leave a council, and the values that fit them.

A column that is not listed is refused, so nothing leaves a council because somebody forgot to strip it; the same holds
for what stands inside a list (attachments, sittings, names of a vote).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import models

from hub.rollups.models import (
    Published,
    PublishedAgendaItem,
    PublishedBody,
    PublishedDelegate,
    PublishedPaper,
    PublishedResolution,
    PublishedSession,
    PublishedTerm,
    PublishedVote,
)
from tenancy.border import ColumnNotAllowed, Kind, Passage, checked, open_passage

# What the hub itself writes of each snapshot; no council may.
OWN = frozenset({"created_at", "origin", "council_key", "unit_code", "part_of"})
OWN |= {"sequence", "published_at", "withdrawn_at"}
# What a tombstone keeps besides its key: where it stood in its list, so that a page that goes on finds its place.
KEPT = frozenset({"id", "kind"})
MOST_MEMBERS = 2_000


@dataclass(frozen=True)
class Publication:
    """One kind of thing that councils publish. ``members`` are the keys allowed inside its lists."""

    type: str
    model: type[Published]
    passage: Passage
    members: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def read(self, columns: Mapping[str, Any]) -> dict[str, Any]:
        """Return columns that came by message, each in its own kind.

        :raises ColumnNotAllowed: a column is not on the list, is missing its key, or has a value of another kind.
        """
        given = checked(self.passage, columns)
        if given.get("id") is None:
            raise ColumnNotAllowed("id must be the published row's own key")
        return {name: self._value(name, value) for name, value in given.items()}

    def emptied(self, row: Published) -> dict[str, Any]:
        """Return what a tombstone says in the place of each column: nothing, but where the row stood."""
        return {name: _nothing(self._column(name), getattr(row, name)) for name in self.passage.columns - KEPT}

    def _value(self, name: str, value: Any) -> Any:
        column = self._column(name)
        if value is None and column.null:
            return None
        if isinstance(column, models.JSONField):
            return _members(name, value, self.members[name])
        return _READ[type(column)](name, value, column)

    def _column(self, name: str) -> Any:
        return self.model._meta.get_field(name)


def _text(name: str, value: Any, column: Any) -> str:
    if not isinstance(value, str) or "\x00" in value or len(value) > (column.max_length or len(value)):
        raise ColumnNotAllowed(f"{name} must be text that fits")
    return value


def _number(name: str, value: Any, _column: Any) -> int:
    if type(value) is not int or value < 0:
        raise ColumnNotAllowed(f"{name} must be a number")
    return value


def _yes_or_no(name: str, value: Any, _column: Any) -> bool:
    if not isinstance(value, bool):
        raise ColumnNotAllowed(f"{name} must be true or false")
    return value


def _from_text(kind: Any, read: Callable[[str], Any]) -> Callable[[str, Any, Any], Any]:
    def one(name: str, value: Any, _column: Any) -> Any:
        if type(value) is kind:
            return value
        try:
            return read(value)
        except (TypeError, ValueError, AttributeError):
            raise ColumnNotAllowed(f"{name} must be a {kind.__name__}") from None

    return one


_READ: dict[Any, Callable[[str, Any, Any], Any]] = {
    models.UUIDField: _from_text(UUID, UUID),
    models.DateField: _from_text(date, date.fromisoformat),
    models.DateTimeField: _from_text(datetime, datetime.fromisoformat),
    models.BooleanField: _yes_or_no,
    models.CharField: _text,
    models.TextField: _text,
    models.BigIntegerField: _number,
    models.PositiveIntegerField: _number,
    models.PositiveSmallIntegerField: _number,
}


def _members(name: str, value: Any, allowed: frozenset[str]) -> list[Any]:
    """Return a list of plain texts, or of mappings of which each key is allowed."""
    if not isinstance(value, list) or len(value) > MOST_MEMBERS:
        raise ColumnNotAllowed(f"{name} must be a list")
    for one in value:
        told = one if isinstance(one, dict) else {"": one}
        if set(told) - (allowed or {""}):
            raise ColumnNotAllowed(f"{name} may not leave the council with {', '.join(sorted(set(told) - allowed))}")
        for part in told.values():
            if not isinstance(part, str | int | None) or "\x00" in str(part):
                raise ColumnNotAllowed(f"{name} must hold plain values")
    return value


def _nothing(column: Any, value: Any) -> Any:
    if column.null:
        return None
    if isinstance(column, models.JSONField):
        return []
    return "" if isinstance(column, models.CharField | models.TextField) else value


def _published(type_: str, model: type[Published], **members: frozenset[str]) -> Publication:
    columns = {each.name for each in model._meta.concrete_fields} - OWN
    return Publication(type_, model, open_passage(f"publication.{type_}", Kind.PUBLICATION, columns=columns), members)


RESOLUTION = _published(
    "resolution",
    PublishedResolution,
    attachments=frozenset({"title", "path", "size"}),
    corrections=frozenset({"symbol", "path"}),
)
SESSION = _published("session", PublishedSession, sittings=frozenset({"day_on", "part", "kind", "state"}))
AGENDA_ITEM = _published("agenda_item", PublishedAgendaItem)
PAPER = _published("paper", PublishedPaper)
VOTE = _published(
    "vote",
    PublishedVote,
    names=frozenset({"delegate_id", "name", "choice"}),
    candidates=frozenset({"name", "in_favour", "against", "standing"}),
)
TERM = _published("term", PublishedTerm)
BODY = _published("body", PublishedBody)
DELEGATE = _published("delegate", PublishedDelegate, posts=frozenset())
PUBLICATIONS = {one.type: one for one in (RESOLUTION, SESSION, AGENDA_ITEM, PAPER, VOTE, TERM, BODY, DELEGATE)}
