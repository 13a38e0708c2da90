"""The pages of constituencies: all with their seats, one with who was elected there, adding and editing."""

from dataclasses import replace
from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods

from council.people import actions
from council.people.law import MOST_SEATS_OF_CONSTITUENCY
from council.people.permissions import Can
from council.people.queries import (
    ConstituencyRow,
    get_constituency,
    get_current_term,
    get_delegate,
    list_constituency_rows,
    list_elected,
)
from council.people.sheets.registers import CONSTITUENCIES, FORMER_UNIT
from council.people.web.asking import asked, asked_of, in_term
from council.people.web.constituency_forms import (
    EditConstituencyForm,
    ElectedForm,
    NewConstituencyForm,
)
from council.people.web.office import TOLD, address_of
from kernel import lists
from kernel.access import may
from kernel.accounts.doors import carried_out, needs
from kernel.ui.confirming import Question, confirm_page
from kernel.ui.forms import typed_in

_SHOWS_AND_TAKES = require_http_methods(["GET", "HEAD", "POST"])
LIST = lists.declare("people:constituencies", _("Đơn vị bầu cử"), CONSTITUENCIES)


@require_GET
@needs(Can.READ)
@in_term
def index(request: Any) -> HttpResponseBase:
    """List the constituencies of the present term with seats, delegates in office and vacancies."""
    term = get_current_term()
    rows = list_constituency_rows(request.actor, term=term)
    if LIST.wants_sheet(request):
        return _listing(rows).sheet(request, rows)
    seats = sum(row.constituency.seats for row in rows)
    page = {
        "term": term,
        "rows": rows,
        "listing": LIST.shown(request),
        "seats": seats,
        "differs": bool(seats and term.seats_total and seats != term.seats_total),
        "too_many": [row for row in rows if row.too_many],
        "large": [row for row in rows if row.is_large],
        "most": MOST_SEATS_OF_CONSTITUENCY,
        "may_arrange": may(request.actor, Can.ARRANGE),
        "told": TOLD.get(request.GET.get("told", "")),
    }
    return render(request, "people/constituencies.html", page)


def _listing(rows: list[ConstituencyRow]) -> lists.Listing:
    """Return the list with the column of former units where there are any."""
    if not any(row.constituency.former_unit for row in rows):
        return LIST
    return replace(LIST, columns=(*CONSTITUENCIES, FORMER_UNIT))


@require_GET
@needs(Can.READ)
def detail(request: Any, constituency_id: UUID) -> HttpResponse:
    """Show a constituency and who was elected there."""
    found = get_constituency(request.actor, constituency_id)
    page = {
        "constituency": found,
        "mandates": list_elected(found),
        "may_arrange": may(request.actor, Can.ARRANGE),
        "told": TOLD.get(request.GET.get("told", "")),
    }
    return render(request, "people/constituency.html", page)


@_SHOWS_AND_TAKES
@needs(Can.ARRANGE)
@in_term
def add(request: Any) -> HttpResponseBase:
    """Make a constituency of the present term."""
    term = get_current_term()
    form = NewConstituencyForm(typed_in(request), merged=term.is_merged)
    return asked(
        request,
        Question(_("Thêm đơn vị bầu cử"), _("Thêm đơn vị"), reverse("people:constituencies")),
        form,
        lambda: actions.add_constituency(
            actor=request.actor, term=term, number=form.cleaned_data["number"], ground=form.ground()
        ),
    )


@_SHOWS_AND_TAKES
@needs(Can.ARRANGE)
def edit(request: Any, constituency_id: UUID) -> HttpResponseBase:
    """Give a constituency another name, area, number of seats or former unit."""
    found = get_constituency(request.actor, constituency_id)
    known = {name: getattr(found, name) for name in EditConstituencyForm.base_fields}
    merged = found.term.is_merged or bool(found.former_unit)
    form = EditConstituencyForm(typed_in(request), initial=known, merged=merged)
    return asked_of(
        request,
        Question(_("Sửa %(name)s") % {"name": found.name}, _("Lưu"), reverse("people:constituency", args=[found.id])),
        form,
        lambda: actions.edit_constituency(
            actor=request.actor, constituency=found, ground=form.ground(), version=form.cleaned_data["version"]
        ),
        found,
    )


@_SHOWS_AND_TAKES
@needs(Can.ARRANGE)
def elected(request: Any, mandate_id: UUID) -> HttpResponseBase:
    """Record in which constituency a delegate was elected."""
    mandate = get_delegate(request.actor, mandate_id)
    form = ElectedForm(typed_in(request), initial={"constituency": mandate.constituency_id})
    if form.is_valid() and carried_out(
        form, lambda: actions.set_constituency(actor=request.actor, mandate=mandate, **form.cleaned_data)
    ):
        return HttpResponseRedirect(address_of(mandate, "arranged"))
    heading = _("Đơn vị bầu cử của %(name)s") % {"name": mandate.person.full_name}
    return confirm_page(request, Question(heading, _("Lưu"), address_of(mandate)), form)
