"""An open vote: opened with a quorum and a fixed list, closed and counted, announced, written into the minutes.

The counting happens in the closing's own transaction under ``FOR UPDATE``; ballots hold ``FOR SHARE``,
so each acknowledged ballot is counted and none comes in later. Both queue for a lock first, or a hall that
taps without a pause would keep the chair from closing.
"""

from datetime import datetime, timedelta
from functools import partial
from typing import Any

from django.db import transaction

from council.events.sessions import VoteAnnounced, VoteClosed, VoteOpened
from council.law import Rules, Threshold, outcome
from council.sessions.actions import effects
from council.sessions.actions.ballots import queue_of
from council.sessions.actions.elections import require_elections_over
from council.sessions.actions.ending import end_speaking
from council.sessions.actions.preparing_votes import strictest
from council.sessions.actions.refusals import (
    ItemNotReady,
    NoQuorum,
    SessionNotRunning,
    VoteStillOpen,
)
from council.sessions.actions.refusals_votes import (
    ArticlesOpen,
    CountMissing,
    TallySheetMissing,
)
from council.sessions.actions.reopening import require_not_rejected
from council.sessions.actions.telling import tell
from council.sessions.models import (
    CouncilSession,
    CountingBoard,
    Decision,
    Election,
    Sitting,
    Vote,
    VoteEligible,
    VoteSubject,
)
from council.sessions.queries import present_now, quorum_of
from council.sessions.queries.counting import totals_of
from council.sessions.workflow import (
    ArticleState,
    BoardState,
    ElectionState,
    ItemState,
    SessionState,
    SittingState,
    VoteState,
)
from kernel import audit, clock, locks
from kernel.access import Actor, take
from kernel.rows import lock

# Articles are voted on in the debate, the whole after it.
DEBATED = frozenset({ItemState.PRESENTED, ItemState.VOTE_READY})


@transaction.atomic
def open_vote(*, actor: Actor, vote: Vote, now: datetime, rules: Rules, seconds: int | None = None) -> Vote:
    """Open a vote: the quorum is checked again, who may vote and what it needs are fixed now, and who speaks ends.

    ``seconds`` sets the clock that all screens show; the vote itself ends when it is closed.

    :raises NotPermitted: the actor does not run votes.
    :raises StepNotAllowed: it is open or closed already.
    :raises SessionNotRunning: no sitting is running.
    :raises ItemNotReady: the matter is not up for the vote.
    :raises ArticlesOpen: articles on which the delegates differ are voted on first (R-VOT-07).
    :raises ElectionsOpen: an election of the item has no result yet, which the vote would confirm.
    :raises RejectedAlready: the session rejected the same matter (R-VOT-11).
    :raises VoteStillOpen: another vote of the council is open.
    :raises NoQuorum: fewer than two thirds of all delegates are present.
    """
    locks.hold_until_commit("sessions.open_vote")
    session = lock(vote.session)
    vote = lock(vote)
    step = take("open", actor, vote)
    sitting = running_sitting(session)
    _require_ready(vote, rules)
    # A rehearsal that somebody left with an open vote keeps no council from voting.
    if Vote.objects.filter(state=VoteState.OPEN, session__purpose=session.purpose).exists():
        raise VoteStillOpen()
    quorum = quorum_of(sitting, now=now, rules=rules)
    if not quorum.met:
        raise NoQuorum(quorum.sentence)
    VoteEligible.objects.bulk_create(
        VoteEligible(vote=vote, mandate_id=mandate_id) for mandate_id in present_now(sitting)
    )
    vote.state, vote.opened_at, vote.opened_by, vote.sitting = step.target, now, actor.account_id, sitting
    vote.ends_at = now + timedelta(seconds=seconds) if seconds else None
    vote.total, vote.present, vote.quorum_needed = quorum.in_office, quorum.present, quorum.needed
    vote.threshold = _threshold_now(vote)
    fields = ["state", "opened_at", "opened_by", "sitting", "ends_at", "total", "present", "quorum_needed", "threshold"]
    vote.save(update_fields=fields)
    audit.record(actor, "sessions.open_vote", vote, fields=fields)
    end_speaking(actor, vote.session_id, now)
    tell(VoteOpened(session_id=vote.session_id, vote_id=vote.id, opened_at=now), session=session, actor=actor)
    return vote


@transaction.atomic
def extend_vote(*, actor: Actor, vote: Vote, now: datetime, seconds: int = 30) -> Vote:
    """Give the delegates more time on the clock, from now on.

    :raises NotPermitted: the actor does not run votes.
    :raises StepNotAllowed: the vote is not open.
    """
    vote = _lock_open(vote)
    take("extend", actor, vote)
    vote.ends_at = max(now, vote.ends_at or now) + timedelta(seconds=seconds)
    vote.save(update_fields=["ends_at"])
    audit.record(actor, "sessions.extend_vote", vote, fields=("ends_at",))
    return vote


@transaction.atomic
def close_vote(*, actor: Actor, vote: Vote, now: datetime, rules: Rules) -> Vote:
    """Close a vote, count it and store what the law says, all in one; its matter gets its state.

    A count by hand is that of two people who agree. The audit is sealed as soon as this is committed.

    :raises NotPermitted: the actor does not run votes.
    :raises StepNotAllowed: it is not open.
    :raises CountMissing: two people have not entered the same totals of a count by hand.
    """
    vote = _lock_open(vote)
    step = take("close", actor, vote)
    fields = [*_counted(vote, rules), "state", "closed_at", "closed_by", "counted_on"]
    vote.state, vote.closed_at, vote.closed_by = step.target, now, actor.account_id
    vote.counted_on = None if vote.session.is_rehearsal else clock.local_day(now)
    vote.save(update_fields=fields)
    audit.record(actor, "sessions.close_vote", vote, fields=fields)
    adopted = vote.decision == Decision.ADOPTED
    tell(
        VoteClosed(session_id=vote.session_id, vote_id=vote.id, closed_at=now, adopted=adopted),
        session=vote.session,
        actor=actor,
    )
    effects.decide(actor, vote, now)
    transaction.on_commit(partial(audit.seal, now=now), robust=True)
    return vote


@transaction.atomic
def announce_vote(*, actor: Actor, vote: Vote, now: datetime) -> Vote:
    """Record that the chair announced the result.

    :raises NotPermitted: only who chairs announces.
    :raises StepNotAllowed: it is not counted, or announced already.
    """
    vote = lock(vote)
    step = take("announce", actor, vote)
    vote.state, vote.announced_at = step.target, now
    vote.save(update_fields=["state", "announced_at"])
    audit.record(actor, "sessions.announce_vote", vote, fields=("state",))
    tell(VoteAnnounced(session_id=vote.session_id, vote_id=vote.id), session=vote.session, actor=actor)
    return vote


@transaction.atomic
def minute_vote(*, actor: Actor, vote: Vote, now: datetime) -> Vote:
    """Note that an announced vote stands in the minutes; one counted by hand needs its tally sheet there.

    :raises NotPermitted: the actor does not run votes.
    :raises StepNotAllowed: it is not announced, or in the minutes already.
    :raises TallySheetMissing: no picture of the tally is kept.
    """
    vote = lock(vote)
    step = take("minute", actor, vote)
    if vote.is_by_hand and not vote.tally_sheets.exists():
        raise TallySheetMissing()
    vote.state, vote.minuted_at = step.target, now
    vote.save(update_fields=["state", "minuted_at"])
    audit.record(actor, "sessions.minute_vote", vote, fields=("state",))
    return vote


def _lock_open(vote: Vote) -> Vote:
    """Lock a vote in which ballots may come in: those that are under way first, later ones wait."""
    locks.hold_until_commit(queue_of(vote))
    locked: Vote = lock(vote)
    return locked


def running_sitting(session: CouncilSession) -> Sitting:
    """Return the sitting of a session that goes on now.

    :raises SessionNotRunning: none does.
    """
    sitting = Sitting.objects.filter(session=session, state=SittingState.RUNNING).first()
    if session.state != SessionState.IN_PROGRESS or sitting is None:
        raise SessionNotRunning()
    return sitting


def _require_ready(vote: Vote, rules: Rules) -> None:
    """Pass when what the vote is about may be decided now."""
    if vote.subject == VoteSubject.ARTICLE:
        _require_article(vote.disputed)
    elif vote.subject == VoteSubject.BLOCK:
        for matter in vote.matters.select_related("item", "article__item"):
            _require_whole(matter.item, rules) if matter.item else _require_article(matter.article)
    elif vote.subject == VoteSubject.REOPENING:
        if vote.item is None or vote.item.state != ItemState.REJECTED:
            raise ItemNotReady()
    elif vote.subject == VoteSubject.ITEM:
        _require_whole(vote.item, rules)
    elif _is_past(vote):
        raise ItemNotReady()


def _is_past(vote: Vote) -> bool:
    """Whether the board or the list that a vote is about was taken back, or decided, since it was prepared."""
    boards = CountingBoard.objects.filter(vote=vote).exclude(state=BoardState.PROPOSED)
    elections = Election.objects.filter(list_vote=vote).exclude(state=ElectionState.DRAFT)
    return boards.exists() or elections.exists()


def _threshold_now(vote: Vote) -> Threshold:
    """Return what a vote needs as its matters stand: an item may have been edited since the vote was prepared."""
    items: list[Any] = []
    if vote.subject == VoteSubject.BLOCK:
        matters = vote.matters.select_related("item", "article__item")
        items = [matter.item or getattr(matter.article, "item", None) for matter in matters]
    elif vote.subject in {VoteSubject.ITEM, VoteSubject.ARTICLE}:
        items = [vote.item]
    return strictest(items) if items else Threshold(vote.threshold)


def _require_whole(item: Any, rules: Rules) -> None:
    if item.state != ItemState.VOTE_READY:
        raise ItemNotReady()
    if item.articles.filter(state=ArticleState.DISPUTED).exists():
        raise ArticlesOpen()
    require_elections_over(item)
    require_not_rejected(item, rules)


def _require_article(article: Any) -> None:
    if article.state != ArticleState.DISPUTED or article.item.state not in DEBATED:
        raise ItemNotReady()


def _counted(vote: Vote, rules: Rules) -> list[str]:
    """Write the numbers and the law's answer into the vote, and return the names of the fields."""
    totals = totals_of(vote)
    if totals is None:
        raise CountMissing()
    result = outcome(
        for_=totals[0],
        against=totals[1],
        abstain=totals[2],
        not_voting=(vote.total or 0) - sum(totals),
        total=vote.total or 0,
        threshold=Threshold(vote.threshold),
        rules=rules,
    )
    vote.in_favour, vote.against, vote.abstained = result.for_, result.against, result.abstain
    vote.not_voting, vote.needed = result.not_voting, result.needed
    vote.decision = Decision.ADOPTED if result.adopted else Decision.REJECTED
    vote.sentence, vote.article = result.arithmetic, str(result.source)
    return ["in_favour", "against", "abstained", "not_voting", "needed", "decision", "sentence", "article"]
