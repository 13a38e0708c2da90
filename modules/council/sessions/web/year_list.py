"""The year's list of matters in the office's hands: lines written down, taken off with a reason."""

from typing import Any
from uuid import UUID

from django.http import HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from council.sessions import actions
from council.sessions.actions.year_list import Line
from council.sessions.models import ItemKind
from council.sessions.permissions import Can
from council.sessions.queries.dossiers import get_year_matter
from council.sessions.queries.years import get_year_plan
from council.sessions.web.forms import ReasonForm
from council.sessions.web.forms_dossiers import MatterForm
from council.sessions.web.pages import Sheet, form_page
from kernel import clock
from kernel.accounts.doors import carried_out, needs
from kernel.ui.confirming import Question, confirm_page
from kernel.ui.forms import typed_in

_SHOWS_AND_TAKES = require_http_methods(["GET", "HEAD", "POST"])


@_SHOWS_AND_TAKES
@needs(Can.PLAN)
def add(request: Any, year: int) -> HttpResponseBase:
    """Write a line of the year's list down."""
    plan = get_year_plan(request.actor, year)
    form = MatterForm(typed_in(request), initial={"kind": ItemKind.INDIVIDUAL_RESOLUTION, "document": plan.document})
    if form.is_valid() and carried_out(
        form, lambda: actions.list_matter(actor=request.actor, plan=plan, line=Line(**form.cleaned_data))
    ):
        return _to_year(year, "matter")
    note = _("Nghị quyết ngoài danh mục chỉ vào chương trình khi có văn bản chỉ đạo (R-SES-09).")
    sheet = Sheet(_("Thêm nội dung vào danh mục năm %(year)d") % {"year": year}, _("Thêm"), _address(year), note=note)
    return form_page(request, sheet, form)


@_SHOWS_AND_TAKES
@needs(Can.PLAN)
def remove(request: Any, matter_id: UUID) -> HttpResponseBase:
    """Take a line off the year's list, with a reason."""
    matter = get_year_matter(request.actor, matter_id)
    form = ReasonForm(typed_in(request))
    if form.is_valid() and carried_out(
        form,
        lambda: actions.unlist_matter(actor=request.actor, matter=matter, now=clock.now(), **form.cleaned_data),
    ):
        return _to_year(matter.plan.year, "matter-gone")
    question = Question(
        heading=_("Đưa ra khỏi danh mục năm %(year)d") % {"year": matter.plan.year},
        verb=_("Đưa ra khỏi danh mục"),
        back_href=_address(matter.plan.year),
        consequence=_("“%(title)s”: hồ sơ đang chuẩn bị theo dòng này vẫn tiếp tục; không thêm hồ sơ mới.")
        % {"title": matter.title},
        tone="danger",
    )
    return confirm_page(request, question, form)


def _address(year: int) -> str:
    return reverse("sessions:year", args=[year])


def _to_year(year: int, told: str) -> HttpResponseRedirect:
    return HttpResponseRedirect(f"{_address(year)}?told={told}#list")
