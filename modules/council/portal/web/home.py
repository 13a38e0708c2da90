"""The first pages: the council's for everybody, and what waits for somebody who is signed in."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from council.documents.queries import get_letterhead
from council.portal.queries.home import get_public_home
from council.portal.queries.work import list_work
from council.roles import ROLE_NAMES
from council.rulebook.queries import load_rules
from council.sessions.queries import next_session
from council.sessions.workflow import SessionState
from kernel import clock
from kernel.accounts.doors import signed_in
from kernel.openness import public_record
from kernel.ui.public import public_page

# Who keeps the council's papers and answers its letters, by level.
OFFICES = {
    "province": _("Văn phòng Đoàn đại biểu Quốc hội và Hội đồng nhân dân"),
    "commune": _("Văn phòng Hội đồng nhân dân và Uỷ ban nhân dân"),
}


@require_safe
@public_record
def front(request: Any) -> HttpResponse:
    """Lead people of the council to their work, and show everybody else the public home."""
    if request.actor.account_id and request.council_status == "active":
        return redirect("portal:work")
    return public(request)


@require_safe
@public_page
def public(request: Any) -> HttpResponse:
    """Show the council to everybody: its session, its newest resolutions, how to reach it."""
    home = get_public_home(on=clock.today())
    context = {
        "home": home,
        "is_held": home.session is not None and home.session.state in {SessionState.IN_PROGRESS, SessionState.PAUSED},
        "full_name": get_letterhead().issuer,
        "office": OFFICES[request.council.level],
        "unit_name": request.council.unit_name,
    }
    return render(request, "portal/public.html", context)


@require_safe
@never_cache
@signed_in
def work(request: Any) -> HttpResponse:
    """Show what waits for the person who is signed in, the nearest term first."""
    today, now = clock.today(), clock.now()
    rules = load_rules(level=request.council.level, at=today)
    context = {
        "rows": list_work(request.actor, now=now, rules=rules),
        "today": today,
        "next": next_session(on=today),
        "roles": [name for role, name in ROLE_NAMES.items() if request.actor.has(role)],
    }
    return render(request, "portal/work.html", context)
