"""The steps of a dossier: one page for each row of the table, with the form that the step needs."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import transaction
from django.forms import BaseForm
from django.http import HttpResponseBase
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods

from council.law import Rules
from council.sessions import actions
from council.sessions.actions.verification import Report
from council.sessions.models import Dossier
from council.sessions.permissions.dossiers import Can
from council.sessions.queries.dossier_terms import term_of
from council.sessions.queries.dossiers import get_dossier
from council.sessions.web.broadcast import tell_the_hall
from council.sessions.web.dossiers import Head, back_to, dossier_form, stored_file
from council.sessions.web.forms_dossiers import (
    AcceptForm,
    AssignForm,
    ExaminationForm,
    GiveBackForm,
    NoWords,
    PlaceForm,
    ReportForm,
    TakeUpForm,
    WhyForm,
)
from council.sessions.web.hall import rules_of
from kernel import clock, files
from kernel.access import require
from kernel.accounts.doors import carried_out, needs
from kernel.refusal import NotFound

Do = Callable[[Any, Dossier, Any, Rules], object]


@dataclass(frozen=True)
class StepPage:
    """The form of a step, what follows from it, and the action."""

    form: Callable[..., BaseForm]
    consequence: Any
    do: Do
    is_grave: bool = False


def _accept(request: Any, found: Dossier, form: Any, rules: Rules) -> object:
    return actions.accept_dossier(actor=request.actor, dossier=found, now=clock.now(), rules=rules, **form.cleaned_data)


def _assign(request: Any, found: Dossier, form: Any, rules: Rules) -> object:
    return actions.assign_dossier(actor=request.actor, dossier=found, now=clock.now(), rules=rules, **form.cleaned_data)


def _give_back(request: Any, found: Dossier, form: Any, rules: Rules) -> object:
    return actions.give_back_dossier(
        actor=request.actor, dossier=found, now=clock.now(), rules=rules, **form.cleaned_data
    )


def _examine(request: Any, found: Dossier, form: Any, rules: Rules) -> object:
    return actions.record_examination(
        actor=request.actor, dossier=found, sitting=form.sitting(), now=clock.now(), rules=rules
    )


def _report(request: Any, found: Dossier, form: Any, rules: Rules) -> object:
    typed = form.cleaned_data
    with transaction.atomic():
        report = Report(typed["report_number"], stored_file(request, typed["file"]), typed["opinion"])
        return actions.issue_report(actor=request.actor, dossier=found, report=report, now=clock.now(), rules=rules)


def _place(request: Any, found: Dossier, form: Any, rules: Rules) -> object:
    placed = actions.place_dossier(
        actor=request.actor, dossier=found, now=clock.now(), rules=rules, **form.cleaned_data
    )
    tell_the_hall(placed.session, rules=rules)
    return placed


def _take_up(request: Any, found: Dossier, form: Any, _rules: Rules) -> object:
    return actions.take_up_dossier(actor=request.actor, dossier=found, now=clock.now(), **form.cleaned_data)


def _because(act: Callable[..., Dossier]) -> Do:
    """Return the doing of a step that needs its reason and no rules."""

    def do(request: Any, found: Dossier, form: Any, _rules: Rules) -> object:
        return act(actor=request.actor, dossier=found, now=clock.now(), **form.cleaned_data)

    return do


def _at_once(act: Callable[..., Dossier]) -> Do:
    """Return the doing of a step that needs nothing typed."""

    def do(request: Any, found: Dossier, _form: Any, rules: Rules) -> object:
        return act(actor=request.actor, dossier=found, now=clock.now(), rules=rules)

    return do


PAGES: dict[str, StepPage] = {
    "accept": StepPage(AcceptForm, _("Cơ quan trình được báo; văn phòng phân công ban thẩm tra."), _accept),
    "decline": StepPage(
        WhyForm, _("Cơ quan trình được báo kèm lý do."), _because(actions.decline_dossier), is_grave=True
    ),
    "assign": StepPage(AssignForm, _("Cơ quan trình và ban thẩm tra được báo, kèm hạn gửi hồ sơ."), _assign),
    "send": StepPage(
        NoWords,
        _("Ban thẩm tra nhận hồ sơ và được báo. Ngày gửi được tính vào bảng gửi đúng hạn."),
        _at_once(actions.send_dossier),
    ),
    "give_back": StepPage(
        GiveBackForm, _("Cơ quan trình được báo phần còn thiếu và hạn gửi lại."), _give_back, is_grave=True
    ),
    "examine": StepPage(ExaminationForm, _("Từ lúc này Ban ghi từng ý kiến thẩm tra."), _examine),
    "report": StepPage(
        ReportForm,
        _("Cơ quan trình và Thường trực được báo; các ý kiến đã ghi không sửa được nữa."),
        _report,
    ),
    "open_remarks": StepPage(NoWords, _("Cơ quan trình trả lời từng ý kiến thẩm tra."), _at_once(actions.open_remarks)),
    "close_remarks": StepPage(
        NoWords,
        _("Mọi ý kiến đã được xác nhận hoặc Thường trực đã quyết định; hồ sơ chờ vào chương trình."),
        _at_once(actions.close_remarks),
    ),
    "place": StepPage(
        PlaceForm,
        _("Nội dung thành một mục của chương trình; tài liệu của hồ sơ và báo cáo thẩm tra thành tài liệu kỳ họp."),
        _place,
    ),
    "leave": StepPage(
        WhyForm,
        _("Nội dung được đếm là chưa trình và chờ kỳ họp khác."),
        _because(actions.leave_dossier),
        is_grave=True,
    ),
    "take_up": StepPage(TakeUpForm, _("Tài liệu giữ nguyên; các hạn tính theo kỳ họp mới."), _take_up),
    "withdraw": StepPage(
        WhyForm,
        _("Nội dung không chuẩn bị nữa; hồ sơ vẫn được lưu."),
        _because(actions.withdraw_dossier),
        is_grave=True,
    ),
}


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Can.READ)
def step(request: Any, dossier_id: UUID, move: str) -> HttpResponseBase:
    """Take a step of a dossier, after its page said what follows."""
    found = get_dossier(request.actor, dossier_id)
    page = PAGES.get(move)
    if page is None:
        raise NotFound()
    row = Dossier.STEPS[move]
    require(request.actor, row.can, found)
    typed: tuple[Any, ...] = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = page.form(*typed, dossier=found)
    rules = rules_of(request)
    if form.is_valid() and carried_out(form, lambda: page.do(request, found, form, rules)):
        return back_to(found, "step")
    if isinstance(form, ReportForm):
        form.ask_for_the_file_again()
    head = Head(row.label, row.label, found, page.consequence, "danger" if page.is_grave else "primary")
    return dossier_form(request, head, form, term=term_of(found, rules=rules))


@require_GET
@needs(Can.READ)
def report(request: Any, dossier_id: UUID) -> HttpResponseBase:
    """Give the verification report."""
    found = get_dossier(request.actor, dossier_id)
    if found.report is None:
        raise NotFound()
    return files.serve(request, found.report)
