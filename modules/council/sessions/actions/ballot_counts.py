"""Counting secret ballots: two members of the board enter what they counted without seeing each other's.

Where they differ a third member decides with a reason. The outcome is computed from the counts, never typed.
"""

from datetime import datetime
from typing import Any

from django.db import transaction

from council.events.sessions import BallotCountsDiffer
from council.law import Elected, Rules, Standing, Tally, elect, tally_faults
from council.sessions.actions.refusals import ReasonMissing
from council.sessions.actions.refusals_elections import BallotsImpossible
from council.sessions.actions.refusals_votes import CountedTwice, CountSettled
from council.sessions.actions.telling import tell
from council.sessions.models import BallotCount, BallotSheet, Round, StandingName
from council.sessions.models.counting import MOST_COUNTS
from council.sessions.permissions import Can
from council.sessions.queries.counting import CountState
from council.sessions.queries.elections import settled_tally, state_of_ballots, tally_of
from council.sessions.workflow import TAKES_TALLY
from kernel import audit
from kernel.access import Actor, StepNotAllowed, require, take
from kernel.files.models import StoredFile
from kernel.rows import lock


@transaction.atomic
def enter_ballots(
    *,
    actor: Actor,
    round: Round,
    tally: Tally,
    now: datetime,
    rules: Rules,
    reason: str = "",
) -> CountState:
    """Enter what one member of the board counted, and return how far the counting is.

    When two agree, or the third has decided, who is elected is computed at once, in the same transaction.

    :raises NotPermitted: the actor is no member of the round's board.
    :raises StepNotAllowed: the box is not closed, or the round is counted already.
    :raises CountedTwice: the actor has entered her count.
    :raises BallotsImpossible: a number cannot be (R-VOT-10).
    :raises ReasonMissing: the third member gives no reason.
    """
    round = lock(round)
    step = take("count", actor, round)
    entries = list(round.counts.order_by("place"))
    if any(entry.entered_by == actor.account_id for entry in entries):
        raise CountedTwice()
    if settled_tally(entries) is not None:
        raise CountSettled()
    _require_possible(round, tally)
    is_last = len(entries) == MOST_COUNTS - 1
    if is_last and not reason.strip():
        raise ReasonMissing()
    entries.append(_entered(actor, round, len(entries) + 1, tally, now, reason.strip() if is_last else ""))
    settled = settled_tally(entries)
    if settled is not None:
        _settle(actor, round, step.target, settled, now, rules)
    state = state_of_ballots(entries)
    if state == CountState.DIFFERS:
        told = tuple(each.entered_by for each in entries)
        session = round.election.session
        event = BallotCountsDiffer(session_id=session.id, round_id=round.id, accounts=told)
        tell(event, session=session, actor=actor)
    return state


@transaction.atomic
def add_ballot_sheet(*, actor: Actor, round: Round, file: StoredFile) -> BallotSheet:
    """Keep the picture of the board's sheet with the round.

    :raises NotPermitted: the actor is no member of the round's board.
    :raises StepNotAllowed: the box is not closed, or the result is announced.
    """
    round = lock(round)
    require(actor, Can.COUNT_BALLOTS, round)
    if round.state not in TAKES_TALLY:
        raise StepNotAllowed(step="minute", state=round.state, table=round.STEPS)
    account: Any = actor.account_id
    sheet: BallotSheet = BallotSheet.objects.create(round=round, file=file, added_by=account)
    audit.record(actor, "sessions.add_ballot_sheet", round)
    return sheet


def _entered(actor: Actor, round: Round, place: int, tally: Tally, now: datetime, reason: str) -> BallotCount:
    account: Any = actor.account_id
    entry: BallotCount = BallotCount.objects.create(
        round=round,
        place=place,
        issued=tally.issued,
        returned=tally.returned,
        valid=tally.valid,
        invalid=tally.invalid,
        marks=[list(each) for each in tally.marks],
        reason=reason,
        entered_by=account,
        entered_at=now,
    )
    audit.record(actor, "sessions.enter_ballots", round, reason=reason)
    return entry


def _require_possible(round: Round, tally: Tally) -> None:
    if len(tally.marks) != round.lines.count():
        raise BallotsImpossible()
    for fault in tally_faults(tally, present=round.present or 0, seats=round.seats):
        raise BallotsImpossible(str(fault.sentence), field=fault.field)


def _settle(actor: Actor, round: Round, target: Any, entry: BallotCount, now: datetime, rules: Rules) -> None:
    """Write the numbers and the law's answer into the round and its lines."""
    tally = tally_of(entry)
    result = elect(tally, seats=round.seats, total=round.total or 0, rules=rules)
    round.state, round.counted_at = target, now
    round.issued, round.returned, round.valid, round.invalid = tally.issued, tally.returned, tally.valid, tally.invalid
    round.needed, round.filled = result.needed, result.filled
    round.sentence, round.article = result.sentence, result.article
    numbers = ["issued", "returned", "valid", "invalid", "needed", "filled"]
    fields = ["state", "counted_at", *numbers, "sentence", "article"]
    round.save(update_fields=fields)
    _write_lines(round, tally, result)
    audit.record(actor, "sessions.count_ballots", round, fields=fields)


def _write_lines(round: Round, tally: Tally, result: Elected) -> None:
    for place, line in enumerate(round.lines.order_by("position")):
        line.in_favour, line.against = tally.marks[place]
        line.standing = _NAMES[result.standings[place]]
        line.sentence = result.reasons[place]
        line.save(update_fields=["in_favour", "against", "standing", "sentence"])


_NAMES = {standing: StandingName(standing.value) for standing in Standing}
