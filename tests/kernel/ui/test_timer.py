"""Timers in a real browser: right even when the tablet's own clock is wrong."""

from datetime import UTC, datetime, timedelta

from playwright.sync_api import Browser, expect

from tests.kernel.ui.hall_server import HallServer, drawn

PAGE = """{% extends "ui/hall.html" %}{% block title %}Phiên họp{% endblock %}{% block main %}<h1>Phiên họp</h1>
<c-timer-ring :ends_at="ends" :now="now" seconds="60" label="Còn lại" />
<div id="up"><c-timer :started_at="started" :now="now" /></div>
<div id="paused"><c-timer rest="2:18" /></div>{% endblock %}"""
SERVER = datetime(2026, 12, 9, 2, 41, 17, tzinfo=UTC)
TABLET = datetime(2026, 12, 9, 3, 0, tzinfo=UTC)  # eighteen minutes and 43 seconds ahead of the server


def test_a_timer_follows_the_servers_clock_and_turns_red_before_its_end(browser: Browser, hall: HallServer):
    words = {"now": SERVER, "ends": SERVER + timedelta(seconds=42), "started": SERVER - timedelta(seconds=3725)}
    hall.pages["/"] = lambda: drawn(PAGE, **words)
    context = browser.new_context()
    page = context.new_page()
    page.clock.install(time=TABLET - timedelta(hours=1))
    page.clock.pause_at(TABLET)  # forward only: an hour is time enough to say so
    page.goto(hall.url)
    ring, rest = page.locator("[data-ring]"), page.locator("[data-ring] [data-timer]")

    expect(rest).to_have_text("0:42")
    expect(ring).to_have_attribute("data-state", "run")
    expect(page.locator("#up")).to_have_text("1:02:05")
    expect(page.locator("#paused")).to_have_text("2:18")
    arc = page.locator(".ring-arc").get_attribute("stroke-dashoffset")

    page.clock.run_for(12_000)
    expect(rest).to_have_text("0:30")
    expect(ring).to_have_attribute("data-state", "warn")
    expect(page.locator("#up")).to_have_text("1:02:17")
    page.clock.run_for(31_000)
    expect(rest).to_have_text("0:00")
    expect(ring).to_have_attribute("data-state", "over")

    assert arc == f"{232.48 * (1 - 42 / 60):.2f}"
    assert page.locator(".ring-arc").get_attribute("stroke-dashoffset") == "232.48"
    context.close()
