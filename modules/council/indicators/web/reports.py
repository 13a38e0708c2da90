"""Reports on the council's work: choose the period, read the report, print it or take it; who drafts makes its draft.

What people have to judge is written in the draft, which is a document like any other: with versions, two editors,
a number and a signature before it goes out.
"""

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
from council.documents.law import Issuer, Kind, Letterhead, Text, labelled, letterhead_lines
from council.documents.models import Document
from council.documents.papers import draft_of, paper_pdf
from council.documents.papers.word import CONTENT_TYPE, paper_docx
from council.documents.permissions import Can as Documents
from council.documents.queries import get_letterhead
from council.documents.web.views import press_of
from council.indicators.law import Figures, Line, Period, groups_of, report_text, subject_of
from council.indicators.permissions import Can
from council.indicators.queries.reports import Findings, get_findings, list_periods
from council.indicators.web.asking import rules_of
from kernel import clock
from kernel.access import may, require
from kernel.accounts.doors import carried_out, needs

Offered = tuple[list[Period], list[Period], list[Period]]
# What the report can be taken as without a draft: the word in the address, the kind of file.
FILES = {"pdf": "application/pdf", "docx": CONTENT_TYPE}


class ReportForm(forms.Form):
    """Over which period the report is; only periods that have begun are offered."""

    ky = forms.ChoiceField(
        label=_("Kỳ báo cáo"),
        error_messages={
            "required": _("Hãy chọn kỳ báo cáo."),
            "invalid_choice": _("Hãy chọn một kỳ báo cáo trong danh sách."),
        },
    )

    def __init__(self, *args: Any, periods: Offered, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.periods = {period.key: period for group in periods for period in group}
        names = (_("6 tháng, năm"), _("Quý"), _("Nhiệm kỳ"))
        groups = [(name, _named(group)) for name, group in zip(names, periods, strict=True) if group]
        self.fields["ky"].choices = [("", _("Chọn kỳ báo cáo")), *groups]  # type: ignore[attr-defined]

    def period(self) -> Period:
        """Return the period that was chosen."""
        return self.periods[self.cleaned_data["ky"]]


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@needs(Can.READ_REPORT)
def reports(request: Any) -> HttpResponseBase:
    """Show the report on a period (``ky``) or give it as a file (``tep``); sent, make its draft.

    :raises NotPermitted: who only reads makes no draft.
    """
    if request.method == "POST":
        require(request.actor, Documents.DRAFT)
    today = clock.today()
    typed = request.POST if request.method == "POST" else request.GET
    form = ReportForm(typed if "ky" in typed or request.method == "POST" else None, periods=list_periods(today=today))
    if not form.is_valid():
        return _page(request, form)
    found = get_findings(request.actor, request.council, form.period(), today=today, rules=rules_of(request))
    if request.method == "GET" and request.GET.get("tep") in FILES:
        return _file(request, found, request.GET["tep"])
    made: list[Any] = []
    if request.method == "POST" and carried_out(form, lambda: made.append(_drafted(request, found))):
        return HttpResponseRedirect(f"{reverse('documents:detail', args=[made[0].id])}?told=drafted")
    return _page(request, form, found)


def _page(request: Any, form: ReportForm, found: Findings | None = None) -> HttpResponse:
    context: dict[str, Any] = {
        "form": form,
        "found": found,
        "groups": [],
        "may_draft": may(request.actor, Documents.DRAFT),
    }
    if found is not None:
        figures, letterhead = found.figures, _letterhead()
        context |= {
            "figures": figures,
            "groups": [(group.heading, list(_linked(group.lines, figures))) for group in groups_of(figures)],
            "subject": subject_of(figures.period, letterhead.issuer),
            "heading_lines": letterhead_lines(letterhead.body, letterhead.issuer),
            "parts": labelled(Kind.REPORT, _text(found, letterhead)),
            "file_href": f"?ky={figures.period.key}&tep=",
            "now": clock.now(),
        }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "indicators/reports.html", context, status=status)


def _file(request: Any, found: Findings, form: str) -> HttpResponse:
    """Return the report as a file that says of itself that it is a draft; it is kept nowhere."""
    letterhead, press = _letterhead(), press_of(request)
    subject = subject_of(found.figures.period, letterhead.issuer)
    unkept = Document(
        kind=Kind.REPORT,
        subject=subject,
        body=_text(found, letterhead).as_json(),
        issuer=letterhead.issuer,
        place=letterhead.place,
        issuing_body=letterhead.body,
        unit=letterhead.unit,
    )
    paper = draft_of(unkept)
    content = paper_pdf(paper, press) if form == "pdf" else paper_docx(paper, press)
    response = HttpResponse(content, content_type=FILES[form])
    response.headers["Content-Disposition"] = f'attachment; filename="bao-cao-{found.figures.period.key}.{form}"'
    response.headers["Cache-Control"] = "private, no-store"
    return response


def _letterhead() -> Letterhead:
    """Return who reports: the standing committee, which sees to the council's reports between sessions."""
    return get_letterhead(Issuer.STANDING_COMMITTEE)


def _text(found: Findings, letterhead: Letterhead) -> Text:
    return report_text(found.figures, letterhead.issuer, found.told, found.trend, found.communes)


def _drafted(request: Any, found: Findings) -> object:
    letterhead = _letterhead()
    return draft_document(
        actor=request.actor,
        kind=Kind.REPORT,
        subject=subject_of(found.figures.period, letterhead.issuer),
        text=_text(found, letterhead),
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
    return [(period.key, period.title) for period in periods]
