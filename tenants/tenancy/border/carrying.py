"""The carrier: takes a council's letters one by one to where they belong, and notes there and here what became of it.

It works for the hub. In the sender it reads the letter and later notes its fate, in the receiver it takes the letter
in: each as that council's own role and in a transaction of that council alone. Killed between the two, it comes again
with the same letter, which the receiver knows by its key. Nothing is given up: a letter that cannot be delivered now
stays with its sender, who is told why.
"""

import logging
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db import transaction

from kernel import clock, locks
from kernel.outbox.draining import where
from kernel.refusal import Refusal
from tenancy.border import receiving
from tenancy.border.declaring import Way, passage_named
from tenancy.border.handlers import Because, Fate, Word, hearer_of
from tenancy.border.models import HandOver, Leg
from tenancy.models import Council, Status
from tenancy.place import entered, in_public
from tenancy.postgres.base import PlaceClosed
from tenancy.postgres.here import here

logger = logging.getLogger(__name__)

LOCK = "border.carry"
BATCH = 100
OPEN = (HandOver.State.WAITING, HandOver.State.HELD)
AT_WORK = frozenset({"active"})
FIRST_PAUSE, LONGEST_PAUSE = timedelta(seconds=10), timedelta(hours=1)
UNKNOWN_PAUSE = timedelta(minutes=10)
CLOSED_PAUSE = timedelta(minutes=1)  # the sweep asks only once the receiver is at work


@dataclass
class Carried:
    """What one run did. ``again`` says until when to come again, for each council that is waited for ("" for none)."""

    arrived: int = 0
    is_busy: bool = False
    again: dict[str, datetime] = field(default_factory=dict)


@dataclass(frozen=True)
class Outcome:
    """What became of a letter in one try."""

    state: HandOver.State
    because: Because
    at: datetime
    to_key: str = ""


def carry(key: str, *, now: datetime | None = None) -> Carried:
    """Carry everything that waits in one council; return at once when another carrier is at work there.

    ``now`` fixes the moment (tests); the carrier leaves it to the clock. A council that is not at work sends nothing.
    """
    done = Carried()
    with in_public():
        sender = Council.objects.filter(key=key, status=Status.ACTIVE).first()
    if sender is None:
        done.is_busy = True
        return done
    with entered(sender), locks.alone(LOCK) as taken:
        done.is_busy = not taken
        while taken and (letters := _due(now or clock.now())):
            for letter in letters:
                done.arrived += _carry_one(sender, letter, now or clock.now())
        done.again = _again() if taken else {}
    return done


def _due(now: datetime) -> list[HandOver]:
    due = HandOver.objects.filter(state__in=OPEN, due_at__lte=now)
    return list(due.order_by("due_at", "id")[:BATCH])


def _again() -> dict[str, datetime]:
    """Return when to come again for what stays here."""
    first: dict[str, datetime] = {}
    for letter in HandOver.objects.filter(state__in=OPEN).only("to_key", "because", "due_at"):
        awaits = letter.to_key if letter.because in {Because.SUSPENDED, Because.FOUNDING} else ""
        first[awaits] = min(first.get(awaits, letter.due_at), letter.due_at)
    return first


def _carry_one(sender: Council, letter: HandOver, now: datetime) -> bool:
    """Take one letter there and note here what became of it; what fails here is tried again with the whole."""
    outcome = _deliver(sender, letter, now)
    try:
        with transaction.atomic():
            _settle(letter, outcome, now)
    except Exception as error:  # the one door behind which the sender's own handlers fail
        _log(letter, sender, error)
        HandOver.objects.filter(pk=letter.pk).update(due_at=now + _pause(letter), tries=letter.tries + 1)
        return False
    return outcome.state == HandOver.State.ARRIVED


def _deliver(sender: Council, letter: HandOver, now: datetime) -> Outcome:
    with in_public():
        receiver = _receiver_of(letter)
    if receiver is None:
        return Outcome(HandOver.State.HELD, Because.UNKNOWN, now)
    if not _is_on_the_way(sender, receiver, letter):
        return Outcome(HandOver.State.REFUSED, Because.WRONG_WAY, now)
    if receiver.status != Status.ACTIVE:
        return Outcome(HandOver.State.HELD, Because(receiver.status), now, receiver.key)
    return _hand_in(sender, receiver, letter, now)


def _receiver_of(letter: HandOver) -> Council | None:
    """Return the council of the key, or the one that works for the unit now."""
    if letter.to_key:
        return Council.objects.filter(key=letter.to_key).first()
    return Council.objects.filter(unit_code=letter.to_unit_code, has_council=True).order_by("-created_at").first()


def _is_on_the_way(sender: Council, receiver: Council, letter: HandOver) -> bool:
    """Whether the passage lets this sender reach that receiver; an answer goes the passage's way back."""
    above, below = (sender, receiver) if letter.leg == Leg.THERE else (receiver, sender)
    if passage_named(letter.passage).way is Way.UP:
        above, below = below, above
    return below.parent_id == above.pk


def _hand_in(sender: Council, receiver: Council, letter: HandOver, now: datetime) -> Outcome:
    travels = receiving.Letter(
        letter.pk, letter.passage, letter.subject_id, letter.leg, letter.number, sender.key, letter.columns
    )
    try:
        with entered(receiver):
            here().demand(AT_WORK)
            at = receiving.take_in(travels, now=now)
    except PlaceClosed as closed:  # between the look and the step
        return Outcome(HandOver.State.HELD, Because(closed.status or Because.UNKNOWN), now, receiver.key)
    except Refusal:
        return Outcome(HandOver.State.REFUSED, Because.NOT_TAKEN, now, receiver.key)
    except Exception as error:  # the one door behind which the receiver's handlers fail
        _log(letter, receiver, error)
        return Outcome(HandOver.State.HELD, Because.FAILING, now, receiver.key)
    return Outcome(HandOver.State.ARRIVED, Because.NOTHING, at, receiver.key)


def _settle(letter: HandOver, outcome: Outcome, now: datetime) -> None:
    """Note what became of a letter, and tell its module when that is new to it."""
    mine = HandOver.objects.select_for_update().get(pk=letter.pk)
    if mine.state not in OPEN:
        return
    is_news = (mine.state, mine.because) != (outcome.state, outcome.because)
    mine.state, mine.because, mine.tries = outcome.state, outcome.because, mine.tries + 1
    mine.to_key = mine.to_key or outcome.to_key
    mine.due_at = now + _pause(mine)
    mine.settled_at = None if outcome.state in OPEN else outcome.at
    mine.save(update_fields=["state", "because", "tries", "to_key", "due_at", "settled_at"])
    hear = hearer_of(mine.passage)
    if is_news and mine.leg == Leg.THERE and hear is not None:
        hear(Word(mine.subject_id, Fate(outcome.state), Because(outcome.because), outcome.at, 0, {}))


def _log(letter: HandOver, council: Council, error: Exception) -> None:
    """Say where a handler failed, without the error's text: that may hold what the letter says."""
    logger.error("%s %s failed in %s: %s", letter.passage, letter.pk, council.key, where(error))


def _pause(letter: HandOver) -> timedelta:
    if letter.because == Because.UNKNOWN:
        return UNKNOWN_PAUSE
    if letter.because in {Because.SUSPENDED, Because.FOUNDING}:
        return CLOSED_PAUSE
    doubled: timedelta = FIRST_PAUSE * 2 ** min(letter.tries, 12)
    return min(doubled, LONGEST_PAUSE)
