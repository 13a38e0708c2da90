"""Who takes in what arrives, and who hears what became of it; registered by the modules' rooms ``border``."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, TypeVar
from uuid import UUID

from tenancy.border.declaring import BadPassage, Kind, Passage

Handler = TypeVar("Handler", bound=Callable[..., None])


class Fate(StrEnum):
    """What became of a hand-over, as its sender hears it."""

    HELD = "held"  # kept, and carried again by itself
    ARRIVED = "arrived"
    REFUSED = "refused"  # for good
    ANSWERED = "answered"  # the receiver said something about it


class Because(StrEnum):
    """Why a hand-over is held or refused."""

    NOTHING = ""
    UNKNOWN = "unknown"  # no council works for the unit yet
    FOUNDING = "founding"
    SUSPENDED = "suspended"
    FAILING = "failing"
    WRONG_WAY = "wrong_way"  # this council may not send that to them
    NOT_TAKEN = "not_taken"  # the receiving module is not there, or does not want it


@dataclass(frozen=True)
class Arrived:
    """A hand-over in the hands of the receiving council. ``sender_key`` is the carrier's word, not the letter's."""

    id: UUID
    sender_key: str
    columns: dict[str, Any]
    at: datetime


@dataclass(frozen=True)
class Word:
    """What the sender hears of one of its hand-overs. Answers are numbered: a later one says more than an earlier."""

    id: UUID
    fate: Fate
    because: Because
    at: datetime
    number: int
    columns: dict[str, Any]


_TAKERS: dict[str, Callable[[Arrived], None]] = {}
_HEARERS: dict[str, Callable[[Word], None]] = {}


def takes(passage: Passage) -> Callable[[Handler], Handler]:
    """Register what takes in a kind of hand-over: called once, in the receiving council, in the receipt's own commit.

    What it raises as a ``Refusal`` refuses the hand-over for good.

    :raises BadPassage: somebody else takes it, or it is no hand-over.
    """
    return _enter(_TAKERS, passage)


def hears(passage: Passage) -> Callable[[Handler], Handler]:
    """Register what hears of a kind of hand-over: called in the sending council, once for each word.

    :raises BadPassage: somebody else hears it, or it is no hand-over.
    """
    return _enter(_HEARERS, passage)


def taker_of(name: str) -> Callable[[Arrived], None] | None:
    """Return what takes in a kind of hand-over, or None."""
    return _TAKERS.get(name)


def hearer_of(name: str) -> Callable[[Word], None] | None:
    """Return what hears of a kind of hand-over, or None."""
    return _HEARERS.get(name)


def _enter(known: dict[str, Any], passage: Passage) -> Callable[[Handler], Handler]:
    if passage.kind is not Kind.HAND_OVER:
        raise BadPassage(f"{passage.name} is no hand-over")

    def enter(handler: Handler) -> Handler:
        if known.setdefault(passage.name, handler) is not handler:
            raise BadPassage(f"two handlers of {passage.name}")
        return handler

    return enter
