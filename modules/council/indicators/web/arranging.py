"""Moving the tiles of the province's map: by row and column, by dragging or by the arrow keys, with a preview."""

from http import HTTPStatus
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from council.indicators.actions.map import arrange_tiles, propose_again
from council.indicators.permissions import Can
from council.indicators.queries.map import find_spots, latest_places, require_office
from council.indicators.queries.province import list_areas
from council.indicators.web.map_forms import PlacesForm, ReadForm
from hub.dashboards.pages import Tile
from hub.dashboards.spots import Spot, size_of
from kernel.accounts.doors import needs, refusal_to_form
from kernel.refusal import Refusal
from kernel.rows import VersionClash
from kernel.ui.forms import typed_in

TOLD = {"saved": _("Đã lưu bố trí ô."), "proposed": _("Đã trở lại bố trí đề xuất.")}


@needs(Can.ARRANGE_MAP)
@require_http_methods(["GET", "POST"])
def arrange(request: Any) -> HttpResponse:
    """Show every tile with its row and column; show typed places as a preview, or save them."""
    require_office(request.actor, request.council)
    form = _form(request, typed_in(request))
    spots = form.spots() if form.is_valid() else form.standing
    if form.is_valid() and "save" in request.POST and _saved(request, form):
        return redirect(f"{request.path}?told=saved")
    return _page(request, form, spots)


@needs(Can.ARRANGE_MAP)
@require_POST
def propose(request: Any) -> HttpResponse:
    """Give up the office's arrangement that was on the page for the proposed one; a newer one is shown instead."""
    require_office(request.actor, request.council)
    given = ReadForm(request.POST)
    read = given.cleaned_data["read"] if given.is_valid() else None
    try:
        propose_again(actor=request.actor, council=request.council, read=read)
    except VersionClash as clash:
        there = _form(request, None)
        form = _form(request, {name: there[name].value() for name in there.fields})
        refusal_to_form(form, clash)
        return _page(request, form, form.standing)
    return redirect(f"{reverse('indicators:arrange')}?told=proposed")


def _form(request: Any, typed: Any) -> PlacesForm:
    """Return the form of all tiles: as typed, or as they stand now."""
    areas, there = list_areas(request.council), latest_places()
    spots = find_spots([area.code for area in areas])
    return PlacesForm(typed, areas=areas, spots=spots, read=there.pk if there else None)


def _page(request: Any, form: PlacesForm, spots: dict[str, Spot]) -> HttpResponse:
    page = {
        "form": form,
        "lines": form.lines(),
        "tiles": sorted((_tile(area, spots) for area in form.areas), key=lambda tile: tile.spot),
        "size": size_of(spots.values()),
        "arranged": latest_places(),
        "told": TOLD.get(request.GET.get("told", ""), ""),
        "is_preview": form.is_valid(),
    }
    return render(request, "indicators/arrange.html", page, status=_status(request, form))


def _saved(request: Any, form: PlacesForm) -> bool:
    read = form.cleaned_data["read"]
    try:
        arrange_tiles(actor=request.actor, council=request.council, spots=form.spots(), read=read)
    except VersionClash as clash:
        last = latest_places()
        form.data = form.data.copy()
        form.data["read"] = str(last.pk) if last else ""
        refusal_to_form(form, clash)
        return False
    except Refusal as refusal:
        refusal_to_form(form, refusal)
        return False
    return True


def _status(request: Any, form: PlacesForm) -> HTTPStatus:
    if request.method != "POST" or form.is_valid():
        return HTTPStatus.OK
    return HTTPStatus.CONFLICT if form.non_field_errors() else HTTPStatus.UNPROCESSABLE_ENTITY


def _tile(area: Any, spots: dict[str, Spot]) -> Tile:
    return Tile(area, spots[area.code], 1 if area.council else None, "")
