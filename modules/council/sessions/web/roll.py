"""Presence afterwards: the roll of a sitting confirmed and corrected, and the attendance of a whole session."""

from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods

from council.law import CORRECTIONS
from council.people.queries import get_delegate
from council.sessions import actions, sheets
from council.sessions.models import Presence, Sitting
from council.sessions.permissions import Can
from council.sessions.queries import get_session, get_sitting, list_sittings
from council.sessions.queries.presence import lines_of, standing_of, takes_online
from council.sessions.queries.roll import SittingRoll, get_sitting_roll, list_attendance, list_ledger, written_share
from council.sessions.web.forms import ReasonForm
from council.sessions.web.hall import rules_of
from council.sessions.web.pages import Sheet, form_page
from council.sessions.workflow import SittingState
from kernel import clock, lists
from kernel.access import may
from kernel.accounts.doors import carried_out, needs
from kernel.ui.confirming import Question, confirm_page
from kernel.ui.forms import typed_in

LIST = lists.declare("sessions:attendance", _("Chuyên cần của đại biểu"), sheets.ATTENDANCE, personal=True)
ROLL = lists.declare("sessions:roll", _("Điểm danh phiên họp"), sheets.ROLL, personal=True)
TOLD = {
    "confirmed": _("Đã xác nhận điểm danh của phiên họp."),
    "corrected": _("Đã sửa điểm danh; dòng cũ vẫn còn trong sổ."),
}
_SHOWS_AND_TAKES = require_http_methods(["GET", "HEAD", "POST"])


class CorrectForm(ReasonForm):
    """What stands of a delegate in a sitting from now on, and why."""

    what = forms.ChoiceField(label=_("Điểm danh đúng là"), widget=forms.RadioSelect)
    late_minutes = forms.IntegerField(
        label=_("Số phút đến muộn"),
        required=False,
        min_value=1,
        max_value=1440,
        help_text=_("Chỉ cần khi đại biểu đến muộn."),
    )
    field_order = ("what", "late_minutes", "reason")

    def __init__(self, *args: Any, sitting: Sitting, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = [kind for kind in CORRECTIONS if kind != Presence.PRESENT_ONLINE or takes_online(sitting)]
        self.fields["what"].choices = [(kind.value, Presence(kind).label) for kind in kinds]  # type: ignore[attr-defined]  # a ChoiceField


@require_GET
@needs(Can.READ)
def roll(request: Any, sitting_id: UUID) -> HttpResponseBase:
    """Show the presence of a sitting with its ledger, and what may still be done with it."""
    sitting = get_sitting(request.actor, sitting_id)
    found = _roll(request, sitting)
    if ROLL.wants_sheet(request):
        return ROLL.sheet(request, found.rows)
    page = {
        "session": sitting.session,
        "listing": ROLL.shown(request),
        "sitting": sitting,
        "roll": found,
        "ledger": list_ledger(request.actor, sitting),
        "may_confirm": may(request.actor, Can.CONFIRM_PRESENCE, sitting),
        "told": TOLD.get(request.GET.get("told", "")),
    }
    return render(request, "sessions/roll.html", page)


@_SHOWS_AND_TAKES
@needs(Can.CONFIRM_PRESENCE)
def confirm(request: Any, sitting_id: UUID) -> HttpResponseBase:
    """Confirm the presence of a sitting, after a word on what follows from it."""
    sitting = get_sitting(request.actor, sitting_id)
    form, found = forms.Form(typed_in(request)), _roll(request, sitting)
    if form.is_valid() and carried_out(
        form,
        lambda: actions.confirm_presence(actor=request.actor, sitting=sitting, now=clock.now()),
    ):
        return redirect(f"{_address(sitting)}?told=confirmed")
    unknown = found.count("")
    consequence = _(
        "Có mặt %(came)d, vắng có lý do %(excused)d, vắng không lý do %(absent)d. Trong số này %(unknown)d đại biểu "
        "chưa được ghi gì và sẽ được ghi là vắng không lý do."
    )
    counted = {"came": found.came, "excused": found.excused, "absent": found.absent, "unknown": unknown}
    heading = _("Xác nhận điểm danh phiên họp")
    question = Question(heading, _("Xác nhận"), _address(sitting), consequence % counted)
    return confirm_page(request, question, form)


@_SHOWS_AND_TAKES
@needs(Can.CONFIRM_PRESENCE)
def correct(request: Any, sitting_id: UUID, mandate_id: UUID) -> HttpResponseBase:
    """Correct what the ledger holds of one delegate."""
    sitting, mandate = get_sitting(request.actor, sitting_id), get_delegate(request.actor, mandate_id)
    standing = standing_of(lines_of(sitting, mandate))
    begin = {"what": standing.what, "late_minutes": standing.late_minutes or None}
    form = CorrectForm(typed_in(request), sitting=sitting, initial=begin)
    if form.is_valid() and carried_out(
        form,
        lambda: actions.correct_presence(
            actor=request.actor,
            sitting=sitting,
            mandate=mandate,
            what=Presence(form.cleaned_data["what"]),
            late_minutes=form.cleaned_data["late_minutes"] or 0,
            reason=form.cleaned_data["reason"],
            now=clock.now(),
            rules=rules_of(request),
        ),
    ):
        return redirect(f"{_address(sitting)}?told=corrected")
    found = _roll(request, sitting)
    note = found.deadline.why if found.deadline else ""
    heading = _("Sửa điểm danh: %(name)s") % {"name": mandate.person.full_name}
    return form_page(request, Sheet(heading, _("Lưu sửa đổi"), _address(sitting), sitting.session, note), form)


@require_GET
@needs(Can.READ)
def attendance(request: Any, session_id: UUID) -> HttpResponseBase:
    """Show how much of the session's sittings each delegate attended."""
    session = get_session(request.actor, session_id)
    rows = list_attendance(request.actor, session, rules=rules_of(request))
    if LIST.wants_sheet(request):
        return LIST.sheet(request, rows)
    held, attended = sum(row.held for row in rows), sum(row.attended for row in rows)
    page = {
        "session": session,
        "rows": rows,
        "listing": LIST.shown(request),
        "share": written_share(attended / held) if held else "–",
        "full": sum(row.share == 1 for row in rows),
        "sittings": [sitting for sitting in list_sittings(session) if sitting.state == SittingState.ENDED],
        "late_minutes": rules_of(request).number("sessions.late_minutes"),
        "late_counts": written_share(rules_of(request).share("sessions.late_counts_as")),
    }
    return render(request, "sessions/attendance.html", page)


def _roll(request: Any, sitting: Sitting) -> SittingRoll:
    return get_sitting_roll(request.actor, sitting, today=clock.today(), rules=rules_of(request))


def _address(sitting: Sitting) -> str:
    return reverse("sessions:roll", args=[sitting.id])
