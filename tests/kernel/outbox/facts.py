"""Events for tests, and the rooms in which handlers are registered for the time of a test."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Any
from uuid import UUID

from kernel.outbox import registry


class Choice(StrEnum):
    FOR = "for"
    AGAINST = "against"


@dataclass(frozen=True)
class VoteClosed:
    vote_id: UUID
    in_favour: int


@dataclass(frozen=True)
class Everything:
    text: str
    number: int
    yes: bool
    ratio: float
    key: UUID
    at: datetime
    on: date
    amount: Decimal
    share: Fraction
    choice: Choice
    keys: tuple[UUID, ...]
    days: list[date]
    kinds: frozenset[Choice]
    maybe: UUID | None = None
    maybe_day: date | None = None


@contextmanager
def handlers(event_type: type, **named: Any) -> Iterator[None]:
    """Register handlers under these names for a while."""
    event_name = registry.register(event_type)
    before = registry._HANDLERS.get(event_name, {})
    registry._HANDLERS[event_name] = {}
    for name, handler in named.items():
        handler.__module__, handler.__qualname__ = "tests", name
        registry.on(event_type)(handler)
    try:
        yield
    finally:
        registry._HANDLERS[event_name] = before
