"""A small part of Markdown, made into HTML that is safe to show: paragraphs, headings, lists, emphasis, links, quotes.

The text is stored as it was typed; HTML in it is text like any other. What comes out is cleaned once more against
a list, so that a fault of the one library does not suffice.
"""

from typing import Any

import nh3
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt

PARTS = ("heading", "list", "blockquote", "hr", "emphasis", "link", "autolink", "newline", "escape", "entity")
TAGS = {"p", "h2", "h3", "h4", "ul", "ol", "li", "strong", "em", "a", "blockquote", "br", "hr"}
SCHEMES = {"http", "https", "mailto", "tel"}
# The page's own title is the first heading; what the text says stands below it.
HIGHEST, LOWEST = 2, 4
_MARKDOWN = MarkdownIt("zero").enable(list(PARTS))


def as_html(text: str) -> SafeString:
    """Return a text as HTML; headings begin at the second level and never skip one."""
    tokens = _MARKDOWN.parse(text)
    _level(tokens)
    html = _MARKDOWN.renderer.render(tokens, _MARKDOWN.options, {})
    clean = nh3.clean(html, tags=TAGS, attributes={"a": {"href"}}, url_schemes=SCHEMES, link_rel="noopener")
    return mark_safe(clean)  # noqa: S308 -- cleaned one line above


def as_words(text: str) -> str:
    """Return a text without its marks, on one line: for searches, feeds and shared links."""
    inline = (child for token in _MARKDOWN.parse(text) for child in [*(token.children or []), token])
    words = ("\n" if token.type.endswith(("_close", "break")) else token.content for token in inline if _speaks(token))
    return " ".join("".join(words).split())


def _speaks(token: Any) -> bool:
    return token.type in {"text", "softbreak", "hardbreak"} or (token.block and token.type.endswith("_close"))


def _level(tokens: list[Any]) -> None:
    current = HIGHEST - 1
    for token in tokens:
        if token.type == "heading_open":
            current = min(int(token.tag[1:]) + 1, current + 1, LOWEST)
        if token.type in {"heading_open", "heading_close"}:
            token.tag = f"h{current}"
