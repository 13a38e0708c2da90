"""The counting board: proposed by the office or the chair, elected by the council in an open vote (R-VOT-08)."""

from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from council.law import Rules, board_size
from council.people.models import Mandate
from council.sessions.actions.preparing_votes import in_place_of, prepare_procedural_vote
from council.sessions.actions.refusals import SessionNotRunning
from council.sessions.actions.refusals_elections import (
    BoardBusy,
    BoardHeadMissing,
    BoardKnown,
    BoardTooSmall,
    CandidateOnBoard,
)
from council.sessions.models import (
    BoardMember,
    BoardPlace,
    Candidate,
    CouncilSession,
    CountingBoard,
    Round,
    Vote,
    VoteMethod,
    VoteSubject,
)
from council.sessions.permissions import Can
from council.sessions.workflow import (
    PENDING_ELECTIONS,
    PENDING_VOTES,
    BoardState,
    CandidateState,
    SessionState,
)
from kernel import audit
from kernel.access import Actor, require, take
from kernel.rows import lock

_OVER = frozenset({SessionState.CLOSED, SessionState.ARCHIVED, SessionState.CANCELLED})


@transaction.atomic
def propose_board(
    *, actor: Actor, session: CouncilSession, members: Sequence[Mandate], head: Mandate, rules: Rules
) -> CountingBoard:
    """Propose a counting board, whose head is one of its members; the council elects it in an open vote.

    :raises NotPermitted: the actor does not prepare elections.
    :raises SessionNotRunning: the session is over.
    :raises BoardTooSmall: fewer members than the law or the council's rules ask for.
    :raises BoardHeadMissing: the head is no member.
    :raises CandidateOnBoard: a member stands in an election of this session.
    :raises BoardKnown: a board waits for the vote already.
    """
    require(actor, Can.PREPARE_ELECTION, session)
    session = lock(session)
    if session.state in _OVER:
        raise SessionNotRunning()
    _require_members(session, members, head, rules)
    if CountingBoard.objects.filter(session=session, state=BoardState.PROPOSED).exists():
        raise BoardKnown()
    board: CountingBoard = CountingBoard.objects.create(session=session, proposed_by=actor.account_id)
    BoardMember.objects.bulk_create(
        BoardMember(board=board, mandate=each, place=BoardPlace.HEAD if each.pk == head.pk else BoardPlace.MEMBER)
        for each in members
    )
    audit.record(actor, "sessions.propose_board", board)
    return board


@transaction.atomic
def prepare_board_vote(*, actor: Actor, board: CountingBoard, method: VoteMethod = VoteMethod.ELECTRONIC) -> Vote:
    """Prepare the open vote in which the council elects the board.

    :raises NotPermitted: the actor does not run votes.
    :raises StepNotAllowed: the board is elected, or was withdrawn.
    :raises BoardKnown: the vote is prepared already.
    """
    session = lock(board.session)
    board = lock(board)
    take("elect", actor, board)
    if board.vote is not None and board.vote.state in PENDING_VOTES:
        raise BoardKnown()
    names = ", ".join(each.mandate.person.full_name for each in board.members.select_related("mandate__person"))
    question = _("Bầu Ban kiểm phiếu gồm: %(names)s") % {"names": names}
    subject = VoteSubject.COUNTING_BOARD
    vote = prepare_procedural_vote(
        actor=actor, session=session, subject=subject, question=question[:500], method=method
    )
    board.vote = in_place_of(board.vote, vote)
    board.save(update_fields=["vote"])
    audit.record(actor, "sessions.prepare_board_vote", board, fields=("vote",))
    return vote


@transaction.atomic
def withdraw_board(*, actor: Actor, board: CountingBoard) -> CountingBoard:
    """Take back a board that the council has not voted on.

    :raises NotPermitted: the actor does not prepare elections.
    :raises StepNotAllowed: the council decided on it.
    :raises BoardKnown: the vote on it is open.
    """
    board = lock(board)
    step = take("withdraw", actor, board)
    if board.vote is not None and board.vote.state in PENDING_VOTES:
        raise BoardKnown(_("Cuộc biểu quyết bầu Ban kiểm phiếu đã chuẩn bị. Hãy bỏ cuộc biểu quyết trước."))
    board.state = step.target
    board.save(update_fields=["state"])
    audit.record(actor, "sessions.withdraw_board", board, fields=("state",))
    return board


def decide_board(actor: Actor, board: CountingBoard, *, is_elected: bool) -> None:
    """Write down whether the council elected the board; the caller counts the vote."""
    board = lock(board)
    board.state = take("elect" if is_elected else "reject", actor, board).target
    board.save(update_fields=["state"])
    audit.record(actor, "sessions.decide_board", board, fields=("state",))


def undo_board(actor: Actor, board: CountingBoard) -> None:
    """Let the board wait for the vote again, because the one that decided was annulled.

    :raises BoardBusy: it counts, or has counted, ballots.
    :raises BoardKnown: another board was proposed since and waits for the vote.
    """
    board = lock(board)
    if Round.objects.filter(board=board).exists():
        raise BoardBusy()
    if CountingBoard.objects.filter(session=board.session_id, state=BoardState.PROPOSED).exists():
        raise BoardKnown()
    board.state = take("undo", actor, board).target
    board.save(update_fields=["state"])
    audit.record(actor, "sessions.decide_board", board, fields=("state",))


def _require_members(session: CouncilSession, members: Sequence[Mandate], head: Mandate, rules: Rules) -> None:
    least = board_size(rules)
    if len({each.pk for each in members}) < least:
        raise BoardTooSmall(_("Ban kiểm phiếu có ít nhất %(least)d thành viên.") % {"least": least})
    if head.pk not in {each.pk for each in members}:
        raise BoardHeadMissing()
    standing = Candidate.objects.filter(
        election__session=session, election__state__in=PENDING_ELECTIONS, state=CandidateState.STANDING
    )
    if standing.filter(mandate__person__in=[each.person_id for each in members]).exists():
        raise CandidateOnBoard(field="members")
