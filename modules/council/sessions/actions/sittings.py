"""Holding a session: opening with a quorum, sittings, pauses, closing."""

from datetime import date, datetime
from typing import Any

from django.db import transaction

from council.events.sessions import SessionClosed, SessionOpened, SessionPaused
from council.law import Rules
from council.sessions.actions.ending import end_speaking
from council.sessions.actions.refusals import (
    ItemsPending,
    NoQuorum,
    NoTeamSitting,
    NotThisSession,
    ReasonMissing,
    ResumesBefore,
    SessionNotRunning,
    VoteStillOpen,
)
from council.sessions.actions.telling import tell, tell_shown
from council.sessions.models import CouncilSession, Sitting, SittingKind, Vote
from council.sessions.queries import quorum_of
from council.sessions.workflow import PENDING_ITEMS, SessionState, SittingState, VoteState
from kernel import audit, clock
from kernel.access import Actor, take
from kernel.rows import lock


@transaction.atomic
def open_session(
    *, actor: Actor, session: CouncilSession, sitting: Sitting, now: datetime, rules: Rules
) -> CouncilSession:
    """Open the session with its first sitting, if enough delegates are present (R-SES-15).

    :raises NotPermitted: only who chairs opens.
    :raises StepNotAllowed: it is not convened, or open already.
    :raises NotThisSession: the sitting belongs to another session.
    :raises NoQuorum: fewer than two thirds of all delegates are present.
    """
    session = lock(session)
    step = take("open", actor, session)
    _start(actor, session, sitting, now, rules)
    session.opened_at, session.opened_on = now, clock.local_day(now)
    session = _moved(session, step.target, actor, "open", ["opened_at", "opened_on"])
    tell(SessionOpened(session_id=session.id, opened_at=now), session=session, actor=actor)
    return session


@transaction.atomic
def pause_session(
    *, actor: Actor, session: CouncilSession, reason: str, now: datetime, resumes_on: date | None = None
) -> CouncilSession:
    """Interrupt the session (a break between its periods); the running sitting ends, and the turn of who speaks.

    Who waits to speak goes on waiting, and the registration stays as it is.

    It goes on the same day unless ``resumes_on`` names a later one, of which the delegates are told.

    :raises NotPermitted: only who chairs may.
    :raises StepNotAllowed: it is not in progress.
    :raises ReasonMissing: no reason is given.
    :raises VoteStillOpen: delegates are voting.
    :raises ResumesBefore: the day on which it goes on has passed.
    """
    session = lock(session)
    step = take("pause", actor, session)
    if not reason.strip():
        raise ReasonMissing()
    today = clock.local_day(now)
    if resumes_on is not None and resumes_on < today:
        raise ResumesBefore()
    _require_no_open_vote(session)
    _end_running(actor, session, now)
    goes_on = resumes_on or today
    session.state_reason, session.resumes_on = reason.strip(), goes_on
    session = _moved(session, step.target, actor, "pause", ["state_reason", "resumes_on"], reason=reason)
    tell(SessionPaused(session_id=session.id, paused_on=today, resumes_on=goes_on), session=session, actor=actor)
    return session


@transaction.atomic
def resume_session(
    *, actor: Actor, session: CouncilSession, sitting: Sitting, now: datetime, rules: Rules
) -> CouncilSession:
    """Go on after a pause with another sitting, again with a quorum.

    :raises NotPermitted: only who chairs may.
    :raises StepNotAllowed: it is not paused, or the sitting has been held.
    :raises NotThisSession: the sitting belongs to another session.
    :raises NoQuorum: fewer than two thirds of all delegates are present.
    """
    session = lock(session)
    step = take("resume", actor, session)
    _start(actor, session, sitting, now, rules)
    session.state_reason, session.resumes_on = "", None
    return _moved(session, step.target, actor, "resume", ["state_reason", "resumes_on"])


@transaction.atomic
def start_sitting(*, actor: Actor, sitting: Sitting, now: datetime, rules: Rules) -> Sitting:
    """Begin another sitting of a session in progress; the one before ends.

    :raises NotPermitted: only who chairs may.
    :raises StepNotAllowed: it runs or has been held.
    :raises SessionNotRunning: the session is not in progress.
    :raises VoteStillOpen: delegates are voting.
    :raises NoQuorum: fewer than two thirds of all delegates are present.
    """
    session = lock(sitting.session)
    take("start", actor, sitting)
    if session.state != SessionState.IN_PROGRESS:
        raise SessionNotRunning()
    _require_no_open_vote(session)
    _end_running(actor, session, now)
    return _start(actor, session, sitting, now, rules)


@transaction.atomic
def end_sitting(*, actor: Actor, sitting: Sitting, now: datetime) -> Sitting:
    """End a sitting; its presence is taken no longer, and who speaks ends.

    :raises NotPermitted: only who chairs may.
    :raises StepNotAllowed: it does not run.
    :raises VoteStillOpen: delegates are voting.
    """
    session = lock(sitting.session)
    sitting = lock(sitting)
    take("end", actor, sitting)
    _require_no_open_vote(session)
    return _end(actor, sitting, now)


@transaction.atomic
def close_session(*, actor: Actor, session: CouncilSession, now: datetime) -> CouncilSession:
    """Close the session when each item has its final state; the terms after closing begin.

    :raises NotPermitted: only who chairs closes.
    :raises StepNotAllowed: it is not in progress.
    :raises VoteStillOpen: delegates are voting.
    :raises ItemsPending: an item is still to be decided.
    """
    session = lock(session)
    step = take("close", actor, session)
    _require_no_open_vote(session)
    if session.items.filter(state__in=PENDING_ITEMS).exists():
        raise ItemsPending()
    _end_running(actor, session, now)
    closed_on = clock.local_day(now)
    session.closed_at, session.closed_on = now, closed_on
    session = _moved(session, step.target, actor, "close", ["closed_at", "closed_on"])
    tell(SessionClosed(session_id=session.id, closed_on=closed_on), session=session, actor=actor)
    return session


def _start(actor: Actor, session: CouncilSession, sitting: Sitting, now: datetime, rules: Rules) -> Sitting:
    sitting = lock(sitting)
    if sitting.session_id != session.id:
        raise NotThisSession()
    step = take("start", actor, sitting)
    if sitting.kind == SittingKind.TEAM:
        raise NoTeamSitting()
    quorum = quorum_of(sitting, now=now, rules=rules)
    if not quorum.met:
        raise NoQuorum(quorum.sentence)
    sitting.state, sitting.started_at = step.target, now
    sitting.held_on = None if session.is_rehearsal else clock.local_day(now)
    sitting.save(update_fields=["state", "started_at", "held_on"])
    audit.record(actor, "sessions.start_sitting", sitting, fields=("state",))
    tell_shown(session, actor=actor)
    return sitting


def _end(actor: Actor, sitting: Sitting, now: datetime) -> Sitting:
    sitting.state, sitting.ended_at = SittingState.ENDED, now
    sitting.minutes_held = int((now - (sitting.started_at or now)).total_seconds()) // 60
    sitting.save(update_fields=["state", "ended_at", "minutes_held"])
    audit.record(actor, "sessions.end_sitting", sitting, fields=("state",))
    end_speaking(actor, sitting.session_id, now)
    tell_shown(sitting.session, actor=actor)
    return sitting


def _end_running(actor: Actor, session: CouncilSession, now: datetime) -> None:
    for sitting in session.sittings.filter(state=SittingState.RUNNING).select_for_update():
        _end(actor, sitting, now)


def _require_no_open_vote(session: CouncilSession) -> None:
    if Vote.objects.filter(session=session, state=VoteState.OPEN).exists():
        raise VoteStillOpen()


def _moved(
    session: CouncilSession, target: Any, actor: Actor, name: str, fields: list[str], *, reason: str = ""
) -> CouncilSession:
    session.state = target
    session.version += 1
    session.save(update_fields=["state", "version", *fields])
    audit.record(actor, f"sessions.{name}", session, fields=["state", *fields], reason=reason)
    return session
