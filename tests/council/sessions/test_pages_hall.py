"""The hall's screens as people see them: no complaint of any judge, at every width, in each state."""

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from django.db import connections
from playwright.sync_api import Page

from council.sessions import actions
from council.sessions.web.broadcast import tell_the_hall
from kernel import clock
from tenancy.models import Council
from tenancy.place import entered
from tests.factories.halls import CHAIR, HeldSession, account_of, hold_session, staff_account
from tests.judges import PATIENCE_MS, axe, open_chromium
from tests.judges.drawn import stand_still
from tests.judges.judge import opened, visited
from tests.judges.visits import judge_visits
from tests.kernel.accounts.browsers import COOKIE, come_in
from tests.testbed.serving import served

pytestmark = [pytest.mark.journey, pytest.mark.full]


@pytest.fixture
def visits(fresh_council, client_of):
    """Each page with the cookie of the person who sees it, a vote being open."""
    held = hold_session(delegates=30, items=4)
    cookies = {}
    for name, account in (
        ("delegate", account_of(held.mandates[0], "dbhoa")),
        ("chair", staff_account("ctloan", "council_chair")),
    ):
        browser = client_of(fresh_council)
        come_in(browser, account)
        cookies[name] = browser.cookies[COOKIE].value
    held.open_vote(seconds=3600)
    desk = f"/dieu-hanh/{held.session.id}/"
    return {
        "hall": ("/phien-hop/", cookies["delegate"]),
        "desk": (desk, cookies["chair"]),
        "reason": (f"{desk}withdraw/", cookies["chair"]),
        "wall": (f"/man-hinh-lon/{held.session.id}/", cookies["chair"]),
        "screens": (f"{desk}man-hinh/", cookies["chair"]),
        "pair": ("/man-hinh-lon/", ""),
        "index": ("/ky-hop/", cookies["delegate"]),
        "detail": (f"/ky-hop/{held.session.id}/", cookies["chair"]),
    }


TELEPHONE = (390, 844)
# Of each button: whether it lies in the window's width, between its top and the tabs, and is large enough for a thumb.
BALLOT = """() => [...document.querySelectorAll(".vote-card .vote")].map((el) => {
  const box = el.getBoundingClientRect(), above = document.querySelector(".bottom").getBoundingClientRect().top;
  return [box.left >= 0 && box.right <= innerWidth, box.top >= 0 && box.bottom <= above, box.height >= 48];
})"""
WELL_PLACED = [[True, True, True]] * 3

RESULT = """() => {
  const top = document.querySelector(".vote-card [data-result]").getBoundingClientRect().top;
  return top >= 0 && top < innerHeight / 2;
}"""


LONG_TITLE = (
    "Nghị quyết quy định mức hỗ trợ phân loại rác thải sinh hoạt tại nguồn trên địa bàn tỉnh giai đoạn 2026-2030 và "
    "chính sách đối với hộ gia đình, khu dân cư thực hiện tốt"
)


@contextmanager
def vote_opened(council: Council, held: HeldSession, number: int) -> Iterator[None]:
    """Open the vote on an item, tell the hall, and close it in the end."""
    with entered(council):
        vote = held.open_vote(number, seconds=60)
        tell_the_hall(held.session, rules=held.rules)
    yield
    with entered(council):
        vote = actions.close_vote(actor=CHAIR, vote=vote, now=clock.now(), rules=held.rules)
        actions.announce_vote(actor=CHAIR, vote=vote, now=clock.now())
        tell_the_hall(held.session, rules=held.rules)


def seen_at_last(page: Page, question: str, wanted: Any) -> Any:
    """Return what the page answers when it has come to rest: scripts move it after what they show has come."""
    end = time.monotonic() + PATIENCE_MS / 1000
    while page.evaluate(question) != wanted and time.monotonic() < end:
        page.wait_for_timeout(50)
    stand_still(page)
    return page.evaluate(question)


def test_ballot_lies_in_the_window_of_a_telephone_as_soon_as_the_vote_opens(fresh_council, client_of):
    held = hold_session(delegates=30, items=4)
    for item in held.items:
        item.title = f"{LONG_TITLE} ({item.position})"
        item.save(update_fields=["title"])
    browser = client_of(fresh_council)
    come_in(browser, account_of(held.mandates[0], "dbhoa"))
    cookie = browser.cookies[COOKIE].value
    found, counted = {}, {}
    with served() as port, open_chromium() as chromium:
        url = f"http://{fresh_council.subdomain}.localhost:{port}/phien-hop/"
        jar = [{"name": COOKIE, "value": cookie, "url": url}]
        with opened(chromium, url, cookies=jar, size=TELEPHONE) as (page, said):
            page.locator('[data-live][data-state="on"]').wait_for()
            for number, (size, place) in enumerate(product(("md", "xl"), ("top", "bottom"))):
                page.evaluate("size => { document.documentElement.dataset.size = size; }", size)
                page.evaluate("place => scrollTo(0, place === 'top' ? 0 : document.body.scrollHeight)", place)
                with vote_opened(fresh_council, held, number):
                    page.locator(".vote-card .vote").nth(2).wait_for()
                    found[size, place] = seen_at_last(page, BALLOT, WELL_PLACED)
                    if folder := os.environ.get("PICTURES"):
                        page.screenshot(path=Path(folder) / f"ballot-390-{size}-{place}.png")
                page.locator(".vote-card [data-result]").wait_for()
                counted[size, place] = seen_at_last(page, RESULT, True)
                if folder := os.environ.get("PICTURES"):
                    page.screenshot(path=Path(folder) / f"result-390-{size}-{place}.png")

    assert found == dict.fromkeys(found, WELL_PLACED)
    assert counted == dict.fromkeys(found, True)
    assert (len(found), said) == (4, [])


LOST = {
    "cut": lambda route: route.abort(),
    "busy": lambda route: route.fulfill(status=503, body="Bận"),
}


@pytest.mark.parametrize("lost", LOST)
def test_ballot_comes_though_its_answer_was_lost_twice(fresh_council, client_of, lost: str):
    held = hold_session(delegates=5, items=2)
    browser = client_of(fresh_council)
    come_in(browser, account_of(held.mandates[0], "dbhoa"))
    with served() as port, open_chromium() as chromium:
        url = f"http://{fresh_council.subdomain}.localhost:{port}/phien-hop/"
        jar = [{"name": COOKIE, "value": browser.cookies[COOKIE].value, "url": url}]
        with opened(chromium, url, cookies=jar, size=TELEPHONE) as (page, _said):
            page.locator('[data-live][data-state="on"]').wait_for()
            page.route("**/phien-hop/bieu-quyet/*/", LOST[lost], times=2)
            with vote_opened(fresh_council, held, 0):
                page.locator(".vote-card .vote").nth(2).wait_for()
                assert page.get_by_text("Bận").count() == 0


# So many seconds from now on, however long ago the page was drawn.
AT = """rest => {
  const now = Date.now();
  for (const {dataset} of document.querySelectorAll("[data-timer][data-ends-at]"))
    Object.assign(dataset, {now: new Date(now).toISOString(), endsAt: new Date(now + rest * 1000).toISOString()});
}"""


# The page would set its pill by itself, in the middle of being judged, whenever it tries to connect again.
CONNECTED = """state => {
  const pill = document.querySelector(".bar-pill[data-state]");
  pill.removeAttribute("data-live");
  pill.dataset.state = state;
}"""


def judge_what_passes_by(chromium, name, url, jar):
    """Look at the same screen without its connection, and in the last seconds of the vote and after them.

    It is cut off meanwhile, so that nothing brings back what was.
    """
    if name not in {"hall", "desk", "wall"}:
        return
    page, _said = visited(chromium, url, cookies=jar)
    page.context.set_offline(True)
    try:
        for connected in ("waiting", "off"):
            page.evaluate(CONNECTED, connected)
            assert axe.violations(page) == []
        for rest, state in ((20, "warn"), (-5, "over")):
            page.evaluate(AT, rest)
            page.locator(f"[data-timer][data-state={state}]").first.wait_for()
            assert axe.violations(page) == []
    finally:
        page.context.set_offline(False)


def test_screens_of_the_hall_pass_every_judge(fresh_council, visits, client_of):
    judge_visits(fresh_council, visits, client_of, then=judge_what_passes_by)


DIGITS = """() => {
  const timer = document.querySelector(".wall-timer .timer"), pen = document.createElement("canvas").getContext("2d");
  const style = getComputedStyle(timer);
  pen.font = `${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
  return pen.measureText("0").actualBoundingBoxAscent / innerHeight;
}"""


@pytest.mark.parametrize("size", [(1920, 1080), (1280, 720), (1024, 768)])
def test_clock_on_the_wall_is_a_sixth_of_its_height(fresh_council, visits, size):
    path, cookie = visits["wall"]
    connections.close_all()
    with served() as port, open_chromium() as chromium:
        url = f"http://{fresh_council.subdomain}.localhost:{port}{path}"
        # A window that changes its size keeps the old letters until its next picture, whenever that comes.
        with opened(chromium, url, cookies=[{"name": COOKIE, "value": cookie, "url": url}], size=size) as (page, said):
            share, over = page.evaluate(DIGITS), page.evaluate("document.scrollingElement.scrollHeight - innerHeight")
            if folder := os.environ.get("PICTURES"):
                page.screenshot(path=Path(folder) / f"wall-{size[0]}.png")

    assert share >= 1 / 6
    assert (over <= 0, said) == (True, [])
