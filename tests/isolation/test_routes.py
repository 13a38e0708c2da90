"""Every address with an object that belongs to another council: 404, and not one row is changed anywhere."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import transaction
from django.forms import BaseForm, Form, UUIDField
from django.test import Client
from django.urls import path

from kernel.openness import Entry, entries_of
from tests.isolation.digests import Watch, rows_as_json
from tests.isolation.objects import (
    OBJECTS,
    OPERATORS_OWN,
    WORDS,
    addresses_of,
    body_of,
    names_object,
    unknown_fields,
    unknown_in,
)
from tests.isolation.routes import COUNCIL, OPERATORS, Route, routes_of
from tests.isolation.worlds import THERE, UUID, World, make_twin, stranger

# What a route answers, instead of 404, when it is asked for what is not there.
INSTEAD_OF_404 = {
    "accounts:accept": 410,  # a letter that opens nothing says no more than that, whatever the reason
}
# Routes at which a council finds nothing under its own name; the other half of the proof stands elsewhere.
NEVER_ONES_OWN = {
    "indicators:commune": "a province's page of its communes: tests/council/indicators/test_province.py",
    "exchange:reminder": "a province's page of what it sent: tests/council/exchange/test_web.py",
    "indicators:outlines": "a province's own page: tests/council/indicators/test_map.py",
    "exchange:withdraw": "a province's page too: tests/council/exchange/test_withdrawing.py",
    "documents:sign_remote": "where a signing service is named: tests/council/documents/test_remote.py",
    "documents:look_again": "where a signing service is named: tests/council/documents/test_remote.py",
    "sessions:vote_names": "where the council's rules name who voted how: tests/council/sessions/test_names.py",
    "sessions_public:vote_names": "as above",
    "sessions:wipe_rehearsal": "where the session is a rehearsal: tests/council/sessions/test_web_rehearsals.py",
}
NOT_ALLOWED = 405
METHODS = ("get", "post")


@contextmanager
def undone() -> Iterator[None]:
    """Take back whatever happens in the block."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def with_objects() -> list[Route]:
    """Return the routes of a council's host in whose address an object of the council stands."""
    return [route for route in routes_of(COUNCIL) if names_object(route)]


# The application with most routes for itself, all others together: making a world costs more than asking.
LARGEST = "sessions"
FAMILIES = ("sessions", "all others")


def of_family(family: str, routes: list[Route]) -> list[Route]:
    """Return the routes of one family."""
    return [route for route in routes if (route.space == LARGEST) is (family == LARGEST)]


def asked(browser: Client, method: str, address: str, body: dict[str, Any] | None = None) -> Any:
    """Ask, and see that the answer is no failure of ours."""
    answer = getattr(browser, method)(address, body or {})
    assert answer.status_code < 500, f"{method} {address} failed: {answer.status_code}"
    return answer


def text_of(answer: Any) -> str:
    """Return an answer's text, streamed or not."""
    return b"".join(answer).decode(errors="replace")


def product_forms() -> set[type[BaseForm]]:
    """Return every form of the product: loading the addresses has loaded their views, and those their forms."""
    return {form for form in _below(BaseForm) if form.__module__.startswith(("council.", "kernel.", "console."))}


def _below(kind: type) -> Iterator[type]:
    for each in kind.__subclasses__():
        yield each
        yield from _below(each)


# -- what the matrix knows ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("urlconf", [COUNCIL, OPERATORS])
def test_every_parameter_of_every_route_is_known(urlconf):
    known = (*OBJECTS, *WORDS, *(OPERATORS_OWN if urlconf == OPERATORS else ()))

    assert unknown_in(routes_of(urlconf), known) == []


def test_every_route_has_a_name_and_exactly_one_entry():
    routes = {*routes_of(COUNCIL), *routes_of(OPERATORS)}

    assert [str(route) for route in routes if not route.name or route.name.endswith(":")] == []
    assert entry_faults(routes) == []


def entry_faults(routes) -> list[str]:
    """Return a sentence for each route that does not say who may come in."""
    return [
        f"{route} carries {entries_of(route.view) or 'no mark'}: give its view one door or mark (kernel.openness)"
        for route in routes
        if len(entries_of(route.view)) != 1
    ]


def test_a_new_route_of_unknown_parameters_or_entry_is_seen(settings):
    class Strange:
        urlpatterns = [path("la/<uuid:denouncer_id>/", lambda request, denouncer_id: None, name="strange")]

    routes = routes_of(Strange)

    assert unknown_in(routes) == [
        "strange /la/<uuid:denouncer_id>/: add 'denouncer_id' to OBJECTS or WORDS in tests/isolation/objects.py"
    ]
    (fault,) = entry_faults(routes)
    assert fault.startswith("strange /la/<uuid:denouncer_id>/ carries no mark")


def test_every_row_that_a_form_names_is_known():
    forms = product_forms() if routes_of(COUNCIL) and routes_of(OPERATORS) else set()

    assert len(forms) > 5
    assert unknown_fields(forms) == []


def test_a_new_field_that_names_a_row_is_seen():
    class StrangeForm(Form):
        denouncer_id = UUIDField()

    (fault,) = unknown_fields([StrangeForm])
    assert "StrangeForm.denouncer_id: add it to OBJECTS" in fault


# -- foreign objects ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("family", FAMILIES)
def test_object_of_another_council_is_not_there_and_nothing_changes(world: World, other_council, family):
    keys = make_twin(world, other_council, same_keys=False)
    body, watch = body_of(world, {}), Watch(world.council, other_council)
    for route in of_family(family, with_objects()):
        for address in addresses_of(route, world, keys):
            expect_nothing(route, address, world, watch, body)
    assert watch.whole() == [[], []]


def expect_nothing(route: Route, address: str, world: World, watch: Watch, body: dict[str, str]) -> None:
    """See that an address is answered with "not there", to somebody of every role and to a stranger."""
    given = {signed: set() for signed in (True, False)}
    for signed, browser in ((True, world.browser()), (False, stranger(world.council))):
        for method in METHODS:
            with undone():
                answer = asked(browser, method, address, body)
                assert THERE not in text_of(answer), f"{method} {route} shows another council's"
                assert watch.changed() == [[], []], f"{method} {route}"
            given[signed].add(answer.status_code)
    missing = INSTEAD_OF_404.get(route.name, 404)
    assert missing in given[True] <= {missing, NOT_ALLOWED}, f"{route}: {given[True]}"
    turned_away = 302 if entries_of(route.view) == [Entry.BEHIND_LOGIN] else missing
    assert turned_away in given[False] <= {turned_away, NOT_ALLOWED}, f"{route}, to a stranger: {given[False]}"


@pytest.mark.parametrize("family", FAMILIES)
def test_same_id_in_both_councils_means_ones_own(world: World, other_council, family):
    make_twin(world, other_council, same_keys=True)
    body, watch = body_of(world, {}), Watch(other_council)
    for route in of_family(family, with_objects()):
        for address in addresses_of(route, world, {}):
            expect_own(route, address, world, watch, body)
    assert watch.whole() == [[]]


def expect_own(route: Route, address: str, world: World, watch: Watch, body: dict[str, str]) -> None:
    """See that the own object is served, and the other council's is neither shown nor touched."""
    statuses = []
    for method in METHODS:
        with undone():
            answer = asked(world.browser(), method, address, body)
            assert THERE not in text_of(answer), f"{method} {route} shows another council's"
            assert watch.changed() == [[]], f"{method} {route}"
        statuses.append(answer.status_code)
    found = set(statuses) - {404, NOT_ALLOWED, 410}
    assert found or route.name in NEVER_ONES_OWN, f"{route}: one's own object is not found either: {statuses}"


@pytest.mark.parametrize("family", FAMILIES)
def test_form_that_names_anothers_objects_takes_none_of_them(world: World, other_council, family):
    keys = make_twin(world, other_council, same_keys=False)
    foreign, body, watch = set(keys.values()), body_of(world, keys), Watch(world.council, other_council)
    for route in of_family(family, routes_of(COUNCIL)):
        for address in addresses_of(route, world, {}):
            expect_untouched(route, address, world, watch, body, foreign)
    assert watch.whole() == [[], []]


def expect_untouched(
    route: Route, address: str, world: World, watch: Watch, body: dict[str, str], foreign: set[str]
) -> None:
    """See that a body or query full of foreign keys shows and changes nothing there, and leaves no such key here."""
    for method in METHODS:
        with undone():
            answer = asked(world.browser(), method, address, body)
            assert THERE not in text_of(answer), f"{method} {route} shows another council's"
            here, there = watch.changed()
            written = " ".join(rows_as_json(table) for table in here)
        assert there == [], f"{method} {route}"
        taken = set(UUID.findall(written)) & foreign
        assert taken == set(), f"{method} {route} takes another council's objects"
