"""The province's dashboard, and the record of one commune that a tile opens."""

from dataclasses import replace
from datetime import date
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

from council.documents.law import KINDS, Kind
from council.exchange.queries import owed_card
from council.indicators import sheets
from council.indicators.permissions import Can
from council.indicators.queries.map import find_goal, find_outlines, find_people, find_spots, oldest_day
from council.indicators.queries.province import (
    find_term,
    get_commune,
    get_province,
)
from council.indicators.web.asking import halves
from hub.dashboards import choosing, groups, records, spans
from hub.dashboards.asking import FIELDS, asked_of, ordered
from hub.dashboards.boards import Area, find_areas, with_people
from hub.dashboards.pages import page_of
from hub.dashboards.shapes import DRAWN_WIDTH
from hub.rollups.reading import Level
from kernel import clock, lists
from kernel.access import may, may_at_all
from kernel.accounts.doors import signed_in
from presets.units import Kind as UnitKind

ROWS = 50
KIND_NAMES = (
    (UnitKind.COMMUNE.value, _("Xã")),
    (UnitKind.WARD.value, _("Phường")),
    (UnitKind.SPECIAL_ZONE.value, _("Đặc khu")),
)
OFFICE_TOOLS = (
    ("indicators:arrange", "layout-grid", _("Bố trí ô")),
    ("indicators:bring", "map", _("Bản đồ hình")),
    ("indicators:people", "users", _("Dân số")),
)
LIKE = groups.Like(KIND_NAMES, groups.COMMUNES)
COMMUNES = lists.declare("indicators:province", _("Tổng quan toàn tỉnh"), sheets.COMMUNES, filtered_by=FIELDS)
RESOLUTIONS = lists.declare("indicators:commune", _("Nghị quyết đã công bố"), sheets.RESOLUTIONS)


@require_safe
@never_cache
@signed_in
def overview(request: Any) -> HttpResponseBase:
    """Show the figures of the communes, as fresh as the last commit."""
    asked, now = asked_of(request.GET), clock.now()
    today = clock.local_day(now)
    measures, term = choosing.shown(), find_term(today)
    chosen = choosing.chosen(asked.measure, measures)
    span = choosing.span_for(chosen, spans.asked_for(asked.period, today=today, term=term), today=today)
    board = get_province(request.actor, request.council, chosen=chosen, span=span, today=today)
    people = find_people()
    board = replace(board, areas=with_people(board.areas, {code: row.people for code, row in people.items()}))
    if COMMUNES.wants_sheet(request):
        return COMMUNES.sheet(request, ordered(find_areas(board.areas, asked.text), asked))
    outlines = find_outlines()
    page = page_of(
        board,
        asked,
        spots=find_spots([area.code for area in board.areas]),
        term=term,
        href=_records(asked, span),
        like=LIKE,
        goal=find_goal(chosen.name, span),
        paths=outlines.paths if outlines else {},
    )
    page |= {
        "now": now,
        "measures": measures,
        "listing": COMMUNES.shown(request),
        "outlines": {"width": DRAWN_WIDTH, "height": outlines.height, "source": outlines.source} if outlines else None,
        "people_day": oldest_day(people),
    }
    page |= _ways_on(request, page, today=today) | owed_card(request.actor, request.council, today=today)
    return render(request, "indicators/province.html", page)


@require_safe
@never_cache
@signed_in
def commune(request: Any, unit_code: str) -> HttpResponseBase:
    """Show one commune's figures over time and what it has published, with the links to its own public pages."""
    found = get_commune(request.actor, request.council, unit_code)
    asked, now = asked_of(request.GET), clock.now()
    today = clock.local_day(now)
    term = find_term(today)
    span = spans.asked_for(asked.period, today=today, term=term)
    resolutions = records.list_resolutions(found.key, span)
    if RESOLUTIONS.wants_sheet(request):
        return RESOLUTIONS.sheet(request, resolutions)
    figures = records.figures_of([found.key], Level.COMMUNE, span)
    page = records.record_of(figures, asked, keys=[found.key], span=span, term=term, today=today)
    page |= records.structure_of([found.key], Level.COMMUNE, span, today)
    page |= {
        "commune": found,
        "now": now,
        "back": f"{reverse('indicators:province')}{asked.address()}",
        "listing": RESOLUTIONS.shown(request),
        "page": Paginator(resolutions, ROWS).get_page(request.GET.get("trang")),
        "kept": urlencode({"ky": span.key, "so-lieu": page["measure"].name}),
        "kinds": {kind.value: KINDS[kind].name for kind in (Kind.NORMATIVE_RESOLUTION, Kind.INDIVIDUAL_RESOLUTION)},
        "root": settings.COUNCIL_ADDRESS.format(host=f"{found.subdomain}.{settings.COUNCIL_DOMAIN}"),
    }
    return render(request, "indicators/commune.html", page)


def _ways_on(request: Any, page: dict[str, Any], *, today: date) -> dict[str, Any]:
    """Return where the page leads beside the units: targets, the office's map, the report on the present half-year."""
    words = urlencode({"so-lieu": page["measure"].name, "ky": page["span"].key})
    report = urlencode({"ky": halves(today)[0].key})
    may_arrange = may(request.actor, Can.ARRANGE_MAP, request.council)
    goals = [(f"{reverse('indicators:goals')}?{words}", "target", _("Mục tiêu"))]
    return {
        "tools": [
            *(goals if not page["by_years"] else []),
            *([(reverse(name), icon, word) for name, icon, word in OFFICE_TOOLS] if may_arrange else []),
        ],
        "may_arrange": may_arrange,
        "may_report": may_at_all(request.actor, Can.READ_REPORT),
        "report_href": f"{reverse('indicators:reports')}?{report}",
    }


def _records(asked: Any, span: spans.Span) -> Any:
    """Return the address of an area's record, in the same measure and period; a unit without council has none."""
    words = urlencode({"so-lieu": asked.measure, "ky": span.key} if asked.measure else {"ky": span.key})

    def href(area: Area) -> str:
        if area.council is None:
            return ""
        return f"{reverse('indicators:commune', args=[area.code])}?{words}"

    return href
