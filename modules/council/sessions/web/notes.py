"""A reader's own notes, as her viewer asks for them and sends them."""

from http import HTTPStatus
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpResponse, JsonResponse
from django.views.decorators.http import require_http_methods, require_POST

from council.sessions import actions
from council.sessions.actions.notes import Mark
from council.sessions.models import Paper, PaperNote
from council.sessions.permissions import Can
from council.sessions.queries import get_paper
from council.sessions.queries.notes import list_own_notes
from council.sessions.web.reading import refused
from kernel import clock
from kernel.accounts.doors import needs
from kernel.refusal import Refusal


class NoteForm(forms.Form):
    """One note with the key that the device gave it."""

    key = forms.UUIDField()
    page = forms.IntegerField(min_value=1)
    quote = forms.CharField(max_length=1000, required=False)
    body = forms.CharField(max_length=4000, required=False)


class KeyForm(forms.Form):
    """Which note."""

    key = forms.UUIDField()


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Can.READ)
def notes(request: Any, paper_id: UUID) -> HttpResponse:
    """Give the reader's notes in a paper, or keep one."""
    paper = get_paper(request.actor, paper_id)
    if request.method != "POST":
        return _listed(request, paper)
    form = NoteForm(request.POST)
    if not form.is_valid():
        return HttpResponse(status=HTTPStatus.BAD_REQUEST)
    typed = form.cleaned_data
    mark = Mark(typed["page"], typed["quote"], typed["body"])
    try:
        actions.write_note(actor=request.actor, paper=paper, key=typed["key"], mark=mark, now=clock.now())
    except Refusal as refusal:
        return refused(request, refusal)
    return HttpResponse(status=HTTPStatus.NO_CONTENT)


@require_POST
@needs(Can.READ)
def remove_note(request: Any, paper_id: UUID) -> HttpResponse:
    """Remove one of the reader's notes."""
    get_paper(request.actor, paper_id)
    form = KeyForm(request.POST)
    if not form.is_valid():
        return HttpResponse(status=HTTPStatus.BAD_REQUEST)
    actions.remove_note(actor=request.actor, key=form.cleaned_data["key"])
    return HttpResponse(status=HTTPStatus.NO_CONTENT)


def _listed(request: Any, paper: Paper) -> JsonResponse:
    notes = [_plain(note, paper) for note in list_own_notes(request.actor, paper)]
    return JsonResponse({"notes": notes}, headers={"Cache-Control": "private, no-store"})


def _plain(note: PaperNote, paper: Paper) -> dict[str, Any]:
    return {
        "key": str(note.pk),
        "page": note.page,
        "quote": note.quote,
        "body": note.body,
        "version": note.paper.version,
        "is_of_this_version": note.paper_id == paper.id,
    }
