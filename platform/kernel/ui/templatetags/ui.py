"""What the shells and components compute: menus, initials, marks of documents, the geometry of bars and rings."""

from functools import lru_cache
from typing import Any

import segno
from django import template
from django.forms import BoundField, CheckboxInput
from django.utils.safestring import SafeString, mark_safe
from lucide.templatetags.lucide import lucide as drawn

from kernel.trace import request_id as current_request_id
from kernel.ui import bands, nav
from kernel.ui.languages import Language, in_page_language, languages_of
from kernel.ui.place import Reach, reach_of
from kernel.ui.structured import as_script, canonical_address

register = template.Library()


@register.simple_tag
@lru_cache(maxsize=1024)
def icon(name: str, classes: str = "", label: str = "") -> str:
    """Return an icon's picture, told to screen readers only by its label; it is drawn once, not for each page."""
    told = {"role": "img", "aria_label": label} if label else {"aria_hidden": "true"}
    return drawn(name, size=None, **{"class": f"icon {classes}"}, **told, focusable="false")


@register.simple_tag(takes_context=True)
def navigation(context: dict[str, Any], place: str) -> list[nav.Group]:
    """Return the menu groups of a shell for this request."""
    request = context.get("request")
    return nav.groups_of(request, place) if request is not None else []


@register.simple_tag(takes_context=True)
def page_bands(context: dict[str, Any]) -> list[bands.Band]:
    """Return the bands that modules have for this page."""
    return bands.bands_of(context)


@register.simple_tag(takes_context=True)
def page_languages(context: dict[str, Any]) -> list[Language]:
    """Return the languages in which this very page can be read; none when there is only one."""
    request = context.get("request")
    return languages_of(request) if request is not None else []


@register.simple_tag(takes_context=True)
def place_reach(context: dict[str, Any]) -> Reach:
    """Return how the place is reached, for the foot of a public page."""
    request = context.get("request")
    return reach_of(request) if request is not None else Reach()


@register.simple_tag(takes_context=True)
def canonical(context: dict[str, Any]) -> str:
    """Return the page's one address, nothing without a request."""
    request = context.get("request")
    return canonical_address(request) if request is not None else ""


@register.simple_tag(takes_context=True)
def absolute(context: dict[str, Any], path: str) -> str:
    """Return a path of this host with scheme and host."""
    request = context.get("request")
    return request.build_absolute_uri(path) if request is not None else path


@register.simple_tag
def structured_data(data: dict[str, Any] | None) -> SafeString | str:
    """Return facts of schema.org for search engines."""
    return as_script(data) if data else ""


@register.simple_tag
def request_id() -> str:
    """Return the id under which this request stands in the log."""
    return current_request_id()


@register.filter
def spoken(path: str) -> str:
    """Return a Vietnamese path of this host in the page's own language."""
    return in_page_language(path)


@register.filter
def initials(name: str) -> str:
    """Return the letters of an avatar: the middle of a Vietnamese name is skipped, Trần Thị Hạnh is TH."""
    words = str(name).split()
    if not words:
        return "?"
    first, last = words[0][0], words[-1][0] if len(words) > 1 else ""
    return f"{first}{last}".upper()


@register.filter
def share(part: float | int | str | None, whole: float | int | str | None) -> int:
    """Return part of whole as a whole number of per cent between 0 and 100, for the width of a bar."""
    whole_number = float(whole or 0)
    if whole_number <= 0:
        return 0
    return max(0, min(100, round(100 * float(part or 0) / whole_number)))


@register.filter
def segments(done: int | str, total: int | str) -> list[str]:
    """Return the states of an agenda's strip: those done, the one that runs, those to come."""
    finished, count = int(done), int(total)
    return ["done" if place < finished else "now" if place == finished else "next" for place in range(count)]


@register.filter
def is_tick(field: BoundField) -> bool:
    """Return whether a form's field is a single box to tick, whose label stands after it."""
    return isinstance(field.field.widget, CheckboxInput)


@register.filter
def described_by(field: BoundField) -> str:
    """Return the ids of a group's help and errors; Django itself tells only single inputs."""
    return field.aria_describedby or ""


@register.filter
def first_input(field: BoundField) -> str:
    """Return the id to which the error summary leads: of a group its first choice."""
    return f"{field.auto_id}_0" if field.use_fieldset else str(field.id_for_label or field.auto_id)


@register.filter
def masked(text: str) -> str:
    """Return a text whose letters are hidden but the last two, as numbers are shown to whoever need not know them."""
    plain = str(text or "")
    return "•" * max(len(plain) - 2, 0) + plain[-2:] if len(plain) > 4 else "•" * len(plain)


@register.filter
def words(text: str) -> list[str]:
    """Return the words of a text, to go through them in a template."""
    return str(text).split()


@register.filter
def qr(address: str) -> SafeString:
    """Return an address as the inline SVG of its QR code; it grows with the box around it."""
    picture = segno.make(address, error="m", micro=False)
    return mark_safe(picture.svg_inline(border=2, omitsize=True))  # noqa: S308 -- squares only, made from bits


@register.filter
def file_mark(name: str) -> str:
    """Return the few letters that mark a document's row: PDF, DOCX, …; what has no ending is a TỆP."""
    stem, _, ending = str(name).rpartition(".")
    return ending.upper()[:4] if stem and ending.isalnum() else "TỆP"


@register.filter
def lookup(words_of: dict[str, Any], key: str) -> Any:
    """Return what a table says about a key, and the key itself where it says nothing."""
    return words_of.get(key, key)
