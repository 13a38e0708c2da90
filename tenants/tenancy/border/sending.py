"""Giving a hand-over, or an answer to one, in the giver's own transaction; a carrier brings it after the commit."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any
from uuid import UUID

from django.db import transaction

from kernel import locks
from kernel.keys import new_key
from kernel.place import current_key
from kernel.refusal import NotFound
from tenancy.border.declaring import ColumnNotAllowed, Kind, Passage, checked
from tenancy.border.models import HandOver, Leg, Received

LONGEST_TEXT = 4000
PLAIN = (str, int, bool, type(None))

# Called after commit with the place's key; each starts the carrier. The sweep would find the letter anyway.
wakers: list[Callable[[str], None]] = []


class OtherContent(ValueError):
    """The key already stands for a hand-over of another kind, with other columns or to somebody else."""


@transaction.atomic
def hand_over(
    passage: Passage, *, id: UUID, columns: Mapping[str, Any], unit_code: str = "", council_key: str = ""
) -> HandOver:
    """Give something to another council; it commits or vanishes with the change that made it.

    The receiver is the council of a unit, or one of which the key is known. The same hand-over given twice is one.

    :raises ColumnNotAllowed: a column is not on the passage's list, or a value is none that may cross.
    :raises OtherContent: the key was given with something else.
    """
    if passage.kind is not Kind.HAND_OVER or not (unit_code or council_key):
        raise ValueError(f"{passage.name} needs a hand-over and a receiver")
    letter = HandOver(
        id=id,
        passage=passage.name,
        subject_id=id,
        leg=Leg.THERE,
        to_key=council_key,
        to_unit_code=unit_code,
        columns=_plain(checked(passage, columns)),
    )
    HandOver.objects.bulk_create([letter], ignore_conflicts=True)
    stored = HandOver.objects.get(pk=id)
    if _content(stored) != _content(letter):
        raise OtherContent(f"{passage.name} {id} was handed over with other content")
    _wake()
    return stored


@transaction.atomic
def answer(passage: Passage, *, id: UUID, columns: Mapping[str, Any]) -> HandOver:
    """Say something to the sender of a hand-over that this council was given; answers are numbered as they come.

    :raises ColumnNotAllowed: a column may not go back, or a value is none that may cross.
    :raises NotFound: this council was given no such hand-over.
    """
    given = Received.objects.filter(pk=id, passage=passage.name, leg=Leg.THERE).first()
    if given is None:
        raise NotFound()
    locks.hold_until_commit(f"border.answer.{id}")
    letter = HandOver.objects.create(
        id=new_key(),
        passage=passage.name,
        subject_id=id,
        leg=Leg.BACK,
        number=HandOver.objects.filter(subject_id=id, leg=Leg.BACK).count() + 1,
        to_key=given.sender_key,
        columns=_plain(checked(passage, columns, back=True)),
    )
    _wake()
    return letter


def _content(letter: HandOver) -> tuple[Any, ...]:
    """Return what makes a hand-over this one; the receiver's key is filled in later when a unit was named."""
    to = letter.to_unit_code or letter.to_key
    return letter.passage, letter.leg, to, letter.columns


def _plain(columns: dict[str, Any]) -> dict[str, Any]:
    for name, value in columns.items():
        if not isinstance(value, PLAIN) or (isinstance(value, str) and ("\x00" in value or len(value) > LONGEST_TEXT)):
            raise ColumnNotAllowed(f"{name} must be short text, a whole number, true, false or nothing")
    return columns


def _wake() -> None:
    for wake in wakers:
        transaction.on_commit(partial(wake, current_key()), robust=True)
