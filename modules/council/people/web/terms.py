"""The pages of terms: all of them, closing the present one after reading what ends, opening the next one."""

from typing import Any

from django import forms
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods

from council.people import actions
from council.people.models import TermOfOffice
from council.people.permissions import Can
from council.people.queries import find_what_ends, get_current_term, list_terms
from council.people.sheets.registers import TERMS
from council.people.web.asking import asked, in_term
from council.people.web.forms import document_field, not_ahead, past_day_field
from council.people.web.office import TOLD
from council.people.workflow import TermState
from kernel import clock, lists
from kernel.access import may
from kernel.accounts.doors import needs
from kernel.ui.confirming import Question
from kernel.ui.forms import day_field, typed_in

_SHOWS_AND_TAKES = require_http_methods(["GET", "HEAD", "POST"])
LIST = lists.declare("people:terms", _("Nhiệm kỳ"), TERMS)


class CloseForm(forms.Form):
    """When a term ends and by which paper; ``seen`` comes with the page that lists what ends."""

    on = past_day_field(
        _("Ngày cuối cùng của nhiệm kỳ"),
        help_text=_("Ngay trước ngày khai mạc kỳ họp thứ nhất của khoá sau; quyền của đại biểu còn đến hết ngày này."),
    )
    document = document_field(required=True)
    seen = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)

    def clean_on(self) -> Any:
        """Refuse a day that is still to come."""
        return not_ahead(self.cleaned_data["on"])


class OpenForm(forms.Form):
    """The next term."""

    number = forms.IntegerField(
        label=_("Khoá"),
        min_value=1,
        max_value=99,
        help_text=_("Số khoá của Hội đồng này, ví dụ 17 cho khoá XVII."),
        error_messages=dict.fromkeys(("required", "invalid", "min_value", "max_value"), _("Hãy nhập số từ 1 đến 99.")),
    )
    name = forms.CharField(
        label=_("Nhiệm kỳ"),
        max_length=20,
        help_text=_("Ví dụ “2031–2036”."),
        error_messages={"required": _("Hãy nhập tên nhiệm kỳ.")},
    )
    starts_on = day_field(_("Bắt đầu"), help_text=_("Ngày khai mạc kỳ họp thứ nhất."))
    ends_on = day_field(_("Kết thúc (dự kiến)"), required=False)
    seats_total = forms.IntegerField(label=_("Tổng số đại biểu được bầu"), min_value=0, max_value=500, initial=0)
    with_committees = forms.BooleanField(
        label=_("Lập các ban như khoá trước"),
        required=False,
        initial=True,
        help_text=_("Tổ đại biểu và đơn vị bầu cử lập mới theo kết quả bầu cử."),
    )

    def plan(self) -> actions.NextTerm:
        """Return what was typed of the term."""
        return actions.NextTerm(
            *(self.cleaned_data[name] for name in ("number", "name", "starts_on", "ends_on", "seats_total"))
        )


@require_GET
@needs(Can.READ)
def index(request: Any) -> HttpResponseBase:
    """List the terms, the latest first."""
    terms = list(list_terms())
    if LIST.wants_sheet(request):
        return LIST.sheet(request, terms)
    may_change = may(request.actor, Can.CHANGE_TERM)
    is_open = any(term.state == TermState.CURRENT for term in terms)
    page = {
        "terms": terms,
        "listing": LIST.shown(request),
        "is_open": is_open,
        "may_close": may_change and is_open,
        "may_open": may_change and not is_open,
        "told": TOLD.get(request.GET.get("told", "")),
    }
    return render(request, "people/terms.html", page)


@_SHOWS_AND_TAKES
@needs(Can.CHANGE_TERM)
@in_term
def close(request: Any) -> HttpResponseBase:
    """Ask when the present term ends, show exactly what ends with it, and close it when that was confirmed."""
    term = get_current_term()
    form = CloseForm(typed_in(request), initial={"on": clock.today()})
    question = Question(
        heading=_("Kết thúc nhiệm kỳ %(name)s") % {"name": term.name},
        verb=_("Xem những gì sẽ kết thúc"),
        back_href=reverse("people:terms"),
    )
    if form.is_valid() and not form.cleaned_data["seen"]:
        return _check_answers(request, term, form)
    return asked(
        request, question, form, lambda: actions.close_term(actor=request.actor, term=term, **form.cleaned_data)
    )


@_SHOWS_AND_TAKES
@needs(Can.CHANGE_TERM)
def open_next(request: Any) -> HttpResponseBase:
    """Open the next term."""
    form = OpenForm(typed_in(request), initial={"starts_on": clock.today()})
    return asked(
        request,
        Question(_("Mở nhiệm kỳ mới"), _("Mở nhiệm kỳ"), reverse("people:terms")),
        form,
        lambda: actions.open_term(
            actor=request.actor, plan=form.plan(), with_committees=form.cleaned_data["with_committees"]
        ),
    )


def _check_answers(request: Any, term: TermOfOffice, form: CloseForm) -> HttpResponse:
    """Show what ends with the term, by name; the button closes exactly that."""
    page = {
        "term": term,
        "on": form.cleaned_data["on"],
        "document": form.cleaned_data["document"],
        "ends": find_what_ends(term),
        "teams": term.teams.count(),
        "committees": term.committees.count(),
        "constituencies": term.constituencies.count(),
    }
    response = render(request, "people/term_check.html", page)
    response.headers["Cache-Control"] = "private, no-store"
    return response
