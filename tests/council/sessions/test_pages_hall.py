"""The hall's screens as people see them: no complaint of any judge, at every width, in each state."""

import os
from pathlib import Path

import pytest
from django.db import connections

from tests.factories.halls import account_of, hold_session, staff_account
from tests.judges import judge, judge_html, look_at, open_chromium
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
        "index": ("/ky-hop/", cookies["delegate"]),
        "detail": (f"/ky-hop/{held.session.id}/", cookies["chair"]),
    }


def test_screens_of_the_hall_pass_every_judge(fresh_council, visits, client_of):
    pages = {name: _html(client_of(fresh_council), *visit) for name, visit in visits.items()}
    connections.close_all()

    judge_html(pages)
    with served() as port, open_chromium() as chromium:
        for name, (path, cookie) in visits.items():
            url = f"http://{fresh_council.subdomain}.localhost:{port}{path}"
            jar = [{"name": COOKIE, "value": cookie, "url": url}]
            if folder := os.environ.get("PICTURES"):
                look_at(chromium, url, Path(folder), name, cookies=jar)
            judge(chromium, url, cookies=jar)


def _html(browser, path: str, cookie: str) -> str:
    browser.cookies[COOKIE] = cookie
    response = browser.get(path)
    assert response.status_code == 200
    return response.content.decode()
