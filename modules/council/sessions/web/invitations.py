"""Invitations: one's own answer on the session's page, all answers for the office, excuses for the chair."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from council.sessions import actions
from council.sessions.models import CouncilSession, Invitation
from council.sessions.permissions import Can
from council.sessions.queries import (
    get_answers,
    get_excuse,
    get_invitation,
    get_session,
    list_invitable_contacts,
    list_sittings,
)
from council.sessions.web.forms import ReasonForm
from council.sessions.web.forms_invitations import AnswerForm, ExcuseForm, GuestsForm, RefusalForm
from council.sessions.web.pages import Sheet, back_to, form_page
from council.sessions.workflow import ONLINE_FORMS, TAKES_PRESENCE, SittingState
from kernel import clock
from kernel.access import may, may_at_all, require
from kernel.accounts.doors import carried_out, needs
from kernel.ui.confirming import Question, confirm_page

_SHOWS_AND_TAKES = require_http_methods(["GET", "HEAD", "POST"])
TOLD = {
    "guests": _("Đã gửi giấy mời."),
    "delegates": _("Đã gửi giấy mời cho đại biểu chưa được mời."),
    "answered": _("Đã ghi câu trả lời."),
    "asked": _("Đã gửi đề nghị vắng mặt; chủ toạ sẽ quyết định."),
    "decided": _("Đã quyết định; đại biểu được báo."),
    "withdrawn": _("Đã rút giấy mời."),
    "taken-back": _("Đã rút đề nghị vắng mặt."),
}


@require_GET
@needs(Can.READ)
def answers(request: Any, session_id: UUID) -> HttpResponse:
    """Show who is invited, who answered what, and which excuses wait."""
    session = get_session(request.actor, session_id)
    open_now = session.state in TAKES_PRESENCE
    page = {
        "session": session,
        "answers": get_answers(request.actor, session),
        "may_invite": open_now and may(request.actor, Can.INVITE, session),
        "may_decide": may(request.actor, Can.DECIDE_EXCUSE, session),
        "offers_online": session.form in ONLINE_FORMS,
        "told": TOLD.get(request.GET.get("told", "")),
    }
    return render(request, "sessions/invitations.html", page)


@_SHOWS_AND_TAKES
@needs(Can.INVITE)
def invite_guests(request: Any, session_id: UUID) -> HttpResponseBase:
    """Invite people of the bodies that the council works with."""
    session = get_session(request.actor, session_id)
    require(request.actor, Can.INVITE, session)
    form = GuestsForm(request.POST if request.method == "POST" else None, contacts=list_invitable_contacts())
    if form.is_valid() and carried_out(
        form, lambda: actions.invite_guests(actor=request.actor, session=session, **form.cleaned_data)
    ):
        return _to_list(session, "guests")
    sheet = Sheet(_("Mời khách, cơ quan dự kỳ họp"), _("Gửi giấy mời"), _list_of(session), session)
    return form_page(request, sheet, form)


@require_POST
@needs(Can.INVITE)
def invite_delegates(request: Any, session_id: UUID) -> HttpResponseBase:
    """Invite the delegates who became active after the convening."""
    session = get_session(request.actor, session_id)
    actions.invite_delegates(actor=request.actor, session=session)
    return _to_list(session, "delegates")


@_SHOWS_AND_TAKES
@needs(Can.ANSWER)
def answer(request: Any, invitation_id: UUID) -> HttpResponseBase:
    """Answer an invitation: one's own, or take somebody's answer down."""
    invitation = get_invitation(request.actor, invitation_id)
    is_guest = invitation.mandate_id is None
    online = invitation.session.form in ONLINE_FORMS
    typed = request.POST if request.method == "POST" else None
    form = AnswerForm(typed, is_guest=is_guest, online=online, initial={"note": invitation.note})
    if form.is_valid() and carried_out(
        form,
        lambda: actions.answer_invitation(
            actor=request.actor, invitation=invitation, now=clock.now(), **form.answered()
        ),
    ):
        return _back(request, invitation, "answered")
    sheet = Sheet(
        _("Trả lời giấy mời: %(name)s") % {"name": invitation.name},
        _("Gửi trả lời"),
        _way_back(request, invitation),
        invitation.session,
        note="" if is_guest else _("Không dự được thì chọn “Xin vắng mặt” ở trang kỳ họp, kèm lý do."),
    )
    return form_page(
        request, sheet, form, guest=not may_at_all(request.actor, Can.READ), told=TOLD.get(request.GET.get("told", ""))
    )


@_SHOWS_AND_TAKES
@needs(Can.ANSWER)
def ask_excuse(request: Any, invitation_id: UUID) -> HttpResponseBase:
    """Ask to be excused from the session or from one sitting."""
    invitation = get_invitation(request.actor, invitation_id)
    coming = [each for each in list_sittings(invitation.session) if each.state == SittingState.PLANNED]
    form = ExcuseForm(request.POST if request.method == "POST" else None, sittings=coming)
    if form.is_valid() and carried_out(
        form,
        lambda: actions.ask_excuse(actor=request.actor, invitation=invitation, now=clock.now(), **form.asked()),
    ):
        return _back(request, invitation, "asked")
    sheet = Sheet(
        _("Xin vắng mặt: %(name)s") % {"name": invitation.name},
        _("Gửi đề nghị"),
        _way_back(request, invitation),
        invitation.session,
        note=_("Chủ tịch hoặc Phó Chủ tịch Hội đồng quyết định. Đề nghị gửi trước khi phiên họp bắt đầu."),
    )
    return form_page(request, sheet, form)


@require_POST
@needs(Can.ANSWER)
def take_back_excuse(request: Any, excuse_id: UUID) -> HttpResponseBase:
    """Take a request back: one comes after all."""
    excuse = get_excuse(request.actor, excuse_id)
    actions.take_back_excuse(actor=request.actor, excuse=excuse)
    return _back(request, excuse.invitation, "taken-back")


@_SHOWS_AND_TAKES
@needs(Can.DECIDE_EXCUSE)
def decide_excuse(request: Any, excuse_id: UUID) -> HttpResponseBase:
    """Accept a request to be excused, or refuse it with a reason."""
    excuse = get_excuse(request.actor, excuse_id)
    require(request.actor, Can.DECIDE_EXCUSE, excuse)
    form = RefusalForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and carried_out(
        form,
        lambda: actions.decide_excuse(actor=request.actor, excuse=excuse, now=clock.now(), **form.decided()),
    ):
        return _to_list(excuse.session, "decided")
    sheet = Sheet(
        _("Đề nghị vắng mặt của %(name)s") % {"name": excuse.invitation.name},
        _("Ghi quyết định"),
        _list_of(excuse.session),
        excuse.session,
        note=_("%(what)s. Lý do: %(reason)s") % {"what": _what(excuse), "reason": excuse.reason},
    )
    return form_page(request, sheet, form)


@_SHOWS_AND_TAKES
@needs(Can.INVITE)
def withdraw(request: Any, invitation_id: UUID) -> HttpResponseBase:
    """Take an invitation back, with a reason."""
    invitation = get_invitation(request.actor, invitation_id)
    require(request.actor, Can.INVITE, invitation)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and carried_out(
        form,
        lambda: actions.withdraw_invitation(actor=request.actor, invitation=invitation, **form.cleaned_data),
    ):
        return _to_list(invitation.session, "withdrawn")
    question = Question(
        heading=_("Rút giấy mời %(name)s") % {"name": invitation.name},
        verb=_("Rút giấy mời"),
        back_href=_list_of(invitation.session),
        consequence=_("Người được mời không còn trong danh sách của kỳ họp; có thể mời lại sau."),
        tone="danger",
    )
    return confirm_page(request, question, form)


def _what(excuse: Any) -> Any:
    if excuse.sitting is None:
        return _("Xin vắng cả kỳ họp")
    words = {"part": excuse.sitting.get_part_display(), "day": f"{excuse.sitting.day_on:%d/%m/%Y}"}
    return _("Xin vắng %(part)s ngày %(day)s") % words


def _list_of(session: CouncilSession) -> str:
    return reverse("sessions:invitations", args=[session.id])


def _to_list(session: CouncilSession, told: str) -> HttpResponseRedirect:
    return HttpResponseRedirect(f"{_list_of(session)}?told={told}")


def _way_back(request: Any, invitation: Invitation) -> str:
    """Return the list for who keeps it, the session for a delegate, the invitation's own page for a guest."""
    if may(request.actor, Can.INVITE, invitation.session):
        return _list_of(invitation.session)
    name = "detail" if may_at_all(request.actor, Can.READ) else "answer"
    return reverse(f"sessions:{name}", args=[invitation.session_id if name == "detail" else invitation.id])


def _back(request: Any, invitation: Invitation, told: str) -> HttpResponseRedirect:
    if may(request.actor, Can.INVITE, invitation.session):
        return _to_list(invitation.session, told)
    if may_at_all(request.actor, Can.READ):
        return back_to(invitation.session, told)
    return HttpResponseRedirect(f"{_way_back(request, invitation)}?told={told}")
