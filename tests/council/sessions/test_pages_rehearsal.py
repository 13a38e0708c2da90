"""A chair who has never seen it runs a rehearsal from the screen alone: whatever the one red button says comes next."""

import os
from pathlib import Path
from typing import Any

import pytest
from django.db import connections
from playwright.sync_api import expect

from council.sessions.models import CouncilSession, WipedRehearsal
from kernel import clock
from tests.factories.halls import staff_account
from tests.factories.people import make_delegates, make_term
from tests.factories.rehearsals import make_rehearsal
from tests.judges import open_chromium
from tests.judges.judge import opened
from tests.judges.visits import judge_visits
from tests.kernel.accounts.browsers import COOKIE, come_in
from tests.testbed.serving import served

pytestmark = [pytest.mark.journey, pytest.mark.full]
RED = ".button-large.for-chair:visible, .button-large.for-votes:visible"
# What the small agenda asks of the chair, in its order.
PRESSED = [
    "Khai mạc kỳ họp",
    "Mời trình bày",
    "Ghi nhận báo cáo",
    *["Mời trình bày", "Đưa ra biểu quyết", "Mở biểu quyết", "Đóng biểu quyết và công bố"] * 2,
    "Bế mạc kỳ họp",
]


def cookie_of(council: Any, client_of: Any) -> str:
    browser = client_of(council)
    come_in(browser, staff_account("ctloan", "council_chair"))
    return browser.cookies[COOKIE].value


def picture(page: Any, name: str) -> None:
    if folder := os.environ.get("PICTURES"):
        page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)


def press_red(page: Any, number: int) -> str:
    """Press the one red button, as soon as it can be pressed, and return what it said."""
    picture(page, f"run-{number:02}")
    button = page.locator(RED)
    button.wait_for()
    said = button.inner_text().strip()
    what_follows = " ".join(page.locator(".why:visible").all_inner_texts())
    assert (button.is_enabled(), len(what_follows) > 20) == (True, True), (said, what_follows)
    with page.expect_navigation():
        button.click()
    return said


def test_chair_runs_a_rehearsal_from_opening_to_closing_by_the_one_red_button(fresh_council, client_of):
    make_term()
    make_delegates(5)
    cookie = cookie_of(fresh_council, client_of)
    connections.close_all()
    with served() as port, open_chromium() as chromium:
        home = f"http://{fresh_council.subdomain}.localhost:{port}"
        jar = [{"name": COOKIE, "value": cookie, "url": home}]
        with opened(chromium, f"{home}/ky-hop/", cookies=jar) as (page, said):
            picture(page, "run-list")
            page.get_by_role("link", name="Tạo buổi diễn tập").click()
            picture(page, "run-form")
            page.get_by_role("button", name="Tạo buổi diễn tập").click()
            pressed = [press_red(page, number) for number in range(len(PRESSED))]
            picture(page, "run-end")
            expect(page.locator("#desk-moves")).to_contain_text("Kỳ họp đã bế mạc")
            page.get_by_role("link", name="Xoá buổi diễn tập…").click()
            picture(page, "run-wipe")
            with page.expect_navigation():
                page.get_by_role("button", name="Xoá buổi diễn tập").click()
            picture(page, "run-wiped")

    assert (pressed, said) == (PRESSED, [])
    assert not CouncilSession.objects.exists()
    assert WipedRehearsal.objects.count() == 1


def test_pages_of_a_rehearsal_pass_every_judge(fresh_council, client_of):
    session = make_rehearsal(now=clock.now(), delegates=30)
    cookie = cookie_of(fresh_council, client_of)
    visits = {
        "desk": f"/dieu-hanh/{session.id}/",
        "hall": "/phien-hop/",
        "wall": f"/man-hinh-lon/{session.id}/",
        "detail": f"/ky-hop/{session.id}/",
        "index": "/ky-hop/",
        "form": "/ky-hop/dien-tap/",
        "wipe": f"/ky-hop/{session.id}/dien-tap/xoa/",
    }
    judge_visits(fresh_council, {f"rehearsal-{name}": (path, cookie) for name, path in visits.items()}, client_of)
