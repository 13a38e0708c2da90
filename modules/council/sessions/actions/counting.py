"""Counting by hand: two people enter the totals without seeing each other's; where they differ a third decides."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from council.events.sessions import CountsDiffer
from council.sessions.actions.refusals import (
    ReasonMissing,
    VoteNotOpen,
)
from council.sessions.actions.refusals_votes import (
    CountedTwice,
    CountImpossible,
    CountSettled,
    NotByHand,
)
from council.sessions.actions.telling import tell
from council.sessions.models import HandCount, TallySheet, Vote
from council.sessions.models.counting import MOST_COUNTS
from council.sessions.permissions import Can
from council.sessions.queries.counting import CountState, settled_totals, state_of_count
from council.sessions.workflow import COUNTED, VoteState
from kernel import audit
from kernel.access import Actor, StepNotAllowed, require
from kernel.files.models import StoredFile
from kernel.rows import lock


@dataclass(frozen=True)
class Counted:
    """The totals that one person counted."""

    in_favour: int
    against: int
    abstained: int

    @property
    def total(self) -> int:
        """How many delegates that are."""
        return self.in_favour + self.against + self.abstained


@transaction.atomic
def enter_count(*, actor: Actor, vote: Vote, counted: Counted, now: datetime, reason: str = "") -> CountState:
    """Enter the totals of a count by hand and return how far it is; when two differ, both are told.

    The third person decides between two that differ, with a reason.

    :raises NotPermitted: the actor does not count votes.
    :raises NotByHand: the system counts this vote.
    :raises VoteNotOpen: it is not open.
    :raises CountedTwice: the actor has entered totals before.
    :raises CountSettled: two agree already, or the third has decided.
    :raises CountImpossible: a number is negative, or they are more than may vote.
    :raises ReasonMissing: the third gives no reason.
    """
    require(actor, Can.COUNT_VOTES, vote)
    vote = lock(vote)
    if not vote.is_by_hand:
        raise NotByHand()
    if vote.state != VoteState.OPEN:
        raise VoteNotOpen()
    entries = list(vote.counts.order_by("place"))
    if any(entry.entered_by == actor.account_id for entry in entries):
        raise CountedTwice()
    if settled_totals(entries) is not None:
        raise CountSettled()
    _require_possible(vote, counted)
    account: Any = actor.account_id
    is_last = len(entries) == MOST_COUNTS - 1
    if is_last and not reason.strip():
        raise ReasonMissing()
    entry: HandCount = HandCount.objects.create(
        vote=vote,
        place=len(entries) + 1,
        in_favour=counted.in_favour,
        against=counted.against,
        abstained=counted.abstained,
        reason=reason.strip() if is_last else "",
        entered_by=account,
        entered_at=now,
    )
    audit.record(actor, "sessions.enter_count", vote, reason=entry.reason)
    entries.append(entry)
    state = state_of_count(entries)
    if state == CountState.DIFFERS:
        told = tuple(each.entered_by for each in entries)
        tell(
            CountsDiffer(session_id=vote.session_id, vote_id=vote.id, accounts=told), session=vote.session, actor=actor
        )
    return state


@transaction.atomic
def add_tally_sheet(*, actor: Actor, vote: Vote, file: StoredFile) -> TallySheet:
    """Keep the picture of a tally with the vote that was counted by hand.

    :raises NotPermitted: the actor does not count votes.
    :raises NotByHand: the system counts this vote.
    :raises StepNotAllowed: it was not opened, or stands in the minutes.
    """
    require(actor, Can.COUNT_VOTES, vote)
    vote = lock(vote)
    if not vote.is_by_hand:
        raise NotByHand()
    if vote.state not in (COUNTED | {VoteState.OPEN}) - {VoteState.MINUTED}:
        raise StepNotAllowed(step="minute", state=vote.state, table=vote.STEPS)
    account: Any = actor.account_id
    sheet: TallySheet = TallySheet.objects.create(vote=vote, file=file, added_by=account)
    audit.record(actor, "sessions.add_tally_sheet", vote)
    return sheet


def _require_possible(vote: Vote, counted: Counted) -> None:
    lowest = min(counted.in_favour, counted.against, counted.abstained)
    if lowest < 0 or counted.total > vote.eligible.count():
        raise CountImpossible()
