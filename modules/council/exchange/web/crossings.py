"""The page of everything that went out of the council and came in, each line with its receipt."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from http import HTTPStatus
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from council.exchange import sheets
from council.exchange.permissions import Can
from council.exchange.queries.crossing import Asked, Kind, Mark
from council.exchange.queries.crossings import Overview, Stretch, list_crossings, overview, readable
from council.exchange.web.forms import LONGEST_PERIOD, CrossingsForm
from kernel import clock, lists
from kernel.accounts.doors import needs
from kernel.lists.declaring import MOST_ROWS

ROWS = 50
USUAL = timedelta(days=90)
FILTERS = ("loai", "chieu", "tu", "den")
LIST = lists.declare("exchange:crossings", _("Gửi ra, nhận vào"), sheets.CROSSINGS, filtered_by=FILTERS)
ICONS = {
    Kind.HAND_OVER: "mail",
    Kind.FIGURES: "chart-column",
    Kind.PUBLICATION: "globe",
    Kind.KEY: "key-round",
}
CURSOR = re.compile(r"(\d{1,19})\.([a-z_]{1,40})\.([0-9a-f]{32})")
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
# The picture, in units of its own: bars of what went out stand on its middle line, bars of what came in hang from it.
SLOT, BAR, HALF = 44, 28, 60


@dataclass(frozen=True)
class Bar:
    """One stretch of days in the picture: its place, how far it reaches up and down, and its numbers."""

    x: int
    top: int
    up: int
    down: int
    stretch: Stretch


@require_safe
@never_cache
@needs(Can.SEE_CROSSINGS)
def index(request: Any) -> HttpResponseBase:
    """List what crossed the council's border in some days, newest first, under a picture of how much."""
    ledgers = readable(request.actor, request.council)
    form = CrossingsForm(request.GET, kinds=[ledger.kind for ledger in ledgers])
    given = form.cleaned_data if form.is_valid() else {}
    first, last = period_of(given.get("tu"), given.get("den"), clock.today())
    asked = Asked(request.actor, request.council, first, last, ROWS, mark_of(request.GET.get("sau", "")))
    wanted = {"kind": given.get("loai", ""), "direction": given.get("chieu", "")}
    if LIST.wants_sheet(request):
        everything = Asked(request.actor, request.council, first, last, MOST_ROWS + 1)
        return LIST.sheet(request, list_crossings(ledgers, everything, **wanted).rows)
    found, above = list_crossings(ledgers, asked, **wanted), overview(ledgers, asked)
    kept = {name: request.GET[name] for name in FILTERS if request.GET.get(name)}
    context = {
        "form": form,
        "rows": found.rows,
        "asked": asked,
        "older_href": f"?{urlencode({**kept, 'sau': cursor_of(found.after)})}" if found.after else "",
        "newest_href": f"?{urlencode(kept)}" if asked.after else "",
        "overview": above,
        "bars": bars_of(above),
        "width": max(len(above.stretches), 1) * SLOT,
        "tiles": [(kind, tile, ICONS[kind], _at(kept, kind, given)) for kind, tile in above.tiles],
        "is_filtered": any(wanted.values()),
        "listing": LIST.shown(request),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "exchange/crossings.html", context, status=status)


def period_of(first: date | None, last: date | None, today: date) -> tuple[date, date]:
    """Return the days that are meant: both given, or three months to the last one, or from the first one on."""
    last = last or (min(today, first + LONGEST_PERIOD) if first else today)
    first = first or last - USUAL
    return min(first, last), max(first, last)


def cursor_of(mark: Mark) -> str:
    """Return the place of a line as it stands in an address."""
    micros = (mark.at - EPOCH) // timedelta(microseconds=1)
    return f"{micros}.{mark.lane}.{mark.key.hex}"


def mark_of(cursor: str) -> Mark | None:
    """Return the place that an address names; one that is none of ours leads to the first page."""
    form = CURSOR.fullmatch(cursor)
    if form is None:
        return None
    try:
        return Mark(EPOCH + timedelta(microseconds=int(form[1])), form[2], UUID(hex=form[3]))
    except (OverflowError, ValueError):
        return None


def bars_of(above: Overview) -> list[Bar]:
    """Return the bars of the picture; the longest fills its half."""
    most = max((max(one.out, one.came_in) for one in above.stretches), default=0)
    return [
        Bar(number * SLOT + (SLOT - BAR) // 2, HALF - up, up, _long(one.came_in, most), one)
        for number, one in enumerate(above.stretches)
        for up in [_long(one.out, most)]
    ]


def _long(value: int, most: int) -> int:
    return max(3, value * HALF // most) if value else 0


def _at(kept: dict[str, str], kind: Kind, given: dict[str, Any]) -> str:
    """Return the address of one ledger's lines only, or of all of them again when it is shown already."""
    words = {name: value for name, value in kept.items() if name != "loai"}
    chosen = {} if given.get("loai") == kind else {"loai": kind.value}
    return f"?{urlencode({**chosen, **words})}"
