"""The menu lines of each place, registered by the modules that own the pages.

    nav.register(NavItem(_("Kỳ họp"), "sessions:list", "gavel", group=_("Hoạt động"), can=Can.SEE))

A line is drawn only where its module is on and its actor may; the page itself still refuses by its own rule.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from kernel.access import ANONYMOUS, may_at_all

# "foot" and "search" belong to the public shell: the lines of its foot, and the one page that searches.
PLACES = ("council", "public", "hall", "console", "foot", "search")


@dataclass(frozen=True)
class NavItem:
    """One line of a menu.

    ``place`` is the shell that shows it; ``count`` returns the number in the badge (0 hides it); ``shown``
    returns whether this request sees the line at all (a module that is off); ``order`` sorts within the group;
    ``pages`` names the further pages that belong to this line.
    """

    label: Any
    url_name: str
    icon: str
    group: Any = ""
    can: StrEnum | None = None
    place: str = "council"
    order: int = 100
    count: Callable[[HttpRequest], int] | None = None
    shown: Callable[[HttpRequest], bool] | None = None
    pages: tuple[str, ...] = ()


@dataclass(frozen=True)
class Line:
    """A menu line made ready for one request."""

    label: Any
    href: str
    icon: str
    current: bool
    count: int


@dataclass(frozen=True)
class Group:
    """Menu lines under one heading; the first group of a menu usually has none."""

    heading: Any
    lines: tuple[Line, ...]


_ITEMS: list[NavItem] = []


def register(item: NavItem) -> None:
    """Add a menu line; the same line twice is kept once.

    :raises ValueError: its place is not one of the shells.
    """
    if item.place not in PLACES:
        raise ValueError(f"{item.place!r} is no place of the navigation; choose one of {PLACES}")
    if item not in _ITEMS:
        _ITEMS.append(item)


def groups_of(request: HttpRequest, place: str) -> list[Group]:
    """Return the groups of menu lines that this request sees in one shell, in order."""
    seen = sorted(
        (item for item in _ITEMS if item.place == place and _is_seen(item, request)), key=lambda item: item.order
    )
    here = _current(seen, request)
    headings = list(dict.fromkeys(str(item.group) for item in seen))
    return [
        Group(heading, tuple(_line(item, request, item is here) for item in seen if str(item.group) == heading))
        for heading in headings
    ]


def _is_seen(item: NavItem, request: HttpRequest) -> bool:
    if item.shown is not None and not item.shown(request):
        return False
    return item.can is None or may_at_all(getattr(request, "actor", ANONYMOUS), item.can)


def _current(seen: list[NavItem], request: HttpRequest) -> NavItem | None:
    """Return the line of this very page, else the first line of the module that the page belongs to."""
    match = request.resolver_match
    if match is None:
        return None
    exact = [item for item in seen if match.view_name in (item.url_name, *item.pages)]
    related = [item for item in seen if match.namespace and item.url_name.startswith(f"{match.namespace}:")]
    return next(iter(exact + related), None)


def _line(item: NavItem, request: HttpRequest, is_current: bool) -> Line:
    href = reverse(item.url_name, urlconf=getattr(request, "urlconf", None))
    return Line(item.label, href, item.icon, is_current, item.count(request) if item.count else 0)
