"""A rehearsal is made with one press and wiped with one more."""

from typing import Any
from uuid import UUID

from django.http import HttpResponseBase, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from council.people.queries import get_current_term
from council.sessions import actions
from council.sessions.actions.rehearsals import KEPT, SessionHeldNow
from council.sessions.models import CouncilSession
from council.sessions.permissions import Can
from council.sessions.queries import get_session
from council.sessions.queries.rehearsals import find_rehearsal, is_council_held, list_rehearsed
from council.sessions.web.forms_rehearsals import RehearsalForm, WipeForm
from council.sessions.web.hall import rules_of
from council.sessions.web.pages import Sheet, form_page
from kernel import clock
from kernel.accounts.doors import carried_out, needs
from kernel.refusal import NotFound
from kernel.ui.confirming import Question, confirm_page


def why_no_rehearsal() -> Any:
    """Return in words why no rehearsal can be made now, whatever it would be of; empty when one can."""
    return SessionHeldNow.message if is_council_held() else ""


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Can.REHEARSE)
def rehearse(request: Any) -> HttpResponseBase:
    """Make a rehearsal from a session that is planned or from the small agenda; go to its desk."""
    standing = find_rehearsal(request.actor)
    form = RehearsalForm(request.POST or None, sessions=list_rehearsed(request.actor))
    made: list[CouncilSession] = []
    if form.is_valid() and carried_out(form, lambda: made.append(_made(request, **form.cleaned_data))):
        return _to_desk(made[0])
    note = _(
        "Buổi diễn tập dùng chính các màn hình của phiên họp thật. Không thông báo nào được gửi đi, không gì hiện ra "
        "ngoài Hội đồng, không số liệu nào được tính. Tập xong thì xoá; quên xoá thì tự xoá sau %(days)d ngày."
    ) % {"days": rules_of(request).number(KEPT)}
    sheet = Sheet(_("Tạo buổi diễn tập"), _("Tạo buổi diễn tập"), reverse("sessions:index"), note=note)
    return form_page(request, sheet, form, rehearsal=standing, why_not=why_no_rehearsal())


@require_POST
@needs(Can.REHEARSE)
def rehearse_session(request: Any, session_id: UUID) -> HttpResponseBase:
    """Make a rehearsal of one session at once, everybody noted as present."""
    of = get_session(request.actor, session_id)
    form = RehearsalForm({"of": str(of.id), "all_present": "on"}, sessions=list_rehearsed(request.actor))
    made: list[CouncilSession] = []
    if form.is_valid() and carried_out(form, lambda: made.append(_made(request, **form.cleaned_data))):
        return _to_desk(made[0])
    sheet = Sheet(_("Tạo buổi diễn tập"), _("Tạo buổi diễn tập"), reverse("sessions:detail", args=[of.id]))
    known = {"rehearsal": find_rehearsal(request.actor), "why_not": why_no_rehearsal()}
    return form_page(request, sheet, form, **known, action=reverse("sessions:rehearse"))


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Can.REHEARSE)
def wipe(request: Any, session_id: UUID) -> HttpResponseBase:
    """Remove a rehearsal with all that was done in it, once that is confirmed."""
    session = get_session(request.actor, session_id)
    if not session.is_rehearsal:
        raise NotFound()
    form = WipeForm(request.POST or None)
    if request.method == "POST" and carried_out(
        form, lambda: actions.wipe_rehearsal(actor=request.actor, session=session, now=clock.now())
    ):
        return HttpResponseRedirect(f"{reverse('sessions:index')}?told=wiped")
    question = Question(
        heading=_("Xoá buổi diễn tập"),
        verb=_("Xoá buổi diễn tập"),
        back_href=reverse("sessions:control", args=[session.id]),
        consequence=_(
            "Xoá toàn bộ: chương trình, điểm danh, phát biểu, phiếu, mã biên nhận, nhật ký. Không khôi phục được. "
            "Nhật ký hệ thống vẫn giữ dấu ai đã làm gì, không giữ nội dung."
        ),
        tone="danger",
    )
    return confirm_page(request, question, form)


def _made(request: Any, *, of: CouncilSession | None, all_present: bool) -> CouncilSession:
    return actions.prepare_rehearsal(
        actor=request.actor, term=get_current_term(), now=clock.now(), of=of, all_present=all_present
    )


def _to_desk(session: CouncilSession) -> HttpResponseBase:
    return redirect("sessions:control", session.id)
