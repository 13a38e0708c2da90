"""Bringing the outlines of the communes from a GeoJSON file: read, told feature by feature, looked at, then shown."""

from http import HTTPStatus
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from council.indicators.actions.map import bring_outlines, show_outlines
from council.indicators.permissions import Can
from council.indicators.queries.map import find_outlines, get_outlines, require_office
from council.indicators.queries.province import list_areas
from council.indicators.web.map_forms import OutlinesForm
from hub.dashboards.shapes import DRAWN_WIDTH, Shapes, read_shapes
from kernel.accounts.doors import needs, refusal_to_form
from kernel.files.taking import MEGABYTE, taken
from kernel.refusal import Refusal
from kernel.ui.forms import typed_in

MOST_BYTES = 20 * MEGABYTE


@needs(Can.ARRANGE_MAP)
@require_http_methods(["GET", "POST"])
def bring(request: Any) -> HttpResponse:
    """Take a file of outlines; what is wrong with it is told beside the field and nothing is changed."""
    require_office(request.actor, request.council)
    form = OutlinesForm(typed_in(request), request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            shapes = _read(request.council, form.cleaned_data["file"])
            row = bring_outlines(
                actor=request.actor,
                council=request.council,
                shapes=shapes,
                file_name=form.cleaned_data["file"].name,
                source=form.cleaned_data["source"],
            )
        except Refusal as refusal:
            refusal_to_form(form, refusal)
        else:
            return redirect("indicators:outlines", outlines_id=row.pk)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "indicators/bring.html", {"form": form, "shown": find_outlines()}, status=status)


@needs(Can.ARRANGE_MAP)
@require_http_methods(["GET", "POST"])
def outlines(request: Any, outlines_id: UUID) -> HttpResponse:
    """Show what became of each feature and how the map would look; on request draw the map so."""
    found = get_outlines(request.actor, request.council, outlines_id)
    if request.method == "POST":
        show_outlines(actor=request.actor, council=request.council, outlines=found)
        return redirect(f"{reverse('indicators:province')}?xem=hinh")
    names = {area.code: area.whole_name for area in list_areas(request.council)}
    page = {
        "found": found,
        "width": DRAWN_WIDTH,
        "paths": [(names.get(code, code), path) for code, path in found.paths.items()],
        "report": [(number, label, names.get(code, ""), why) for number, label, code, why in found.report],
        "without": [name for code, name in names.items() if code not in found.paths],
        "is_shown": found == find_outlines(),
    }
    return render(request, "indicators/outlines.html", page)


@needs(Can.ARRANGE_MAP)
@require_POST
def hide(request: Any) -> HttpResponse:
    """Draw only the tiles again; the outlines stay in the history."""
    require_office(request.actor, request.council)
    show_outlines(actor=request.actor, council=request.council, outlines=None)
    return redirect("indicators:bring")


def _read(council: Any, upload: Any) -> Shapes:
    units = {area.code: (area.whole_name, area.name) for area in list_areas(council)}
    with taken(upload, limit_bytes=MOST_BYTES) as file:
        file.file.seek(0)
        return read_shapes(file.file.read(), units)
