"""Counting a vote: by its ballots, or by the totals that people entered independently of each other."""

from dataclasses import dataclass
from enum import StrEnum

from django.db.models import Count

from council.sessions.models import Ballot, Choice, HandCount, TallySheet, Vote
from council.sessions.models.counting import MOST_COUNTS
from council.sessions.permissions import Can
from council.sessions.workflow import COUNTED, VoteState
from kernel.access import Actor, require

Totals = tuple[int, int, int]


class CountState(StrEnum):
    """How far a count by hand is."""

    NONE = "none"
    WAITS_FOR_SECOND = "waits_for_second"
    DIFFERS = "differs"
    SETTLED = "settled"


@dataclass(frozen=True)
class CountView:
    """What one person may see of a count by hand: her own entry and how far it is, until it is settled."""

    state: CountState
    own: HandCount | None
    entries: list[HandCount]

    @property
    def may_enter(self) -> bool:
        """Whether this person may enter totals now."""
        return self.own is None and self.state != CountState.SETTLED


def totals_of(vote: Vote) -> Totals | None:
    """Return for, against and abstained; None when a count by hand is not settled yet. For the closing alone."""
    return settled_totals(list(vote.counts.order_by("place"))) if vote.is_by_hand else ballot_totals(vote)


def totals_so_far(vote: Vote) -> Totals:
    """Return what is counted when a vote is broken off: its ballots, or a settled count, or nothing."""
    return totals_of(vote) or (0, 0, 0)


def ballot_totals(vote: Vote) -> Totals:
    """Return the choices of the ballots as they lie now."""
    ballots = Ballot.objects.filter(vote=vote)
    counts = dict(ballots.values_list("choice").annotate(n=Count("id")).order_by())
    return counts.get(Choice.FOR, 0), counts.get(Choice.AGAINST, 0), counts.get(Choice.ABSTAIN, 0)


def settled_totals(entries: list[HandCount]) -> Totals | None:
    """Return the totals on which two people agree, or which the third gave; the entries stand by their place."""
    if len(entries) == MOST_COUNTS:
        return entries[-1].totals
    if len(entries) == MOST_COUNTS - 1 and entries[0].totals == entries[1].totals:
        return entries[0].totals
    return None


def state_of_count(entries: list[HandCount]) -> CountState:
    """Return how far a count by hand is."""
    if not entries:
        return CountState.NONE
    if settled_totals(entries) is not None:
        return CountState.SETTLED
    return CountState.WAITS_FOR_SECOND if len(entries) == 1 else CountState.DIFFERS


def get_count_state(vote: Vote) -> CountState:
    """Return how far a count by hand is, without any number. The caller got the vote from a query."""
    return state_of_count(list(vote.counts.order_by("place")))


def get_count(actor: Actor, vote: Vote) -> CountView:
    """Return how far the count is; of other people's numbers nothing before it is settled, or the two differ.

    :raises NotPermitted: the actor does not count votes.
    """
    require(actor, Can.COUNT_VOTES, vote)
    entries = list(vote.counts.order_by("place"))
    state = state_of_count(entries)
    own = next((entry for entry in entries if entry.entered_by == actor.account_id), None)
    is_open_to_all = state in {CountState.DIFFERS, CountState.SETTLED} or vote.state in COUNTED | {VoteState.ANNULLED}
    return CountView(state, own, entries if is_open_to_all else [own] if own else [])


def list_tally_sheets(vote: Vote) -> list[TallySheet]:
    """Return the pictures of the tally. The caller got the vote from a query."""
    return list(vote.tally_sheets.select_related("file").order_by("created_at", "id"))
