"""Who is nobody: strangers, half-signed-in people, another council's people; and which pages stand at which host."""

from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.urls import Resolver404, resolve, reverse

from kernel.accounts.models import SessionRow
from kernel.openness import Entry, entries_of
from kernel.place import PUBLIC_KEY
from tenancy.place import entered, in_public
from tests.isolation.digests import changed, digest_of
from tests.isolation.objects import OBJECTS, OPERATORS_OWN, WORDS, addresses_of, named_object
from tests.isolation.routes import COUNCIL, OPERATORS, Route, routes_of
from tests.isolation.test_routes import METHODS, NOT_ALLOWED, asked, undone
from tests.isolation.worlds import World, stranger
from tests.kernel.accounts.people import delegate, enter

CONSOLE = "console.localhost"
SIGN_IN, SECOND_FACTOR = "/tai-khoan/dang-nhap/", "/tai-khoan/xac-thuc/"


def behind_login(urlconf: str) -> list[Route]:
    """Return the routes that ask for a login."""
    return [route for route in routes_of(urlconf) if Entry.BEHIND_LOGIN in entries_of(route.view)]


def expect_way_in(browser: Client, route: Route, address: str, door: str) -> None:
    """See that somebody who is nobody here is sent to a door, whatever she asks for and however."""
    answers = [asked(browser, method, address) for method in METHODS]
    led = {answer.headers.get("Location", "").partition("?")[0] for answer in answers if answer.status_code == 302}
    assert {answer.status_code for answer in answers} <= {302, NOT_ALLOWED}, route
    assert led == {door}, route


def some_address(route: Route, world: World) -> str:
    return addresses_of(route, world, {})[0]


def test_stranger_is_led_to_the_door_of_every_page_behind_the_login(world: World):
    before = digest_of(world.council)
    for route in behind_login(COUNCIL):
        expect_way_in(stranger(world.council), route, some_address(route, world), SIGN_IN)

    assert changed(before, digest_of(world.council)) == []


def test_password_alone_opens_no_page_behind_the_login(world: World):
    half = stranger(world.council)
    half.cookies[settings.SESSION_COOKIE_NAME] = enter_half(world)
    before = digest_of(world.council)
    for route in behind_login(COUNCIL):
        expect_way_in(half, route, some_address(route, world), SECOND_FACTOR)

    assert changed(before, digest_of(world.council)) == []


def enter_half(world: World) -> str:
    """Return the cookie of a browser that has given the right password and nothing else."""
    from tests.isolation.worlds import knock

    return str(knock(world.account).session_key)


def test_cookies_of_one_council_are_nothing_at_another_host(world: World, other_council):
    """The same person, in the same browser, at another council's address: she must sign in there."""
    abroad = stranger(other_council)
    for name in (settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME):
        abroad.cookies[name] = world.browser().cookies.get(settings.SESSION_COOKIE_NAME).value
    before = digest_of(other_council)
    for route in behind_login(COUNCIL):
        expect_way_in(abroad, route, some_address(route, world), SIGN_IN)

    assert changed(before, digest_of(other_council)) == []


def test_cookies_of_a_council_are_nothing_at_the_operators_host(world: World):
    abroad = Client(headers={"host": CONSOLE}, raise_request_exception=False)
    abroad.cookies[settings.SESSION_COOKIE_NAME] = world.cookie
    for route in behind_login(OPERATORS):
        values = {name: value_at_operators(route, name, world) for name in route.parameters}
        expect_way_in(abroad, route, route.at(values), SIGN_IN)


def value_at_operators(route: Route, name: str, world: World) -> str:
    """Return what stands for a parameter at the operators' host: theirs, or a council's own."""
    if name in OPERATORS_OWN:
        return OPERATORS_OWN[name]
    known = named_object(route, name)
    return str(OBJECTS[known](world)) if known else next(iter(WORDS[name](world)))


def test_stolen_row_of_a_session_opens_nothing_where_it_is_planted(world: World, other_council):
    """Whoever copies a session's row into another council meets an account that is not there."""
    row = SessionRow.objects.get(account=world.account, state=SessionRow.State.OPEN)
    assert row.session_key != world.cookie  # the table holds a digest, so a copy of it opens nothing
    planted = stranger(other_council)
    planted.cookies[settings.SESSION_COOKIE_NAME] = row.session_key

    assert asked(planted, "get", "/tai-khoan/").headers["Location"].startswith(SIGN_IN)
    with entered(other_council):
        assert not SessionRow.objects.filter(session_key=row.session_key).exists()


def test_account_of_the_same_name_and_password_is_another_one_in_another_council(council, other_council, client_of):
    delegate("dbhoa")
    with entered(other_council):
        there = delegate("dbhoa")
        cookie = enter(there).session_key
    browser = client_of(council)
    browser.cookies[settings.SESSION_COOKIE_NAME] = cookie

    assert browser.get("/tai-khoan/").status_code == 302


def test_cookies_are_bound_to_their_host_and_never_name_a_domain(world: World):
    browser = stranger(world.council)
    sign_in = browser.post(SIGN_IN, {"name": "moivaitro", "password": "ngọn đèn đứng gác"})
    page = browser.get(SIGN_IN)
    hall = world.browser().get("/phien-hop/")

    for answer, cookie in ((sign_in, settings.SESSION_COOKIE_NAME), (page, settings.CSRF_COOKIE_NAME), (hall, "live")):
        given = answer.cookies[cookie]
        assert (given["domain"], bool(given["httponly"])) == ("", True), cookie


# -- the wrong kind of host -----------------------------------------------------------------------------------------


def only_at(here: str, there: str) -> list[Route]:
    """Return the routes of one kind of host whose view does not stand at the other kind."""
    shared = {(route.name, route.pattern) for route in routes_of(there)}
    return [route for route in routes_of(here) if (route.name, route.pattern) not in shared]


def leads_elsewhere(route: Route, address: str, urlconf: str) -> bool:
    """Whether the address leads to a page of the other host's own, which has another view."""
    try:
        return resolve(address, urlconf).func is not route.view
    except Resolver404:
        return False


@pytest.mark.parametrize(("here", "there"), [(COUNCIL, OPERATORS), (OPERATORS, COUNCIL)])
def test_pages_of_one_kind_of_host_do_not_stand_at_the_other(world: World, here, there):
    browser: Any = Client(headers={"host": CONSOLE}) if there == OPERATORS else world.browser()
    tried = 0
    for route in only_at(here, there):
        address = route.at({name: value_at_operators(route, name, world) for name in route.parameters})
        if leads_elsewhere(route, address, there):
            continue
        tried += 1
        for method in METHODS:
            with undone():
                assert asked(browser, method, address).status_code == 404, f"{method} {route} at {there}"
    assert tried > 5


def test_pages_that_stand_at_both_kinds_of_host_are_the_kernels_own_and_the_keys():
    shared = {route.space for route in routes_of(COUNCIL)} & {route.space for route in routes_of(OPERATORS)}

    assert shared == {"accounts", "api", "drafts", "gateway", "keys", "lists", "notify", "oauth", "ui"}


def test_operators_page_of_an_account_shows_no_councils_rows(world: World):
    with in_public():
        assert PUBLIC_KEY == "public"
        assert not SessionRow.objects.filter(pk=world.other_browser.pk).exists()
    assert reverse("accounts:mine", OPERATORS) == "/tai-khoan/"
