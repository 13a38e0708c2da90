"""The engine's work on a recording: asked for, looked at while it goes on, taken over or dropped."""

from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from council.sessions import actions
from council.sessions.models import Listening, Recording
from council.sessions.permissions import Can
from council.sessions.queries.recordings import get_listening, get_recording
from council.sessions.queries.transcripts import get_transcript_place
from council.sessions.web.transcripts import back_to, recordings_of
from kernel import clock
from kernel.access import require
from kernel.accounts.doors import carried_out, needs
from kernel.captions import clock_of
from kernel.transcribing.settings import transcriber
from kernel.ui.confirming import Question, confirm_page
from kernel.ui.forms import typed_in

SHOWN = 50
_SHOWS_AND_TAKES = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@needs(Can.READ_TRANSCRIPT)
def progress(request: Any, sitting_id: UUID) -> HttpResponse:
    """Show how far the engine has come with the recordings of a sitting; the page asks for it every few seconds."""
    sitting = get_transcript_place(request.actor, sitting_id)
    return render(request, "sessions/_recordings.html", {"sitting": sitting, **recordings_of(request, sitting)})


@_SHOWS_AND_TAKES
@needs(Can.TRANSCRIBE)
def ask(request: Any, recording_id: UUID) -> HttpResponseBase:
    """Have the engine write down what a recording says."""
    recording = get_recording(request.actor, recording_id)
    require(request.actor, Can.TRANSCRIBE, recording)
    form = forms.Form(typed_in(request))
    if form.is_valid() and carried_out(form, lambda: _ask(request, recording)):
        return back_to(recording.sitting, "listening")
    engine = transcriber()
    consequence = _("Máy “%(engine)s” nghe bản ghi và viết ra lời; kết quả được xem trước rồi mới nhập.")
    missing = _("Hệ thống chưa cài máy gỡ băng: người quản trị đặt TRANSCRIBER. Có thể nhập lời phát biểu từ tệp.")
    question = Question(
        heading=_("Gỡ băng bằng máy"),
        verb=_("Gỡ băng bằng máy"),
        back_href=_transcript_of(recording),
        consequence=consequence % {"engine": engine.engine.rpartition(".")[2]} if engine else missing,
    )
    return confirm_page(request, question, form)


@_SHOWS_AND_TAKES
@needs(Can.TRANSCRIBE)
def take(request: Any, listening_id: UUID) -> HttpResponseBase:
    """Show what the engine heard, and take it over."""
    found = get_listening(request.actor, listening_id)
    require(request.actor, Can.TRANSCRIBE, found)
    form = forms.Form(typed_in(request))
    if form.is_valid() and carried_out(form, lambda: actions.take_heard(actor=request.actor, listening=found)):
        return back_to(found.recording.sitting, "taken")
    page = {
        "listening": found,
        "recording": found.recording,
        "sitting": found.recording.sitting,
        "session": found.recording.sitting.session,
        "form": form,
        "number": len(found.heard),
        "passages": [(clock_of(start), words) for start, _end, words in found.heard[:SHOWN]],
        "more": max(len(found.heard) - SHOWN, 0),
    }
    return render(request, "sessions/listening.html", page, status=422 if form.errors else 200)


@_SHOWS_AND_TAKES
@needs(Can.TRANSCRIBE)
def drop(request: Any, listening_id: UUID) -> HttpResponseBase:
    """Stop the engine, or throw away what it heard."""
    found = get_listening(request.actor, listening_id)
    require(request.actor, Can.TRANSCRIBE, found)
    form = forms.Form(typed_in(request))
    if form.is_valid() and carried_out(form, lambda: actions.drop_listening(actor=request.actor, listening=found)):
        return back_to(found.recording.sitting, "unheard")
    question = Question(
        heading=_("Bỏ kết quả của máy"),
        verb=_("Bỏ kết quả"),
        back_href=_transcript_of(found.recording),
        consequence=_("Máy dừng lại và những gì đã nghe được bị xoá. Bản ghi âm vẫn còn."),
        tone="danger",
    )
    return confirm_page(request, question, form)


def _ask(request: Any, recording: Recording) -> Listening:
    return actions.ask_listening(actor=request.actor, recording=recording, transcriber=transcriber(), now=clock.now())


def _transcript_of(recording: Recording) -> str:
    return reverse("sessions:transcript", args=[recording.sitting_id])
