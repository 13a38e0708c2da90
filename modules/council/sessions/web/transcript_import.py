"""Taking a file of what was said: read as a whole or refused line by line, shown, and only then taken over."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from council.sessions import actions
from council.sessions.models import Sitting, Visibility
from council.sessions.permissions import Can
from council.sessions.queries.transcripts import get_transcript_place, match_names
from council.sessions.web.pages import Sheet, form_page
from council.sessions.web.transcript_forms import TakeForm, TranscriptFileForm
from council.sessions.web.transcripts import back_to
from kernel.accounts.doors import carried_out, needs
from kernel.captions import LARGEST, Cue, Form, Unreadable, form_of_name, read
from kernel.files import FileRefused, MarkedSecret
from kernel.files.secrecy import is_marked_name, is_marked_text
from kernel.ui.forms import typed_in

SHOWN = 20


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Can.TRANSCRIBE)
def upload(request: Any, sitting_id: UUID) -> HttpResponseBase:
    """Read a file and show what would be taken over; nothing is stored yet."""
    sitting = get_transcript_place(request.actor, sitting_id)
    form = TranscriptFileForm(typed_in(request), request.FILES or None, sitting=sitting)
    if not form.is_valid():
        return _upload_page(request, sitting, form)
    data, name = form.cleaned_data["file"].read(LARGEST + 1), form.cleaned_data["file"].name or ""
    read_as = form_of_name(name)
    if read_as is None:
        form.add_error("file", _("Chỉ nhận tệp: văn bản (.txt), SRT (.srt), VTT (.vtt)."))
        return _upload_page(request, sitting, form)
    cues = _read(form, data, read_as, name=name)
    if cues is None:
        return _upload_page(request, sitting, form)
    text = data.decode("utf-8")
    kept = {name: request.POST.get(name, "") for name in ("visibility", "recording")}
    take_form = TakeForm({"text": text, "form": read_as, **kept}, sitting=sitting)
    return _preview(request, sitting, take_form, cues)


@require_POST
@needs(Can.TRANSCRIBE)
def take(request: Any, sitting_id: UUID) -> HttpResponseBase:
    """Take over what was shown, all of it."""
    sitting = get_transcript_place(request.actor, sitting_id)
    form = TakeForm(request.POST, sitting=sitting)
    kept = {name: request.POST.get(name, "") for name in ("visibility", "recording")}
    again = TranscriptFileForm(kept, {}, sitting=sitting)
    if not form.is_valid():
        return _upload_page(request, sitting, again)
    cues = _read(again, form.cleaned_data["text"].encode(), Form(form.cleaned_data["form"]))
    if cues is None or not carried_out(again, lambda: _take(request, sitting, cues, form)):
        return _upload_page(request, sitting, again)
    return back_to(sitting, "taken")


def _take(request: Any, sitting: Sitting, cues: list[Cue], form: TakeForm) -> None:
    visibility, recording = Visibility(form.cleaned_data["visibility"]), form.cleaned_data.get("recording")
    actions.take_cues(actor=request.actor, sitting=sitting, cues=cues, visibility=visibility, recording=recording)


def _read(form: TranscriptFileForm, data: bytes, read_as: Form, *, name: str = "") -> list[Cue] | None:
    """Return what was said, or put beside the file why it is not taken, line by line."""
    try:
        cues = read(data, read_as)
        _check_secrecy(name, cues)
    except Unreadable as refusal:
        form.add_error("file", [str(refusal.message), *(str(flaw) for flaw in refusal.flaws)])
    except FileRefused as refusal:
        form.add_error("file", str(refusal.message))
    else:
        return cues
    return None


def _check_secrecy(name: str, cues: list[Cue]) -> None:
    """Refuse what is marked as a state secret (R-SEC-01), like every other file.

    :raises MarkedSecret: a mark stands in its name or on a line of its own.
    """
    if is_marked_name(name) or any(is_marked_text(cue.text) for cue in cues):
        raise MarkedSecret()


def _upload_page(request: Any, sitting: Sitting, form: TranscriptFileForm) -> HttpResponse:
    sheet = Sheet(
        _("Nhập lời phát biểu từ tệp"),
        _("Xem trước"),
        reverse("sessions:transcript", args=[sitting.id]),
        sitting.session,
        note=_("Tệp được đọc hết rồi mới cho xem trước. Nếu một dòng sai, không đoạn nào được nhập."),
    )
    return form_page(request, sheet, form)


def _preview(request: Any, sitting: Sitting, form: TakeForm, cues: list[Cue]) -> HttpResponse:
    names = {cue.name for cue in cues if cue.name}
    known = match_names(names, sitting)
    page = {
        "sitting": sitting,
        "session": sitting.session,
        "form": form,
        "cues": cues[:SHOWN],
        "number": len(cues),
        "more": max(len(cues) - SHOWN, 0),
        "known": sorted((name, mandate.person.full_name) for name, mandate in known.items()),
        "unknown": sorted(names - set(known)),
        "nameless": sum(not cue.name for cue in cues),
    }
    return render(request, "sessions/transcript_preview.html", page)
