"""Recordings of a sitting: handed in, heard passage by passage, put right, taken back."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from council.sessions import actions
from council.sessions.actions.recordings import Sound
from council.sessions.models import Recording, Sitting, Visibility
from council.sessions.permissions import Can
from council.sessions.queries.recordings import get_recording, list_spoken
from council.sessions.queries.transcripts import get_transcript_place
from council.sessions.web.forms import ReasonForm
from council.sessions.web.pages import Sheet, form_page
from council.sessions.web.recording_forms import RecordingForm, StartForm
from council.sessions.web.transcripts import back_to
from kernel import clock, files
from kernel.access import may, require
from kernel.accounts.doors import carried_out, needs, refusal_to_form
from kernel.rows import VersionClash
from kernel.ui.confirming import Question, confirm_page
from kernel.ui.forms import typed_in

MEGABYTE = 1024 * 1024
ROWS = 200
_SHOWS_AND_TAKES = require_http_methods(["GET", "HEAD", "POST"])


@_SHOWS_AND_TAKES
@needs(Can.TRANSCRIBE)
def add(request: Any, sitting_id: UUID) -> HttpResponseBase:
    """Hand in a recording of a sitting."""
    sitting = get_transcript_place(request.actor, sitting_id)
    typed = (typed_in(request), request.FILES or None)
    form = RecordingForm(*typed, sitting=sitting, limit_megabytes=settings.RECORDING_MEGABYTES)
    if form.is_valid() and carried_out(form, lambda: _add(request, sitting, form)):
        return back_to(sitting, "recorded")
    form.ask_for_the_file_again()
    back = reverse("sessions:transcript", args=[sitting.id])
    return form_page(request, Sheet(_("Thêm bản ghi âm"), _("Tải lên"), back, sitting.session), form)


@require_safe
@needs(Can.READ_TRANSCRIPT)
def player(request: Any, recording_id: UUID) -> HttpResponse:
    """Play a recording, from the passage that is wanted; a speaker finds her own passages there."""
    recording = get_recording(request.actor, recording_id)
    page = {
        "recording": recording,
        "sitting": recording.sitting,
        "session": recording.sitting.session,
        "page": Paginator(list_spoken(request.actor, recording), ROWS).get_page(request.GET.get("trang")),
        "begins": _seconds(request.GET.get("tu", "")),
        "is_whole": may(request.actor, Can.READ_TRANSCRIPT),
        "may_edit": may(request.actor, Can.TRANSCRIBE),
    }
    return render(request, "sessions/recording.html", page)


@require_safe
@needs(Can.READ_TRANSCRIPT)
def sound(request: Any, recording_id: UUID) -> HttpResponseBase:
    """Give a recording's bytes, in parts as the player asks for them."""
    return files.serve(request, get_recording(request.actor, recording_id).file, inline=True)


@_SHOWS_AND_TAKES
@needs(Can.TRANSCRIBE)
def edit(request: Any, recording_id: UUID) -> HttpResponseBase:
    """Put right when a recording began."""
    found, clash = get_recording(request.actor, recording_id), False
    require(request.actor, Can.TRANSCRIBE, found)
    form = StartForm(typed_in(request), initial=StartForm.typed_of(found))
    if form.is_valid():
        try:
            if carried_out(form, lambda: _set_start(request, found, form)):
                return _to_player(found)
        except VersionClash as refusal:
            refusal_to_form(form, refusal)
            form.read_again(found.version)
            clash = True
    sheet = Sheet(_("Sửa giờ bắt đầu ghi"), _("Lưu"), _player_of(found), found.sitting.session)
    stored = ((_("Bắt đầu ghi lúc"), found.starts_at.astimezone(clock.VIETNAM).strftime("%H:%M:%S")),)
    return form_page(request, sheet, form, stored=stored, clash=clash)


@_SHOWS_AND_TAKES
@needs(Can.TRANSCRIBE)
def remove(request: Any, recording_id: UUID) -> HttpResponseBase:
    """Take a recording back, with a reason."""
    found = get_recording(request.actor, recording_id)
    require(request.actor, Can.TRANSCRIBE, found)
    form = ReasonForm(typed_in(request))
    if form.is_valid() and carried_out(
        form,
        lambda: actions.remove_recording(actor=request.actor, recording=found, now=clock.now(), **form.cleaned_data),
    ):
        return back_to(found.sitting, "unrecorded")
    question = Question(
        heading=_("Gỡ bản ghi âm"),
        verb=_("Gỡ bản ghi âm"),
        back_href=_player_of(found),
        consequence=_("Không ai nghe được “%(name)s” nữa; lời đã gỡ băng vẫn còn.") % {"name": found.file.name},
        tone="danger",
    )
    return confirm_page(request, question, form)


def _add(request: Any, sitting: Sitting, form: RecordingForm) -> None:
    """Keep the file and enter the recording; both vanish together when it is refused."""
    typed, limit = form.cleaned_data, settings.RECORDING_MEGABYTES * MEGABYTE
    with transaction.atomic():
        stored = files.store(actor=request.actor, upload=typed["file"], kinds=files.SOUNDS, limit_bytes=limit)
        taken = Sound(stored, form.starts(), Visibility(typed["visibility"]))
        actions.add_recording(actor=request.actor, sitting=sitting, sound=taken)


def _set_start(request: Any, found: Recording, form: StartForm) -> None:
    version, starts_at = form.cleaned_data["version"], form.starts(found)
    actions.set_recording_start(actor=request.actor, recording=found, version=version, starts_at=starts_at)


def _seconds(typed: str) -> str:
    """Return the place at which the player begins, in seconds with a point, from milliseconds in the address."""
    return f"{int(typed) / 1000:.1f}" if typed.isascii() and typed.isdigit() and len(typed) <= 10 else ""


def _player_of(found: Recording) -> str:
    return reverse("sessions:recording", args=[found.id])


def _to_player(found: Recording) -> HttpResponseRedirect:
    return HttpResponseRedirect(f"{_player_of(found)}?told=edited")
