"""An open electronic vote: prepared, opened with a quorum and a fixed list, closed and counted, announced.

The counting happens in the closing's own transaction under ``FOR UPDATE``; ballots hold ``FOR SHARE``,
so each acknowledged ballot is counted and none comes in later. Both queue for a lock first, or a hall that
taps without a pause would keep the chair from closing.
"""

from datetime import datetime, timedelta
from functools import partial

from django.db import transaction
from django.db.models import Count

from council.events.sessions import ResolutionAdopted, VoteClosed, VoteOpened
from council.law import Rules, Threshold, outcome
from council.sessions.actions.ballots import queue_of
from council.sessions.actions.refusals import (
    ItemNotReady,
    NoQuorum,
    SessionNotRunning,
    VoteNotNeeded,
    VoteStillOpen,
)
from council.sessions.models import AgendaItem, Choice, CouncilSession, Decision, Sitting, Vote, VoteEligible
from council.sessions.permissions import Can
from council.sessions.queries import present_now, quorum_of
from council.sessions.workflow import ItemState, SessionState, SittingState, VoteState
from kernel import audit, clock, locks, outbox
from kernel.access import Actor, require, take
from kernel.rows import lock

_STEP_OF = {Decision.ADOPTED: "adopt", Decision.REJECTED: "reject"}


@transaction.atomic
def prepare_vote(*, actor: Actor, item: AgendaItem, question: str) -> Vote:
    """Prepare a vote on an item that is voted on; the threshold is the item's.

    :raises NotPermitted: the actor does not run votes.
    :raises VoteNotNeeded: the item is a report.
    :raises ItemNotReady: the item is decided, or a vote on it is prepared already.
    """
    require(actor, Can.RUN_VOTE, item)
    item = lock(item)
    if not item.needs_vote:
        raise VoteNotNeeded()
    pending = {ItemState.ON_AGENDA, ItemState.PRESENTED, ItemState.VOTE_READY}
    if item.state not in pending or item.votes.exists():
        raise ItemNotReady()
    vote = Vote.objects.create(
        session_id=item.session_id, item=item, question=question.strip() or item.title, threshold=item.threshold
    )
    audit.record(actor, "sessions.prepare_vote", vote)
    return vote


@transaction.atomic
def open_vote(*, actor: Actor, vote: Vote, now: datetime, rules: Rules, seconds: int | None = None) -> Vote:
    """Open a vote: the quorum is checked again, and who may vote is fixed now.

    ``seconds`` sets the clock that all screens show; the vote itself ends when it is closed.

    :raises NotPermitted: the actor does not run votes.
    :raises StepNotAllowed: it is open or closed already.
    :raises SessionNotRunning: no sitting is running.
    :raises ItemNotReady: the item is not up for the vote.
    :raises VoteStillOpen: another vote of the council is open.
    :raises NoQuorum: fewer than two thirds of all delegates are present.
    """
    locks.hold_until_commit("sessions.open_vote")
    session = lock(vote.session)
    vote = lock(vote)
    step = take("open", actor, vote)
    sitting = _running_sitting(session)
    if vote.item.state != ItemState.VOTE_READY:
        raise ItemNotReady()
    if Vote.objects.filter(state=VoteState.OPEN).exists():
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
    fields = ["state", "opened_at", "opened_by", "sitting", "ends_at", "total", "present", "quorum_needed"]
    vote.save(update_fields=fields)
    audit.record(actor, "sessions.open_vote", vote, fields=fields)
    outbox.publish(VoteOpened(session_id=vote.session_id, vote_id=vote.id, opened_at=now), actor=actor)
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
    """Close a vote, count it and store what the law says, all in one; the item gets its final state.

    The audit is sealed as soon as this is committed.

    :raises NotPermitted: the actor does not run votes.
    :raises StepNotAllowed: it is not open.
    """
    vote = _lock_open(vote)
    step = take("close", actor, vote)
    fields = [*_counted(vote, rules), "state", "closed_at", "closed_by"]
    vote.state, vote.closed_at, vote.closed_by = step.target, now, actor.account_id
    vote.save(update_fields=fields)
    item = _decided(actor, vote)
    audit.record(actor, "sessions.close_vote", vote, fields=fields)
    adopted = vote.decision == Decision.ADOPTED
    outbox.publish(VoteClosed(session_id=vote.session_id, vote_id=vote.id, closed_at=now, adopted=adopted), actor=actor)
    if adopted and item.is_resolution:
        _publish_adopted(actor, vote, item, now)
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
    return vote


def _lock_open(vote: Vote) -> Vote:
    """Lock a vote in which ballots may come in: those that are under way first, later ones wait."""
    locks.hold_until_commit(queue_of(vote))
    locked: Vote = lock(vote)
    return locked


def _running_sitting(session: CouncilSession) -> Sitting:
    sitting = Sitting.objects.filter(session=session, state=SittingState.RUNNING).first()
    if session.state != SessionState.IN_PROGRESS or sitting is None:
        raise SessionNotRunning()
    return sitting


def _counted(vote: Vote, rules: Rules) -> list[str]:
    """Write the numbers and the law's answer into the vote, and return the names of the fields."""
    counts = dict(vote.ballots.values_list("choice").annotate(n=Count("id")))
    cast = sum(counts.values())
    result = outcome(
        for_=counts.get(Choice.FOR, 0),
        against=counts.get(Choice.AGAINST, 0),
        abstain=counts.get(Choice.ABSTAIN, 0),
        not_voting=(vote.total or 0) - cast,
        total=vote.total or 0,
        threshold=Threshold(vote.threshold),
        rules=rules,
    )
    vote.in_favour, vote.against, vote.abstained = result.for_, result.against, result.abstain
    vote.not_voting, vote.needed = result.not_voting, result.needed
    vote.decision = Decision.ADOPTED if result.adopted else Decision.REJECTED
    vote.sentence, vote.article = result.arithmetic, str(result.source)
    return ["in_favour", "against", "abstained", "not_voting", "needed", "decision", "sentence", "article"]


def _decided(actor: Actor, vote: Vote) -> AgendaItem:
    item: AgendaItem = lock(vote.item)
    item.state = take(_STEP_OF[Decision(vote.decision)], actor, item).target
    item.version += 1
    item.save(update_fields=["state", "version"])
    audit.record(actor, "sessions.decide_item", item, fields=("state",))
    return item


def _publish_adopted(actor: Actor, vote: Vote, item: AgendaItem, now: datetime) -> None:
    outbox.publish(
        ResolutionAdopted(
            session_id=vote.session_id,
            item_id=item.id,
            vote_id=vote.id,
            kind=item.kind,
            title=item.title,
            occasion=vote.session.occasion,
            adopted_on=clock.local_day(now),
        ),
        actor=actor,
    )
