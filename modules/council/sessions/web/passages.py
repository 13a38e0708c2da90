"""One passage: read with all its wordings, put right by the office while a draft, reviewed by its speaker."""

from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from council.sessions import actions
from council.sessions.models import Passage
from council.sessions.permissions import Can
from council.sessions.queries.recordings import find_recording
from council.sessions.queries.transcripts import get_passage, list_own_passages, review_due
from council.sessions.web.hall import rules_of
from council.sessions.web.pages import Sheet, form_page
from council.sessions.web.transcript_forms import PassageForm, ReviewForm
from council.sessions.web.transcripts import back_to
from council.sessions.workflow import PassageState, TranscriptState
from kernel import clock
from kernel.access import may, require
from kernel.accounts.doors import carried_out, needs, refusal_to_form
from kernel.rows import VersionClash
from kernel.ui.confirming import Question, Stored, confirm_page
from kernel.ui.forms import typed_in

_SHOWS_AND_TAKES = require_http_methods(["GET", "HEAD", "POST"])


@_SHOWS_AND_TAKES
@needs(Can.READ_TRANSCRIPT)
def passage(request: Any, passage_id: UUID) -> HttpResponseBase:
    """Show a passage with its wordings; its speaker reviews it here."""
    found = get_passage(request.actor, passage_id)
    if request.method == "POST":
        require(request.actor, Can.REVIEW_PASSAGE, found)
    form, clash = ReviewForm(typed_in(request), initial={"text": found.text, "version": found.version}), False
    if form.is_valid():
        try:
            if carried_out(form, lambda: _review(request, found, form)):
                return _to_next(request)
        except VersionClash as refusal:
            refusal_to_form(form, refusal)
            form.read_again(found.version)
            clash = True
    return _page(request, found, form, clash=clash)


@_SHOWS_AND_TAKES
@needs(Can.TRANSCRIBE)
def edit(request: Any, passage_id: UUID) -> HttpResponseBase:
    """Change a draft: its words, its speaker, its matter."""
    found = get_passage(request.actor, passage_id)
    require(request.actor, Can.TRANSCRIBE, found)
    sitting, clash = found.transcript.sitting, False
    form = PassageForm(typed_in(request), sitting=sitting, initial=PassageForm.typed_of(found))
    if form.is_valid():
        try:
            if carried_out(form, lambda: _edit(request, found, form)):
                return back_to(sitting, "edited")
        except VersionClash as refusal:
            refusal_to_form(form, refusal)
            form.read_again(found.version)
            clash = True
    back = reverse("sessions:transcript", args=[sitting.id])
    heading = _("Sửa đoạn %(position)d") % {"position": found.position}
    return form_page(
        request, Sheet(heading, _("Lưu đoạn"), back, sitting.session), form, stored=_stored(found), clash=clash
    )


@_SHOWS_AND_TAKES
@needs(Can.TRANSCRIBE)
def discard(request: Any, passage_id: UUID) -> HttpResponseBase:
    """Throw a draft away."""
    found = get_passage(request.actor, passage_id)
    require(request.actor, Can.TRANSCRIBE, found)
    form = forms.Form(typed_in(request))
    if form.is_valid() and carried_out(
        form, lambda: actions.discard_passage(actor=request.actor, passage=found, version=found.version)
    ):
        return back_to(found.transcript.sitting, "discarded")
    question = Question(
        heading=_("Bỏ đoạn %(position)d") % {"position": found.position},
        verb=_("Bỏ đoạn"),
        back_href=reverse("sessions:passage", args=[found.id]),
        consequence=_("Đoạn này không còn trong bản gỡ băng và không gửi cho ai."),
        tone="danger",
    )
    return confirm_page(request, question, form)


def _page(request: Any, found: Passage, form: ReviewForm, *, clash: bool) -> HttpResponse:
    transcript = found.transcript
    step = Passage.STEPS["correct"]
    reviews = (
        transcript.state == TranscriptState.IN_REVIEW
        and found.state in set(step.sources)
        and may(request.actor, Can.REVIEW_PASSAGE, found)
    )
    page = {
        "passage": found,
        "session": transcript.sitting.session,
        "sitting": transcript.sitting,
        "wordings": list(found.wordings.order_by("-number")),
        "form": form if reviews else None,
        "stored": _stored(found) if clash else (),
        "is_whole": may(request.actor, Can.READ_TRANSCRIPT),
        "may_edit": found.state == PassageState.DRAFT and may(request.actor, Can.TRANSCRIBE),
        "recording": find_recording(request.actor, found),
        "deadline": review_due(transcript.sitting.session, rules=rules_of(request)),
    }
    refused = 422 if form.errors else 200
    return render(request, "sessions/passage.html", page, status=409 if clash else refused)


def _review(request: Any, found: Passage, form: ReviewForm) -> None:
    """Confirm the words when they were left as they are, else put them right."""
    version, text = form.cleaned_data["version"], form.cleaned_data["text"]
    known: dict[str, Any] = {"actor": request.actor, "passage": found, "version": version, "now": clock.now()}
    if found.state == PassageState.IN_REVIEW and _same(text, found.text):
        actions.approve_passage(**known)
    else:
        actions.correct_passage(text=text, **known)


def _same(one: str, other: str) -> bool:
    return one.split() == other.split()


def _edit(request: Any, found: Passage, form: PassageForm) -> None:
    actions.edit_passage(actor=request.actor, passage=found, version=form.cleaned_data["version"], said=form.said())


def _to_next(request: Any) -> HttpResponseRedirect:
    """Go on with the next passage that waits for the speaker, else to all of hers."""
    waiting = list_own_passages(request.actor).filter(state=PassageState.IN_REVIEW).first()
    if waiting is not None:
        return HttpResponseRedirect(reverse("sessions:passage", args=[waiting.id]) + "?told=reviewed")
    return HttpResponseRedirect(reverse("sessions:own_passages") + "?told=reviewed")


def _stored(found: Passage) -> Stored:
    return (
        (_("Người phát biểu"), found.speaker),
        (_("Thuộc nội dung"), found.item.title if found.item else ""),
        (_("Lời phát biểu"), found.text),
    )
