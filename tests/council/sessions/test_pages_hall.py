"""The hall's screens as people see them: no complaint of any judge, at every width, in each state."""

import os
from pathlib import Path

import pytest
from django.db import connections

from tests.factories.halls import account_of, hold_session, staff_account
from tests.judges import open_chromium
from tests.judges.judge import opened
from tests.judges.visits import judge_visits
from tests.judges.zoom import DRAWN
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
    held.open_vote(seconds=60)
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


def test_screens_of_the_hall_pass_every_judge(fresh_council, visits, client_of):
    judge_visits(fresh_council, visits, client_of)


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
        with opened(chromium, url, cookies=[{"name": COOKIE, "value": cookie, "url": url}]) as (page, said):
            page.set_viewport_size({"width": size[0], "height": size[1]})
            page.evaluate(DRAWN)
            share, over = page.evaluate(DIGITS), page.evaluate("document.scrollingElement.scrollHeight - innerHeight")
            if folder := os.environ.get("PICTURES"):
                page.screenshot(path=Path(folder) / f"wall-{size[0]}.png")

    assert share >= 1 / 6
    assert (over <= 0, said) == (True, [])
