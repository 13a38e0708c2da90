"""The province's view of its communes: cards, a table, tiles with the same numbers."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from council.documents.law import KINDS, Kind
from council.portal import sheets
from council.portal.queries.province import (
    BEGINNING,
    END,
    CommuneRow,
    find_rows,
    get_commune,
    get_province,
    list_resolutions_of,
)
from kernel import clock, lists
from kernel.accounts.doors import signed_in
from kernel.vietnamese import sort_key

ROWS = 50
LEVELS = 4
COLUMNS: dict[str, tuple[Any, Callable[[CommuneRow], Any]]] = {
    "ten": (_("Xã, phường"), lambda row: sort_key(row.name)),
    "ky-hop": (_("Kỳ họp"), lambda row: row.sessions),
    "quy-pham": (_("NQ quy phạm"), lambda row: row.normative),
    "ca-biet": (_("NQ cá biệt"), lambda row: row.individual),
    "ngay": (_("Gần nhất"), lambda row: row.latest_on or date.min),
    "loai": (_("Loại"), lambda row: row.council.unit_kind),
    "trang-thai": (_("Trạng thái"), lambda row: row.council.status),
}
NUMBERS = ("ky-hop", "quy-pham", "ca-biet")
FILTERED_BY = ("ky", "tim", "sap", "giam", "xem")
COMMUNES = lists.declare("portal:province", _("Toàn tỉnh"), sheets.COMMUNES, filtered_by=FILTERED_BY)
RESOLUTIONS = lists.declare("portal:commune", _("Nghị quyết đã công bố"), sheets.RESOLUTIONS)


@dataclass(frozen=True)
class Asked:
    """How the page was asked for: period, words, order, table or tiles."""

    period: str
    text: str
    column: str
    falling: bool
    view: str

    def address(self, **changes: Any) -> str:
        """Return the query of this page with something changed."""
        asked = {
            "ky": self.period,
            "tim": self.text,
            "sap": self.column,
            "giam": "1" if self.falling else "",
            "xem": self.view,
            **changes,
        }
        return "?" + urlencode({name: value for name, value in asked.items() if value})


@require_safe
@never_cache
@signed_in
def overview(request: Any) -> HttpResponseBase:
    """Show the figures of the communes, as fresh as the last commit."""
    asked, now = asked_of(request.GET), clock.now()
    first, last = days_of(asked.period, clock.local_day(now))
    province = get_province(request.actor, request.council, first=first, last=last)
    rows = ordered(find_rows(province.rows, asked.text), asked)
    if COMMUNES.wants_sheet(request):
        return COMMUNES.sheet(request, rows)
    context = {
        "province": province,
        "listing": COMMUNES.shown(request),
        "rows": rows,
        "tiles": tiles_of(rows),
        "asked": asked,
        "periods": periods(asked, now),
        "views": [
            (name, asked.address(xem=key), asked.view == key) for key, name in (("", _("Bảng")), ("o", _("Ô màu")))
        ],
        "columns": [_heading(key, asked) for key in COLUMNS],
        "now": now,
    }
    return render(request, "portal/province.html", context)


@require_safe
@never_cache
@signed_in
def commune(request: Any, unit_code: str) -> HttpResponseBase:
    """Show what one commune has published, each with the link to its own public page."""
    found = get_commune(request.actor, request.council, unit_code)
    resolutions = list_resolutions_of(found)
    if RESOLUTIONS.wants_sheet(request):
        return RESOLUTIONS.sheet(request, resolutions)
    context = {
        "commune": found,
        "listing": RESOLUTIONS.shown(request),
        "page": Paginator(resolutions, ROWS).get_page(request.GET.get("trang")),
        "kinds": {kind.value: KINDS[kind].name for kind in (Kind.NORMATIVE_RESOLUTION, Kind.INDIVIDUAL_RESOLUTION)},
        "root": settings.COUNCIL_ADDRESS.format(host=f"{found.subdomain}.{settings.COUNCIL_DOMAIN}"),
    }
    return render(request, "portal/commune.html", context)


def asked_of(given: Any) -> Asked:
    """Return how the page was asked for; what is unknown counts as not asked."""
    column = given.get("sap", "")
    return Asked(
        period=given.get("ky", "") if given.get("ky") in {"quy", "tat-ca"} else "",
        text=given.get("tim", "")[:60],
        column=column if column in COLUMNS else "",
        falling=given.get("giam") == "1",
        view="o" if given.get("xem") == "o" else "",
    )


def days_of(period: str, today: date) -> tuple[date, date]:
    """Return first and last day of a period: this quarter, everything, or this year."""
    if period == "tat-ca":
        return BEGINNING, END
    if period == "quy":
        month = 3 * ((today.month - 1) // 3) + 1
        return date(today.year, month, 1), today
    return date(today.year, 1, 1), date(today.year, 12, 31)


def ordered(rows: list[CommuneRow], asked: Asked) -> list[CommuneRow]:
    """Return the rows in the order that was asked for; equal ones by name, in which they come."""
    if not asked.column:
        return rows
    return sorted(rows, key=COLUMNS[asked.column][1], reverse=asked.falling)


def periods(asked: Asked, now: Any) -> list[tuple[Any, str, bool]]:
    """Return the tabs of the period: label, address, whether it is this page's."""
    year = _("Năm %(year)d") % {"year": clock.local_day(now).year}
    names = (("quy", _("Quý này")), ("", year), ("tat-ca", _("Tất cả")))
    return [(name, asked.address(ky=key), asked.period == key) for key, name in names]


def tiles_of(rows: list[CommuneRow]) -> list[tuple[CommuneRow, int]]:
    """Return each commune with its level of colour: 0 for nothing, else its share of the highest in quarters."""
    highest = max((row.resolutions for row in rows), default=0)
    return [(row, -(-LEVELS * row.resolutions // highest) if highest else 0) for row in rows]


def _heading(key: str, asked: Asked) -> dict[str, Any]:
    is_current = asked.column == key
    falls_next = not asked.falling if is_current else key in {*NUMBERS, "ngay"}
    return {
        "label": COLUMNS[key][0],
        "href": asked.address(sap=key, giam="1" if falls_next else ""),
        "sorted": ("descending" if asked.falling else "ascending") if is_current else "",
        "is_number": key in NUMBERS,
    }
