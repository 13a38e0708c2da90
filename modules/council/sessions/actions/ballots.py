"""One tap of one delegate: counted exactly once, or refused in so many words.

The device repeats a tap until it has a receipt, always with the same key; several devices of one
delegate may race; the chair may close in the middle. The order of the steps below is what makes the
set of receipts equal to the tally, always: see the races in the tests before changing it.
"""

import secrets
from datetime import datetime
from uuid import UUID

from django.db import connection, transaction

from council.events.sessions import BallotRecorded
from council.law import Rules
from council.people.models import Mandate
from council.people.workflow import MandateState
from council.sessions.actions.refusals import (
    BallotSuperseded,
    ChangeNotAllowed,
    ChoiceUnknown,
    KeyReused,
    NotEligible,
    VoteNotOpen,
)
from council.sessions.actions.refusals_votes import (
    VoteByHand,
)
from council.sessions.models import Ballot, BallotLog, Choice, Purpose, Vote, VoteEligible, VoteMethod
from council.sessions.permissions import Can
from council.sessions.workflow import VoteState
from kernel import audit, locks, outbox
from kernel.access import Actor, require
from kernel.refusal import NotFound

# Without 0 O 1 I L: the receipt is read from a tablet and told to the secretary.
RECEIPT_LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
# Django has no FOR SHARE: voters do not wait for each other, only the closer waits for them. PostgreSQL lets a new
# FOR SHARE overtake one who waits for FOR UPDATE, so a hall that taps without a pause would keep the chair from
# closing; advisory locks stand in a queue. The state is read after both, from the row as it then is.
STATE_SHARED = """
SELECT state, method, (SELECT purpose FROM council_sessions_councilsession WHERE id = session_id)
FROM council_sessions_vote WHERE id = %s AND pg_advisory_xact_lock_shared(%s) IS NOT NULL FOR SHARE
"""


@transaction.atomic
def cast_ballot(
    *,
    actor: Actor,
    vote: Vote,
    mandate: Mandate,
    choice: Choice,
    key: UUID,
    prev: str,
    now: datetime,
    rules: Rules,
) -> str:
    """Record a delegate's choice and return the receipt; the same key returns the same receipt.

    ``prev`` is the receipt that the device shows, empty for the first ballot: a change replaces exactly
    that one.

    :raises NotPermitted: the mandate is not the actor's own.
    :raises NotFound: there is no such vote.
    :raises KeyReused: the key stands for another choice or delegate.
    :raises VoteNotOpen: it is not open, or no longer.
    :raises VoteByHand: hands are raised, or paper is used; no device counts.
    :raises NotEligible: the delegate is not on the vote's list, or suspended since.
    :raises ChoiceUnknown: the council's ballots do not offer the choice.
    :raises ChangeNotAllowed: the council's rules forbid changing.
    :raises BallotSuperseded: another device's ballot stands in the place of ``prev``.
    """
    require(actor, Can.VOTE, mandate)
    state, method, purpose = _state_shared(vote)
    known = _by_key(vote, mandate, choice, key)
    if known is not None:
        return known
    _require_devices(state, method)
    if not VoteEligible.objects.filter(vote=vote, mandate=mandate, mandate__state=MandateState.ACTIVE).exists():
        raise NotEligible()
    if choice not in rules.options("votes.options"):
        raise ChoiceUnknown()
    if prev and not rules.allows("votes.change_allowed"):
        raise ChangeNotAllowed()
    receipt = _new_receipt()
    is_recorded = (
        _change(vote, mandate, choice, prev, receipt, now) if prev else _first(vote, mandate, choice, receipt, now)
    )
    if not is_recorded:
        return _lost_the_race(vote, mandate, choice, key)
    BallotLog.objects.create(vote=vote, mandate=mandate, key=key, choice=choice, prev=prev, receipt=receipt, at=now)
    audit.record(actor, "sessions.cast_ballot", vote)
    if purpose != Purpose.REHEARSAL:
        outbox.publish(BallotRecorded(vote_id=vote.id), actor=actor)
    return receipt


def _require_devices(state: str, method: str) -> None:
    if state != VoteState.OPEN:
        raise VoteNotOpen()
    if method != VoteMethod.ELECTRONIC:
        raise VoteByHand()


def queue_of(vote: Vote) -> str:
    """Return the name of the lock that ballots share and that whoever changes an open vote holds alone."""
    return f"sessions.vote:{vote.pk}"


def _state_shared(vote: Vote) -> tuple[str, str, str]:
    """Return the vote's state, method and purpose, and keep it from being closed until this ballot is committed."""
    with connection.cursor() as cursor:
        cursor.execute(STATE_SHARED, [vote.pk, locks.number_of(queue_of(vote))])
        row = cursor.fetchone()
    if row is None:
        raise NotFound()
    return str(row[0]), str(row[1]), str(row[2])


def _by_key(vote: Vote, mandate: Mandate, choice: Choice, key: UUID) -> str | None:
    """Return the receipt that this tap received before, if it was acknowledged."""
    tap = BallotLog.objects.filter(vote=vote, key=key).first()
    if tap is None:
        return None
    if tap.mandate_id != mandate.pk or tap.choice != choice:
        raise KeyReused()
    return str(tap.receipt)


def _first(vote: Vote, mandate: Mandate, choice: Choice, receipt: str, now: datetime) -> bool:
    """Insert the delegate's ballot unless there is one; a racing insert is waited for, not overwritten."""
    ballot = Ballot(vote=vote, mandate=mandate, choice=choice, receipt=receipt, recorded_at=now)
    Ballot.objects.bulk_create([ballot], ignore_conflicts=True)
    return Ballot.objects.filter(pk=ballot.pk).exists()


def _change(vote: Vote, mandate: Mandate, choice: Choice, prev: str, receipt: str, now: datetime) -> bool:
    """Replace the ballot whose receipt the device showed; False when another stands there."""
    standing = Ballot.objects.filter(vote=vote, mandate=mandate, receipt=prev)
    return standing.update(choice=choice, receipt=receipt, recorded_at=now) == 1


def _lost_the_race(vote: Vote, mandate: Mandate, choice: Choice, key: UUID) -> str:
    """Look again by the key: the winner may have been a repetition of this very tap."""
    known = _by_key(vote, mandate, choice, key)
    if known is None:
        raise BallotSuperseded()
    return known


def _new_receipt() -> str:
    letters = [secrets.choice(RECEIPT_LETTERS) for _ in range(8)]
    return f"{''.join(letters[:4])}-{''.join(letters[4:])}"
