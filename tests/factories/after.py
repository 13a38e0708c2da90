"""What follows a closing, for tests: a closed session, its minutes, a letter that went upward."""

from datetime import date, datetime
from typing import Any

from council.documents.actions import Origin
from council.documents.law import Kind
from council.documents.models import Document
from council.law import Rules
from council.sessions import actions, law
from council.sessions.actions.after import Letter
from council.sessions.models import CouncilSession, Sending, SendingWay
from kernel.access import Actor
from tests.factories.documents import make_draft
from tests.factories.sessions import AT_OPENING, CLOSES, OFFICE, RULES, make_session

UPWARD = (law.Superior.PROVINCE_STANDING_COMMITTEE, law.Superior.PROVINCE_EXECUTIVE)


def close(session: CouncilSession, closed_on: date = CLOSES) -> CouncilSession:
    """Return the session as closed on a day, without holding it."""
    known = {"state": "closed", "closed_on": closed_on, "closed_at": AT_OPENING, "convened_on": closed_on}
    CouncilSession.objects.filter(pk=session.pk).update(**known)
    session.refresh_from_db()
    return session


def make_closed(closed_on: date = CLOSES) -> CouncilSession:
    """Return a session that was closed on a day, and adopted nothing."""
    return close(make_session(), closed_on)


def letter(sent_on: date, **changes: Any) -> Letter:
    """Return a letter with everything, to both superiors of a commune."""
    known: dict[str, Any] = {"recipients": UPWARD, "way": SendingWay.NETWORK, "letter": "128/HĐND-VP"}
    return Letter(sent_on=sent_on, **{**known, **changes})


def send(
    session: CouncilSession,
    sent_on: date,
    *,
    now: datetime,
    rules: Rules = RULES,
    actor: Actor = OFFICE,
    **changes: Any,
) -> Sending:
    """Record that it went upward."""
    return actions.record_sent_upward(
        actor=actor, session=session, letter=letter(sent_on, **changes), now=now, rules=rules
    )


def sign_minutes(session: CouncilSession, signed_at: datetime) -> Document:
    """Return minutes of the session that were signed at a moment."""
    origin = Origin(session_id=session.id, occasion=session.occasion)
    minutes = make_draft(Kind.MINUTES, subject=session.title, origin=origin)
    Document.objects.filter(pk=minutes.pk).update(state="signed", signed_at=signed_at)
    minutes.refresh_from_db()
    return minutes
