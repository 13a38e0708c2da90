"""The hall: which vote is open, how far it is. Never who chose what.

While a vote is open nobody gets a count of choices, only how many ballots are in.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from council.people.models import Mandate
from council.people.queries import get_own_mandate
from council.sessions.models import (
    Annulment,
    Ballot,
    BlockMatter,
    CouncilSession,
    Decision,
    DisputedArticle,
    Purpose,
    Vote,
    VoteEligible,
    VoteSubject,
)
from council.sessions.permissions import Can
from council.sessions.workflow import COUNTED, TOLD, AnnulmentState, VoteState
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
    """Return the council's one open vote, if there is one; it says nothing of any choice. Rehearsals do not count."""
    proper = Vote.objects.filter(session__purpose=Purpose.PROPER)
    return proper.filter(state=VoteState.OPEN).select_related("session__term", "item").first()


def get_vote(actor: Actor, vote_id: UUID) -> Vote:
    """Return one vote with its item and session.

    :raises NotFound: there is none, or the actor may not see it.
    """
    found = Vote.objects.select_related("session__term", "item", "disputed", "sitting", "repeats", "repeated_by")
    vote = found.filter(id=vote_id).first()
    if vote is None or not may(actor, Can.READ):
        raise NotFound()
    return vote


def get_article(actor: Actor, article_id: UUID) -> DisputedArticle:
    """Return an article on which the delegates differ, with its item and session.

    :raises NotFound: there is none, or the actor may not see it.
    """
    article = DisputedArticle.objects.select_related("item__session__term").filter(id=article_id).first()
    if article is None or not may(actor, Can.READ):
        raise NotFound()
    return article


def list_matters(vote: Vote) -> list[BlockMatter]:
    """Return the items and articles that a vote in block decides. The caller got the vote from a query."""
    return list(vote.matters.select_related("item", "article__item").order_by("created_at", "id"))


def find_annulment(vote: Vote) -> Annulment | None:
    """Return the annulment that waits or was carried out. The caller got the vote from a query."""
    return vote.annulments.exclude(state=AnnulmentState.REFUSED).select_related("vote").first()


def find_waiting_annulment(session: CouncilSession) -> Annulment | None:
    """Return the annulment of a vote of a session that waits for the second person; one statement."""
    asked = Annulment.objects.filter(vote__session=session, state=AnnulmentState.ASKED)
    return asked.select_related("vote").order_by("asked_at").first()


def list_votes(session: CouncilSession) -> QuerySet[Vote]:
    """Return the votes of a session in the order of the agenda, those that were dropped left out.

    The caller got the session from a query.
    """
    votes = Vote.objects.filter(session=session).exclude(state=VoteState.DROPPED)
    return votes.select_related("item", "disputed").order_by("item__position", "id")


def list_public_votes(session: CouncilSession) -> QuerySet[Vote]:
    """Return the votes of a public session whose result the chair has announced, also if annulled since."""
    return list_votes(session).filter(state__in=TOLD | {VoteState.ANNULLED}, announced_at__isnull=False)


def list_announced_votes() -> QuerySet[Vote]:
    """Return the votes of public sessions whose result was announced, the latest first: totals only."""
    known = CouncilSession.objects.known_to_public()
    votes = Vote.objects.filter(state__in=TOLD, session__in=known)
    return votes.select_related("session__term", "item").order_by("-announced_at", "id")


def was_agreed(session: CouncilSession, subject: VoteSubject) -> bool:
    """Whether the council agreed to a matter of procedure in a session: its agenda, sitting in private.

    The caller got the session from a query.
    """
    return Vote.objects.filter(session=session, subject=subject, state__in=COUNTED, decision=Decision.ADOPTED).exists()


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
