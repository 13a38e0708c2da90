"""Whether papers reached the delegates (Q-112): for a session as a whole, and for one paper by name."""

from typing import Any
from uuid import UUID

from django.http import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from council.sessions import sheets
from council.sessions.actions.handouts import TAKES_HANDOUTS
from council.sessions.models import CouncilSession, Visibility
from council.sessions.permissions import Can
from council.sessions.queries import get_listed_paper, get_session
from council.sessions.queries.delivery import Delivery, list_deliveries, list_readers
from council.sessions.queries.paperless import get_paperless
from council.sessions.queries.punctuality import list_standings, list_years_of_papers
from council.sessions.web.hall import rules_of
from kernel import clock, lists
from kernel.access import Actor, may
from kernel.accounts.doors import needs

DELIVERIES = lists.declare("sessions:deliveries", _("Giao nhận tài liệu"), sheets.DELIVERIES)
PUNCTUALITY = lists.declare("sessions:punctuality", _("Gửi tài liệu đúng hạn"), sheets.PUNCTUALITY)
TOLD = {"handed-out": _("Đã ghi tài liệu phát giấy."), "handout-gone": _("Đã bỏ bản ghi.")}
READERS = lists.declare("sessions:readers", _("Ai đã nhận tài liệu"), sheets.READERS, personal=True)


@require_safe
@needs(Can.SEE_DELIVERY)
def deliveries(request: Any, session_id: UUID) -> HttpResponseBase:
    """Show of each paper when it went out, and how many delegates have it and read it."""
    session = get_session(request.actor, session_id)
    rows = list_deliveries(request.actor, session, on=clock.today())
    if DELIVERIES.wants_sheet(request):
        return DELIVERIES.sheet(request, rows)
    page = {
        "session": session,
        "rows": rows,
        "listing": DELIVERIES.shown(request),
        "paperless": get_paperless(session, rules=rules_of(request)),
        "may_hand_out": may_hand_out(request.actor, session),
        "told": TOLD.get(request.GET.get("told", "")),
        **_sums(rows),
    }
    return render(request, "sessions/deliveries.html", page)


@require_safe
@needs(Can.SEE_DELIVERY)
def readers(request: Any, paper_id: UUID) -> HttpResponseBase:
    """Show who has one paper, and who has not opened it yet."""
    paper = get_listed_paper(request.actor, paper_id)
    rows = list_readers(request.actor, paper, on=clock.today())
    if READERS.wants_sheet(request):
        return READERS.sheet(request, rows)
    delegates = [row for row in rows if row.is_delegate]
    page = {
        "paper": paper,
        "session": paper.session,
        "rows": rows,
        "opened": sum(row.opened_at is not None for row in delegates),
        "expected": len(delegates),
        "audience": list(paper.audience.select_related("committee", "person")),
        "may_change": paper.visibility == Visibility.RESTRICTED and may(request.actor, Can.ADD_PAPER, paper),
        "listing": READERS.shown(request),
    }
    return render(request, "sessions/readers.html", page)


@require_safe
@needs(Can.SEE_DELIVERY)
def punctuality(request: Any) -> HttpResponseBase:
    """Show how punctual those who submit were over the sessions of one year."""
    years = list_years_of_papers() or [clock.today().year]
    asked = request.GET.get("nam", "")
    year = int(asked) if asked in {str(one) for one in years} else years[0]
    standings = list_standings(request.actor, year=year, today=clock.today(), rules=rules_of(request))
    if PUNCTUALITY.wants_sheet(request):
        return PUNCTUALITY.sheet(request, standings)
    page = {"standings": standings, "year": year, "years": years, "listing": PUNCTUALITY.shown(request)}
    return render(request, "sessions/punctuality.html", page)


def may_hand_out(actor: Actor, session: CouncilSession) -> bool:
    """Say whether the actor may write down what came on paper only."""
    is_open = session.state in TAKES_HANDOUTS and not session.is_rehearsal
    return is_open and may(actor, Can.ADD_PAPER, session)


def _sums(rows: list[Delivery]) -> dict[str, int]:
    """Return the figures above the table: openings that there are of those that there should be."""
    expected, opened = sum(row.expected for row in rows), sum(row.opened for row in rows)
    return {
        "late": sum(row.paper.is_late for row in rows),
        "expected": expected,
        "opened": opened,
        "percent": opened * 100 // expected if expected else 0,
    }
