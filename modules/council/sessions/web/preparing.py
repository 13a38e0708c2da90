"""The office records the joint conference and the year's plan; it completes the file. The chair makes a break."""

from typing import Any
from uuid import UUID

from django.db import transaction
from django.http import HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods

from council.law import SessionKind
from council.sessions import actions, law
from council.sessions.models import Conference, CouncilSession
from council.sessions.permissions import Can
from council.sessions.queries import find_conference, get_session, get_year, list_items, missing_for_archive
from council.sessions.queries.dossiers import list_year_matters
from council.sessions.web.broadcast import tell_the_hall
from council.sessions.web.forms_preparing import ArchiveForm, ConferenceForm, PauseForm, YearPlanForm
from council.sessions.web.hall import rules_of
from council.sessions.web.pages import Sheet, back_to, form_page
from council.sessions.workflow import ItemState
from kernel import clock, files
from kernel.access import may, require
from kernel.accounts.doors import carried_out, needs
from kernel.refusal import NotFound

LIMIT_MEGABYTES = 50
YEARS = range(2000, 2100)
YEAR_TOLD = {
    "year": _("Đã ghi kế hoạch của năm."),
    "matter": _("Đã thêm nội dung vào danh mục."),
    "matter-gone": _("Đã đưa nội dung ra khỏi danh mục."),
}
_SHOWS_AND_TAKES = require_http_methods(["GET", "HEAD", "POST"])


@_SHOWS_AND_TAKES
@needs(Can.READ)
def year_page(request: Any, year: int) -> HttpResponse:
    """Show a year of sessions; who plans records the council's decision on it."""
    if year not in YEARS:
        raise NotFound()
    if request.method == "POST":
        require(request.actor, Can.PLAN)
    shown = get_year(request.actor, year, today=clock.today(), rules=rules_of(request))
    form = YearPlanForm(request.POST if request.method == "POST" else None, initial=YearPlanForm.typed_of(shown.plan))
    if form.is_valid() and carried_out(
        form, lambda: actions.plan_year(actor=request.actor, year=year, now=clock.now(), **form.cleaned_data)
    ):
        return HttpResponseRedirect(reverse("sessions:year", args=[year]) + "?told=year")
    page = {
        "shown": shown,
        "form": form if may(request.actor, Can.PLAN) else None,
        "matters": list_year_matters(year),
        "told": YEAR_TOLD.get(request.GET.get("told", "")),
    }
    return render(request, "sessions/year.html", page, status=422 if form.errors else 200)


@_SHOWS_AND_TAKES
@needs(Can.PLAN)
def agree(request: Any, session_id: UUID) -> HttpResponseBase:
    """Record the joint conference in one form: the agenda as it stands is what was agreed on."""
    session, rules = get_session(request.actor, session_id), rules_of(request)
    require(request.actor, Can.PLAN, session)
    form = ConferenceForm(*_typed(request))
    if form.is_valid() and carried_out(form, lambda: _agree(request, session, form)):
        return back_to(session, "agreed")
    form.ask_for_the_file_again()
    sheet = Sheet(
        _("Hội nghị liên tịch thống nhất nội dung"),
        _("Ghi hội nghị"),
        reverse("sessions:detail", args=[session.id]),
        session,
        note=_("Danh mục dưới đây được ghi vào hồ sơ đúng như lúc này. Ban thẩm tra và Thường trực được báo."),
    )
    deadline = law.conference_due(opens_on=session.opens_on, kind=SessionKind(session.kind), rules=rules)
    listed = [item for item in list_items(session) if item.state == ItemState.ON_AGENDA]
    return form_page(request, sheet, form, deadline=deadline, listed=listed)


@require_GET
@needs(Can.READ)
def conference(request: Any, session_id: UUID) -> HttpResponse:
    """Show the joint conference of a session with the list that was agreed on."""
    session = get_session(request.actor, session_id)
    held = _held(session)
    return render(request, "sessions/conference.html", {"session": session, "conference": held})


@require_GET
@needs(Can.READ)
def conference_minutes(request: Any, session_id: UUID) -> HttpResponseBase:
    """Give the minutes of the joint conference."""
    held = _held(get_session(request.actor, session_id))
    if held.minutes is None:
        raise NotFound()
    return files.serve(request, held.minutes)


@_SHOWS_AND_TAKES
@needs(Can.CHAIR)
def pause(request: Any, session_id: UUID) -> HttpResponseBase:
    """Interrupt the session until a day: a break between its periods."""
    session = get_session(request.actor, session_id)
    require(request.actor, Can.CHAIR, session)
    form = PauseForm(request.POST if request.method == "POST" else None, initial={"resumes_on": clock.today()})
    if form.is_valid() and carried_out(
        form,
        lambda: actions.pause_session(actor=request.actor, session=session, now=clock.now(), **form.cleaned_data),
    ):
        tell_the_hall(session, rules=rules_of(request))
        return back_to(session, "paused")
    sheet = Sheet(
        _("Tạm nghỉ, chia đợt kỳ họp"),
        _("Tạm nghỉ"),
        reverse("sessions:detail", args=[session.id]),
        session,
        note=_("Phiên đang diễn ra kết thúc. Nếu họp tiếp vào ngày khác, đại biểu được báo ngày đó."),
    )
    return form_page(request, sheet, form)


@_SHOWS_AND_TAKES
@needs(Can.ARCHIVE)
def archive(request: Any, session_id: UUID) -> HttpResponseBase:
    """Complete the file of a closed session with its signed minutes."""
    session = get_session(request.actor, session_id)
    require(request.actor, Can.ARCHIVE, session)
    form = ArchiveForm(*_typed(request))
    if form.is_valid() and carried_out(form, lambda: _archive(request, session, form)):
        return back_to(session, "archived")
    form.ask_for_the_file_again()
    sheet = Sheet(
        _("Hoàn tất hồ sơ kỳ họp"),
        _("Hoàn tất hồ sơ"),
        reverse("sessions:detail", args=[session.id]),
        session,
        note=_("Sau khi hoàn tất, hồ sơ kỳ họp không thay đổi được nữa."),
    )
    closed_on, rules = session.closed_on, rules_of(request)
    deadline = law.minutes_due(closed_on=closed_on, rules=rules) if closed_on else None
    return form_page(request, sheet, form, missing=missing_for_archive(session), deadline=deadline)


@require_GET
@needs(Can.READ)
def minutes(request: Any, session_id: UUID) -> HttpResponseBase:
    """Give the signed minutes of an archived session."""
    session = get_session(request.actor, session_id)
    if session.minutes is None:
        raise NotFound()
    return files.serve(request, session.minutes)


def _typed(request: Any) -> tuple[Any, Any]:
    return (request.POST, request.FILES) if request.method == "POST" else (None, None)


def _agree(request: Any, session: CouncilSession, form: ConferenceForm) -> None:
    with transaction.atomic():
        meeting = form.meeting(_stored(request, form.cleaned_data["minutes"]))
        actions.agree_content(
            actor=request.actor, session=session, meeting=meeting, now=clock.now(), rules=rules_of(request)
        )


def _archive(request: Any, session: CouncilSession, form: ArchiveForm) -> None:
    with transaction.atomic():
        actions.archive_session(
            actor=request.actor,
            session=session,
            minutes=_stored(request, form.cleaned_data["minutes"]),
            signed_on=form.cleaned_data["signed_on"],
            late_reason=form.cleaned_data["late_reason"],
            now=clock.now(),
            rules=rules_of(request),
        )


def _stored(request: Any, upload: Any) -> Any:
    """Keep the file; it vanishes again when the action refuses."""
    if not upload:
        return None
    return files.store(
        actor=request.actor, upload=upload, kinds=files.DOCUMENTS, limit_bytes=LIMIT_MEGABYTES * 1024 * 1024
    )


def _held(session: CouncilSession) -> Conference:
    held = find_conference(session)
    if held is None:
        raise NotFound()
    return held
