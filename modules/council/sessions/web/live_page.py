"""The live page of a session for everybody: the matter on the floor, what goes on, what was decided."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.views.decorators.http import require_safe

from council.rulebook.queries import load_rules
from council.sessions.queries import get_hall, get_public_session
from council.sessions.queries.public import is_broadcast
from council.sessions.web.broadcast import LANGUAGE, READER
from council.sessions.web.screens import PUBLIC
from council.sessions.workflow import SessionState
from kernel import clock, live
from kernel.access import ANONYMOUS
from kernel.ui.public import public_page
from kernel.ui.structured import PageWords

GOES_ON = frozenset({SessionState.IN_PROGRESS, SessionState.PAUSED})


@require_safe
@public_page
def live_page(request: Any, session_id: UUID) -> HttpResponse:
    """Show what happens now; before the opening and after the closing the session's own page says all there is.

    It carries the pass to its live room, so no cache may keep it.
    """
    session = get_public_session(session_id)
    if session.state not in GOES_ON:
        return redirect("sessions_public:detail", session.id)
    room = PUBLIC.room_of(session)
    version = live.current_version(room)
    rules = load_rules(level=request.council.level, at=clock.today())
    hall = get_hall(READER, session, now=clock.now(), rules=rules)
    with translation.override(LANGUAGE):
        parts = PUBLIC.drawn_for(request, hall)
    page = {
        "session": session,
        "is_broadcast": is_broadcast(session),
        "parts": parts,
        "live_url": live.address(room),
        "live_version": version,
        "words": PageWords(session.title, session.occasion, "article"),
    }
    response = render(request, "sessions/public_live.html", page)
    live.admit(response, request=request, room=room, actor=request.actor if request.account else ANONYMOUS)
    response.headers["Cache-Control"] = "private, no-store"
    return response
