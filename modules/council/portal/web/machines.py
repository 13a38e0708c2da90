"""Pages that only machines read, answered with what tells them whether anything is new."""

from collections.abc import Callable, Iterator
from datetime import datetime
from hashlib import sha256
from typing import Any
from xml.etree.ElementTree import Element, SubElement, tostring

from django.http import HttpResponse
from django.urls import reverse
from django.utils import translation
from django.utils.cache import get_conditional_response
from django.utils.http import http_date, quote_etag
from django.views.decorators.http import require_safe

from council.documents import law as documents_law
from council.documents.queries import list_published
from council.portal import law
from council.portal.queries.texts import list_announcements
from council.sessions import law as sessions_law
from council.sessions.queries import list_public_sessions
from kernel import clock
from kernel.openness import public_record
from kernel.ui.languages import ENGLISH_ROOT

SECONDS = 300
SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
XHTML = "http://www.w3.org/1999/xhtml"
# What one sitemap may hold (sitemaps.org).
MOST_ADDRESSES = 50_000
PAGES = ("home", "news", "about", "contact", "subscribe", "accessibility")
LISTS = ("documents_public:index", "sessions_public:index", "people_public:index")
# Crawlers read what is published and nothing else; the longest line that fits counts.
ALLOWED = ("/$", "/cong-khai/", "/vb/", "/en/$", "/en/cong-khai/", "/en/vb/", "/static/", "/sitemap.xml")


def kept(
    request: Any, *, known: object, changed_at: datetime | None, content_type: str, draw: Callable[[], bytes]
) -> HttpResponse:
    """Answer with what ``draw`` gives, or only that nothing has changed.

    ``known`` is everything that the answer is made of; ``changed_at`` the moment of the newest thing in it.
    """
    etag = quote_etag(sha256(repr((request.build_absolute_uri(), known)).encode()).hexdigest()[:32])
    stamp = int(changed_at.timestamp()) if changed_at else None
    response: Any = get_conditional_response(request, etag=etag, last_modified=stamp)
    if response is None:
        response = HttpResponse(draw(), content_type=content_type)
    response.headers["ETag"] = etag
    if stamp is not None:
        response.headers["Last-Modified"] = http_date(stamp)
    response.headers["Cache-Control"] = f"public, max-age={SECONDS}"
    return response


@require_safe
@public_record
def robots(request: Any) -> HttpResponse:
    """Tell crawlers what is for everybody, and where the map is."""
    lines = ["User-agent: *", *(f"Allow: {path}" for path in ALLOWED), "Disallow: /cong-khai/tim/", "Disallow: /"]
    lines += ["", f"Sitemap: {request.build_absolute_uri(reverse('portal:sitemap'))}", ""]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


@require_safe
@public_record
def sitemap(request: Any) -> HttpResponse:
    """List every public page with its languages and the day on which it last changed."""
    addresses = list(_addresses())[:MOST_ADDRESSES]
    newest = max((day for _path, day in addresses if day), default=None)
    return kept(
        request,
        known=addresses,
        changed_at=newest,
        content_type="application/xml; charset=utf-8",
        draw=lambda: _drawn(request, addresses),
    )


def _addresses() -> Iterator[tuple[str, datetime | None]]:
    with translation.override("vi"):
        yield from ((reverse(f"portal_public:{name}"), None) for name in PAGES)
        yield from ((reverse(name), None) for name in LISTS)
    now = clock.now()
    for document in list_published():
        yield documents_law.public_path(document.short_code), document.removed_at or document.signed_at
    for session in list_public_sessions():
        yield sessions_law.public_path(session.id), session.closed_at or session.opened_at or session.created_at
    for version in list_announcements(now=now):
        yield law.public_path(version.text_id), version.published_at


def _drawn(request: Any, addresses: list[tuple[str, datetime | None]]) -> bytes:
    root = Element("urlset", {"xmlns": SITEMAP, "xmlns:xhtml": XHTML})
    for path, changed_at in addresses:
        entry = SubElement(root, "url")
        SubElement(entry, "loc").text = request.build_absolute_uri(path)
        if changed_at:
            SubElement(entry, "lastmod").text = changed_at.astimezone(clock.VIETNAM).isoformat(timespec="seconds")
        for language, prefix in (("vi", ""), ("en", ENGLISH_ROOT)):
            href = request.build_absolute_uri(prefix + path)
            SubElement(entry, "xhtml:link", {"rel": "alternate", "hreflang": language, "href": href})
    return tostring(root, encoding="utf-8", xml_declaration=True)
