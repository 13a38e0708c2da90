"""What leaves the council of its sessions: what their public pages show, each session as a whole and each vote.

A session is told from its convening on, with its agenda and public papers; one that will not be held is taken back.
A vote is told when its result was announced: its totals, and who chose what only where the page of names shows it to
everybody. A secret ballot has the counts that the chair announced.
"""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection

from council.events.sessions import (
    PaperRecalled,
    PaperReleased,
    PaperReplaced,
    RoundAnnounced,
    RoundAnnulled,
    SessionArchived,
    SessionCancelled,
    SessionClosed,
    SessionConvened,
    SessionOpened,
    SessionPaused,
    SessionPostponed,
    SessionShown,
    VoteAnnounced,
    VoteAnnulled,
)
from council.rulebook.queries import load_rules
from council.sessions import law
from council.sessions.models import CouncilSession, Round, Vote
from council.sessions.queries.names import PUBLIC, audience_of, list_names
from council.sessions.queries.papers import list_public_papers
from council.sessions.queries.public import list_public_items
from council.sessions.queries.published import (
    find_announced_round,
    find_announced_vote,
    list_rounds_of,
    list_votes_of,
)
from council.sessions.queries.sessions import list_public_sessions, plenary_of
from council.sessions.workflow import SessionState, VoteState
from hub.rollups.handing import hand_out, hands_out
from kernel import clock, outbox
from kernel.access import ANONYMOUS
from kernel.refusal import NotFound

BALLOT = "secret_ballot"
ELECTION = "election"
ANNOUNCED, ANNULLED = "announced", "annulled"
NOT_HELD = frozenset({SessionState.CANCELLED, SessionState.POSTPONED})
# After each of these the session's page says something else.
_OF_SESSION = (
    PaperRecalled,
    PaperReleased,
    PaperReplaced,
    SessionArchived,
    SessionCancelled,
    SessionClosed,
    SessionConvened,
    SessionOpened,
    SessionPaused,
    SessionPostponed,
    SessionShown,
    VoteAnnounced,
    VoteAnnulled,
)


def hand_out_session(event: Any, *, event_id: UUID) -> None:  # noqa: ARG001 -- saying it twice changes nothing
    """Give a session as everybody may read it now to the open register."""
    tell_session(event.session_id)


for _each in _OF_SESSION:
    outbox.on(_each)(hand_out_session)


def hand_out_vote(event: Any, *, event_id: UUID) -> None:  # noqa: ARG001 -- as above
    """Give the announced result of a vote to the open register; of an annulled one it says so."""
    tell_vote(event.vote_id)


for _each in (VoteAnnounced, VoteAnnulled):
    outbox.on(_each)(hand_out_vote)


def hand_out_round(event: Any, *, event_id: UUID) -> None:  # noqa: ARG001 -- as above
    """Give the counts of a session's secret ballots as they stand: the last round of each; others are taken back."""
    for round_id in list_rounds_of(event.session_id):
        tell_round(round_id)


for _each in (RoundAnnounced, RoundAnnulled):
    outbox.on(_each)(hand_out_round)


@hands_out("sessions")
def hand_out_all() -> int:
    """Hand out every session that everybody may know of, with its votes, as it stands now."""
    known = list(list_public_sessions().values_list("id", flat=True))
    return sum(tell_everything(session_id) for session_id in known)


def hand_out_unfinished(_now: datetime) -> int:
    """Hand out again, every night, each session whose file is not complete: what a rule of the council closed since,
    such as the names of its votes, is taken back.
    """
    known = list_public_sessions().exclude(state=SessionState.ARCHIVED).exclude(state__in=NOT_HELD)
    return sum(tell_everything(session_id) for session_id in list(known.values_list("id", flat=True)))


def tell_everything(session_id: UUID) -> int:
    """Hand out a session and each of its votes and secret ballots; return how many parts that is."""
    tell_session(session_id)
    votes, rounds = list_votes_of(session_id), list_rounds_of(session_id)
    for vote_id in votes:
        tell_vote(vote_id)
    for round_id in rounds:
        tell_round(round_id)
    return 1 + len(votes) + len(rounds)


def tell_session(session_id: UUID) -> None:
    """Hand out a session as it stands now; one that nobody outside may know of, or that is not held, is taken back."""
    at = clock.now()
    session = list_public_sessions().exclude(state__in=NOT_HELD).filter(id=session_id).first()
    hand_out("session", session_id, rows_of(session) if session else {}, at=at)


def tell_vote(vote_id: UUID) -> None:
    """Hand out a vote as it was announced; one that was not is nothing outside."""
    at = clock.now()
    vote = find_announced_vote(vote_id)
    hand_out("vote", vote_id, {"vote": [columns_of_vote(vote)] if vote else []}, at=at)


def tell_round(round_id: UUID) -> None:
    """Hand out the counts of a secret ballot that the chair announced."""
    at = clock.now()
    round = find_announced_round(round_id)
    hand_out("vote", round_id, {"vote": [columns_of_round(round)] if round else []}, at=at)


def rows_of(session: CouncilSession) -> dict[str, list[dict[str, Any]]]:
    """Return all that leaves the council of a session: what its public page shows anyway."""
    has_links = law.has_public_links(load_rules(level=connection.tenant.level, at=clock.today()))
    papers = list(list_public_papers(session)) if has_links else []
    return {
        "session": [columns_of(session)],
        "agenda_item": [_columns_of_item(item) for item in list_public_items(session)],
        "paper": [_columns_of_paper(paper, place) for place, paper in enumerate(papers, 1)],
    }


def columns_of(session: CouncilSession) -> dict[str, Any]:
    """Return a session's own columns."""
    return {
        "id": str(session.id),
        "title": session.title,
        "kind": session.kind,
        "number": session.number,
        "occasion": session.occasion,
        "state": session.state,
        "opens_on": session.opens_on.isoformat(),
        "closes_on": session.closes_on.isoformat(),
        "closed_on": session.closed_on.isoformat() if session.closed_on else None,
        "place": session.place,
        "convening_document": session.convening_document,
        "public_path": law.public_path(session.id),
        "sittings": [
            {"day_on": each.day_on.isoformat(), "part": each.part, "kind": each.kind, "state": each.state}
            for each in plenary_of(session)
        ],
    }


def _columns_of_item(item: Any) -> dict[str, Any]:
    return {
        "id": str(item.id),
        "session_id": str(item.session_id),
        "parent_id": str(item.parent_id) if item.parent_id else None,
        "position": item.position,
        "number": item.label,
        "title": item.title,
        "kind": item.kind,
        "state": item.state,
        "submitter": item.submitter,
        "committee": item.committee.name if item.committee else "",
        "public_path": f"{law.public_path(item.session_id)}#noi-dung-{item.id}",
    }


def _columns_of_paper(paper: Any, place: int) -> dict[str, Any]:
    return {
        "id": str(paper.id),
        "session_id": str(paper.session_id),
        "item_id": str(paper.item_id) if paper.item_id else None,
        "position": place,
        "title": paper.title,
        "kind": "paper",
        "state": paper.state,
        "file_type": paper.file.name.rpartition(".")[2].lower()[:12],
        "size": paper.file.size,
        "public_path": law.public_paper_path(paper.id),
    }


def columns_of_vote(vote: Vote) -> dict[str, Any]:
    """Return all that leaves the council of an announced open vote."""
    return {
        "id": str(vote.id),
        "session_id": str(vote.session_id),
        "item_id": str(vote.item_id) if vote.item_id else None,
        "title": vote.question,
        "kind": vote.subject,
        "method": vote.method,
        "state": ANNULLED if vote.state == VoteState.ANNULLED else ANNOUNCED,
        "outcome": vote.decision,
        "announced_at": vote.announced_at.isoformat() if vote.announced_at else None,
        "announced_on": _day_of(vote),
        "total": vote.total,
        "in_favour": vote.in_favour,
        "against": vote.against,
        "abstained": vote.abstained,
        "not_voting": vote.not_voting,
        "sentence": vote.sentence,
        "article": vote.article,
        "names": _names_of(vote),
        "public_path": law.public_path(vote.session_id),
    }


def _names_of(vote: Vote) -> list[dict[str, str]] | None:
    """Return who chose what where the page of names shows it to everybody, else None."""
    if vote.opened_at is None:
        return None
    level = connection.tenant.level
    then = load_rules(level=level, at=clock.local_day(vote.opened_at))
    now = load_rules(level=level, at=clock.today())
    if audience_of(then=then, now=now) != PUBLIC:
        return None
    try:
        lines = list_names(ANONYMOUS, vote, then=then, now=now)
    except NotFound:
        return None
    return [
        {"delegate_id": str(each.mandate.id), "name": each.mandate.person.full_name, "choice": each.choice}
        for each in lines
    ]


def columns_of_round(round: Round) -> dict[str, Any]:
    """Return all that leaves the council of a secret ballot: the counts that its public page shows."""
    election = round.election
    return {
        "id": str(round.id),
        "session_id": str(election.session_id),
        "item_id": str(election.item_id) if election.item_id else None,
        "title": election.post,
        "kind": ELECTION,
        "method": BALLOT,
        "state": ANNOUNCED,
        "outcome": "",
        "announced_at": round.announced_at.isoformat() if round.announced_at else None,
        "announced_on": _day_of(round),
        "issued": round.issued,
        "returned": round.returned,
        "valid": round.valid,
        "invalid": round.invalid,
        "sentence": round.sentence,
        "candidates": [
            {
                "name": line.candidate.name,
                "in_favour": line.in_favour,
                "against": line.against,
                "standing": line.standing,
            }
            for line in round.lines.all()
        ],
        "public_path": law.public_path(election.session_id),
    }


def _day_of(counted: Any) -> str:
    return clock.local_day(counted.announced_at).isoformat()
