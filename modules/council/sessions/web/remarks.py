"""The remarks of an examination: written by the committee, answered by the submitter, decided; who looks on."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import HttpResponseBase
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from council.sessions import actions
from council.sessions.models import Remark
from council.sessions.permissions.dossiers import Can
from council.sessions.queries.dossiers import get_dossier, get_observer, get_remark, list_possible_observers
from council.sessions.web.dossiers import Head, back_to, dossier_form
from council.sessions.web.forms_dossiers import (
    AnswerForm,
    ConfirmForm,
    DisputeForm,
    EditRemarkForm,
    ObserverForm,
    RemarkForm,
    SettleForm,
)
from kernel import clock
from kernel.access import require
from kernel.accounts.doors import carried_out, needs, refusal_to_form
from kernel.refusal import NotFound
from kernel.rows import VersionClash
from kernel.ui.forms import VersionedForm, typed_in

_SHOWS_AND_TAKES = require_http_methods(["GET", "HEAD", "POST"])


@dataclass(frozen=True)
class Reply:
    """What is done with a remark after the report: the form and the action."""

    form: type[VersionedForm]
    heading: Any
    do: Callable[[Any, Remark, Any], object]


def _answer(request: Any, remark: Remark, form: Any) -> object:
    return actions.answer_remark(actor=request.actor, remark=remark, now=clock.now(), **form.cleaned_data)


def _confirm(request: Any, remark: Remark, form: Any) -> object:
    return actions.confirm_remark(actor=request.actor, remark=remark, **form.cleaned_data)


def _dispute(request: Any, remark: Remark, form: Any) -> object:
    return actions.dispute_remark(actor=request.actor, remark=remark, **form.cleaned_data)


def _settle(request: Any, remark: Remark, form: Any) -> object:
    return actions.settle_remark(actor=request.actor, remark=remark, now=clock.now(), **form.cleaned_data)


REPLIES: dict[str, Reply] = {
    "answer": Reply(AnswerForm, _("Trả lời ý kiến thẩm tra"), _answer),
    "confirm": Reply(ConfirmForm, _("Xác nhận đã tiếp thu, giải trình"), _confirm),
    "dispute": Reply(DisputeForm, _("Chưa thống nhất với câu trả lời"), _dispute),
    "settle": Reply(SettleForm, _("Quyết định ý kiến còn khác nhau"), _settle),
}


@_SHOWS_AND_TAKES
@needs(Can.WRITE_REMARKS)
def write(request: Any, dossier_id: UUID) -> HttpResponseBase:
    """Write a point of the verification report."""
    found = get_dossier(request.actor, dossier_id)
    require(request.actor, Can.WRITE_REMARKS, found)
    form = RemarkForm(typed_in(request))
    if form.is_valid() and carried_out(
        form, lambda: actions.write_remark(actor=request.actor, dossier=found, **form.cleaned_data)
    ):
        return back_to(found, "remark", part="#remarks")
    note = _("Cơ quan trình chỉ đọc được khi Ban ban hành báo cáo thẩm tra.")
    return dossier_form(request, Head(_("Ghi ý kiến thẩm tra"), _("Lưu ý kiến"), found, note=note), form)


@_SHOWS_AND_TAKES
@needs(Can.WRITE_REMARKS)
def edit(request: Any, remark_id: UUID) -> HttpResponseBase:
    """Change a point before the report is issued."""
    remark = get_remark(request.actor, remark_id)
    require(request.actor, Can.WRITE_REMARKS, remark)
    form = EditRemarkForm(
        typed_in(request), initial={"point": remark.point, "view": remark.view, "version": remark.version}
    )
    stored: tuple[Any, ...] = ()
    if form.is_valid():
        try:
            if carried_out(form, lambda: actions.edit_remark(actor=request.actor, remark=remark, **form.cleaned_data)):
                return back_to(remark.dossier, "remark", part="#remarks")
        except VersionClash as refusal:
            refusal_to_form(form, refusal)
            form.read_again(remark.version)
            stored = ((_("Ý kiến thẩm tra"), remark.point), (_("Chính kiến của Ban"), remark.get_view_display()))
    return dossier_form(request, Head(_("Sửa ý kiến thẩm tra"), _("Lưu ý kiến"), remark.dossier), form, stored=stored)


@require_POST
@needs(Can.WRITE_REMARKS)
def drop(request: Any, remark_id: UUID) -> HttpResponseBase:
    """Drop a point before the report is issued."""
    remark = get_remark(request.actor, remark_id)
    actions.drop_remark(actor=request.actor, remark=remark)
    return back_to(remark.dossier, "remark-dropped", part="#remarks")


@_SHOWS_AND_TAKES
@needs(Can.READ)
def reply(request: Any, remark_id: UUID, reply_name: str) -> HttpResponseBase:
    """Answer a remark, confirm or dispute the answer, settle what is disputed."""
    remark = get_remark(request.actor, remark_id)
    row = REPLIES.get(reply_name)
    if row is None:
        raise NotFound()
    step = Remark.STEPS[reply_name]
    require(request.actor, step.can, remark)
    initial = {"kind": remark.answer_kind, "answer": remark.answer, "version": remark.version}
    form = row.form(typed_in(request), initial=initial)
    head, is_clash = Head(row.heading, step.label, remark.dossier), False
    try:
        if form.is_valid() and carried_out(form, lambda: row.do(request, remark, form)):
            return back_to(remark.dossier, "replied", part="#remarks")
    except VersionClash as refusal:
        is_clash = True
        refusal_to_form(form, refusal)
        form.read_again(remark.version)
    return dossier_form(request, head, form, remark=remark, is_clash=is_clash)


@_SHOWS_AND_TAKES
@needs(Can.READ)
def add_observer(request: Any, dossier_id: UUID) -> HttpResponseBase:
    """Let a member of a committee take part from the drafting on."""
    found = get_dossier(request.actor, dossier_id)
    actions.require_inviting(request.actor, found)
    form = ObserverForm(typed_in(request), people=list_possible_observers(found, on=clock.today()))
    if form.is_valid() and carried_out(
        form, lambda: actions.add_observer(actor=request.actor, dossier=found, now=clock.now(), **form.cleaned_data)
    ):
        return back_to(found, "observer", part="#observers")
    note = _("Người theo dõi đọc được hồ sơ đang soạn thảo, kể cả khi thuộc ban khác.")
    return dossier_form(request, Head(_("Thêm người theo dõi từ khi soạn thảo"), _("Thêm"), found, note=note), form)


@require_POST
@needs(Can.READ)
def remove_observer(request: Any, observer_id: UUID) -> HttpResponseBase:
    """Let somebody take part no longer."""
    observer = get_observer(request.actor, observer_id)
    actions.remove_observer(actor=request.actor, observer=observer)
    return back_to(observer.dossier, "observer-gone", part="#observers")
