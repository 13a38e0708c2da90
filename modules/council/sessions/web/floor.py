"""The floor through the web: a delegate asks to speak and takes it back by one tap, the desk calls the turns."""

from collections.abc import Callable
from contextlib import suppress
from http import HTTPStatus
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from council.law import SpeechKind
from council.people.models import Mandate
from council.people.queries import get_own_mandate
from council.people.workflow import MandateState
from council.sessions import actions
from council.sessions.models import AgendaItem, CouncilSession, Speech
from council.sessions.models.floor import KIND_WORDS
from council.sessions.permissions import Can
from council.sessions.queries import get_hall, get_item, get_session
from council.sessions.queries.floor import get_speech, list_own_speeches
from council.sessions.web.broadcast import tell_the_hall
from council.sessions.web.hall import rules_of
from council.sessions.web.pages import Sheet, form_page
from council.sessions.web.taps import TapForm, not_done, tapped
from council.sessions.workflow import WAITING, SpeechState
from kernel import clock
from kernel.access import StepNotAllowed, require
from kernel.accounts.doors import carried_out, needs
from kernel.refusal import NotFound
from kernel.ui.forms import typed_in

ASKED = [(kind.value, KIND_WORDS[kind]) for kind in (SpeechKind.DISCUSSION, SpeechKind.DEBATE, SpeechKind.QUESTION)]
_SHOWS_AND_TAKES = require_http_methods(["GET", "HEAD", "POST"])
Turn = Callable[[Any, Speech], object]


class AskForm(TapForm):
    """On which item she asks to speak, and for what."""

    item_id = forms.UUIDField()
    kind = forms.ChoiceField(choices=ASKED)


class WithdrawForm(TapForm):
    """On which item she takes her turns back."""

    item_id = forms.UUIDField()


class SpeakerForm(forms.Form):
    """Somebody who has the floor: a delegate, or somebody else by name."""

    delegate: Any = forms.ModelChoiceField(
        label=gettext_lazy("Đại biểu"), queryset=None, required=False, empty_label=gettext_lazy("Không phải đại biểu")
    )
    speaker = forms.CharField(
        label=gettext_lazy("Người phát biểu khác"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("Họ tên và chức vụ, ví dụ “Nguyễn Văn An, Giám đốc Sở Tài chính”."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["delegate"]
        field.queryset = Mandate.objects.filter(state=MandateState.ACTIVE).select_related("person").by_name()
        field.label_from_instance = _full_name


class AddForm(SpeakerForm):
    """Whom the desk puts into the queue, and for what."""

    kind = forms.ChoiceField(
        label=gettext_lazy("Loại"), choices=list(KIND_WORDS.items()), widget=forms.RadioSelect, initial="discussion"
    )
    field_order = ("kind", "delegate", "speaker")


class TextForm(forms.Form):
    """What there was no time to say."""

    text = forms.CharField(
        label=gettext_lazy("Ý kiến của ông/bà"),
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 12}),
        error_messages={"required": gettext_lazy("Hãy nhập ý kiến bằng văn bản.")},
    )


@require_POST
@needs(Can.SPEAK)
def ask(request: Any) -> HttpResponseBase:
    """Ask for a turn on an item."""
    form = AskForm(request.POST)
    if not form.is_valid():
        return not_done(form=form)
    kind, mandate = SpeechKind(form.cleaned_data["kind"]), get_own_mandate(request.actor)

    def act(item: AgendaItem) -> str:
        speech = actions.ask_to_speak(actor=request.actor, item=item, mandate=mandate, kind=kind, now=clock.now())
        if speech.state == SpeechState.REQUESTED:
            return _("Đã ghi nhận đăng ký trước; danh sách mở khi chủ toạ mở đăng ký.")
        return _("Đã ghi nhận đăng ký.")

    return _tapped(request, "sessions.ask_to_speak", form, act, kind=kind.value)


@require_POST
@needs(Can.SPEAK)
def withdraw(request: Any) -> HttpResponseBase:
    """Take one's waiting turns on an item back."""
    form = WithdrawForm(request.POST)
    if not form.is_valid():
        return not_done(form=form)
    mandate = get_own_mandate(request.actor)

    def act(item: AgendaItem) -> str:
        for speech in list_own_speeches(mandate, item):
            if speech.state in WAITING:
                actions.withdraw_speech(actor=request.actor, speech=speech, now=clock.now())
        return _("Đã rút đăng ký.")

    return _tapped(request, "sessions.withdraw_speech", form, act)


@_SHOWS_AND_TAKES
@needs(Can.SPEAK)
def text(request: Any, speech_id: UUID) -> HttpResponseBase:
    """Send in writing what there was no time to say."""
    speech = get_speech(request.actor, speech_id)
    require(request.actor, Can.SPEAK, speech)
    form = TextForm(typed_in(request))
    if form.is_valid() and carried_out(
        form,
        lambda: actions.submit_text(
            actor=request.actor, speech=speech, text=form.cleaned_data["text"], now=clock.now()
        ),
    ):
        tell_the_hall(speech.session, rules=rules_of(request))
        return redirect("sessions:hall")
    sheet = Sheet(
        _("Gửi ý kiến bằng văn bản"), _("Gửi ý kiến"), reverse("sessions:hall"), speech.session, speech.item.title
    )
    return form_page(request, sheet, form)


@require_POST
@needs(Can.RUN_FLOOR)
def registration(request: Any, session_id: UUID, change: str) -> HttpResponseBase:
    """Open or close the registration on the present item, or end its discussion."""
    session = get_session(request.actor, session_id)
    item = _present_item(request, session)
    if change not in REGISTRATION:
        raise NotFound()
    with suppress(StepNotAllowed):
        REGISTRATION[change](request, item)
    return back_to_desk(request, session)


@require_POST
@needs(Can.RUN_FLOOR)
def turn(request: Any, session_id: UUID, speech_id: UUID, act: str) -> HttpResponseBase:
    """Do something with one turn: call it, let its clock run or stand, end it, let it go, move it."""
    session, speech = get_session(request.actor, session_id), get_speech(request.actor, speech_id)
    if speech.session_id != session.id or act not in TURNS:
        raise NotFound()
    # A second tap, or the other hand at the desk, finds it done: the desk shows how it is.
    with suppress(StepNotAllowed, actions.turns.ClockStands):
        TURNS[act](request, speech)
    return back_to_desk(request, session)


@_SHOWS_AND_TAKES
@needs(Can.RUN_FLOOR)
def add(request: Any, session_id: UUID) -> HttpResponseBase:
    """Put somebody into the queue of the present item."""
    session = get_session(request.actor, session_id)
    item, form = _present_item(request, session), AddForm(typed_in(request))
    if form.is_valid() and carried_out(
        form,
        lambda: actions.add_speaker(
            actor=request.actor,
            item=item,
            kind=SpeechKind(form.cleaned_data["kind"]),
            mandate=form.cleaned_data["delegate"],
            speaker=form.cleaned_data["speaker"],
            now=clock.now(),
        ),
    ):
        return back_to_desk(request, session)
    back = reverse("sessions:control", args=[session.id])
    sheet = Sheet(_("Thêm người phát biểu"), _("Đưa vào danh sách"), back, session, item.title)
    return form_page(request, sheet, form)


def _tapped(
    request: Any, name: str, form: forms.Form, act: Callable[[AgendaItem], str], **meaning: str
) -> HttpResponseBase:
    """Do a delegate's tap once and tell the hall; refused, tell her why."""
    item = get_item(request.actor, form.cleaned_data["item_id"])
    meant = {"item": str(item.id), **meaning}

    def tell() -> None:
        tell_the_hall(item.session, rules=rules_of(request), of_a_tap=True)

    return tapped(request, name, form, meant, lambda: act(item), tell=tell)


def _present_item(request: Any, session: CouncilSession) -> AgendaItem:
    hall = get_hall(request.actor, session, now=clock.now(), rules=rules_of(request))
    if hall.item is None:
        raise NotFound()
    return hall.item


def back_to_desk(request: Any, session: CouncilSession) -> HttpResponse:
    """Tell the hall, and show the desk as it is now."""
    tell_the_hall(session, rules=rules_of(request))
    if request.headers.get("HX-Request"):
        return HttpResponse(status=HTTPStatus.NO_CONTENT)
    return redirect("sessions:control", session.id)


def _full_name(mandate: Mandate) -> str:
    return str(mandate.person.full_name)


def _invite(request: Any, speech: Speech) -> object:
    return actions.invite_speaker(actor=request.actor, speech=speech, now=clock.now(), rules=rules_of(request))


def _move(request: Any, speech: Speech, *, up: bool) -> object:
    return actions.move_speech(actor=request.actor, speech=speech, up=up, now=clock.now(), rules=rules_of(request))


TURNS: dict[str, Turn] = {
    "moi": _invite,
    "them-phut": lambda request, speech: actions.prolong_speech(actor=request.actor, speech=speech),
    "dung": lambda request, speech: actions.hold_clock(actor=request.actor, speech=speech, now=clock.now()),
    "tiep": lambda request, speech: actions.run_clock(actor=request.actor, speech=speech, now=clock.now()),
    "ket-thuc": lambda request, speech: actions.finish_speech(actor=request.actor, speech=speech, now=clock.now()),
    "gui-van-ban": lambda request, speech: actions.skip_speech(actor=request.actor, speech=speech, now=clock.now()),
    "len": lambda request, speech: _move(request, speech, up=True),
    "xuong": lambda request, speech: _move(request, speech, up=False),
}
REGISTRATION: dict[str, Callable[[Any, AgendaItem], object]] = {
    "mo": lambda request, item: actions.open_floor(actor=request.actor, item=item, now=clock.now()),
    "dong": lambda request, item: actions.close_floor(actor=request.actor, item=item),
    "ket-thuc": lambda request, item: actions.end_discussion(actor=request.actor, item=item, now=clock.now()),
}
