"""The live connection in a real browser, under the real policy, with the frames of kernel.live."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.judges import PATIENCE_MS
from tests.kernel.ui.hall_server import HallServer, drawn

PAGE = """{% extends "ui/hall.html" %}{% block title %}Phiên họp{% endblock %}
{% block main %}<h1>Phiên họp</h1>
<div id="item" data-live-region><p id="words">{{ words }}</p><input id="mine" aria-label="Ghi chú"></div>
{% endblock %}"""


@pytest.fixture
def page(browser: Browser, hall: HallServer) -> Iterator[Page]:
    hall.pages["/"] = lambda: drawn(PAGE, words="Mục 1", live_url="/_live/p1/", live_version=41)
    context = browser.new_context()
    opened = context.new_page()
    opened.said = []
    opened.on("console", lambda message: opened.said.append(message.text) if message.type == "error" else None)
    opened.goto(hall.url)
    yield opened
    hall.end_streams()
    context.close()


@pytest.fixture
def connected(page: Page, hall: HallServer) -> Page:
    expect(pill(page)).to_have_text("Đã kết nối")
    hall.fetched.clear()
    return page


def pill(page: Page):
    return page.locator("[data-live]")


def fragment(version: int, words: str) -> str:
    html = f'<hx-partial data-hx-target="#words" data-hx-swap="outerMorph"><p id="words">{words}</p></hx-partial>'
    return f"id: {version}\ndata: {html}\n\n"


def draws(hall: HallServer, words: str, version: int) -> None:
    hall.pages["/"] = lambda: drawn(PAGE, words=words, live_url="/_live/p1/", live_version=version)


def test_the_next_message_is_swapped_without_asking_for_the_page(connected: Page, hall: HallServer):
    connected.locator("#mine").fill("đang viết dở")

    hall.send(fragment(42, "Mục 2"))

    expect(connected.locator("#words")).to_have_text("Mục 2")
    assert hall.fetched == []
    expect(connected.locator("#mine")).to_have_value("đang viết dở")
    assert connected.said == []


def test_an_older_message_is_dropped(connected: Page, hall: HallServer):
    hall.send(fragment(42, "Mục 2") + fragment(41, "Mục 1 cũ") + fragment(42, "Mục 2 lần nữa") + fragment(43, "Mục 3"))

    expect(connected.locator("#words")).to_have_text("Mục 3")
    assert hall.fetched == []


def test_after_a_gap_the_page_is_fetched_and_morphed_in(connected: Page, hall: HallServer):
    connected.locator("#mine").fill("đang viết dở")
    draws(hall, "Mục 5 đầy đủ", 45)

    hall.send(fragment(45, "Mục 5"))

    expect(connected.locator("#words")).to_have_text("Mục 5 đầy đủ")
    expect(connected.locator("#mine")).to_have_value("đang viết dở")
    assert hall.fetched == ["/"]


def test_a_heartbeat_with_a_higher_version_fetches_and_with_the_same_does_not(connected: Page, hall: HallServer):
    hall.send("event: version\ndata: 41\n\n")
    connected.wait_for_timeout(1200)
    assert hall.fetched == []
    draws(hall, "Mục 4", 44)

    hall.send("event: version\ndata: 44\n\n")

    expect(connected.locator("#words")).to_have_text("Mục 4")
    assert hall.fetched == ["/"]


def test_after_a_fetch_the_next_message_is_again_the_next(connected: Page, hall: HallServer):
    draws(hall, "Mục 5", 45)
    hall.send("event: version\ndata: 45\n\n")
    expect(connected.locator("#words")).to_have_text("Mục 5")

    hall.send(fragment(46, "Mục 6"))

    expect(connected.locator("#words")).to_have_text("Mục 6")
    assert hall.fetched == ["/"]


def test_a_lost_stream_is_told_and_comes_back(connected: Page, hall: HallServer):
    hall.stream_status = 503
    hall.end_streams()
    expect(pill(connected)).to_have_text("Mất kết nối – đang nối lại")

    hall.stream_status = 200

    expect(pill(connected)).to_have_text("Đã kết nối")


def test_a_first_connection_that_fails_is_tried_again(page: Page, hall: HallServer):
    hall.stream_status = 503
    page.reload()
    expect(pill(page)).to_have_text("Mất kết nối – đang nối lại")

    hall.stream_status = 200

    expect(pill(page)).to_have_text("Đã kết nối")


def test_an_ended_pass_loads_the_page_anew(connected: Page, hall: HallServer):
    hall.send("event: ended\ndata: revoked\n\n")

    connected.wait_for_event("load", timeout=PATIENCE_MS)

    assert hall.fetched[:1] == ["/"]
