"""A round of a secret ballot: papers issued, the box closed, the result announced, a further round prepared.

The delegates fill in paper. Nobody notes here who was given one or who returned one: only how many (R-VOT-09).
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from council.events.sessions import BallotsIssued, RoundAnnounced
from council.law import Rules, board_size
from council.sessions.actions.elections import begin_round, saved
from council.sessions.actions.refusals import ItemNotReady, NoQuorum, ReasonMissing
from council.sessions.actions.refusals_elections import (
    BoardMissing,
    CandidateOnBoard,
    NobodyToElect,
    RoundGoesOn,
    RoundMissing,
)
from council.sessions.actions.round_minutes import draft_minutes
from council.sessions.actions.telling import tell
from council.sessions.actions.votes import DEBATED, running_sitting
from council.sessions.models import Candidate, CountingBoard, Election, Round, StandingName
from council.sessions.queries import quorum_of
from council.sessions.queries.elections import filled_of, find_board
from council.sessions.workflow import PENDING_ROUNDS, CandidateState, RoundState
from kernel import audit
from kernel.access import Actor, take
from kernel.rows import lock


@transaction.atomic
def issue_ballots(*, actor: Actor, round: Round, now: datetime, rules: Rules) -> Round:
    """Begin the voting on paper: the quorum is checked, N and how many are present are fixed, the board is named.

    :raises NotPermitted: the actor does not run votes.
    :raises StepNotAllowed: it has begun already.
    :raises SessionNotRunning: no sitting is running.
    :raises ItemNotReady: the matter is not on the floor.
    :raises BoardMissing: no counting board of enough members was elected.
    :raises CandidateOnBoard: a member of the board stands in this round.
    :raises NoQuorum: fewer than two thirds of all delegates are present.
    """
    election = round.election
    session: Any = lock(election.session)
    item = lock(election.item)
    round = lock(round)
    step = take("issue", actor, round)
    sitting = running_sitting(session)
    if item.state not in DEBATED:
        raise ItemNotReady()
    board = _require_board(round, rules)
    quorum = quorum_of(sitting, now=now, rules=rules)
    if not quorum.met:
        raise NoQuorum(quorum.sentence)
    round.state, round.issued_at, round.sitting, round.board = step.target, now, sitting, board
    round.total, round.present = quorum.in_office, quorum.present
    fields = ["state", "issued_at", "sitting", "board", "total", "present"]
    round.save(update_fields=fields)
    audit.record(actor, "sessions.issue_ballots", round, fields=fields)
    event = BallotsIssued(session_id=session.id, round_id=round.id, board_id=board.id)
    tell(event, session=session, actor=actor)
    return round


@transaction.atomic
def collect_ballots(*, actor: Actor, round: Round, now: datetime) -> Round:
    """End the voting: the box is closed, the counting board counts.

    :raises NotPermitted: the actor does not run votes.
    :raises StepNotAllowed: ballots were not issued, or are collected already.
    """
    round = lock(round)
    round.state, round.collected_at = take("collect", actor, round).target, now
    round.save(update_fields=["state", "collected_at"])
    audit.record(actor, "sessions.collect_ballots", round, fields=("state", "collected_at"))
    return round


@transaction.atomic
def announce_round(*, actor: Actor, round: Round, now: datetime) -> Round:
    """Announce the result of a round, whose minutes are written and now drafted as a document.

    The election ends when every place is filled.

    :raises NotPermitted: only who chairs announces.
    :raises StepNotAllowed: the minutes of the counting are not written, or it is announced already.
    """
    election = lock(round.election)
    round = lock(round)
    round.state, round.announced_at = take("announce", actor, round).target, now
    round.minutes_id = draft_minutes(round, now)
    fields = ["state", "announced_at", "minutes_id"]
    round.save(update_fields=fields)
    audit.record(actor, "sessions.announce_round", round, fields=fields)
    if filled_of(election) >= election.seats:
        election.state = take("fill", actor, election).target
        saved(actor, election, "fill_election", ["state"])
    event = RoundAnnounced(session_id=election.session_id, election_id=election.id, round_id=round.id, announced_at=now)
    tell(event, session=election.session, actor=actor)
    return round


@transaction.atomic
def prepare_round(*, actor: Actor, election: Election, reason: str = "", candidates: Sequence[Candidate] = ()) -> Round:
    """Prepare the next round: in the place of an annulled one as it was, else for the places that are still free.

    Without ``candidates`` a further round is held between those who are equal, or else among all who were not elected.

    :raises NotPermitted: the actor does not run votes.
    :raises StepNotAllowed: the list is open, or the election is over.
    :raises RoundGoesOn: a round is prepared or under way.
    :raises RoundMissing: there is no round to go on from.
    :raises ReasonMissing: a further round is held without a reason.
    :raises NobodyToElect: none of the candidates was on the last round without being elected.
    """
    election = lock(election)
    take("repeat", actor, election)
    if election.rounds.filter(state__in=PENDING_ROUNDS).exists():
        raise RoundGoesOn()
    annulled = election.rounds.filter(state=RoundState.ANNULLED, repeated_by=None).order_by("-annulled_at").first()
    made = _in_place_of(annulled) if annulled else _further(election, reason, candidates)
    audit.record(actor, "sessions.prepare_round", made, reason=made.reason)
    return made


def _in_place_of(annulled: Round) -> Round:
    lines = annulled.lines.filter(candidate__state=CandidateState.STANDING).select_related("candidate")
    return begin_round(
        annulled.election,
        [line.candidate for line in lines],
        number=annulled.number,
        seats=annulled.seats,
        reason=annulled.reason,
        repeats=annulled,
    )


def _further(election: Election, reason: str, candidates: Sequence[Candidate]) -> Round:
    last = election.rounds.filter(state=RoundState.ANNOUNCED).order_by("-number").first()
    if last is None:
        raise RoundMissing()
    if not reason.strip():
        raise ReasonMissing()
    open_to = list_open_to(last)
    chosen = [each for each in open_to if each in candidates] if candidates else preselected(last)
    if not chosen or not set(candidates) <= set(open_to):
        raise NobodyToElect()
    left = election.seats - filled_of(election)
    return begin_round(election, chosen, number=last.number + 1, seats=left, reason=reason.strip())


def list_open_to(last: Round) -> list[Candidate]:
    """Return who was on a round, was not elected and still stands, in the order of the paper."""
    lines = last.lines.exclude(standing=StandingName.ELECTED).filter(candidate__state=CandidateState.STANDING)
    return [line.candidate for line in lines.select_related("candidate__mandate").order_by("position")]


def preselected(last: Round) -> list[Candidate]:
    """Return between whom the next round is held unless others are chosen: those who are equal, or else all."""
    tied = set(last.lines.filter(standing=StandingName.TIED).values_list("candidate_id", flat=True))
    return [each for each in list_open_to(last) if not tied or each.pk in tied]


def _require_board(round: Round, rules: Rules) -> CountingBoard:
    board = find_board(round.election.session)
    if board is None or board.members.count() < board_size(rules):
        raise BoardMissing()
    if board.people() & round.people():
        raise CandidateOnBoard()
    return board
