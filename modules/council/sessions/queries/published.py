"""What of votes and secret ballots has been announced to everybody, by itself: for the open register."""

from uuid import UUID

from django.db.models import Prefetch

from council.sessions.models import Round, RoundLine, Vote
from council.sessions.queries.elections import list_elections
from council.sessions.queries.sessions import list_public_sessions
from council.sessions.queries.votes import list_public_votes
from council.sessions.workflow import RoundState


def find_announced_vote(vote_id: UUID) -> Vote | None:
    """Return a vote whose result everybody may know, also if annulled since; None of any other."""
    session = list_public_sessions().filter(votes__id=vote_id).first()
    if session is None:
        return None
    return list_public_votes(session).select_related("session__term", "sitting").filter(id=vote_id).first()


def find_announced_round(round_id: UUID) -> Round | None:
    """Return a round of an election with its lines when it is the one that was announced last; None of any other."""
    session = list_public_sessions().filter(elections__rounds__id=round_id).first()
    told = [each.announced for each in list_elections(session)] if session else []
    if round_id not in {each.id for each in told if each}:
        return None
    lines = Prefetch("lines", RoundLine.objects.select_related("candidate__mandate__person").order_by("position"))
    return Round.objects.select_related("election").prefetch_related(lines).filter(id=round_id).first()


def list_votes_of(session_id: UUID) -> list[UUID]:
    """Return the keys of all votes of a session that were ever announced."""
    told = Vote.objects.filter(session_id=session_id, announced_at__isnull=False)
    return list(told.order_by("id").values_list("id", flat=True))


def list_rounds_of(session_id: UUID) -> list[UUID]:
    """Return the keys of all rounds of a session that were ever announced."""
    told = Round.objects.filter(election__session_id=session_id, state__in=(RoundState.ANNOUNCED, RoundState.ANNULLED))
    return list(told.order_by("id").values_list("id", flat=True))
