"""The council in numbers: a page with bars for each kind of count, and the people behind each number."""

from datetime import date
from http import HTTPStatus
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods

from council.people.models import Mandate, TermOfOffice
from council.people.permissions import Can
from council.people.queries import get_composition, get_current_term, get_mark, list_marked, list_terms
from council.people.web.asking import in_term
from kernel import clock
from kernel.access import may
from kernel.accounts.doors import carried_out, needs
from kernel.ui.forms import ReasonForm, day_field


class WhenForm(forms.Form):
    """Which term, on which day."""

    term: Any = forms.ModelChoiceField(label=_("Nhiệm kỳ"), required=False, queryset=None, empty_label=None)
    on = day_field(_("Tại ngày"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["term"].queryset = list_terms()  # type: ignore[attr-defined]  # a ModelChoiceField

    def chosen(self, *, today: date) -> tuple[TermOfOffice, date]:
        """Return the term and the day asked for; strange values ask for the present term today.

        A term that is over is shown as on its last day.
        """
        known: dict[str, Any] = self.cleaned_data if self.is_valid() else {}
        term = known.get("term") or get_current_term()
        last = min(today, term.ends_on) if term.ends_on else today
        return term, known.get("on") or last


@require_GET
@needs(Can.READ)
@in_term
def composition(request: Any) -> HttpResponse:
    """Show the numbers of a term on a day."""
    form, term, on = _when(request)
    page = {
        "form": form,
        "found": get_composition(request.actor, term=term, on=on),
        "kept": urlencode({"term": term.id, "on": on.isoformat()}),
    }
    return render(request, "people/composition.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Can.READ)
def marked(request: Any, mark: str) -> HttpResponseBase:
    """Show who stands behind a number; for sensitive data only for a reason, which is recorded."""
    counted = get_mark(mark)
    _form, term, on = _when(request)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    people: list[Mandate] | None = None
    asks = counted.is_sensitive and may(request.actor, Can.READ_SENSITIVE)
    if not counted.is_sensitive:
        people = list_marked(request.actor, mark=counted, term=term, on=on)
    elif request.method == "POST":
        found: list[Mandate] = []
        if form.is_valid() and carried_out(
            form,
            lambda: found.extend(
                list_marked(request.actor, mark=counted, term=term, on=on, reason=form.cleaned_data["reason"])
            ),
        ):
            people = found
    page = {
        "mark": counted,
        "term": term,
        "on": on,
        "people": people,
        "form": form,
        "asks": asks,
        "kept": urlencode({"term": term.id, "on": on.isoformat()}),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    response = render(request, "people/marked.html", page, status=status)
    if counted.is_sensitive:
        response.headers["Cache-Control"] = "private, no-store"
    return response


def _when(request: Any) -> tuple[WhenForm, TermOfOffice, date]:
    today = clock.today()
    form = WhenForm(request.GET)
    term, on = form.chosen(today=today)
    return WhenForm(initial={"term": term, "on": on}), term, on
