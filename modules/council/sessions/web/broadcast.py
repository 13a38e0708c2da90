"""Telling the hall: the parts of the delegates' and the chair's screens that are the same for all.

Drawn once for each change and sent to everybody. What is only one person's (her ballot) is never in it: the
part ``hall-call`` makes each screen fetch its own.
"""

from typing import Any

from django.template.loader import render_to_string

from council.law import Rules
from council.sessions.models import CouncilSession
from council.sessions.queries import get_hall
from kernel import clock, live
from kernel.access import Actor

READER = Actor.system("hall")
PARTS = ("sessions/_hall_now.html", "sessions/_hall_vote.html", "sessions/_hall_side.html")


def room_of(session: CouncilSession) -> str:
    """Return the name of the session's live room."""
    return f"session-{session.id}"


def tell_the_hall(session: CouncilSession, *, rules: Rules) -> None:
    """Send every screen the present state, once the change is committed."""
    live.publish_on_commit(room_of(session), lambda: _drawn(session, rules))


def _drawn(session: CouncilSession, rules: Rules) -> str:
    session.refresh_from_db()
    page: dict[str, Any] = {"hall": get_hall(READER, session, now=clock.now(), rules=rules), "now": clock.now()}
    return "\n".join(render_to_string("sessions/_partial.html", {**page, "part": part}) for part in PARTS)
