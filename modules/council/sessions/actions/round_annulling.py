"""Annulling a round of secret ballots: one person asks with a reason, another decides; its counts stay."""

from datetime import datetime
from functools import partial
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from council.events.sessions import RoundAnnulled
from council.sessions.actions.annulling import require_held
from council.sessions.actions.elections import saved
from council.sessions.actions.preparing_votes import is_under_vote
from council.sessions.actions.refusals import ReasonMissing
from council.sessions.actions.refusals_votes import AnnulmentAsked, LaterDecision
from council.sessions.actions.telling import tell
from council.sessions.models import Election, Round, RoundAnnulment
from council.sessions.permissions import STOOD, Can, stood_in
from council.sessions.workflow import (
    PENDING_ELECTIONS,
    PENDING_ITEMS,
    PENDING_ROUNDS,
    AnnulmentState,
    RoundState,
)
from kernel import audit
from kernel.access import Actor, NotPermitted, StepNotAllowed, may, require, take
from kernel.rows import lock

_ANNULLABLE = frozenset(Round.STEPS["annul"].sources)


@transaction.atomic
def ask_round_annulment(*, actor: Actor, round: Round, reason: str, now: datetime) -> RoundAnnulment:
    """Ask that a round be annulled; nothing changes until somebody else confirms.

    :raises NotPermitted: the actor does not run votes, or stood in the round.
    :raises ReasonMissing: no reason is given.
    :raises StepNotAllowed: no ballot was issued, or it is annulled already.
    :raises AnnulmentAsked: somebody asked for it already.
    :raises SessionNotRunning: the session is closed.
    """
    require(actor, Can.RUN_VOTE, round)
    if stood_in(actor, round):
        raise NotPermitted(STOOD)
    if not reason.strip():
        raise ReasonMissing()
    session = lock(round.election.session)
    round = lock(round)
    require_held(session)
    if round.state not in _ANNULLABLE:
        raise StepNotAllowed(step="annul", state=round.state, table=round.STEPS)
    if round.annulments.filter(state=AnnulmentState.ASKED).exists():
        raise AnnulmentAsked()
    account: Any = actor.account_id
    known = {"asked_by": account, "asked_at": now, "asked_by_chair": may(actor, Can.CHAIR, round)}
    annulment: RoundAnnulment = RoundAnnulment.objects.create(round=round, reason=reason.strip(), **known)
    audit.record(actor, "sessions.ask_round_annulment", round, reason=reason)
    return annulment


@transaction.atomic
def confirm_round_annulment(*, actor: Actor, annulment: RoundAnnulment, now: datetime) -> Round:
    """Annul a round that somebody else asked to annul; the election waits for another in its place.

    One of the two presides. Counts, pictures and the minutes of the counting stay where they are.

    :raises NotPermitted: the actor may not, asked for it himself, stood in the round, or neither of the two presides.
    :raises StepNotAllowed: it is decided already.
    :raises SessionNotRunning: the session is closed.
    :raises LaterDecision: a later round was held, or the matter was decided upon it, or is being decided.
    """
    session = lock(annulment.round.election.session)
    election = lock(annulment.round.election)
    round: Round = lock(annulment.round)
    annulment = lock(annulment)
    decided = take("confirm", actor, annulment)
    if not annulment.asked_by_chair:
        require(actor, Can.CHAIR, round)
    require_held(session)
    step = take("annul", actor, round)
    _require_latest(election, round)
    round.state, round.annulled_at = step.target, now
    round.save(update_fields=["state", "annulled_at"])
    if election.state not in PENDING_ELECTIONS:
        election.state = take("revive", actor, election).target
        saved(actor, election, "revive_election", ["state"], reason=annulment.reason)
    _decided(actor, annulment, AnnulmentState(decided.target), now)
    audit.record(actor, "sessions.annul_round", round, fields=("state", "annulled_at"), reason=annulment.reason)
    event = RoundAnnulled(session_id=session.id, round_id=round.id, annulled_at=now)
    tell(event, session=session, actor=actor)
    transaction.on_commit(partial(audit.seal, now=now), robust=True)
    return round


@transaction.atomic
def refuse_round_annulment(*, actor: Actor, annulment: RoundAnnulment, now: datetime) -> RoundAnnulment:
    """Let a round stand that somebody else asked to annul.

    :raises NotPermitted: the actor may not, asked for it himself, or stood in the round.
    :raises StepNotAllowed: it is decided already.
    """
    annulment = lock(annulment)
    step = take("refuse", actor, annulment)
    audit.record(actor, "sessions.refuse_round_annulment", annulment.round)
    return _decided(actor, annulment, AnnulmentState(step.target), now)


def _require_latest(election: Election, round: Round) -> None:
    if lock(election.item).state not in PENDING_ITEMS:
        raise LaterDecision()
    if is_under_vote(election.item):
        raise LaterDecision(_("Hội đồng đang biểu quyết xác nhận kết quả bầu. Hãy đóng cuộc biểu quyết trước."))
    later = election.rounds.filter(state__in=PENDING_ROUNDS | {RoundState.ANNOUNCED}, number__gt=round.number)
    if later.exists():
        raise LaterDecision()


def _decided(actor: Actor, annulment: RoundAnnulment, target: AnnulmentState, now: datetime) -> RoundAnnulment:
    annulment.state, annulment.decided_by, annulment.decided_at = target, actor.account_id, now
    annulment.save(update_fields=["state", "decided_by", "decided_at"])
    audit.record(actor, "sessions.decide_round_annulment", annulment, fields=("state",))
    return annulment
