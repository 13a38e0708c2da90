"""The pages of the council's local days."""

from typing import Any
from uuid import UUID

from django.http import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from council.rulebook import actions, queries
from council.rulebook.permissions import Can
from council.rulebook.web.forms import DayForm
from council.rulebook.web.weighing import address_of, changed
from kernel import clock
from kernel.access import may
from kernel.accounts.doors import needs
from kernel.ui.confirming import Question, confirm_page
from kernel.ui.forms import ReasonForm

TOLD = {
    "day": _("Đã lưu ngày riêng."),
    "removed": _("Đã bỏ ngày riêng."),
}


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Can.READ)
def days(request: Any) -> HttpResponseBase:
    """Show the council's local days and take another one."""
    form = DayForm(request.POST) if request.method == "POST" else DayForm()
    answer = changed(
        request,
        form,
        lambda rules: actions.set_local_day(actor=request.actor, **form.cleaned_data, now=clock.now(), rules=rules),
        done=address_of("rulebook:days", "day"),
    )
    page = {
        "days": queries.list_local_days(request.actor),
        "form": form if may(request.actor, Can.SET_DAY) else None,
        "told": TOLD.get(request.GET.get("told", "")),
    }
    return answer or render(request, "rulebook/days.html", page, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Can.SET_DAY)
def remove_day(request: Any, day_id: UUID) -> HttpResponseBase:
    """Take a local day off the calendar, after asking why."""
    day = queries.get_local_day(request.actor, day_id)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    answer = changed(
        request,
        form,
        lambda rules: actions.remove_local_day(
            actor=request.actor, day=day, reason=form.cleaned_data["reason"], now=clock.now(), rules=rules
        ),
        done=address_of("rulebook:days", "removed"),
    )
    question = Question(
        heading=_("Bỏ ngày riêng %(day)s") % {"day": f"{day.day_on:%d/%m/%Y}"},
        consequence=_("Các thời hạn tính từ nay sẽ không còn tính ngày này là ngày riêng."),
        verb=_("Bỏ ngày này"),
        tone="danger",
        back_href=reverse("rulebook:days"),
    )
    return answer or confirm_page(request, question, form)
