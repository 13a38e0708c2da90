"""A clerk at a form, in a real browser: saved while typing, kept through a lost network, told of a second window."""

import pytest
from django.db import connections
from playwright.sync_api import expect

from council.roles import Role
from tests.factories.browsers import browser_of
from tests.factories.people import make_term
from tests.judges import open_chromium
from tests.kernel.accounts.browsers import COOKIE
from tests.testbed.serving import served

pytestmark = [pytest.mark.journey, pytest.mark.full]

SAVED, LOST = "Đã lưu nháp lúc", "CHƯA GHI NHẬN bản nháp – mất kết nối"
PATIENCE_MS = 15_000


def test_a_form_keeps_what_is_typed(fresh_council):
    make_term()
    cookie = browser_of(fresh_council, Role.OFFICE_STAFF).cookies[COOKIE].value
    connections.close_all()
    with served() as port, open_chromium() as chromium:
        root = f"http://{fresh_council.subdomain}.localhost:{port}/"
        url = f"{root}ky-hop/lap-ke-hoach/"
        context = chromium.new_context()
        context.add_cookies([{"name": COOKIE, "value": cookie, "url": root}])
        context.set_default_timeout(PATIENCE_MS)
        errors: list[str] = []
        page = context.new_page()
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.goto(url)
        line, title = page.locator("[data-draft-line]"), page.locator("[name=title]")

        title.fill("Kỳ họp gõ dở")
        expect(line).to_contain_text(SAVED, timeout=PATIENCE_MS)
        context.set_offline(True)
        title.fill("Kỳ họp gõ khi mất mạng")
        expect(line).to_contain_text(LOST, timeout=PATIENCE_MS)
        context.set_offline(False)
        expect(line).to_contain_text(SAVED, timeout=PATIENCE_MS)

        second = context.new_page()
        second.goto(url)
        second.locator("[name=title]").fill("Gõ trước khi chọn")
        expect(second.locator("[data-draft-line]")).to_contain_text("hãy chọn dùng hay bỏ", timeout=PATIENCE_MS)
        second.get_by_role("link", name="Dùng bản nháp").click()
        expect(second.locator("[name=title]")).to_have_value("Kỳ họp gõ khi mất mạng")
        second.locator("[name=title]").fill("Kỳ họp của cửa sổ hai")
        expect(second.locator("[data-draft-line]")).to_contain_text(SAVED, timeout=PATIENCE_MS)

        title.fill("Kỳ họp của cửa sổ một")
        expect(line).to_contain_text("ở một cửa sổ khác", timeout=PATIENCE_MS)
        page.get_by_role("button", name="Lưu nháp từ cửa sổ này").click()
        expect(line).to_contain_text(SAVED, timeout=PATIENCE_MS)

        page.locator("[name=kind][value=regular]").check()
        page.locator("[name=opens_on]").fill("2027-03-01")
        page.locator("[name=closes_on]").fill("2027-03-02")
        page.locator("[name=place]").fill("Hội trường")
        page.get_by_role("button", name="Lưu kế hoạch").click()
        expect(page.locator("h1")).to_contain_text("Kỳ họp của cửa sổ một")
        page.goto(url)
        assert page.get_by_text("bản nháp chưa lưu").count() == 0
        assert errors == []
        context.close()
