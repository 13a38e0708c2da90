"""Rehearsals: who sees that there is one, and which session the screens of the hall follow."""

from datetime import date

from django.db.models import QuerySet

from council.sessions.models import CouncilSession
from council.sessions.permissions import Can
from council.sessions.queries.sessions import list_sessions, next_session
from council.sessions.workflow import BEFORE_OPENING, SessionState
from kernel.access import Actor, may

_HELD = (SessionState.IN_PROGRESS, SessionState.PAUSED)


def find_rehearsal(actor: Actor) -> CouncilSession | None:
    """Return the rehearsal that stands, for who rehearses; None to others, and when there is none."""
    if not may(actor, Can.REHEARSE):
        return None
    session: CouncilSession | None = CouncilSession.objects.rehearsals().select_related("term").first()
    return session


def is_council_held() -> bool:
    """Say whether a session is in progress, or only paused: the screens of the hall are its own then."""
    return bool(CouncilSession.objects.proper().filter(state__in=_HELD).exists())


def list_rehearsed(actor: Actor) -> QuerySet[CouncilSession]:
    """Return the sessions that can be practised: planned or convened and not opened yet, the next first.

    :raises NotPermitted: the actor does not work in this council.
    """
    waiting: QuerySet[CouncilSession] = list_sessions(actor).filter(state__in=BEFORE_OPENING)
    return waiting.order_by("opens_on", "id")


def session_in_hall(*, on: date) -> CouncilSession | None:
    """Return what the hall's screens follow: what is held, else the rehearsal of the day, else the next session."""
    proper = next_session(on=on)
    if proper is not None and proper.state in _HELD:
        return proper
    practised = CouncilSession.objects.rehearsals().filter(opens_on=on, closed_at__isnull=True)
    rehearsal: CouncilSession | None = practised.select_related("term").first()
    return rehearsal or proper
