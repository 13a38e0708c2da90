"""What the communes owe, by matter, with a button to remind several at once."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from council.exchange import queries, sheets
from council.exchange.models import Matter
from council.exchange.permissions import Can
from council.exchange.queries import Owed
from kernel import clock, lists
from kernel.access import may
from kernel.accounts.doors import needs

LIST = lists.declare("exchange:owed", _("Cần đôn đốc"), sheets.OWED, filtered_by=("viec", "xem"))
LATE = "qua-han"


@dataclass(frozen=True)
class Group:
    """What several communes owe of one matter; ``rows`` with how many days each is overdue."""

    matter: Matter
    rows: list[tuple[Owed, int]]


@require_safe
@never_cache
@needs(Can.SEE_OWED)
def index(request: Any) -> HttpResponseBase:
    """Show what the communes owe, by matter; those that can be reminded have a box."""
    today = clock.today()
    asked, late = request.GET.get("viec", ""), request.GET.get("xem") == LATE
    everything = queries.list_owed(request.actor, request.council, today=today)
    overdue = [one for one in everything if one.days_late(today) > 0]
    owed = [one for one in (overdue if late else everything) if asked not in Matter.values or one.matter == asked]
    if LIST.wants_sheet(request):
        return LIST.sheet(request, owed)
    page = {
        "groups": grouped(owed, today),
        "communes": queries.count_owed(everything, today)[0],
        "overdue": len(overdue),
        "waiting": queries.sent_of("cho", today).count(),
        "tabs": tabs_of(everything, len(overdue), LATE if late else asked),
        "listing": LIST.shown(request),
        "may_remind": may(request.actor, Can.REMIND, request.council),
        "now": clock.now(),
        "since": queries.owed_from(today),
    }
    return render(request, "exchange/owed.html", page)


def grouped(owed: list[Owed], today: date) -> list[Group]:
    """Return what is owed by matter, in the order of the matters."""
    return [
        Group(matter, rows)
        for matter in Matter
        if (rows := [(one, one.days_late(today)) for one in owed if one.matter == matter])
    ]


def tabs_of(owed: list[Owed], overdue: int, asked: str) -> list[tuple[Any, str, bool]]:
    """Return the tabs: everything, what is overdue, then each matter that somebody owes, with how often."""
    counts = {matter: sum(one.matter == matter for one in owed) for matter in Matter}
    everything = _("Tất cả (%(number)d)") % {"number": len(owed)}
    late = _("Đã quá hạn (%(number)d)") % {"number": overdue}
    return [
        (everything, reverse("exchange:owed"), asked not in {LATE, *Matter.values}),
        (late, f"?xem={LATE}", asked == LATE),
        *(
            (f"{matter.label} ({number})", f"?viec={matter.value}", asked == matter)
            for matter, number in counts.items()
            if number
        ),
    ]
