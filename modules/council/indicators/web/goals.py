"""What the standing committee sets for a measure and a period, with its document, and everything that was ever set."""

from datetime import date
from http import HTTPStatus
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from council.indicators.actions.map import set_map_target
from council.indicators.models import MapTarget
from council.indicators.permissions import Can
from council.indicators.queries.map import list_targets
from council.indicators.queries.province import find_term, list_term_spans
from council.indicators.web.map_forms import TargetForm
from hub.dashboards import choosing, spans
from kernel import clock
from kernel.access import may
from kernel.accounts.doors import carried_out, needs
from kernel.ui.forms import typed_in


@needs(Can.SEE_PROVINCE)
@require_http_methods(["GET", "POST"])
def goals(request: Any) -> HttpResponse:
    """Show every target that was set, the newest first, and take a new one."""
    rows = list_targets(request.actor, request.council)
    today = clock.today()
    term = find_term(today)
    given = {"measure": request.GET.get("so-lieu"), "period": request.GET.get("ky") or spans.year_of(today).key}
    form = TargetForm(typed_in(request), today=today, term=term, initial=given)
    if request.method == "POST" and form.is_valid():
        done = {"actor": request.actor, "council": request.council, **form.cleaned_data}
        if carried_out(form, lambda: set_map_target(**done)):
            return redirect(f"{request.path}?told=1")
    labels = {measure.name: measure.label for measure in choosing.offered()}
    terms = list_term_spans(today)
    page = {
        "form": form,
        "rows": [(row, labels.get(row.measure, row.measure), _period_words(row, terms, today)) for row in rows],
        "may_set": may(request.actor, Can.SET_MAP_TARGET, request.council),
        "told": _("Đã ghi mục tiêu.") if "told" in request.GET else "",
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "indicators/goals.html", page, status=status)


def _period_words(row: MapTarget, terms: list[spans.Span], today: date) -> str:
    """Return the period of a target in words; one of a term is named by the term in which it was set."""
    set_on = clock.local_day(row.created_at)
    term = next((one for one in terms if one.first <= set_on), None)
    return spans.asked_for(row.period, today=today, term=term).label
