"""Groups of questions at the desk: chosen on a page, then moved on with one press each."""

from collections.abc import Callable
from contextlib import suppress
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from council.sessions import actions
from council.sessions.models import QuestionGroup, Speech
from council.sessions.permissions import Can
from council.sessions.queries import get_hall, get_session
from council.sessions.queries.floor import FloorView, get_group
from council.sessions.web.floor import SpeakerForm, back_to_desk
from council.sessions.web.hall import rules_of
from council.sessions.web.pages import Sheet, form_page
from kernel import clock
from kernel.access import StepNotAllowed, require
from kernel.accounts.doors import carried_out, needs
from kernel.refusal import NotFound
from kernel.ui.forms import typed_in

TOGETHER = 3  # questions that are chosen beforehand: as many as are usually answered together


class GroupForm(SpeakerForm):
    """Which questions are answered together, and by whom."""

    questions: Any = forms.ModelMultipleChoiceField(
        label=gettext_lazy("Câu hỏi trong nhóm"),
        queryset=None,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("Theo thứ tự trong danh sách chờ. Mỗi câu hỏi chỉ ở trong một nhóm."),
        error_messages={"required": gettext_lazy("Hãy chọn ít nhất một câu hỏi.")},
    )
    topic = forms.CharField(
        label=gettext_lazy("Nhóm vấn đề"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("Không bắt buộc. Hiện trên màn hình hội trường."),
    )
    field_order = ("questions", "topic", "delegate", "speaker")

    def __init__(self, *args: Any, floor: FloorView, **kwargs: Any) -> None:
        loose = floor.loose_questions
        kwargs["initial"] = {"questions": [speech.pk for speech in loose[:TOGETHER]]}
        super().__init__(*args, **kwargs)
        field: Any = self.fields["questions"]
        field.queryset = Speech.objects.filter(pk__in=[speech.pk for speech in loose])
        field.choices = [(speech.pk, _named(speech)) for speech in loose]
        self.fields["delegate"].label = gettext_lazy("Đại biểu trả lời")
        self.fields["speaker"].label = gettext_lazy("Người trả lời khác")


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Can.RUN_FLOOR)
def group(request: Any, session_id: UUID) -> HttpResponseBase:
    """Put questions that wait into a group."""
    session = get_session(request.actor, session_id)
    floor = get_hall(request.actor, session, now=clock.now(), rules=rules_of(request)).floor
    if floor is None:
        raise NotFound()
    form = GroupForm(typed_in(request), floor=floor)
    if form.is_valid() and carried_out(
        form,
        lambda: actions.group_questions(
            actor=request.actor,
            item=floor.item,
            questions=list(form.cleaned_data["questions"]),
            mandate=form.cleaned_data["delegate"],
            respondent=form.cleaned_data["speaker"],
            topic=form.cleaned_data["topic"],
            now=clock.now(),
        ),
    ):
        return back_to_desk(request, session)
    back = reverse("sessions:control", args=[session.id])
    note = "" if floor.loose_questions else _("Chưa có đại biểu nào đăng ký chất vấn về nội dung này.")
    sheet = Sheet(_("Gom câu hỏi thành nhóm"), _("Lập nhóm"), back, session, note or floor.item.title)
    return form_page(request, sheet, form)


@require_POST
@needs(Can.RUN_FLOOR)
def group_step(request: Any, session_id: UUID, group_id: UUID, press: str) -> HttpResponse:
    """Move a group on, or give it up."""
    session, chosen = get_session(request.actor, session_id), get_group(request.actor, group_id)
    if chosen.session_id != session.id or press not in PRESSES:
        raise NotFound()
    require(request.actor, Can.RUN_FLOOR, chosen)
    # A second tap, or the other hand at the desk, finds it done: the desk shows how it is.
    with suppress(StepNotAllowed, actions.questions.AnotherGroup):
        PRESSES[press](request, chosen)
    return back_to_desk(request, session)


def _named(speech: Speech) -> str:
    team = speech.mandate.team if speech.mandate else None
    said = {"name": speech.name, "number": team.number if team else 0}
    return _("%(name)s · Tổ %(number)d") % said if team else speech.name


def _advance(request: Any, chosen: QuestionGroup) -> object:
    seen = request.GET.get("luot", "")
    return actions.advance_group(
        actor=request.actor, group=chosen, now=clock.now(), rules=rules_of(request), coming=seen
    )


PRESSES: dict[str, Callable[[Any, QuestionGroup], object]] = {
    "tiep": _advance,
    "bo": lambda request, chosen: actions.dissolve_group(actor=request.actor, group=chosen),
}
