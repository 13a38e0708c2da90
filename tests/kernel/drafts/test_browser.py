"""A clerk at a form, in a real browser: saved while typing, over a slow and a lost network, told of a second window."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import connections
from playwright.sync_api import BrowserContext, Route, expect

from council.roles import Role
from tests.factories.browsers import browser_of
from tests.factories.people import make_term
from tests.judges import PATIENCE_MS, open_chromium
from tests.kernel.accounts.browsers import COOKIE
from tests.testbed.serving import served

pytestmark = [pytest.mark.journey, pytest.mark.full]

SAVED, LOST = "Đã lưu nháp lúc", "CHƯA GHI NHẬN bản nháp – mất kết nối"


@contextmanager
def clerk_of(council: Any) -> Iterator[tuple[BrowserContext, str]]:
    """A browser of the office before a council that is served, and the address of a form."""
    make_term()
    cookie = browser_of(council, Role.OFFICE_STAFF).cookies[COOKIE].value
    connections.close_all()
    with served() as port, open_chromium() as chromium:
        root = f"http://{council.subdomain}.localhost:{port}/"
        context = chromium.new_context()
        context.add_cookies([{"name": COOKIE, "value": cookie, "url": root}])
        context.set_default_timeout(PATIENCE_MS)
        yield context, f"{root}ky-hop/lap-ke-hoach/"
        context.close()


def test_what_was_typed_before_the_script_came_is_kept_too(fresh_council):
    with clerk_of(fresh_council) as (context, url):
        held: list[Route] = []

        def hold(route: Route) -> None:
            held.append(route)

        page = context.new_page()
        page.route("**/drafts/draft*.mjs", hold, times=1)
        page.goto(url, wait_until="commit")
        page.locator("[name=title]").fill("Kỳ họp gõ khi mạng chậm")
        page.locator("[name=kind][value=regular]").check()
        while not held:
            page.wait_for_timeout(50)
        held[0].continue_()

        expect(page.locator("[data-draft-line]")).to_contain_text(SAVED)
        page.goto(f"{url}?nhap=1")
        expect(page.locator("[name=title]")).to_have_value("Kỳ họp gõ khi mạng chậm")
        expect(page.locator("[name=kind][value=regular]")).to_be_checked()


def test_a_form_keeps_what_is_typed(fresh_council):
    with clerk_of(fresh_council) as (context, url):
        errors: list[str] = []
        page = context.new_page()
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.goto(url)
        line, title = page.locator("[data-draft-line]"), page.locator("[name=title]")

        title.fill("Kỳ họp gõ dở")
        expect(line).to_contain_text(SAVED)
        context.set_offline(True)
        title.fill("Kỳ họp gõ khi mất mạng")
        expect(line).to_contain_text(LOST)
        context.set_offline(False)
        expect(line).to_contain_text(SAVED)

        second = context.new_page()
        second.goto(url)
        second.locator("[name=title]").fill("Gõ trước khi chọn")
        expect(second.locator("[data-draft-line]")).to_contain_text("hãy chọn dùng hay bỏ")
        second.get_by_role("link", name="Dùng bản nháp").click()
        expect(second.locator("[name=title]")).to_have_value("Kỳ họp gõ khi mất mạng")
        second.locator("[name=title]").fill("Kỳ họp của cửa sổ hai")
        expect(second.locator("[data-draft-line]")).to_contain_text(SAVED)

        title.fill("Kỳ họp của cửa sổ một")
        expect(line).to_contain_text("ở một cửa sổ khác")
        page.get_by_role("button", name="Lưu nháp từ cửa sổ này").click()
        expect(line).to_contain_text(SAVED)

        page.locator("[name=kind][value=regular]").check()
        page.locator("[name=opens_on]").fill("2027-03-01")
        page.locator("[name=closes_on]").fill("2027-03-02")
        page.locator("[name=place]").fill("Hội trường")
        page.get_by_role("button", name="Lưu kế hoạch").click()
        expect(page.locator("h1")).to_contain_text("Kỳ họp của cửa sổ một")
        page.goto(url)
        assert page.get_by_text("bản nháp chưa lưu").count() == 0
        assert errors == []
