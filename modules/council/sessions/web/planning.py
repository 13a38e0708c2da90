"""The office plans a session, the chair convenes it, puts it off or gives it up."""

from typing import Any
from uuid import UUID

from django.http import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from council.law import SessionKind
from council.people.queries import get_current_term
from council.sessions import actions, law
from council.sessions.models import CouncilSession
from council.sessions.permissions import Can
from council.sessions.queries import get_session
from council.sessions.web.forms import ConveneForm, EditPlanForm, PlanForm, ReasonForm
from council.sessions.web.forms_preparing import PostponeForm
from council.sessions.web.hall import rules_of
from council.sessions.web.pages import Sheet, back_to, form_page
from council.sessions.workflow import SessionState
from kernel import clock, drafts
from kernel.access import require
from kernel.accounts.doors import carried_out, needs, refusal_to_form
from kernel.rows import VersionClash
from kernel.ui.confirming import Question, Stored, confirm_page

_SHOWS_AND_TAKES = require_http_methods(["GET", "HEAD", "POST"])


@_SHOWS_AND_TAKES
@needs(Can.PLAN)
@drafts.keeps_drafts
def plan(request: Any) -> HttpResponseBase:
    """Plan a new session of the present term."""
    term = get_current_term()
    rules = rules_of(request)
    begin = {"kind": SessionKind.REGULAR.value, **drafts.typed(request)}
    form = PlanForm(request.POST or None, initial=begin, level=rules.level)
    made: list[CouncilSession] = []
    if form.is_valid() and carried_out(
        form,
        lambda: made.append(
            actions.plan_session(actor=request.actor, term=term, plan=form.plan(), now=clock.now(), rules=rules)
        ),
    ):
        return back_to(made[0], "planned")
    sheet = Sheet(_("Lập kế hoạch kỳ họp"), _("Lưu kế hoạch"), reverse("sessions:index"))
    return form_page(request, sheet, form)


@_SHOWS_AND_TAKES
@needs(Can.PLAN)
@drafts.keeps_drafts
def edit_plan(request: Any, session_id: UUID) -> HttpResponseBase:
    """Change the plan of a session, or plan a postponed one for other days."""
    session = get_session(request.actor, session_id)
    require(request.actor, Can.PLAN, session)
    begin = {**EditPlanForm.typed_of(session), **drafts.typed(request)}
    form = EditPlanForm(request.POST or None, initial=begin, level=rules_of(request).level)
    clash = False
    if form.is_valid():
        try:
            if carried_out(form, lambda: _save(request, session, form)):
                return back_to(session, "edited")
        except VersionClash as refusal:
            refusal_to_form(form, refusal)
            form.read_again(session.version)
            clash = True
    again = session.state == SessionState.POSTPONED
    sheet = Sheet(
        _("Lập lại kế hoạch kỳ họp") if again else _("Sửa kế hoạch kỳ họp"),
        _("Lưu kế hoạch"),
        reverse("sessions:detail", args=[session.id]),
        session,
        note=_("Kỳ họp đã hoãn: sau khi lập lại kế hoạch phải triệu tập lại.") if again else "",
    )
    return form_page(request, sheet, form, stored=_stored(session), clash=clash)


@_SHOWS_AND_TAKES
@needs(Can.CONVENE)
def convene(request: Any, session_id: UUID) -> HttpResponseBase:
    """Take the convening decision, with the reason when it is later than the law wants."""
    session, rules = get_session(request.actor, session_id), rules_of(request)
    require(request.actor, Can.CONVENE, session)
    form = ConveneForm(request.POST or None)
    if form.is_valid() and carried_out(
        form,
        lambda: actions.convene_session(
            actor=request.actor, session=session, now=clock.now(), rules=rules, **form.cleaned_data
        ),
    ):
        return back_to(session, "convened")
    deadline = law.convening_due(opens_on=session.opens_on, kind=SessionKind(session.kind), rules=rules, binding=False)
    sheet = Sheet(
        _("Triệu tập kỳ họp"),
        _("Triệu tập"),
        reverse("sessions:detail", args=[session.id]),
        session,
        note=_("Sau khi triệu tập, mọi đại biểu được báo và chương trình dự kiến được công khai."),
    )
    lacks_conference = session.state == SessionState.PLANNED and law.needs_conference(SessionKind(session.kind), rules)
    return form_page(
        request,
        sheet,
        form,
        deadline=deadline,
        is_late=clock.today() > deadline.due_on,
        lacks_conference=lacks_conference,
    )


@_SHOWS_AND_TAKES
@needs(Can.CANCEL)
def postpone(request: Any, session_id: UUID) -> HttpResponseBase:
    """Put a session off, with a reason."""
    session = get_session(request.actor, session_id)
    require(request.actor, Can.CANCEL, session)
    form = PostponeForm(request.POST or None)
    if form.is_valid() and carried_out(
        form,
        lambda: actions.postpone_session(actor=request.actor, session=session, now=clock.now(), **form.cleaned_data),
    ):
        return back_to(session, "postponed")
    question = Question(
        heading=_("Hoãn %(title)s") % {"title": session.title},
        verb=_("Hoãn kỳ họp"),
        back_href=reverse("sessions:detail", args=[session.id]),
        consequence=_("Đại biểu được báo lý do. Kỳ họp có thể được lập lại kế hoạch cho ngày khác."),
        tone="danger",
    )
    return confirm_page(request, question, form)


@_SHOWS_AND_TAKES
@needs(Can.CANCEL)
def cancel(request: Any, session_id: UUID) -> HttpResponseBase:
    """Give a session up, with a reason."""
    session = get_session(request.actor, session_id)
    require(request.actor, Can.CANCEL, session)
    form = ReasonForm(request.POST or None)
    if form.is_valid() and carried_out(
        form, lambda: actions.cancel_session(actor=request.actor, session=session, **form.cleaned_data)
    ):
        return back_to(session, "cancelled")
    question = Question(
        heading=_("Huỷ %(title)s") % {"title": session.title},
        verb=_("Huỷ kỳ họp"),
        back_href=reverse("sessions:detail", args=[session.id]),
        consequence=_("Việc huỷ không khôi phục được; số thứ tự của kỳ họp được dùng lại."),
        tone="danger",
    )
    return confirm_page(request, question, form)


def _save(request: Any, session: CouncilSession, form: EditPlanForm) -> None:
    if session.state == SessionState.POSTPONED:
        actions.replan_session(
            actor=request.actor, session=session, plan=form.plan(), now=clock.now(), rules=rules_of(request)
        )
        return
    actions.edit_session(
        actor=request.actor,
        session=session,
        version=form.cleaned_data["version"],
        plan=form.plan(),
        now=clock.now(),
        rules=rules_of(request),
    )


def _stored(session: CouncilSession) -> Stored:
    """Return what is stored now, for somebody whose text met another's."""
    return (
        (_("Loại kỳ họp"), session.get_kind_display()),
        (_("Tên kỳ họp"), session.title),
        (_("Ngày khai mạc"), f"{session.opens_on:%d/%m/%Y}"),
        (_("Ngày bế mạc dự kiến"), f"{session.closes_on:%d/%m/%Y}"),
        (_("Địa điểm"), session.place),
    )
