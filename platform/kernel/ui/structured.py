"""What a page says about itself to machines: schema.org as JSON-LD, and the words for a shared link.

JSON-LD stands in a ``<script>`` of a type that no browser runs, so the strict policy lets it pass; nothing in it
can end the element.
"""

import json
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils.safestring import SafeString, mark_safe

_ESCAPED = str.maketrans({"<": "\\u003C", ">": "\\u003E", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"})
# Which part of a list is shown; whatever else a query says draws the same page.
PAGE = "trang"


@dataclass(frozen=True)
class PageWords:
    """What a shared link shows: title, a sentence or two, OpenGraph's kind, the picture's absolute address."""

    title: Any
    description: Any = ""
    kind: str = "website"
    picture: str = ""


def as_script(data: dict[str, Any]) -> SafeString:
    """Return facts of schema.org as the element that search engines read."""
    known = {"@context": "https://schema.org", **{key: value for key, value in data.items() if value}}
    text = json.dumps(known, ensure_ascii=False, default=str).translate(_ESCAPED)
    return mark_safe(f'<script type="application/ld+json">{text}</script>')  # noqa: S308 -- escaped one line above


def canonical_address(request: HttpRequest) -> str:
    """Return the one address under which this page should be known: no query but the part of a list."""
    page = request.GET.get(PAGE, "")
    part = f"?{PAGE}={page}" if page.isdecimal() and page != "1" else ""
    return request.build_absolute_uri(request.path + part)
