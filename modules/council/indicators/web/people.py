"""Numbers of people, so that communes of one size stand beside each other: one by one, or many from a workbook."""

from functools import partial
from http import HTTPStatus
from typing import Any

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from council.indicators import sheets
from council.indicators.actions.map import People, enter_people
from council.indicators.permissions import Can
from council.indicators.queries.map import find_people, require_office
from council.indicators.queries.province import list_areas
from council.indicators.web.map_forms import PeopleFileForm, PeopleForm
from kernel import clock
from kernel.accounts.doors import carried_out, needs, refusal_to_form
from kernel.refusal import Refusal
from kernel.sheets import check, read_upload, streamed, template, twice
from kernel.ui.forms import typed_in

NAME = "dan-so-xa-phuong.xlsx"


@needs(Can.ARRANGE_MAP)
@require_http_methods(["GET", "POST"])
def people(request: Any) -> HttpResponse:
    """Show the latest number of each unit and take one more, or a workbook of them."""
    require_office(request.actor, request.council)
    areas = list_areas(request.council)
    units = [(area.code, area.whole_name) for area in areas]
    is_file = request.method == "POST" and "from_file" in request.POST
    one = PeopleForm(None if is_file else typed_in(request), units=units)
    many = PeopleFileForm(request.POST if is_file else None, request.FILES if is_file else None, prefix="tep")
    form, faults = (many, _entered(request, many, dict(units))) if is_file else (one, _entered_one(request, one))
    if request.method == "POST" and form.is_valid() and not faults:
        return redirect(f"{request.path}?told=1")
    known = find_people()
    page = {
        "form": form,
        "one": one,
        "many": many,
        "faults": faults,
        "rows": [(name, known.get(code)) for code, name in units],
        "told": _("Đã ghi số dân.") if "told" in request.GET else "",
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors or faults else HTTPStatus.OK
    return render(request, "indicators/people.html", page, status=status)


@needs(Can.ARRANGE_MAP)
@require_safe
def people_template(request: Any) -> HttpResponseBase:
    """Return the workbook to fill in."""
    require_office(request.actor, request.council)
    return streamed(template(str(_("Dân số xã, phường")), sheets.PEOPLE), NAME)


def _entered_one(request: Any, form: PeopleForm) -> list[Any]:
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        _enter(request, form, [People(given["unit"], given["people"])])
    return []


def _entered(request: Any, form: PeopleFileForm, names: dict[str, str]) -> list[Any]:
    """Enter the rows of a workbook, all or none; return what is wrong with its cells."""
    if not form.is_valid():
        return []
    try:
        typed = read_upload(form.cleaned_data["file"], sheets.PEOPLE)
    except Refusal as refusal:
        refusal_to_form(form, refusal)
        return []
    checked = check(sheets.PEOPLE, typed, together=(twice("code", lambda line: line.values.get("code")),))
    if checked.faults:
        return list(checked.faults)
    strange = [line.values["code"] for line in checked.lines if line.values["code"] not in names]
    if strange:
        told = _("Mã không thuộc tỉnh này: %(codes)s. Chưa ghi dòng nào.") % {"codes": ", ".join(strange[:10])}
        form.add_error("file", told)
        return []
    _enter(request, form, [People(line.values["code"], line.values["people"]) for line in checked.lines])
    return []


def _enter(request: Any, form: Any, rows: list[People]) -> None:
    given = form.cleaned_data
    enter = partial(
        enter_people,
        actor=request.actor,
        council=request.council,
        rows=rows,
        counted_on=given["counted_on"],
        source=given["source"],
        now=clock.now(),
    )
    carried_out(form, enter)
