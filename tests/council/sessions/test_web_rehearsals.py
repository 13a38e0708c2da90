"""A rehearsal on the pages: made with one press, called DIỄN TẬP on every one of its own, on none of the public's."""

from typing import Any

import pytest
from django.urls import reverse

from council.sessions.models import CouncilSession
from council.sessions.web.broadcast import screens_of
from council.sessions.web.screens import PUBLIC, SCREENS
from kernel import clock
from kernel.files.models import StoredFile
from tenancy.wiping import belongings
from tests.factories.documents import make_published
from tests.factories.halls import account_of, hold_session, staff_account
from tests.factories.people import make_delegates, make_term
from tests.factories.rehearsals import fill, make_rehearsal
from tests.factories.sessions import make_item, make_session
from tests.isolation.routes import COUNCIL, Route, routes_of
from tests.kernel.accounts.browsers import come_in, words

BAND = "DIỄN TẬP"
# Pages that are about the council's list, its seats, this device or the reader herself, whatever session is practised.
NOT_OF_A_SESSION = {
    "arrange",
    "dossiers",
    "index",
    "own_passages",
    "plan",
    "punctuality",
    "register_dossier",
    "rehearse",
    "selftest",
    "wall_pair",
    "year",
}
PUBLIC_SPACES = ("portal", "sessions_public", "documents_public")


@pytest.fixture
def secretary(council, client_of):
    browser = client_of(council)
    come_in(browser, staff_account("thukydt", "session_secretary", "council_chair", "office_chief", "office_staff"))
    return browser


@pytest.fixture
def onlooker(council, client_of):
    return client_of(council)


@pytest.fixture
def rehearsal(council):
    session = make_rehearsal(now=clock.now())
    fill(session)
    return session


def values_of(route: Route, session: CouncilSession) -> dict[str, str] | None:
    """Return what stands in a route's address for a rehearsal, None when something in it is no row of a session."""
    found = {name: key_of(name, session) for name in route.parameters}
    return None if None in found.values() else {name: str(key) for name, key in found.items()}


def key_of(name: str, session: CouncilSession) -> Any:
    word = "councilsession" if name == "session_id" else name.removesuffix("_id")
    for each in belongings(CouncilSession):
        if name.endswith("_id") and each.model.__name__.lower().endswith(word):
            row = each.of(session).first()
            return row.pk if row else None
    return None


def addresses(session: CouncilSession, *spaces: str) -> dict[str, str]:
    """Return the addresses of a namespace that can be made for a session, by the name of the route."""
    ours = [route for route in routes_of(COUNCIL) if route.space in spaces]
    known = {route.name: (route, values_of(route, session)) for route in ours}
    return {name: route.at(values) for name, (route, values) in known.items() if values is not None}


def body_of(answer: Any) -> bytes:
    return b"".join(answer.streaming_content) if answer.streaming else answer.content


def test_one_press_makes_a_rehearsal_of_a_planned_session_and_leads_to_its_desk(secretary):
    make_delegates(3)
    of = make_session()
    make_item(of)
    assert "Tạo buổi diễn tập" in words(secretary.get(f"/ky-hop/{of.id}/"))

    answer = secretary.post(f"/ky-hop/{of.id}/dien-tap/", follow=True)

    session = CouncilSession.objects.rehearsals().get()
    assert answer.redirect_chain[-1][0] == reverse("sessions:control", args=[session.id])
    assert (BAND in words(answer), of.title in session.title) == (True, True)
    assert "Khai mạc kỳ họp" in words(answer)


def test_form_makes_one_from_the_small_agenda_and_says_when_one_stands_already(secretary):
    make_term()
    make_delegates(3)
    assert secretary.post("/ky-hop/dien-tap/", {"of": "", "all_present": "on"}).status_code == 302

    refused = secretary.post("/ky-hop/dien-tap/", {"of": "", "all_present": "on"})

    assert refused.status_code == 422
    assert "Đã có một buổi diễn tập" in words(refused)
    assert CouncilSession.objects.rehearsals().count() == 1


def test_list_names_the_rehearsal_apart_from_the_sessions(secretary, rehearsal):
    page = words(secretary.get("/ky-hop/"))

    assert page.count(rehearsal.title) == 1
    assert BAND in page


def test_button_says_why_while_a_session_is_held_and_the_action_goes_on_refusing(secretary):
    hold_session(delegates=1, items=1)
    of = make_session()
    reason = "Chỉ tạo buổi diễn tập khi không có kỳ họp nào đang diễn ra."

    for address in ("/ky-hop/", f"/ky-hop/{of.id}/", "/ky-hop/dien-tap/"):
        page = secretary.get(address).content.decode()
        assert (reason in page, 'disabled="disabled"' in page) == (True, True), address
    assert 'href="/ky-hop/dien-tap/"' not in secretary.get("/ky-hop/").content.decode()
    for address in ("/ky-hop/dien-tap/", f"/ky-hop/{of.id}/dien-tap/"):
        assert reason in words(secretary.post(address, {"of": "", "all_present": "on"})), address
    assert not CouncilSession.objects.rehearsals().exists()


def test_wiping_asks_first_and_then_leaves_nothing(secretary, rehearsal):
    address = f"/ky-hop/{rehearsal.id}/dien-tap/xoa/"
    asked = words(secretary.get(address))
    assert "Không khôi phục được" in asked
    assert CouncilSession.objects.filter(pk=rehearsal.pk).exists()

    answer = secretary.post(address, follow=True)

    assert "Đã xoá buổi diễn tập" in words(answer)
    assert not CouncilSession.objects.filter(pk=rehearsal.pk).exists()


def test_proper_session_has_no_page_on_which_it_could_be_wiped(secretary):
    session = make_session()

    assert secretary.get(f"/ky-hop/{session.id}/dien-tap/xoa/").status_code == 404
    assert secretary.post(f"/ky-hop/{session.id}/dien-tap/xoa/").status_code == 404


def test_delegate_neither_makes_nor_wipes(council, client_of, rehearsal):
    browser = client_of(council)
    come_in(browser, account_of(make_delegates(1)[0], "dbhoa"))

    assert browser.get("/ky-hop/dien-tap/").status_code in {403, 404}
    assert browser.post(f"/ky-hop/{rehearsal.id}/dien-tap/xoa/").status_code in {403, 404}
    assert BAND in words(browser.get("/phien-hop/"))


def test_every_page_of_a_rehearsal_is_called_one(secretary, rehearsal):
    StoredFile.objects.update(sha256=make_published().pdf.sha256)
    shown = {}
    for name, address in addresses(rehearsal, "sessions").items():
        answer = secretary.get(address)
        if answer.status_code == 200 and b"<html" in body_of(answer):
            shown[name.partition(":")[2]] = BAND in words(answer)

    assert len(shown) > 30
    assert sorted(name for name, is_called in shown.items() if not is_called and name not in NOT_OF_A_SESSION) == []


def test_pages_of_a_proper_session_are_never_called_a_rehearsal(secretary):
    held = hold_session(delegates=3, items=1)

    for name, address in addresses(held.session, "sessions").items():
        answer = secretary.get(address)
        if answer.status_code == 200 and b"<html" in body_of(answer):
            assert BAND not in words(answer), name


def test_public_pages_know_nothing_of_a_rehearsal(onlooker, rehearsal):
    CouncilSession.objects.filter(pk=rehearsal.pk).update(opened_on=rehearsal.opens_on, state="in_progress")
    seen = {}
    for name, address in addresses(rehearsal, *PUBLIC_SPACES).items():
        answer = onlooker.get(address)
        text = body_of(answer).decode(errors="replace")
        seen[name] = answer.status_code == 200 and (str(rehearsal.id) in text or rehearsal.title in text)

    assert len(seen) > 10
    assert [name for name, is_told in seen.items() if is_told] == []


def test_public_page_of_each_thing_of_a_rehearsal_is_not_found(onlooker, rehearsal):
    named = {name: address for name, address in addresses(rehearsal, "sessions_public").items() if "-" in address[20:]}

    assert named
    assert {name: onlooker.get(address).status_code for name, address in named.items()} == dict.fromkeys(named, 404)


def test_what_changes_in_a_rehearsal_goes_into_no_public_room(rehearsal):
    assert screens_of(rehearsal) == [screen for screen in SCREENS if screen is not PUBLIC]
    assert screens_of(make_session()) == list(SCREENS)
