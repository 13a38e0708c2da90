"""The reader's pages: her papers of the session, and the viewer in which she reads them."""

from http import HTTPStatus
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from council.sessions import actions
from council.sessions.models import Way
from council.sessions.permissions import Can
from council.sessions.queries import get_listed_paper, get_paper
from council.sessions.queries.papers import READABLE
from council.sessions.queries.reading import get_own_place, list_own_papers
from council.sessions.queries.rehearsals import session_in_hall
from kernel import clock, files
from kernel.accounts.doors import needs
from kernel.files.kinds import Kind
from kernel.refusal import NotFound, Refusal

# Says in an address that a file is fetched to be kept on the device, not to be looked at.
SAVING = "luu"


class PlaceForm(forms.Form):
    """The page that a reader is on."""

    page = forms.IntegerField(min_value=1)
    pages = forms.IntegerField(min_value=1)


@require_safe
@needs(Can.READ)
def own_papers(request: Any) -> HttpResponse:
    """Show the papers of the session that the hall follows, with the reader's place in each."""
    session = session_in_hall(on=clock.today())
    if session is None:
        return render(request, "sessions/hall_empty.html", {"bar_title": request.council.name})
    page = {
        "own": list_own_papers(request.actor, session),
        "session": session,
        "bar_title": session.title,
        "bar_sub": request.council.name,
    }
    return render(request, "sessions/own_papers.html", page)


@require_safe
@needs(Can.READ)
def read(request: Any, paper_id: UUID) -> HttpResponse:
    """Show one paper in the viewer, or what became of it."""
    paper = get_listed_paper(request.actor, paper_id)
    place = get_own_place(request.actor, paper)
    page = {
        "paper": paper,
        "session": paper.session,
        "is_open": paper.state in READABLE or paper.released_at is None,
        "is_pdf": paper.file.content_type == Kind.PDF.content_type,
        "page_number": place.page if place else 1,
        "bar_title": paper.session.title,
        "bar_sub": request.council.name,
    }
    return render(request, "sessions/read.html", page)


@require_safe
@needs(Can.READ)
def content(request: Any, paper_id: UUID, sha256: str) -> HttpResponseBase:
    """Give a paper's bytes under an address that names them; what stands there never changes.

    Only the device's own store may keep them, and only of papers that may be saved: the browser's may not, for it
    is not emptied when somebody signs out.
    """
    paper = get_paper(request.actor, paper_id)
    is_saving = SAVING in request.GET
    if paper.file.sha256 != sha256 or (is_saving and not paper.may_be_saved):
        raise NotFound()
    if request.method == "GET":
        way = Way.SAVED if is_saving else Way.OPENED
        actions.record_opening(actor=request.actor, paper=paper, way=way, now=clock.now())
    response = files.serve(request, paper.file, inline=True)
    response.headers["Cache-Control"] = "private, no-store"
    return response


@require_POST
@needs(Can.READ)
def place(request: Any, paper_id: UUID) -> HttpResponse:
    """Keep the page that the reader is on; her device repeats it until it is answered."""
    paper, form = get_paper(request.actor, paper_id), PlaceForm(request.POST)
    if not form.is_valid():
        return HttpResponse(status=HTTPStatus.BAD_REQUEST)
    try:
        actions.keep_place(actor=request.actor, paper=paper, now=clock.now(), **form.cleaned_data)
    except Refusal as refusal:
        return refused(request, refusal)
    return HttpResponse(status=HTTPStatus.NO_CONTENT)


def refused(_request: HttpRequest, refusal: Refusal) -> JsonResponse:
    """Answer a script with why something was not taken; it does not send it again.

    :raises NotFound: the refusal is that there is nothing here for the reader.
    """
    if isinstance(refusal, NotFound):
        raise refusal
    return JsonResponse({"code": refusal.code, "message": str(refusal.message)}, status=HTTPStatus.UNPROCESSABLE_ENTITY)
