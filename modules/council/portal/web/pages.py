"""The portal's own public pages: news, notices, about the council, contact, subscriptions, accessibility."""

from http import HTTPStatus
from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from council.documents.queries import get_letterhead
from council.portal.models import Kind
from council.portal.queries.news import list_news
from council.portal.queries.texts import (
    get_announcement,
    get_contact,
    get_picture,
    get_shown,
    list_announcements,
)
from council.portal.web import structured
from council.portal.web.feeds import FEEDS
from council.portal.web.office import office_of
from council.portal.workflow import State
from kernel import clock, files
from kernel.refusal import NotFound
from kernel.richtext import as_html, as_words
from kernel.ui.public import public_page
from kernel.ui.structured import PageWords

ROWS = 20
MOST_PAGES = 25
# Letters of a notice that stand in for its summary where a link is shared.
DESCRIPTION = 200


@require_safe
@public_page
def news(request: Any) -> HttpResponse:
    """List what happened in the council, the newest first."""
    asked = request.GET.get("trang", "")
    number = min(max(int(asked), 1), MOST_PAGES) if asked.isdecimal() and len(asked) < 6 else 1
    facts = list_news(now=clock.now(), limit=ROWS * number + 1)
    context = {
        "news": facts[ROWS * (number - 1) : ROWS * number],
        "earlier": number + 1 if len(facts) > ROWS * number and number < MOST_PAGES else None,
        "later": number - 1,
    }
    return render(request, "portal/public_news.html", context)


@require_safe
@public_page
def announcement(request: Any, text_id: UUID) -> HttpResponse:
    """Show one notice; one that was taken back says when and why, and no more."""
    now = clock.now()
    version = get_announcement(text_id, now=now)
    is_withdrawn = version.state == State.WITHDRAWN
    picture = "" if version.picture is None else request.build_absolute_uri(f"/cong-khai/hinh/{version.id}/")
    context = {
        "version": version,
        "is_withdrawn": is_withdrawn,
        "html": as_html(version.body),
        "others": [each for each in list_announcements(now=now)[:6] if each.text_id != text_id][:5],
        "words": PageWords(version.title, version.summary or as_words(version.body)[:DESCRIPTION], "article", picture),
        "facts": structured.notice(request, version),
    }
    status = HTTPStatus.GONE if is_withdrawn else HTTPStatus.OK
    return render(request, "portal/public_announcement.html", context, status=status)


@require_safe
@public_page
def picture(request: Any, version_id: UUID) -> HttpResponseBase:
    """Give the picture of a text that everybody sees now."""
    stored = get_picture(version_id, now=clock.now()).picture
    if stored is None:
        raise NotFound()
    return files.serve(request, stored, inline=True)


@require_safe
@public_page
def about(request: Any) -> HttpResponse:
    """Show the council's introduction in its own words."""
    version = get_shown(Kind.INTRODUCTION, now=clock.now())
    context = {
        "version": version,
        "html": as_html(version.body) if version else "",
        "full_name": get_letterhead().issuer,
    }
    return render(request, "portal/public_about.html", context)


@require_safe
@public_page
def contact(request: Any) -> HttpResponse:
    """Show how the council can be reached."""
    version = get_shown(Kind.CONTACT, now=clock.now())
    reached = version.reached_by if version else None
    context = {
        "contact": reached,
        "html": as_html(version.body) if version else "",
        "office": (reached.office if reached else "") or office_of(request.council.level),
        "unit_name": request.council.unit_name,
        "facts": structured.organisation(request, reached) if reached else None,
    }
    return render(request, "portal/public_contact.html", context)


@require_safe
@public_page
def subscribe(request: Any) -> HttpResponse:
    """Show the feeds and the calendar with what to do with them."""
    return render(request, "portal/public_subscribe.html", {"feeds": FEEDS})


@require_safe
@public_page
def accessibility(request: Any) -> HttpResponse:
    """Say what these pages hold to, what is known to be missing, and whom to tell."""
    return render(request, "portal/public_accessibility.html", {"contact": get_contact(now=clock.now())})
