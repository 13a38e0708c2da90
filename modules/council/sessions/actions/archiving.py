"""Completing the file of a session that is over: signed minutes, all resolutions numbered and published."""

from datetime import date, datetime

from django.db import transaction

from council.events.sessions import SessionArchived
from council.law import Rules
from council.sessions import law
from council.sessions.actions.after import write_reason
from council.sessions.actions.refusals import DayAhead, FileIncomplete
from council.sessions.actions.refusals_after import SignedLate
from council.sessions.actions.telling import require_proper, tell
from council.sessions.models import CouncilSession, LateReason, TermKind
from council.sessions.queries.archive import missing_for_archive
from kernel import audit, clock
from kernel.access import Actor, take
from kernel.files.models import StoredFile
from kernel.rows import lock


@transaction.atomic
def archive_session(
    *,
    actor: Actor,
    session: CouncilSession,
    minutes: StoredFile,
    signed_on: date,
    now: datetime,
    rules: Rules,
    late_reason: str = "",
) -> CouncilSession:
    """Complete the session's file with its signed minutes; from then on nothing in it changes.

    Minutes that were signed after the last day of R-SES-21 need their reason, unless it is written down already.

    :raises NotPermitted: only the office archives.
    :raises StepNotAllowed: the session is not closed, or archived already.
    :raises DayAhead: the minutes would have been signed before the closing or after today.
    :raises OnlyRehearsed: it is a rehearsal, of which nothing is kept.
    :raises FileIncomplete: a resolution is not numbered or not published; the sentence names them.
    :raises SignedLate: the minutes were signed too late, and nobody says why.
    """
    session = lock(session)
    step = take("archive", actor, session)
    require_proper(session)
    today = clock.local_day(now)
    if signed_on > today or (session.closed_on is not None and signed_on < session.closed_on):
        raise DayAhead(field="signed_on")
    if missing := missing_for_archive(session):
        raise FileIncomplete(" ".join(str(line) for line in missing))
    _explain(actor, session, signed_on, late_reason, rules)
    session.minutes, session.minutes_signed_on, session.archived_on = minutes, signed_on, today
    session.state = step.target
    session.version += 1
    fields = ["state", "minutes", "minutes_signed_on", "archived_on"]
    session.save(update_fields=[*fields, "version"])
    audit.record(actor, "sessions.archive", session, fields=fields)
    tell(SessionArchived(session_id=session.id, archived_on=today), session=session, actor=actor)
    return session


def _explain(actor: Actor, session: CouncilSession, signed_on: date, reason: str, rules: Rules) -> None:
    """Keep the reason for which the minutes were signed late, when they were."""
    if session.closed_on is None:
        return
    deadline = law.minutes_due(closed_on=session.closed_on, rules=rules)
    if signed_on <= deadline.due_on:
        return
    if reason.strip():
        write_reason(actor, session, TermKind.MINUTES, reason)
    elif not LateReason.objects.filter(session=session, term=TermKind.MINUTES).exists():
        raise SignedLate(deadline.why)
