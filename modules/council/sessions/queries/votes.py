"""The hall: which vote is open, how far it is. Never who chose what.

While a vote is open nobody gets a count of choices, only how many ballots are in.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from council.people.models import Mandate
from council.people.queries import get_own_mandate
from council.sessions.models import Ballot, CouncilSession, Vote, VoteEligible
from council.sessions.permissions import Can
from council.sessions.workflow import VoteState
from kernel.access import Actor, may
from kernel.refusal import NotFound


@dataclass(frozen=True)
class Progress:
    """How far an open vote is: how many may vote, how many ballots are recorded."""

    eligible: int
    recorded: int

    @property
    def missing(self) -> int:
        """How many have not voted yet."""
        return self.eligible - self.recorded


@dataclass(frozen=True)
class BallotView:
    """What a delegate's own screen shows: may she vote, what is recorded of her, with which receipt."""

    mandate: Mandate
    is_eligible: bool
    choice: str
    receipt: str
    recorded_at: datetime | None = None


def open_vote_now() -> Vote | None:
    """Return the council's one open vote, if there is one; it says nothing of any choice."""
    return Vote.objects.filter(state=VoteState.OPEN).select_related("session__term", "item").first()


def get_vote(actor: Actor, vote_id: UUID) -> Vote:
    """Return one vote with its item and session.

    :raises NotFound: there is none, or the actor may not see it.
    """
    vote = Vote.objects.select_related("session__term", "item", "sitting").filter(id=vote_id).first()
    if vote is None or not may(actor, Can.READ):
        raise NotFound()
    return vote


def list_votes(session: CouncilSession) -> QuerySet[Vote]:
    """Return the votes of a session in the order of the agenda. The caller got the session from a query."""
    return Vote.objects.filter(session=session).select_related("item").order_by("item__position", "id")


def list_public_votes(session: CouncilSession) -> QuerySet[Vote]:
    """Return the votes of a public session whose result the chair has announced: totals only."""
    return list_votes(session).filter(state=VoteState.ANNOUNCED)


def list_announced_votes() -> QuerySet[Vote]:
    """Return the votes of public sessions whose result was announced, the latest first: totals only."""
    known = CouncilSession.objects.known_to_public()
    votes = Vote.objects.filter(state=VoteState.ANNOUNCED, session__in=known)
    return votes.select_related("session__term", "item").order_by("-announced_at", "id")


def get_progress(vote: Vote) -> Progress:
    """Return how far a vote is, without saying anything of the choices."""
    return Progress(
        eligible=VoteEligible.objects.filter(vote=vote).count(), recorded=Ballot.objects.filter(vote=vote).count()
    )


def get_own_ballot(actor: Actor, vote: Vote) -> BallotView:
    """Return what the delegate's own screen shows of a vote.

    :raises NotFound: the actor is no delegate.
    """
    mandate = get_own_mandate(actor)
    ballot = Ballot.objects.filter(vote=vote, mandate=mandate).first()
    return BallotView(
        mandate=mandate,
        is_eligible=VoteEligible.objects.filter(vote=vote, mandate=mandate).exists(),
        choice=ballot.choice if ballot else "",
        receipt=ballot.receipt if ballot else "",
        recorded_at=ballot.recorded_at if ballot else None,
    )
