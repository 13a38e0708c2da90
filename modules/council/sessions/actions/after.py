"""After the closing: what went upward is written down, and why a term was missed (R-SES-21 to 23).

Both are lines that stay. A record that was wrong is withdrawn with a reason; the term is then open again.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from council.events.sessions import SendingWithdrawn, SessionSentUpward
from council.law import Rules
from council.sessions import law
from council.sessions.actions.refusals import DayAhead, DocumentNotNamed, ReasonMissing
from council.sessions.actions.refusals_after import NotLate, NotYetClosed, RecipientsMissing, SentLate
from council.sessions.actions.telling import require_proper, tell
from council.sessions.models import CouncilSession, LateReason, Sending, SendingWay, SendingWithdrawal, TermKind
from council.sessions.permissions import Can
from council.sessions.queries.after import get_after
from council.sessions.workflow import AFTER_CLOSING
from kernel import audit, clock
from kernel.access import Actor, require
from kernel.rows import lock


@dataclass(frozen=True)
class Letter:
    """A covering letter: when it went, to whom, which way, and what was not with it."""

    sent_on: date
    recipients: Sequence[law.Superior]
    way: SendingWay
    letter: str
    missing: str = ""
    late_reason: str = ""


@transaction.atomic
def record_sent_upward(
    *, actor: Actor, session: CouncilSession, letter: Letter, now: datetime, rules: Rules
) -> Sending:
    """Record that resolutions and minutes of a closed session went upward (R-SES-22).

    A superior has them all with the first letter that names nothing as missing. A letter after the last day says why.

    :raises NotPermitted: the actor does not follow up.
    :raises OnlyRehearsed: it is a rehearsal, of which nothing is sent.
    :raises NotYetClosed: the session is not closed.
    :raises DayAhead: it would have gone before the closing or after today.
    :raises RecipientsMissing: nobody is named, or somebody who stands not above this council.
    :raises DocumentNotNamed: the covering letter has no number.
    :raises SentLate: it went after the last day, and no reason is given.
    """
    closed_on = _closed_on(actor, session := lock(session))
    if not closed_on <= letter.sent_on <= clock.local_day(now):
        raise DayAhead(field="sent_on")
    if not letter.recipients or not set(letter.recipients) <= set(law.superiors(rules.level)):
        raise RecipientsMissing()
    if not letter.letter.strip():
        raise DocumentNotNamed(field="letter")
    deadline = law.sending_due(closed_on=closed_on, rules=rules)
    if letter.sent_on > deadline.due_on and not letter.late_reason.strip():
        raise SentLate(deadline.why)
    sending: Sending = Sending.objects.create(
        session=session,
        sent_on=letter.sent_on,
        recipients=[superior for superior in law.superiors(rules.level) if superior in letter.recipients],
        way=letter.way,
        letter=" ".join(letter.letter.split()),
        missing=letter.missing.strip(),
        due_on=deadline.due_on,
        late_reason=letter.late_reason.strip(),
        by=actor.account_id,
        by_name=actor.name,
    )
    audit.record(actor, "sessions.record_sent_upward", sending, reason=sending.late_reason)
    told = SessionSentUpward(session_id=session.id, sending_id=sending.id, sent_on=sending.sent_on)
    tell(told, session=session, actor=actor)
    return sending


@transaction.atomic
def withdraw_sent_upward(*, actor: Actor, sending: Sending, reason: str) -> SendingWithdrawal:
    """Take back a record of what went upward; it stays to be read, with the reason. Once is enough.

    :raises NotPermitted: the actor does not follow up.
    :raises ReasonMissing: no reason is given.
    """
    session = lock(sending.session)
    require(actor, Can.FOLLOW_UP, session)
    if not reason.strip():
        raise ReasonMissing()
    known: SendingWithdrawal | None = SendingWithdrawal.objects.filter(sending=sending).first()
    if known is not None:
        return known
    withdrawal: SendingWithdrawal = SendingWithdrawal.objects.create(
        sending=sending, reason=reason.strip(), by=actor.account_id, by_name=actor.name
    )
    audit.record(actor, "sessions.withdraw_sent_upward", sending, reason=reason)
    tell(SendingWithdrawn(session_id=session.id, sending_id=sending.id), session=session, actor=actor)
    return withdrawal


@transaction.atomic
def explain_lateness(
    *, actor: Actor, session: CouncilSession, term: TermKind, reason: str, now: datetime, rules: Rules
) -> LateReason:
    """Write down why a term after the closing was missed; a second reason stands after the first and holds.

    :raises NotPermitted: the actor does not follow up.
    :raises OnlyRehearsed: it is a rehearsal, which has no terms.
    :raises NotYetClosed: the session is not closed.
    :raises ReasonMissing: no reason is given.
    :raises NotLate: the term is not missed.
    """
    _closed_on(actor, session := lock(session))
    if not reason.strip():
        raise ReasonMissing()
    asked = get_after(session, rules=rules).term(term)
    if asked is None or not asked.days_late(clock.local_day(now)):
        raise NotLate()
    return write_reason(actor, session, term, reason)


def write_reason(actor: Actor, session: CouncilSession, term: TermKind, reason: str) -> LateReason:
    """Write the reason down. The caller asked the right and holds the session."""
    line: LateReason = LateReason.objects.create(
        session=session, term=term, reason=reason.strip(), by=actor.account_id, by_name=actor.name
    )
    audit.record(actor, "sessions.explain_lateness", session, fields=(str(term.value),), reason=reason)
    return line


def _closed_on(actor: Actor, session: CouncilSession) -> date:
    """Return the day of the closing, for whoever follows up what comes after it."""
    require(actor, Can.FOLLOW_UP, session)
    require_proper(session)
    if session.state not in AFTER_CLOSING or session.closed_on is None:
        raise NotYetClosed()
    return session.closed_on
