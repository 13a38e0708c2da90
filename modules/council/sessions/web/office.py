"""The pages of a session for the council's people: the list, and one session with all that belongs to it."""

from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_GET

from council.sessions.permissions import Can
from council.sessions.queries import (
    get_paper,
    get_session,
    list_items,
    list_papers,
    list_sessions,
    list_sittings,
    list_votes,
    warnings_of,
)
from council.sessions.web.hall import rules_of
from kernel import clock, files
from kernel.access import may
from kernel.accounts.doors import needs

ROWS = 50


@require_GET
@needs(Can.READ)
def index(request: Any) -> HttpResponse:
    """List the sessions, the latest first."""
    page = Paginator(list_sessions(request.actor), ROWS).get_page(request.GET.get("trang"))
    return render(request, "sessions/index.html", {"page": page, "may_plan": may(request.actor, Can.PLAN)})


@require_GET
@needs(Can.READ)
def detail(request: Any, session_id: UUID) -> HttpResponse:
    """Show one session: its state and next steps, agenda, papers, sittings and votes."""
    session = get_session(request.actor, session_id)
    papers = list(list_papers(request.actor, session))
    page = {
        "session": session,
        "items": [(item, [paper for paper in papers if paper.item_id == item.id]) for item in list_items(session)],
        "papers": [paper for paper in papers if paper.item_id is None],
        "sittings": list_sittings(session),
        "votes": list(list_votes(session)),
        "warnings": warnings_of(session, today=clock.today(), rules=rules_of(request)),
        "can": {name.lower(): may(request.actor, Can[name], session) for name in Can.__members__},
    }
    return render(request, "sessions/detail.html", page)


@require_GET
@needs(Can.READ)
def paper(request: Any, paper_id: UUID) -> HttpResponseBase:
    """Give the file of a paper to whom it is released."""
    return files.serve(request, get_paper(request.actor, paper_id).file)
