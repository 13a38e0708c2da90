"""Subscription by feed reader: the news, the resolutions, the sessions, each as Atom and as RSS."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed, SyndicationFeed
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from council.documents.queries import get_letterhead
from council.portal.queries.news import News, What, list_news, list_news_of_resolutions, list_news_of_sessions
from council.portal.web.machines import kept
from kernel import clock
from kernel.openness import public_record
from kernel.refusal import NotFound
from kernel.ui.languages import in_page_language
from kernel.ui.templatetags.vietnam import vn_date

MOST = 50
# What XML cannot hold, though a title may have it, pasted from a PDF.
UNHEARD = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
FORMS: dict[str, type[SyndicationFeed]] = {"atom": Atom1Feed, "rss": Rss201rev2Feed}


@dataclass(frozen=True)
class Feed:
    """One feed: its address, its title, the page that shows the same, and what is in it."""

    name: str
    title: Any
    page: str
    facts: Callable[[datetime], list[News]]


FEEDS = (
    Feed("tin", gettext_lazy("Tin của Hội đồng"), "portal_public:news", lambda now: list_news(now=now, limit=MOST)),
    Feed(
        "nghi-quyet",
        gettext_lazy("Nghị quyết"),
        "documents_public:index",
        lambda now: list_news_of_resolutions(now=now, limit=MOST),
    ),
    Feed(
        "ky-hop",
        gettext_lazy("Kỳ họp"),
        "sessions_public:index",
        lambda now: list_news_of_sessions(now=now, limit=MOST),
    ),
)
_BY_NAME = {feed.name: feed for feed in FEEDS}


@require_safe
@public_record
def feed(request: Any, feed_name: str, form: str) -> HttpResponse:
    """Give one feed in one of its two forms.

    :raises NotFound: there is no such feed.
    """
    chosen, maker = _BY_NAME.get(feed_name), FORMS.get(form)
    if chosen is None or maker is None:
        raise NotFound()
    facts = chosen.facts(clock.now())
    entries = [(fact.key, fact.at, fact.title, fact.path, _more_of(fact)) for fact in facts]
    return kept(
        request,
        known=(form, get_language(), entries),
        changed_at=facts[0].at if facts else None,
        content_type=maker.content_type,
        draw=lambda: _drawn(request, chosen, maker, facts),
    )


def _drawn(request: Any, chosen: Feed, maker: type[SyndicationFeed], facts: list[News]) -> bytes:
    drawn = maker(
        title=_("%(what)s – %(who)s") % {"what": chosen.title, "who": get_letterhead().issuer},
        link=request.build_absolute_uri(reverse(chosen.page)),
        description=_("Lấy từ chính hồ sơ của Hội đồng nhân dân, cập nhật ngay khi có thay đổi."),
        language=get_language(),
        feed_url=request.build_absolute_uri(),
        feed_guid=request.build_absolute_uri(request.path),
    )
    for fact in facts:
        drawn.add_item(
            title=UNHEARD.sub("", _("%(what)s: %(title)s") % {"what": fact.what.label, "title": fact.title}),
            link=request.build_absolute_uri(in_page_language(fact.path)),
            description=UNHEARD.sub("", _more_of(fact)),
            unique_id=_urn(fact.key),
            unique_id_is_permalink=False,
            pubdate=fact.at,
            updateddate=fact.at,
        )
    return drawn.writeString("utf-8").encode()


def _urn(key: UUID) -> str:
    return f"urn:uuid:{key}"


def _more_of(fact: News) -> str:
    """Return one sentence more about a fact, made of its record."""
    record: Any = fact.record
    if fact.what == What.ANNOUNCEMENT:
        return str(record.summary)
    if fact.what in {What.RESOLUTION, What.WITHDRAWN}:
        known = {"symbol": record.symbol, "day": vn_date(record.issued_on)}
        return str(_("Số %(symbol)s, ban hành %(day)s") % known)
    if fact.what == What.VOTED:
        return str(record.sentence)
    known = {"state": record.get_state_display(), "day": vn_date(record.opens_on)}
    return str(_("%(state)s; khai mạc %(day)s") % known)
