"""An event as JSON and back. Only ids and plain values travel; the declared types of the fields lead the way."""

from collections.abc import Callable
from dataclasses import fields
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints
from uuid import UUID

PLAIN = (str, int, bool, float)
READERS: dict[type, Callable[[str], Any]] = {
    UUID: UUID,
    datetime: datetime.fromisoformat,
    date: date.fromisoformat,
    Decimal: Decimal,
    Fraction: Fraction,
}
LISTS = (tuple, list, frozenset)


def hints_of(event_type: Any) -> dict[str, Any]:
    """Return the declared type of each field."""
    hints = get_type_hints(event_type)
    return {field.name: hints[field.name] for field in fields(event_type)}


def check(event_type: type) -> None:
    """Make sure that each field of an event type can travel.

    :raises TypeError: one cannot.
    """
    for name, hint in hints_of(event_type).items():
        if not _travels(hint):
            raise TypeError(f"{event_type.__name__}.{name}: {hint} does not travel in an event")


def to_json(event: Any) -> dict[str, Any]:
    """Return an event's fields as JSON values."""
    return {name: _write(getattr(event, name)) for name in hints_of(type(event))}


def from_json(event_type: type, payload: dict[str, Any]) -> Any:
    """Return the event that a payload describes; fields that the type no longer has are left out."""
    hints = hints_of(event_type)
    return event_type(**{name: _read(hints[name], value) for name, value in payload.items() if name in hints})


def _travels(hint: Any) -> bool:
    origin = get_origin(hint)
    if origin in (Union, UnionType) or origin in LISTS:
        return all(_travels(part) for part in get_args(hint) if part not in (NoneType, Ellipsis))
    return isinstance(hint, type) and (hint in PLAIN or hint in READERS or issubclass(hint, Enum))


def _write(value: Any) -> Any:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, LISTS):
        return [_write(part) for part in value]
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, tuple(READERS)) else value


def _read(hint: Any, value: Any) -> Any:
    if value is None:
        return None
    origin = get_origin(hint)
    if origin in (Union, UnionType):
        return _read(next(part for part in get_args(hint) if part is not NoneType), value)
    if origin in LISTS:
        return origin(_read(get_args(hint)[0], part) for part in value)
    if hint in READERS:
        return READERS[hint](value)
    return hint(value) if issubclass(hint, Enum) else value
