"""What follows from a counted vote for its matter, and how that is undone when the vote is annulled."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from council.documents.actions import drop_draft
from council.documents.queries import find_by_vote
from council.events.sessions import ResolutionAdopted
from council.sessions.actions.boards import decide_board, undo_board
from council.sessions.actions.elections import agree_list, reopen_list
from council.sessions.actions.ending import end_floor
from council.sessions.actions.refusals_elections import RoundGoesOn
from council.sessions.actions.refusals_votes import (
    LaterDecision,
    ResolutionSigned,
)
from council.sessions.actions.telling import tell
from council.sessions.models import AgendaItem, CountingBoard, Decision, DisputedArticle, Election, Vote, VoteSubject
from council.sessions.queries.elections import list_findings
from council.sessions.workflow import COUNTED, PENDING_ITEMS, BoardState, ElectionState, ItemState, VoteState
from kernel import audit, clock
from kernel.access import Actor, StepNotAllowed, take
from kernel.rows import lock

_ITEM_STEP = {Decision.ADOPTED: "adopt", Decision.REJECTED: "reject"}
_ARTICLE_STEP = {Decision.ADOPTED: "agree", Decision.REJECTED: "dismiss"}


def decide(actor: Actor, vote: Vote, now: datetime) -> None:
    """Carry out what a vote decided, in the transaction of its closing."""
    done = _DECIDE.get(VoteSubject(vote.subject))
    if done is not None:
        done(actor, vote, now)


def undo(actor: Actor, vote: Vote, *, reason: str, now: datetime) -> None:
    """Take back what an annulled vote had decided.

    :raises LaterDecision: something was decided upon it since.
    :raises ResolutionSigned: the resolution made from it is signed: only a correction mends it.
    """
    undone = _UNDO.get(VoteSubject(vote.subject))
    if undone is not None:
        undone(actor, vote, reason, now)


def _decide_item(actor: Actor, vote: Vote, now: datetime) -> None:
    item = _step_item(actor, vote.item, _ITEM_STEP[Decision(vote.decision)])
    end_floor(actor, item, now)
    if vote.decision == Decision.ADOPTED and item.is_resolution:
        _publish_adopted(actor, vote, item, now)


def _decide_article(actor: Actor, vote: Vote, _now: datetime) -> None:
    _step_article(actor, vote.disputed, _ARTICLE_STEP[Decision(vote.decision)])


def _decide_block(actor: Actor, vote: Vote, now: datetime) -> None:
    decision = Decision(vote.decision)
    for matter in vote.matters.select_related("item", "article").order_by("id"):
        if matter.item is not None:
            end_floor(actor, _step_item(actor, matter.item, _ITEM_STEP[decision]), now)
        else:
            _step_article(actor, matter.article, _ARTICLE_STEP[decision])


def _decide_reopening(actor: Actor, vote: Vote, _now: datetime) -> None:
    if vote.decision == Decision.ADOPTED:
        _step_item(actor, vote.item, "revive")


def _decide_board(actor: Actor, vote: Vote, _now: datetime) -> None:
    """Write the result into the board; one that was taken back meanwhile keeps no vote from closing."""
    for board in CountingBoard.objects.filter(vote=vote, state=BoardState.PROPOSED):
        decide_board(actor, board, is_elected=vote.decision == Decision.ADOPTED)


def _decide_list(actor: Actor, vote: Vote, now: datetime) -> None:
    """Close the list that the council agreed to; one that it did not stays open and is made anew.

    A list that was closed or dropped meanwhile keeps no vote from closing.
    """
    if vote.decision == Decision.ADOPTED:
        for election in Election.objects.filter(list_vote=vote, state=ElectionState.DRAFT):
            agree_list(actor, election, now)


def _undo_board(actor: Actor, vote: Vote, _reason: str, _now: datetime) -> None:
    for board in CountingBoard.objects.filter(vote=vote):
        undo_board(actor, board)


def _undo_list(actor: Actor, vote: Vote, reason: str, _now: datetime) -> None:
    standing = Election.objects.filter(list_vote=vote).exclude(state__in=(ElectionState.DRAFT, ElectionState.DROPPED))
    for election in standing:
        if election.state != ElectionState.LISTED:
            raise LaterDecision()
        try:
            reopen_list(actor=actor, election=election, reason=reason)
        except RoundGoesOn as refusal:
            raise LaterDecision() from refusal


def _undo_item(actor: Actor, vote: Vote, reason: str, now: datetime) -> None:
    _require_latest(vote, vote.item)
    _step_item(actor, vote.item, "revive")
    document = find_by_vote(vote.pk)
    if document is None:
        return
    try:
        drop_draft(actor=Actor.system("sessions.annul_vote"), document=document, reason=reason, now=now)
    except StepNotAllowed as refusal:
        raise ResolutionSigned() from refusal


def _undo_article(actor: Actor, vote: Vote, _reason: str, _now: datetime) -> None:
    _dispute_again(actor, vote.disputed)


def _undo_block(actor: Actor, vote: Vote, _reason: str, _now: datetime) -> None:
    for matter in vote.matters.select_related("item", "article").order_by("id"):
        if matter.item is not None:
            _require_latest(vote, matter.item)
            _step_item(actor, matter.item, "revive")
        else:
            _dispute_again(actor, matter.article)


def _undo_reopening(actor: Actor, vote: Vote, _reason: str, _now: datetime) -> None:
    if vote.decision == Decision.ADOPTED:
        _require_latest(vote, vote.item)
        if lock(vote.item).state != ItemState.VOTE_READY:
            raise LaterDecision()
        _step_item(actor, vote.item, "reject")


def _require_latest(vote: Vote, item: Any) -> None:
    later = item.votes.filter(state__in=COUNTED | {VoteState.OPEN}, opened_at__gt=vote.opened_at)
    if later.exists():
        raise LaterDecision()


def _dispute_again(actor: Actor, article: Any) -> None:
    if lock(article.item).state not in PENDING_ITEMS:
        raise LaterDecision()
    _step_article(actor, article, "dispute")


def _step_item(actor: Actor, item: AgendaItem | None, name: str) -> AgendaItem:
    locked: AgendaItem = lock(item)
    locked.state = take(name, actor, locked).target
    locked.version += 1
    locked.save(update_fields=["state", "version"])
    audit.record(actor, "sessions.decide_item", locked, fields=("state",))
    return locked


def _step_article(actor: Actor, article: DisputedArticle | None, name: str) -> None:
    locked: DisputedArticle = lock(article)
    locked.state = take(name, actor, locked).target
    locked.save(update_fields=["state"])
    audit.record(actor, "sessions.decide_article", locked, fields=("state",))


def _publish_adopted(actor: Actor, vote: Vote, item: AgendaItem, now: datetime) -> None:
    tell(
        ResolutionAdopted(
            session_id=vote.session_id,
            item_id=item.id,
            vote_id=vote.id,
            kind=item.kind,
            title=item.title,
            occasion=vote.session.occasion,
            adopted_on=clock.local_day(now),
            repeats_vote_id=vote.repeats_id,
            findings=list_findings(item),
        ),
        session=vote.session,
        actor=actor,
    )


_DECIDE: dict[VoteSubject, Callable[[Actor, Vote, datetime], None]] = {
    VoteSubject.ITEM: _decide_item,
    VoteSubject.ARTICLE: _decide_article,
    VoteSubject.BLOCK: _decide_block,
    VoteSubject.REOPENING: _decide_reopening,
    VoteSubject.COUNTING_BOARD: _decide_board,
    VoteSubject.CANDIDATE_LIST: _decide_list,
}
_UNDO: dict[VoteSubject, Callable[[Actor, Vote, str, datetime], None]] = {
    VoteSubject.ITEM: _undo_item,
    VoteSubject.ARTICLE: _undo_article,
    VoteSubject.BLOCK: _undo_block,
    VoteSubject.REOPENING: _undo_reopening,
    VoteSubject.COUNTING_BOARD: _undo_board,
    VoteSubject.CANDIDATE_LIST: _undo_list,
}
