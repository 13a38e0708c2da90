"""The printed codes that lead to a session's public papers: the sheet to print, and the doors that they open."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from council.sessions import actions, law
from council.sessions.models import AgendaItem, CouncilSession
from council.sessions.permissions import Can
from council.sessions.queries import get_public_session, get_session
from council.sessions.queries.scans import get_public_item, list_codes, list_scan_days
from council.sessions.web.hall import rules_of
from council.sessions.workflow import PUBLIC_SESSIONS
from kernel import clock, limits
from kernel.accounts.doors import needs
from kernel.openness import public_record
from kernel.requests import client_address

WINDOW_SECONDS = 60


@require_safe
@needs(Can.READ)
def sheet(request: Any, session_id: UUID) -> HttpResponse:
    """Show the codes of a session and its items, to be printed and hung up, with how often each was scanned."""
    session = get_session(request.actor, session_id)
    codes, has_links = list_codes(request.actor, session), law.has_public_links(rules_of(request))
    page = {
        "session": session,
        "is_public": has_links and session.state in PUBLIC_SESSIONS and session.convened_on is not None,
        "has_links": has_links,
        "codes": [(code, request.build_absolute_uri(_door(session, code.item))) for code in codes],
        "days": list_scan_days(session),
        "scans": sum(code.scans for code in codes),
    }
    return render(request, "sessions/codes.html", page)


@require_safe
@public_record
def scan_session(request: Any, session_id: UUID) -> HttpResponse:
    """Count a scan and lead on to the session's public page."""
    return _led_on(request, get_public_session(session_id))


@require_safe
@public_record
def scan_item(request: Any, item_id: UUID) -> HttpResponse:
    """Count a scan and lead on to the item on its session's public page."""
    item = get_public_item(item_id)
    return _led_on(request, item.session, item)


def _led_on(request: Any, session: CouncilSession, item: AgendaItem | None = None) -> HttpResponse:
    """Count and lead on; no cache answers for us, or it would swallow the scans.

    An address counts once a code within the window: who scans again is led on all the same.
    """
    if request.method == "GET" and _counts(request, item or session):
        actions.count_scan(actor=request.actor, session=session, item=item, now=clock.now())
    part = f"#noi-dung-{item.id}" if item else ""
    response = HttpResponseRedirect(f"{law.public_path(session.id)}{part}")
    response.headers["Cache-Control"] = "no-store"
    return response


def _counts(request: Any, code: CouncilSession | AgendaItem) -> bool:
    """Whether this is the first scan of a code by an address in the window; the address itself is kept nowhere."""
    try:
        limits.count(f"sessions.scan:{code.pk}", client_address(request), times=1, seconds=WINDOW_SECONDS)
    except limits.TooMany:
        return False
    return True


def _door(session: CouncilSession, item: AgendaItem | None) -> str:
    if item is None:
        return reverse("sessions_public:scan_session", args=[session.id])
    return reverse("sessions_public:scan_item", args=[item.id])
