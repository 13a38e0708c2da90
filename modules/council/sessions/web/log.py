"""The log of a session on a page of its own, each line one touch away from the draft minutes."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_POST

from council.documents.permissions import Can as DocumentsCan
from council.documents.queries import find_minutes
from council.sessions import actions
from council.sessions.permissions import Can
from council.sessions.queries import Hall, get_hall, get_session
from council.sessions.queries.log import list_log
from council.sessions.web.broadcast import tell_the_hall
from council.sessions.web.hall import rules_of
from kernel import clock
from kernel.access import may
from kernel.accounts.doors import needs
from kernel.refusal import NotFound, Refusal

EVERYTHING = "all"
TOLD = {"taken": _("Đã đưa vào dự thảo biên bản.")}


@require_GET
@needs(Can.RECORD_PRESENCE)
def log(request: Any, session_id: UUID) -> HttpResponse:
    """Show the whole log, the latest line first."""
    return _page(request, _hall(request, session_id))


@require_POST
@needs(Can.RECORD_PRESENCE)
def take(request: Any, session_id: UUID) -> HttpResponse:
    """Put one line of the log into the draft minutes, or all that are not in them."""
    hall, wanted = _hall(request, session_id), request.POST.get("line", "")
    lines = [line for line in list_log(hall) if wanted in {EVERYTHING, line.source}]
    if not lines:
        raise NotFound()
    try:
        actions.take_into_minutes(actor=request.actor, hall=hall, lines=lines, now=clock.now())
    except Refusal as refusal:
        return _page(request, hall, refusal=refusal)
    tell_the_hall(hall.session, rules=hall.rules)
    back = redirect("sessions:control" if "ban" in request.GET else "sessions:log", hall.session.id)
    back.headers["Location"] += "" if "ban" in request.GET else "?told=taken"
    return back


def _hall(request: Any, session_id: UUID) -> Hall:
    session = get_session(request.actor, session_id)
    return get_hall(request.actor, session, now=clock.now(), rules=rules_of(request))


def _page(request: Any, hall: Hall, *, refusal: Refusal | None = None) -> HttpResponse:
    page = {
        "session": hall.session,
        "lines": list_log(hall),
        "minutes": find_minutes(hall.session.id),
        "may_write": may(request.actor, DocumentsCan.DRAFT) and not hall.session.is_rehearsal,
        "refusal": refusal,
        "told": TOLD.get(request.GET.get("told", "")),
    }
    return render(request, "sessions/log.html", page, status=409 if refusal else 200)
