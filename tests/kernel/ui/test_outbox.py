"""The outbox of votes in a real browser: nothing is called recorded before its receipt, nothing tapped is lost."""

import re
import threading
import time
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.kernel.ui.hall_server import Answer, HallServer, drawn

PAGE = """{% extends "ui/hall.html" %}{% block title %}Phiên họp{% endblock %}{% block main %}<h1>Phiên họp</h1>
{% if open %}<c-ballot poll="p1" :voter="voter" action="/ballot/" :receipt="receipt"
:choice="choice" choice_label="Tán thành" :change="change">
<c-vote-button value="yes" tone="yes" icon="check">Tán thành</c-vote-button>
<c-vote-button value="no" tone="no" icon="x">Không tán thành</c-vote-button></c-ballot>{% endif %}
<c-outbox :voter="voter" />{% endblock %}"""
DEFAULTS = {"open": True, "voter": "an", "receipt": "", "choice": "", "change": "yes"}
PENDING = "CHƯA GHI NHẬN – đang gửi lại"
REFUSED = "Phiếu CHƯA được ghi nhận – báo thư ký"


def accepted(ballot: dict[str, str], receipt: str = "7F3K-92QD") -> Answer:
    """Answer as a server that recorded the ballot at 09:41:17 in Vietnam."""
    return 200, {"receipt": receipt, "choice": ballot["choice"], "recorded_at": "2026-12-09T02:41:17Z"}


@pytest.fixture
def page(browser: Browser, hall: HallServer) -> Iterator[Page]:
    hall.pages["/"] = lambda: drawn(PAGE, **DEFAULTS)
    context = browser.new_context()
    opened = context.new_page()
    opened.goto(hall.url)
    yield opened
    context.close()


def strip(page: Page):
    return page.locator("form [data-ballot-strip]")


def button(page: Page, name: str):
    return page.get_by_role("button", name=name, exact=True)


def test_a_tap_shows_its_receipt_once_the_server_gave_it(page: Page, hall: HallServer):
    hall.answer = accepted

    button(page, "Tán thành").click()

    expect(strip(page)).to_have_text(re.compile(r"Đã ghi nhận: Tán thành lúc 09:41:17\s*Mã biên nhận 7F3K-92QD"))
    expect(button(page, "Tán thành")).to_have_attribute("aria-pressed", "true")
    assert [(sent["choice"], sent["prev"], sent["token"]) for sent in hall.ballots] == [("yes", "", "token")]
    assert re.fullmatch(r"[0-9a-f-]{36}", hall.ballots[0]["key"])


def test_without_an_answer_it_stays_unrecorded_and_is_sent_again_under_the_same_key(page: Page, hall: HallServer):
    answers: list[Answer | None] = []
    is_seen = threading.Event()

    def answer(ballot: dict[str, str]) -> Answer | None:
        answers.append(accepted(ballot) if is_seen.is_set() and len(answers) >= 2 else None)
        return answers[-1]

    hall.answer = answer
    button(page, "Tán thành").click()

    expect(strip(page)).to_have_text(PENDING)
    is_seen.set()
    expect(strip(page)).to_contain_text("7F3K-92QD")
    *lost, given = answers
    assert (any(lost), given is None) == (False, False)
    assert len({sent["key"] for sent in hall.ballots}) == 1


@pytest.mark.parametrize("status", [500, 502, 503, 429])
def test_a_server_in_trouble_is_asked_again(page: Page, hall: HallServer, status: int):
    hall.answer = lambda ballot: (status, None) if len(hall.ballots) < 2 else accepted(ballot)

    button(page, "Tán thành").click()

    expect(strip(page)).to_contain_text("7F3K-92QD")
    assert len({sent["key"] for sent in hall.ballots}) == 1


def test_a_success_without_a_receipt_is_no_success(page: Page, hall: HallServer):
    hall.answer = lambda ballot: (200, {})

    button(page, "Tán thành").click()
    hall.wait_for_ballots(2)

    expect(strip(page)).to_have_text(PENDING)


def test_an_answer_that_does_not_come_within_four_seconds_is_given_up_and_asked_again(page: Page, hall: HallServer):
    page.route("**/ballot/", lambda route: None, times=1)
    came_at: list[float] = []

    def answer(ballot: dict[str, str]) -> Answer:
        came_at.append(time.monotonic())
        return accepted(ballot)

    hall.answer = answer
    tapped_at = time.monotonic()
    button(page, "Tán thành").click()

    expect(strip(page)).to_contain_text("7F3K-92QD")
    assert [came - tapped_at >= 4 for came in came_at] == [True]


def test_an_unsent_ballot_survives_a_reload(page: Page, hall: HallServer):
    hall.answer = lambda ballot: None
    button(page, "Không tán thành").click()
    expect(strip(page)).to_have_text(PENDING)

    page.reload()

    expect(strip(page)).to_have_text(PENDING)
    expect(button(page, "Không tán thành")).to_have_attribute("aria-pressed", "true")
    hall.answer = accepted
    expect(strip(page)).to_contain_text("Đã ghi nhận: Không tán thành")
    assert len({sent["key"] for sent in hall.ballots}) == 1


def test_a_tap_while_offline_is_sent_when_the_network_is_back(page: Page, hall: HallServer):
    hall.answer = accepted
    page.context.set_offline(True)
    button(page, "Tán thành").click()
    expect(strip(page)).to_have_text(PENDING)
    assert hall.ballots == []

    page.context.set_offline(False)

    expect(strip(page)).to_contain_text("7F3K-92QD")
    assert len(hall.ballots) == 1


def test_many_taps_on_one_choice_are_one_ballot(page: Page, hall: HallServer):
    hall.answer = accepted

    button(page, "Tán thành").evaluate("button => { for (let i = 0; i < 6; i += 1) button.click(); }")

    expect(strip(page)).to_contain_text("7F3K-92QD")
    assert len(hall.ballots) == 1


def test_a_change_is_sent_with_a_new_key_and_the_receipt_it_replaces(page: Page, hall: HallServer):
    hall.answer = lambda ballot: accepted(ballot, f"R-{len(hall.ballots)}")
    button(page, "Tán thành").click()
    expect(strip(page)).to_contain_text("R-1")

    button(page, "Không tán thành").click()

    expect(strip(page)).to_contain_text("R-2")
    assert [(sent["choice"], sent["prev"]) for sent in hall.ballots] == [("yes", ""), ("no", "R-1")]
    assert hall.ballots[0]["key"] != hall.ballots[1]["key"]


def test_a_change_while_the_first_is_on_its_way_follows_it(page: Page, hall: HallServer):
    hall.answer = lambda ballot: None if len(hall.ballots) < 2 else accepted(ballot, f"R-{ballot['choice']}")

    button(page, "Tán thành").click()
    button(page, "Không tán thành").click()

    expect(strip(page)).to_contain_text("Đã ghi nhận: Không tán thành")
    assert [(sent["choice"], sent["prev"]) for sent in hall.ballots] == [("yes", ""), ("yes", ""), ("no", "R-yes")]


@pytest.mark.parametrize("status", [400, 403, 404, 409, 422])
def test_a_refused_ballot_is_red_and_never_sent_again(page: Page, hall: HallServer, status: int):
    hall.answer = lambda ballot: (status, {"code": "vote_not_open"})

    button(page, "Tán thành").click()

    expect(strip(page)).to_have_text(REFUSED)
    expect(button(page, "Tán thành")).to_be_disabled()
    expect(button(page, "Tán thành")).to_have_attribute("aria-pressed", "false")
    page.wait_for_timeout(1300)
    assert len(hall.ballots) == 1


def test_a_ballot_overtaken_by_another_device_shows_what_stands(page: Page, hall: HallServer):
    current = {"choice": "no", "receipt": "OTHER-1"}
    hall.answer = lambda ballot: (412, {"code": "ballot_superseded", "current": current})
    button(page, "Tán thành").click()

    expect(strip(page)).to_contain_text("Thiết bị khác của ông/bà đã ghi nhận: Không tán thành")
    expect(strip(page)).to_contain_text("OTHER-1")
    hall.answer = accepted
    button(page, "Tán thành").click()
    expect(strip(page)).to_contain_text("Đã ghi nhận: Tán thành")
    assert hall.ballots[-1]["prev"] == "OTHER-1"


def test_a_lost_answer_that_comes_back_as_412_with_the_own_choice_is_recorded(page: Page, hall: HallServer):
    hall.answer = lambda ballot: (412, {"current": {"choice": "yes", "receipt": "MINE-1"}})

    button(page, "Tán thành").click()

    expect(strip(page)).to_contain_text("Đã ghi nhận: Tán thành")
    expect(strip(page)).to_contain_text("MINE-1")


def test_the_next_person_on_a_shared_tablet_neither_sees_nor_sends_it(page: Page, hall: HallServer):
    hall.answer = lambda ballot: None
    button(page, "Tán thành").click()
    expect(strip(page)).to_have_text(PENDING)
    hall.pages["/"] = lambda: drawn(PAGE, **DEFAULTS | {"voter": "binh", "csrf_token": "token of binh"})
    page.reload()

    page.wait_for_timeout(1500)

    expect(strip(page)).to_contain_text("chưa biểu quyết")
    assert {sent["token"] for sent in hall.ballots} == {"token"}


def test_a_ballot_whose_form_has_gone_is_still_sent_and_turns_red_when_refused(page: Page, hall: HallServer):
    hall.answer = lambda ballot: None
    button(page, "Tán thành").click()
    expect(strip(page)).to_have_text(PENDING)
    hall.pages["/"] = lambda: drawn(PAGE, **DEFAULTS | {"open": False})

    page.reload()

    expect(page.locator("[data-outbox] [data-ballot-strip]")).to_have_text(PENDING)
    hall.answer = lambda ballot: (409, {"code": "vote_not_open"})
    expect(page.locator("[data-outbox] [data-ballot-strip]")).to_have_text(REFUSED)
    assert {sent["token"] for sent in hall.ballots} == {"token"}


def test_what_the_server_recorded_wins_over_an_old_entry(page: Page, hall: HallServer):
    hall.answer = accepted
    button(page, "Tán thành").click()
    expect(strip(page)).to_contain_text("7F3K-92QD")
    hall.pages["/"] = lambda: drawn(PAGE, **DEFAULTS | {"receipt": "NEWER-1", "choice": "yes"})

    page.reload()

    expect(strip(page)).to_contain_text("NEWER-1")


def test_where_a_ballot_may_not_be_changed_the_other_choices_are_closed(page: Page, hall: HallServer):
    hall.pages["/"] = lambda: drawn(PAGE, **DEFAULTS | {"change": "no"})
    hall.answer = accepted
    page.reload()

    button(page, "Tán thành").click()

    expect(strip(page)).to_contain_text("7F3K-92QD")
    expect(button(page, "Không tán thành")).to_be_disabled()


def test_with_storage_closed_a_ballot_is_sent_all_the_same(browser: Browser, hall: HallServer):
    hall.pages["/"] = lambda: drawn(PAGE, **DEFAULTS)
    hall.answer = lambda ballot: None if len(hall.ballots) < 2 else accepted(ballot)
    context = browser.new_context()
    context.add_init_script("Object.defineProperty(window, 'localStorage', {get() { throw new Error('closed'); }})")
    page = context.new_page()
    page.goto(hall.url)

    button(page, "Tán thành").click()

    expect(strip(page)).to_contain_text("7F3K-92QD")
    context.close()
