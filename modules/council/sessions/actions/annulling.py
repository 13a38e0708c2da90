"""Annulling a vote: one person asks with a reason, another decides; the annulled vote stays with its numbers."""

from datetime import datetime
from functools import partial
from typing import Any

from django.db import transaction

from council.events.sessions import VoteAnnulled
from council.sessions.actions import effects
from council.sessions.actions.ballots import queue_of
from council.sessions.actions.refusals import (
    ReasonMissing,
    SessionNotRunning,
)
from council.sessions.actions.refusals_votes import (
    AnnulmentAsked,
)
from council.sessions.actions.telling import tell
from council.sessions.models import Annulment, CouncilSession, Vote
from council.sessions.permissions import Can
from council.sessions.queries.counting import totals_so_far
from council.sessions.workflow import COUNTED, AnnulmentState, SessionState, VoteState
from kernel import audit, locks
from kernel.access import Actor, StepNotAllowed, may, require, take
from kernel.rows import lock

_HELD = frozenset({SessionState.IN_PROGRESS, SessionState.PAUSED})


@transaction.atomic
def ask_annulment(*, actor: Actor, vote: Vote, reason: str, now: datetime) -> Annulment:
    """Ask that a vote be annulled; nothing changes until somebody else confirms.

    :raises NotPermitted: the actor does not run votes.
    :raises ReasonMissing: no reason is given.
    :raises StepNotAllowed: the vote was not opened, or is annulled already.
    :raises AnnulmentAsked: somebody asked for it already.
    :raises SessionNotRunning: the session is closed; what it decided is mended by a correction.
    """
    require(actor, Can.RUN_VOTE, vote)
    if not reason.strip():
        raise ReasonMissing()
    session = lock(vote.session)
    vote = _locked(vote)
    require_held(session)
    if vote.state not in COUNTED | {VoteState.OPEN}:
        raise StepNotAllowed(step="annul", state=vote.state, table=vote.STEPS)
    if vote.annulments.filter(state=AnnulmentState.ASKED).exists():
        raise AnnulmentAsked()
    account: Any = actor.account_id
    annulment: Annulment = Annulment.objects.create(
        vote=vote,
        reason=reason.strip(),
        asked_by=account,
        asked_at=now,
        asked_by_chair=may(actor, Can.CHAIR, vote),
    )
    audit.record(actor, "sessions.ask_annulment", vote, reason=reason)
    return annulment


@transaction.atomic
def confirm_annulment(*, actor: Actor, annulment: Annulment, now: datetime) -> Vote:
    """Annul a vote that somebody else asked to annul: its matter comes back to the vote.

    One of the two presides. What was counted so far is kept with an open vote that is broken off.

    :raises NotPermitted: the actor may not, asked for it himself, or neither of the two presides.
    :raises StepNotAllowed: it is decided already.
    :raises SessionNotRunning: the session is closed.
    :raises LaterDecision: something was decided upon it since.
    :raises ResolutionSigned: the resolution made from it is signed.
    """
    session = lock(annulment.vote.session)
    vote = _locked(annulment.vote)
    annulment = lock(annulment)
    decided = take("confirm", actor, annulment)
    if not annulment.asked_by_chair:
        require(actor, Can.CHAIR, vote)
    require_held(session)
    step = take("annul", actor, vote)
    fields = ["state", "annulled_at"]
    if vote.state == VoteState.OPEN:
        fields += _broken_off(vote)
    else:
        effects.undo(actor, vote, reason=annulment.reason, now=now)
    vote.state, vote.annulled_at = step.target, now
    vote.save(update_fields=fields)
    _close(actor, annulment, AnnulmentState(decided.target), now)
    audit.record(actor, "sessions.annul_vote", vote, fields=fields, reason=annulment.reason)
    tell(VoteAnnulled(session_id=vote.session_id, vote_id=vote.id, annulled_at=now), session=session, actor=actor)
    transaction.on_commit(partial(audit.seal, now=now), robust=True)
    return vote


@transaction.atomic
def refuse_annulment(*, actor: Actor, annulment: Annulment, now: datetime) -> Annulment:
    """Let a vote stand that somebody else asked to annul.

    :raises NotPermitted: the actor may not, or asked for it himself.
    :raises StepNotAllowed: it is decided already.
    """
    annulment = lock(annulment)
    step = take("refuse", actor, annulment)
    audit.record(actor, "sessions.refuse_annulment", annulment.vote)
    return _close(actor, annulment, AnnulmentState(step.target), now)


def _locked(vote: Vote) -> Vote:
    """Lock a vote alone: ballots under way come in first, later ones wait and find it annulled."""
    locks.hold_until_commit(queue_of(vote))
    fresh: Vote = lock(vote)
    return fresh


def require_held(session: CouncilSession) -> None:
    """Pass while the session is held, or makes a break.

    :raises SessionNotRunning: it is closed.
    """
    if session.state not in _HELD:
        raise SessionNotRunning()


def _broken_off(vote: Vote) -> list[str]:
    """Write what was counted when the vote was broken off; it decided nothing."""
    vote.in_favour, vote.against, vote.abstained = totals_so_far(vote)
    vote.not_voting = (vote.total or 0) - vote.in_favour - vote.against - vote.abstained
    return ["in_favour", "against", "abstained", "not_voting"]


def _close(actor: Actor, annulment: Annulment, target: AnnulmentState, now: datetime) -> Annulment:
    annulment.state, annulment.decided_by, annulment.decided_at = target, actor.account_id, now
    annulment.save(update_fields=["state", "decided_by", "decided_at"])
    audit.record(actor, "sessions.decide_annulment", annulment, fields=("state",))
    return annulment
