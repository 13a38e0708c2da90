"""The first pages: the council's for everybody, and what waits for somebody who is signed in."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from council.documents.queries import get_letterhead
from council.portal.queries.home import get_public_home
from council.portal.queries.setup import list_setup
from council.portal.queries.texts import get_contact
from council.portal.queries.work import list_work
from council.portal.web.office import office_of
from council.portal.web.structured import organisation, website
from council.roles import ROLE_NAMES
from council.rulebook.queries import load_rules
from council.sessions.queries import next_session
from council.sessions.workflow import SessionState
from kernel import clock
from kernel.accounts.doors import signed_in
from kernel.openness import public_record
from kernel.richtext import as_words
from kernel.ui.public import public_page
from kernel.ui.structured import PageWords
from tenancy.place import status_now


@require_safe
@public_record
def front(request: Any) -> HttpResponse:
    """Lead people of the council to their work, and show everybody else the public home."""
    if request.actor.account_id and status_now(request.council) == "active":
        return redirect("portal:work")
    return public(request)


@require_safe
@public_page
def public(request: Any) -> HttpResponse:
    """Show the council to everybody: its session, its news, its newest resolutions, how to reach it."""
    now = clock.now()
    home, contact = get_public_home(now=now), get_contact(now=now)
    full_name = get_letterhead().issuer
    context = {
        "home": home,
        "is_held": home.session is not None and home.session.state in {SessionState.IN_PROGRESS, SessionState.PAUSED},
        "full_name": full_name,
        "contact": contact,
        "office": contact.office or office_of(request.council.level),
        "unit_name": request.council.unit_name,
        "introduction_words": as_words(home.introduction.body) if home.introduction else "",
        "words": PageWords(full_name, home.introduction.summary if home.introduction else ""),
        "facts": [
            organisation(request, contact),
            website(request, reverse("portal_public:search")),
        ],
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
        "setup": list_setup(request.actor, now=now),
        "rows": list_work(request.actor, now=now, rules=rules),
        "today": today,
        "next": next_session(on=today),
        "roles": [name for role, name in ROLE_NAMES.items() if request.actor.has(role)],
    }
    return render(request, "portal/work.html", context)
