"""How a session's time was spent: a page of pictures with their numbers, and the list of turns for Excel."""

from typing import Any
from uuid import UUID

from django.http import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from council.sessions import sheets
from council.sessions.permissions import Can
from council.sessions.queries import get_session
from council.sessions.queries.spent import accounts_of, get_time_spent, list_turns
from council.sessions.web.hall import rules_of
from kernel import clock, lists
from kernel.accounts.doors import needs

LIST = lists.declare("sessions:time_spent", _("Lượt phát biểu"), sheets.TURNS, personal=True)


@require_GET
@needs(Can.READ)
def time_spent(request: Any, session_id: UUID) -> HttpResponseBase:
    """Show minutes by activity against the target, and who spoke how long, by team and by full-time delegates."""
    session, now = get_session(request.actor, session_id), clock.now()
    turns = list_turns(request.actor, session)
    if LIST.wants_sheet(request):
        return LIST.sheet(request, turns)
    teams, kinds = accounts_of(turns, now=now)
    page = {
        "session": session,
        "spent": get_time_spent(session, now=now, rules=rules_of(request)),
        "turns": turns,
        "teams": teams,
        "kinds": kinds,
        "longest": max((account.seconds for account in teams), default=0),
        "all_turns": sum(account.turns for account in kinds),
        "listing": LIST.shown(request),
    }
    return render(request, "sessions/time_spent.html", page)
