"""The self-test page: what it echoes and to whom, and its verdicts in a real browser."""

import time
from uuid import uuid4

import pytest
from django.db import connections
from playwright.sync_api import Page

from kernel.live import names
from tests.factories.halls import staff_account
from tests.judges import judge, judge_html, open_chromium
from tests.judges.judge import opened
from tests.kernel.accounts.browsers import COOKIE, come_in, words
from tests.testbed.listening import listening
from tests.testbed.serving import served

BUSY_SECONDS = 90
PAGE, ECHO = "/kiem-tra-thiet-bi/", "/kiem-tra-thiet-bi/tieng-vong/"


@pytest.fixture
def tester(council, client_of):
    account, browser = staff_account("qtmay", "administrator"), client_of(council)
    come_in(browser, account)
    return account, browser


def test_word_comes_back_over_ones_own_stream_alone(council, tester):
    account, browser = tester
    room, word = f"selftest-{account.pk}", uuid4()
    assert browser.get(PAGE).cookies["live"]["path"] == f"/_live/{room}/"

    with listening(names.channel(council.key, room)) as told:
        answer = browser.post(ECHO, {"word": str(word)})
        heard = told()

    assert "now" in answer.json()
    assert [message.partition("\n")[2] for _channel, message in heard] == [str(word)]


def test_nothing_else_is_echoed(tester):
    _account, browser = tester

    assert browser.post(ECHO, {"word": "<script>alert(1)</script>"}).status_code == 404
    assert browser.get(ECHO).status_code == 405


def test_stranger_tests_nothing(council, client_of):
    assert client_of(council).get(PAGE).status_code == 302
    assert client_of(council).post(ECHO, {"word": str(uuid4())}).status_code == 302


def test_page_says_what_to_do_for_each_verdict(tester):
    _account, browser = tester

    page = browser.get(PAGE).content.decode()

    assert (
        page.count("data-test=") == page.count("data-good=") == page.count("data-warn=") == page.count("data-bad=") == 7
    )
    assert "proxy_buffering off" in page
    assert "Kiểm tra lại" in words(browser.get(PAGE))


def outcome_of(page: Page) -> dict[str, str | None]:
    """Wait for every verdict, and return those of the stream and of the clock."""
    page.locator('[data-test][data-state="wait"]').first.wait_for(state="detached")
    return {name: page.locator(f'[data-test="{name}"]').get_attribute("data-state") for name in ("stream", "clock")}


@pytest.mark.journey
@pytest.mark.full
def test_browser_finds_the_stream_open_and_the_clock_right(fresh_council, client_of):
    browser = client_of(fresh_council)
    come_in(browser, staff_account("qtmay", "administrator"))
    judge_html({"selftest": browser.get(PAGE).content.decode()})
    cookie = browser.cookies[COOKIE].value
    connections.close_all()

    with served() as port, open_chromium() as chromium:
        url = f"http://{fresh_council.subdomain}.localhost:{port}{PAGE}"
        jar = [{"name": COOKIE, "value": cookie, "url": url}]
        with opened(chromium, url, cookies=jar) as (page, said):
            found = outcome_of(page)
            end = time.monotonic() + BUSY_SECONDS
            while found["stream"] != "good" and time.monotonic() < end:  # it took a second: the machine is busy
                page.get_by_role("button", name="Kiểm tra lại").click()
                found = outcome_of(page)
        judge(chromium, url, cookies=jar)

    assert (found, said) == ({"stream": "good", "clock": "good"}, [])
