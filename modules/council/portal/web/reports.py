"""Reports on the council's work: choose the period, see the figures from the records, make the draft."""

from collections.abc import Iterator
from http import HTTPStatus
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.http import HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from council.documents.actions import draft_document
from council.documents.law import Issuer, Kind
from council.documents.permissions import Can
from council.documents.queries import get_letterhead
from council.portal.law import Figures, Line, Period, groups_of, report_text, subject_of
from council.portal.queries.reports import get_figures, list_periods
from kernel import clock
from kernel.accounts.doors import carried_out, needs


class PeriodForm(forms.Form):
    """Over which period the report is; only periods that have begun are offered."""

    ky = forms.ChoiceField(
        label=_("Kỳ báo cáo"),
        error_messages={
            "required": _("Hãy chọn kỳ báo cáo."),
            "invalid_choice": _("Hãy chọn một kỳ báo cáo trong danh sách."),
        },
    )

    def __init__(self, *args: Any, periods: tuple[list[Period], list[Period]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        of_years, of_terms = periods
        self.periods = {period.key: period for period in (*of_years, *of_terms)}
        choices: list[Any] = [("", _("Chọn kỳ báo cáo")), (_("6 tháng, năm"), _named(of_years))]
        choices += [(_("Nhiệm kỳ"), _named(of_terms))] if of_terms else []
        self.fields["ky"].choices = choices  # type: ignore[attr-defined]

    def period(self) -> Period:
        """Return the period that was chosen."""
        return self.periods[self.cleaned_data["ky"]]


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@needs(Can.DRAFT)
def reports(request: Any) -> HttpResponseBase:
    """Show the figures of a period (``ky``); sent, make the draft of the report from them."""
    today = clock.today()
    typed = request.POST if request.method == "POST" else request.GET
    form = PeriodForm(typed if "ky" in typed or request.method == "POST" else None, periods=list_periods(today=today))
    figures = get_figures(request.actor, form.period(), today=today) if form.is_valid() else None
    made: list[Any] = []
    if request.method == "POST" and figures and carried_out(form, lambda: made.append(_drafted(request, figures))):
        return HttpResponseRedirect(f"{reverse('documents:detail', args=[made[0].id])}?told=drafted")
    return _page(request, form, figures)


def _page(request: Any, form: PeriodForm, figures: Figures | None) -> HttpResponse:
    context: dict[str, Any] = {"form": form, "figures": figures, "groups": []}
    if figures:
        context["groups"] = [(group.heading, list(_linked(group.lines, figures))) for group in groups_of(figures)]
        context["subject"] = subject_of(figures.period, get_letterhead().issuer)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "portal/reports.html", context, status=status)


def _drafted(request: Any, figures: Figures) -> object:
    """Make the draft: a report of the standing committee, which sees to the council's reports between sessions."""
    letterhead = get_letterhead(Issuer.STANDING_COMMITTEE)
    return draft_document(
        actor=request.actor,
        kind=Kind.REPORT,
        subject=subject_of(figures.period, letterhead.issuer),
        text=report_text(figures, letterhead.issuer),
        letterhead=letterhead,
    )


def _linked(lines: tuple[Line, ...], figures: Figures) -> Iterator[tuple[Line, str]]:
    for line in lines:
        yield line, _list_of(line.about, figures) if line.count else ""


def _list_of(about: str, figures: Figures) -> str:
    """Return the address of the list behind a figure; lists have no days, so the nearest wider one is shown."""
    if about == "sessions":
        is_of_year = figures.period.first.year == figures.period.last.year
        return reverse("sessions:index") + (f"?nam={figures.period.first.year}" if is_of_year else "")
    if about == "delegates":
        return reverse("people:index")
    body, _colon, kind = about.partition(":")
    asked = {name: value for name, value in (("loai", kind), ("co_quan", body)) if value}
    return f"{reverse('documents:index')}?{urlencode(asked)}" if asked else ""


def _named(periods: list[Period]) -> list[tuple[str, str]]:
    return [(period.key, f"{period.name[:1].upper()}{period.name[1:]}") for period in periods]
