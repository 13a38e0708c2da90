"""What was said in a sitting: the whole for who works on it, and for a delegate what she said herself."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django import forms
from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from council.sessions import actions
from council.sessions.actions.listening import is_silent
from council.sessions.models import Sitting, Transcript
from council.sessions.permissions import Can
from council.sessions.queries import list_items
from council.sessions.queries.recordings import list_recordings
from council.sessions.queries.transcripts import (
    find_transcript,
    get_transcript_place,
    list_own_passages,
    list_passages,
    list_speakers,
    list_unknown_names,
    review_due,
)
from council.sessions.web.hall import rules_of
from council.sessions.web.pages import Sheet, form_page
from council.sessions.web.transcript_forms import PassageFilter, SpeakersForm
from council.sessions.workflow import ListeningState, TranscriptState
from kernel import clock
from kernel.access import Actor, may
from kernel.accounts.doors import carried_out, needs
from kernel.refusal import NotFound
from kernel.transcribing.settings import transcriber
from kernel.ui.confirming import Question, confirm_page
from kernel.ui.forms import typed_in

ROWS = 50
TOLD = {
    "taken": _("Đã nhập lời phát biểu."),
    "recorded": _("Đã lưu bản ghi âm."),
    "unrecorded": _("Đã gỡ bản ghi âm."),
    "listening": _("Máy bắt đầu gỡ băng; trang này cho thấy đến đâu."),
    "unheard": _("Đã bỏ kết quả của máy."),
    "assigned": _("Đã gán người phát biểu."),
    "edited": _("Đã lưu đoạn."),
    "discarded": _("Đã bỏ đoạn."),
    "sent": _("Đã gửi; mỗi đại biểu phát biểu được báo để rà soát."),
    "closed": _("Đã đóng bản gỡ băng."),
    "reviewed": _("Đã ghi nhận lời phát biểu của ông/bà."),
}
_SHOWS_AND_TAKES = require_http_methods(["GET", "HEAD", "POST"])


@dataclass(frozen=True)
class Buttons:
    """What this person may do with the transcript now."""

    take: bool
    send: bool
    close: bool


@require_safe
@needs(Can.READ_TRANSCRIPT)
def transcript(request: Any, sitting_id: UUID) -> HttpResponse:
    """Show what was said in a sitting, by matter and speaker, with what each speaker answered."""
    sitting = get_transcript_place(request.actor, sitting_id)
    found = find_transcript(sitting)
    page: dict[str, Any] = {
        "sitting": sitting,
        "session": sitting.session,
        "transcript": found,
        "can": _buttons(request.actor, found),
        "deadline": review_due(sitting.session, rules=rules_of(request)),
        "told": TOLD.get(request.GET.get("told", "")),
        **recordings_of(request, sitting),
    }
    if found is not None:
        page |= _passages(request, found)
    return render(request, "sessions/transcript.html", page)


@_SHOWS_AND_TAKES
@needs(Can.TRANSCRIBE)
def speakers(request: Any, sitting_id: UUID) -> HttpResponseBase:
    """Say who the names are that no delegate was found for."""
    sitting = get_transcript_place(request.actor, sitting_id)
    found = _known(sitting)
    form = SpeakersForm(typed_in(request), names=list_unknown_names(found), sitting=sitting)
    if form.is_valid() and carried_out(form, lambda: _assign(request, found, form)):
        return back_to(sitting, "assigned")
    note = _("Chọn đại biểu cho từng tên, hoặc giữ làm khách mời. Mọi đoạn của tên đó được gán cùng lúc.")
    sheet = Sheet(_("Gán người phát biểu"), _("Lưu"), _address(sitting), sitting.session, note=note)
    return form_page(request, sheet, form)


@_SHOWS_AND_TAKES
@needs(Can.TRANSCRIBE)
def send(request: Any, sitting_id: UUID) -> HttpResponseBase:
    """Give each passage to its speaker."""
    sitting = get_transcript_place(request.actor, sitting_id)
    found = _known(sitting)
    form = forms.Form(typed_in(request))
    if form.is_valid() and carried_out(
        form, lambda: actions.send_transcript(actor=request.actor, transcript=found, now=clock.now())
    ):
        return back_to(sitting, "sent")
    question = Question(
        heading=_("Gửi người phát biểu rà soát"),
        verb=_("Gửi rà soát"),
        back_href=_address(sitting),
        consequence=_(
            "Mỗi đại biểu được báo và chỉ rà soát lời của chính mình. Sau khi gửi, văn phòng không sửa được nữa."
        ),
    )
    return confirm_page(request, question, form)


@_SHOWS_AND_TAKES
@needs(Can.CLOSE_TRANSCRIPT)
def close(request: Any, sitting_id: UUID) -> HttpResponseBase:
    """End the reviewing."""
    sitting = get_transcript_place(request.actor, sitting_id)
    found, rules = _known(sitting), rules_of(request)
    form = forms.Form(typed_in(request))
    if form.is_valid() and carried_out(
        form,
        lambda: actions.close_transcript(actor=request.actor, transcript=found, now=clock.now(), rules=rules),
    ):
        return back_to(sitting, "closed")
    question = Question(
        heading=_("Đóng bản gỡ băng"),
        verb=_("Đóng bản gỡ băng"),
        back_href=_address(sitting),
        consequence=_("Đoạn chưa được người phát biểu rà soát sẽ ghi rõ là hết hạn rà soát. Sau đó không sửa được."),
    )
    return confirm_page(request, question, form)


@require_safe
@needs(Can.REVIEW_PASSAGE)
def own(request: Any) -> HttpResponse:
    """Show a delegate what she said, what waits for her first."""
    passages = list_own_passages(request.actor)
    page = {
        "page": Paginator(passages, ROWS).get_page(request.GET.get("trang")),
        "told": TOLD.get(request.GET.get("told", "")),
    }
    return render(request, "sessions/own_passages.html", page)


def back_to(sitting: Sitting, told: str) -> HttpResponseRedirect:
    """Return to the transcript's page with a word on what was done."""
    return HttpResponseRedirect(f"{_address(sitting)}?told={told}")


def recordings_of(request: Any, sitting: Sitting) -> dict[str, Any]:
    """Return what the list of a sitting's recordings shows, with what the engine is doing."""
    kept, now = list_recordings(request.actor, sitting), clock.now()
    at_work = (ListeningState.WAITING, ListeningState.LISTENING)
    return {
        "recordings": kept,
        "silent": [each.listening.pk for each in kept if each.listening and is_silent(each.listening, now)],
        "has_engine": transcriber() is not None,
        "takes_words": not Transcript.objects.filter(sitting=sitting).exclude(state=TranscriptState.DRAFT).exists(),
        "goes_on": any(each.listening is not None and each.listening.state in at_work for each in kept),
        "may_record": may(request.actor, Can.TRANSCRIBE),
    }


def _passages(request: Any, found: Transcript) -> dict[str, Any]:
    chosen = PassageFilter(request.GET, speakers=list_speakers(found), items=list(list_items(found.sitting.session)))
    wanted = chosen.wanted()
    kept = {name: request.GET[name] for name in chosen.fields if request.GET.get(name)}
    return {
        "filter": chosen,
        "is_filtered": bool(kept),
        "kept": urlencode(kept),
        "unknown": list_unknown_names(found),
        "page": Paginator(list_passages(found, wanted), ROWS).get_page(request.GET.get("trang")),
    }


def _buttons(actor: Actor, found: Transcript | None) -> Buttons:
    is_draft = found is None or found.state == TranscriptState.DRAFT
    transcribes = may(actor, Can.TRANSCRIBE)
    return Buttons(
        take=is_draft and transcribes,
        send=found is not None and is_draft and transcribes,
        close=found is not None and found.state == TranscriptState.IN_REVIEW and may(actor, Can.CLOSE_TRANSCRIPT),
    )


def _known(sitting: Sitting) -> Transcript:
    found = find_transcript(sitting)
    if found is None:
        raise NotFound()
    return found


def _assign(request: Any, found: Transcript, form: SpeakersForm) -> None:
    with transaction.atomic():
        for name, mandate in form.chosen():
            actions.assign_speaker(actor=request.actor, transcript=found, heard_name=name, mandate=mandate)


def _address(sitting: Sitting) -> str:
    return reverse("sessions:transcript", args=[sitting.id])
