"""Who sees which line of a menu, and which one is the present page's."""

from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from types import SimpleNamespace

import pytest
from django.urls import NoReverseMatch

from kernel.access import ANONYMOUS, Actor, Holding, grants
from kernel.access.book import BOOK, Book
from kernel.ui import nav
from kernel.ui.nav import NavItem

pytestmark = [pytest.mark.unit, pytest.mark.urls("tests.kernel.ui.nav_urls")]


class Can(StrEnum):
    FILE = "menu.file"


class Role(StrEnum):
    CLERK = "clerk"


HOLDING = Holding("clerk", "council", None, date(2026, 1, 1), None, "test")
CLERK = Actor(None, "Lan", None, frozenset({HOLDING}))
SESSIONS = NavItem("Kỳ họp", "sessions:list", "gavel", order=1)
CALENDAR = NavItem("Lịch", "sessions:calendar", "calendar-days", order=2)
PAPERS = NavItem("Tài liệu", "papers:list", "file-text", group="Dữ liệu", can=Can.FILE, order=3)


@pytest.fixture(autouse=True)
def own_menu(monkeypatch) -> Iterator[None]:
    """A menu and a book of grants of the test's own."""
    monkeypatch.setattr(nav, "_ITEMS", [])
    kept = dict(vars(BOOK))
    vars(BOOK).update(vars(Book()))
    grants(Can, {Role.CLERK: {Can.FILE}})
    yield
    vars(BOOK).update(kept)


def lines(place: str = "council", *, actor: Actor = CLERK, view_name: str = "other", namespace: str = ""):
    """Return heading, label, address and whether it is the present page, of each line seen."""
    match = SimpleNamespace(view_name=view_name, namespace=namespace)
    request = SimpleNamespace(actor=actor, resolver_match=match)
    return [
        (group.heading, line.label, line.href, line.current)
        for group in nav.groups_of(request, place)
        for line in group.lines
    ]


def test_a_line_is_seen_in_its_place_by_those_who_may_in_order_and_under_its_heading():
    for item in (PAPERS, CALENDAR, SESSIONS):
        nav.register(item)

    assert lines() == [
        ("", "Kỳ họp", "/ky-hop/", False),
        ("", "Lịch", "/ky-hop/lich/", False),
        ("Dữ liệu", "Tài liệu", "/tai-lieu/", False),
    ]
    assert [label for _, label, _, _ in lines(actor=ANONYMOUS)] == ["Kỳ họp", "Lịch"]
    assert lines("public") == []


def test_the_present_page_marks_its_own_line_else_the_first_of_its_module():
    nav.register(SESSIONS)
    nav.register(CALENDAR)

    def current(view_name: str) -> list[str]:
        return [label for _, label, _, is_here in lines(view_name=view_name, namespace="sessions") if is_here]

    assert current("sessions:list") == ["Kỳ họp"]
    assert current("sessions:calendar") == ["Lịch"]
    assert current("sessions:one") == ["Kỳ họp"]


def test_a_line_registered_twice_is_drawn_once():
    nav.register(SESSIONS)
    nav.register(SESSIONS)

    assert len(lines()) == 1


def test_a_line_whose_module_is_off_is_not_drawn_and_its_address_not_asked():
    nav.register(NavItem("Giám sát", "supervision:list", "search-check", shown=lambda request: False))

    assert lines() == []


def test_an_address_that_does_not_exist_fails_loudly():
    nav.register(NavItem("Giám sát", "supervision:list", "search-check"))

    with pytest.raises(NoReverseMatch):
        lines()


def test_the_badge_counts_for_this_request():
    nav.register(NavItem("Việc", "papers:list", "inbox", count=lambda request: len(request.actor.roles)))
    request = SimpleNamespace(actor=CLERK, resolver_match=None)

    assert nav.groups_of(request, "council")[0].lines[0].count == 1


def test_an_unknown_place_is_refused():
    with pytest.raises(ValueError, match="no place of the navigation"):
        nav.register(NavItem("Kỳ họp", "sessions:list", "gavel", place="attic"))
