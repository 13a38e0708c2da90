"""The national dashboard and the record of one province, for operators and for readers of central agencies."""

from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from console import sheets
from console.nation import KIND_NAMES, get_nation, get_province, national_term
from console.permissions import Can
from hub.dashboards import choosing, groups, records, spans
from hub.dashboards.asking import FIELDS, asked_of, ordered
from hub.dashboards.boards import Area, find_areas
from hub.dashboards.nation import ISLANDS, spots_of_provinces
from hub.dashboards.pages import page_of
from hub.rollups.reading import Level
from kernel import clock, lists
from kernel.accounts.doors import needs
from presets.people import sources_of_people

ROWS = 50
LIKE = groups.Like(KIND_NAMES, groups.PROVINCES)
PROVINCES = lists.declare("console:nation", _("Số liệu cả nước"), sheets.PROVINCES, filtered_by=FIELDS)


@needs(Can.SEE_NATION)
@require_safe
@never_cache
def nation(request: Any) -> HttpResponseBase:
    """Show the figures of the provinces, as fresh as the last commit."""
    asked, now = asked_of(request.GET), clock.now()
    today = clock.local_day(now)
    measures, term = choosing.shown(), national_term(today)
    chosen = choosing.chosen(asked.measure, measures)
    span = choosing.span_for(chosen, spans.asked_for(asked.period, today=today, term=term), today=today)
    board = get_nation(request.actor, chosen=chosen, span=span, today=today)
    if PROVINCES.wants_sheet(request):
        return PROVINCES.sheet(request, ordered(find_areas(board.areas, asked.text), asked))
    words = urlencode({"so-lieu": chosen.name, "ky": span.key})

    def href(area: Area) -> str:
        return f"{reverse('console:province', args=[area.code])}?{words}" if area.council else ""

    page = page_of(board, asked, spots=spots_of_provinces(), term=term, href=href, like=LIKE)
    page |= {"now": now, "measures": measures, "listing": PROVINCES.shown(request)}
    page["islands"] = [(spot, name) for spot, (name, _code) in ISLANDS.items()]
    page["people_sources"] = sources_of_people()
    return render(request, "console/nation.html", page)


@needs(Can.SEE_NATION)
@require_safe
@never_cache
def province(request: Any, unit_code: str) -> HttpResponseBase:
    """Show one province's figures over time and what its own council has published."""
    found, keys = get_province(request.actor, unit_code)
    asked, now = asked_of(request.GET), clock.now()
    today = clock.local_day(now)
    term = national_term(today)
    span = spans.asked_for(asked.period, today=today, term=term)
    figures = records.figures_of(keys, Level.PROVINCE, span)
    page = records.record_of(figures, asked, keys=keys, span=span, term=term, today=today)
    resolutions = records.list_resolutions(found.key, span)
    page |= records.structure_of(keys, Level.PROVINCE, span, today)
    page |= {
        "council": found,
        "communes": len(keys) - 1,
        "now": now,
        "back": f"{reverse('console:nation')}{asked.address()}",
        "page": Paginator(resolutions, ROWS).get_page(request.GET.get("trang")),
        "kept": urlencode({"ky": span.key, "so-lieu": page["measure"].name}),
        "root": settings.COUNCIL_ADDRESS.format(host=f"{found.subdomain}.{settings.COUNCIL_DOMAIN}"),
    }
    return render(request, "console/province.html", page)
