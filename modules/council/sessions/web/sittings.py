"""Sittings: planned, changed, cancelled, closed to the public; the teams' minutes and what comes of them together."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods

from council.sessions import actions
from council.sessions.models import CouncilSession, Part, Sitting, SittingKind
from council.sessions.permissions import Can
from council.sessions.queries import get_item, get_session, get_sitting, merge_notes, notes_of
from council.sessions.web.broadcast import tell_the_hall
from council.sessions.web.forms import ReasonForm
from council.sessions.web.forms_sittings import CloseForm, FocusForm, SittingForm, TeamNotesForm, TeamSittingsForm
from council.sessions.web.hall import rules_of
from council.sessions.web.pages import Sheet, back_to, form_page
from council.sessions.workflow import SittingState
from kernel import clock
from kernel.access import may, require
from kernel.accounts.doors import carried_out, needs
from kernel.refusal import NotFound
from kernel.ui.confirming import Question, confirm_page

_SHOWS_AND_TAKES = require_http_methods(["GET", "HEAD", "POST"])
TEAM_TOLD = {
    "kept": _("Đã lưu biên bản của tổ."),
    "sent": _("Đã gửi biên bản của tổ; toàn thể đại biểu đọc được."),
}


@_SHOWS_AND_TAKES
@needs(Can.EDIT_AGENDA)
def add(request: Any, session_id: UUID) -> HttpResponseBase:
    """Plan one more sitting of the whole council."""
    session, rules = get_session(request.actor, session_id), rules_of(request)
    require(request.actor, Can.EDIT_AGENDA, session)
    typed = request.POST if request.method == "POST" else None
    form = SittingForm(typed, initial={"day_on": session.opens_on, "part": Part.MORNING})
    if form.is_valid() and carried_out(
        form, lambda: actions.add_sitting(actor=request.actor, session=session, rules=rules, **form.planned())
    ):
        return back_to(session, "sitting", part="#sittings")
    return form_page(request, _sheet(session, _("Thêm phiên họp"), _("Thêm phiên họp")), form)


@_SHOWS_AND_TAKES
@needs(Can.EDIT_AGENDA)
def add_teams(request: Any, session_id: UUID) -> HttpResponseBase:
    """Plan a discussion of all teams at one time."""
    session = get_session(request.actor, session_id)
    require(request.actor, Can.EDIT_AGENDA, session)
    typed = request.POST if request.method == "POST" else None
    form = TeamSittingsForm(typed, initial={"day_on": session.opens_on, "part": Part.AFTERNOON})
    if form.is_valid() and carried_out(
        form,
        lambda: actions.add_team_sittings(
            actor=request.actor,
            session=session,
            day_on=form.cleaned_data["day_on"],
            part=Part(form.cleaned_data["part"]),
        ),
    ):
        return back_to(session, "teams", part="#sittings")
    note = _("Mỗi tổ đại biểu có một phiên riêng; tổ trưởng chủ trì, tổ ghi và gửi biên bản của mình.")
    return form_page(request, _sheet(session, _("Thêm thảo luận tổ"), _("Thêm các phiên"), note=note), form)


@_SHOWS_AND_TAKES
@needs(Can.EDIT_AGENDA)
def edit(request: Any, sitting_id: UUID) -> HttpResponseBase:
    """Change when and how a sitting is held."""
    sitting, rules = get_sitting(request.actor, sitting_id), rules_of(request)
    require(request.actor, Can.EDIT_AGENDA, sitting)
    known = {"day_on": sitting.day_on, "part": sitting.part, "form": sitting.form, "link": sitting.link}
    form = SittingForm(request.POST if request.method == "POST" else None, initial=known)
    if form.is_valid() and carried_out(
        form, lambda: actions.edit_sitting(actor=request.actor, sitting=sitting, rules=rules, **form.planned())
    ):
        return back_to(sitting.session, "sitting-edited", part="#sittings")
    return form_page(request, _sheet(sitting.session, _("Sửa phiên họp"), _("Lưu phiên họp")), form)


@_SHOWS_AND_TAKES
@needs(Can.EDIT_AGENDA)
def cancel(request: Any, sitting_id: UUID) -> HttpResponseBase:
    """Give a sitting up, with a reason."""
    sitting = get_sitting(request.actor, sitting_id)
    require(request.actor, Can.EDIT_AGENDA, sitting)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and carried_out(
        form, lambda: actions.cancel_sitting(actor=request.actor, sitting=sitting, **form.cleaned_data)
    ):
        return back_to(sitting.session, "sitting-cancelled", part="#sittings")
    question = Question(
        heading=_("Huỷ phiên họp"),
        verb=_("Huỷ phiên họp"),
        back_href=_address(sitting.session),
        consequence=_("Phiên %(part)s ngày %(day)s không họp; đại biểu xem được lý do.") % _when(sitting),
        tone="danger",
    )
    return confirm_page(request, question, form)


@_SHOWS_AND_TAKES
@needs(Can.CHAIR)
def close_to_public(request: Any, sitting_id: UUID) -> HttpResponseBase:
    """Record the council's decision that a sitting is not public."""
    sitting = get_sitting(request.actor, sitting_id)
    require(request.actor, Can.CHAIR, sitting)
    form = CloseForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and carried_out(
        form,
        lambda: actions.close_to_public(
            actor=request.actor, sitting=sitting, rules=rules_of(request), **form.cleaned_data
        ),
    ):
        tell_the_hall(sitting.session, rules=rules_of(request))
        return back_to(sitting.session, "sitting-closed", part="#sittings")
    note = _("Công chúng chỉ thấy tên và kết quả của nội dung thuộc phiên này; tài liệu chỉ dành cho người được phép.")
    return form_page(request, _sheet(sitting.session, _("Họp kín"), _("Ghi quyết định họp kín"), note=note), form)


@_SHOWS_AND_TAKES
@needs(Can.READ)
def team(request: Any, sitting_id: UUID) -> HttpResponseBase:
    """Show a team's minutes; who keeps them writes and sends them."""
    sitting = get_sitting(request.actor, sitting_id)
    if sitting.kind != SittingKind.TEAM:
        raise NotFound()
    keeps = may(request.actor, Can.KEEP_TEAM_NOTES, sitting) and sitting.state == SittingState.PLANNED
    if request.method == "POST":
        require(request.actor, Can.KEEP_TEAM_NOTES, sitting)
    notes = notes_of(sitting)
    form = TeamNotesForm(request.POST if request.method == "POST" else None, sitting=sitting, notes=notes)
    if form.is_valid() and carried_out(form, lambda: _keep(request, sitting, form)):
        sends = "send" in request.POST
        address = reverse("sessions:team_sitting", args=[sitting.id])
        return HttpResponseRedirect(f"{address}?told={'sent' if sends else 'kept'}")
    page = {
        "sitting": sitting,
        "session": sitting.session,
        "form": form if keeps or form.errors else None,
        "notes": [(item, text) for item, text in notes.items() if text],
        "told": TEAM_TOLD.get(request.GET.get("told", "")),
    }
    return render(request, "sessions/team_sitting.html", page, status=422 if form.errors else 200)


@require_GET
@needs(Can.READ)
def teams(request: Any, session_id: UUID) -> HttpResponse:
    """Show what the teams said, by matter, for the plenary."""
    session = get_session(request.actor, session_id)
    page = {"session": session, "topics": merge_notes(request.actor, session)}
    return render(request, "sessions/teams.html", page)


@_SHOWS_AND_TAKES
@needs(Can.CHAIR)
def focus(request: Any, item_id: UUID) -> HttpResponseBase:
    """Say on what the discussion of a matter should turn."""
    item = get_item(request.actor, item_id)
    require(request.actor, Can.CHAIR, item)
    form = FocusForm(request.POST if request.method == "POST" else None, initial={"focus": item.focus})
    address = reverse("sessions:item", args=[item.id])
    if form.is_valid() and carried_out(
        form, lambda: actions.publish_focus(actor=request.actor, item=item, **form.cleaned_data)
    ):
        tell_the_hall(item.session, rules=rules_of(request))
        return HttpResponseRedirect(f"{address}?told=focus")
    sheet = Sheet(_("Gợi ý thảo luận"), _("Công bố gợi ý"), address, item.session, note=item.title)
    return form_page(request, sheet, form)


def _keep(request: Any, sitting: Sitting, form: TeamNotesForm) -> None:
    actions.write_team_notes(actor=request.actor, sitting=sitting, **form.written())
    if "send" in request.POST:
        actions.send_team_notes(actor=request.actor, sitting=sitting, now=clock.now())


def _sheet(session: CouncilSession, heading: Any, verb: Any, *, note: Any = "") -> Sheet:
    return Sheet(heading, verb, _address(session), session, note=note)


def _address(session: CouncilSession) -> str:
    return reverse("sessions:detail", args=[session.id])


def _when(sitting: Sitting) -> dict[str, str]:
    return {"part": str(sitting.get_part_display()).lower(), "day": f"{sitting.day_on:%d/%m/%Y}"}
