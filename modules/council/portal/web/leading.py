"""The page of those who lead: the figures of all modules, and what is overdue."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from council.portal.permissions import Can
from council.portal.queries.leading import get_leading
from council.rulebook.queries import load_rules
from kernel import clock
from kernel.accounts.doors import needs


@require_safe
@never_cache
@needs(Can.LEAD)
def overview(request: Any) -> HttpResponse:
    """Show the figures of every module, each leading to the list behind it."""
    now = clock.now()
    rules = load_rules(level=request.council.level, at=clock.local_day(now))
    page = {
        "leading": get_leading(request.actor, request.council, now=now, rules=rules),
        "now": now,
        "today": clock.local_day(now),
    }
    return render(request, "portal/leading.html", page)
