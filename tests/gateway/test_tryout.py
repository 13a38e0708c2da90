"""GraphiQL on our page: it answers and completes under our policy, refuses in our words, and keeps nothing."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import connections
from playwright.sync_api import Browser, Page, expect

from council.roles import Role
from tests.factories.browsers import browser_of
from tests.judges import axe
from tests.judges.chromium import open_chromium
from tests.judges.judge import opened, views
from tests.kernel.accounts.browsers import COOKIE
from tests.testbed.serving import served

pytestmark = [pytest.mark.journey, pytest.mark.full]

QUERY, ANSWER = ".graphiql-query-editor .CodeMirror", ".graphiql-response .CodeMirror"
# Whether GraphiQL, which does so a tenth of a second after the last letter, has read operations of these names.
IS_READ = """names => {
  const {operations} = document.querySelector(".graphiql-query-editor .CodeMirror").CodeMirror;
  return JSON.stringify(operations?.map(({name}) => name?.value ?? null)) === JSON.stringify(names);
}"""
SIGN_IN = "/tai-khoan/dang-nhap/"
STORED = "() => JSON.stringify([{...localStorage}, {...sessionStorage}, document.cookie])"


@contextmanager
def place_of(council: Any) -> Iterator[tuple[Browser, str, list[dict[str, str]]]]:
    """A browser, the address of a council that is served, and the cookies of one who may ask there."""
    cookie = browser_of(council, Role.OFFICE_STAFF).cookies[COOKIE].value
    connections.close_all()
    with served() as port, open_chromium() as chromium:
        at = f"http://{council.subdomain}.localhost:{port}"
        yield chromium, at, [{"name": COOKIE, "value": cookie, "url": at}]


def test_graphiql_answers_completes_and_keeps_nothing(fresh_council):
    with (
        place_of(fresh_council) as (chromium, at, jar),
        opened(chromium, f"{at}/api/thu/", cookies=jar) as (page, said),
    ):
        loads_quietly(page)
        is_answered(page)
        is_told_what_schemas_tell(page)
        assert said == []
        is_refused(page)
        names_are_proposed(page)
        assert [line.partition(": ")[2].partition(" (")[0] for line in said] == [
            "the server responded with a status of 400",
            "net::ERR_FAILED",
        ]
        leaves_nothing(page, at)


def loads_quietly(page: Page) -> None:
    """Neither an error nor a warning, and nothing from another host."""
    heard, asked = [], set()
    page.on("console", lambda message: heard.append(message.text))
    page.on("request", lambda request: asked.add(request.url.split("/static/")[0]))
    page.reload(wait_until="load")
    page.locator(QUERY).wait_for()
    page.get_by_text("Chọn một mẫu hoặc tự soạn").wait_for()
    assert heard == []
    assert asked == {page.url, page.url.removesuffix("/api/thu/")}


def is_answered(page: Page) -> None:
    """What stands there is asked by the button, an example that was chosen by the keyboard, of two the last."""
    answer = page.locator(ANSWER)
    page.get_by_role("button", name="Hỏi", exact=True).click()
    page.get_by_text("Chi phí:").wait_for()
    answer.get_by_text('"unitCode"').first.wait_for()

    page.locator("[data-example]").select_option(label="Nghị quyết công bố gần đây nhất trong phạm vi được đọc")
    expect(page.locator(QUERY)).to_contain_text("query LatestResolutions")
    page.locator(QUERY).click()
    page.keyboard.press("Control+Enter")
    answer.get_by_text('"resolutions"').wait_for()
    page.get_by_text("Chi phí:").wait_for()

    written(page, "query A { councils(first: 1) { totalCount } } query B { second: councils(first: 1) { totalCount } }")
    page.wait_for_function(IS_READ, arg=["A", "B"])
    page.get_by_role("button", name="Hỏi", exact=True).click()
    answer.get_by_text('"second"').wait_for()


def is_refused(page: Page) -> None:
    """Variables that are none, a field that does not exist and a broken network are told in our words."""
    status = page.locator("[data-said]")
    page.get_by_role("textbox", name="Biến (JSON)").press_sequentially("{a")
    page.keyboard.press("Control+Enter")
    expect(status).to_have_text("Biến không đúng dạng JSON.")
    page.keyboard.press("Control+A")
    page.keyboard.press("Delete")

    written(page, "{ nothing")
    page.wait_for_function(IS_READ, arg=[None])
    page.keyboard.press("Control+Enter")
    page.get_by_text("Bị từ chối: GRAPHQL_VALIDATION_FAILED.").wait_for()
    page.locator(ANSWER).get_by_text('"errors"').first.wait_for()  # before, the next press would stop this question

    page.route("**/api/graphql", lambda route: route.abort())
    page.keyboard.press("Control+Enter")
    page.get_by_text("Không gửi được yêu cầu. Hãy kiểm tra kết nối rồi thử lại.").first.wait_for()
    page.unroute("**/api/graphql")


def written(page: Page, text: str) -> None:
    page.get_by_role("textbox", name="Truy vấn", exact=True).focus()
    page.keyboard.press("Control+A")
    page.keyboard.type(text)


def is_told_what_schemas_tell(page: Page) -> None:
    """The documentation beside the editor speaks both languages, and is good to read at every width."""
    page.get_by_role("button", name="Show Documentation Explorer").click()
    page.locator(".graphiql-plugin").get_by_role("link", name="Query", exact=True).click()
    for words in ("Số liệu của hội đồng và các xã trực thuộc.", "A council and its communes."):
        page.locator(".graphiql-plugin").get_by_text(words).wait_for()
    for view in views(page):
        assert axe.violations(page) == [], view
        assert page.evaluate("document.scrollingElement.scrollWidth <= innerWidth"), view
    page.get_by_role("button", name="Hide Documentation Explorer").click()


def names_are_proposed(page: Page) -> None:
    """What begins a name is completed from our schema; Tab leaves the editor."""
    written(page, "{ resolut")
    proposals = page.get_by_role("listbox", name="Gợi ý")
    proposals.get_by_text("resolutions", exact=True).wait_for()
    assert axe.violations(page) == []
    page.keyboard.press("Escape")
    proposals.wait_for(state="detached")
    page.keyboard.press("Tab")
    expect(page.locator(f"{QUERY}.CodeMirror-focused")).to_have_count(0)


def leaves_nothing(page: Page, at: str) -> None:
    """Nothing was written on the device; who signs out and goes back sees no question."""
    written(page, "{ forgotten")
    stored = page.evaluate(STORED)
    assert "forgotten" not in stored
    assert "LatestResolutions" not in stored
    page.locator("a.person").click()
    page.get_by_role("button", name="Đăng xuất", exact=True).click()
    page.wait_for_url(f"{at}{SIGN_IN}")
    page.evaluate("history.go(-2)")
    page.wait_for_url(f"{at}{SIGN_IN}?next=%2Fapi%2Fthu%2F")
    assert "forgotten" not in page.content()


def test_page_says_why_there_is_no_editor(fresh_council, client_of):
    with place_of(fresh_council) as (chromium, at, jar):
        with opened(chromium, f"{at}/api/tai-lieu/", cookies=jar) as (page, _said):
            page.route("**/graphiql.min.js", lambda route: route.abort())
            page.goto(f"{at}/api/thu/")
            page.get_by_text("Chưa tải được trình soạn truy vấn. Hãy tải lại trang.").wait_for()
            assert not page.locator("#graphiql").is_visible()
        reader = client_of(fresh_council)
        reader.cookies[COOKIE] = jar[0]["value"]
        without = reader.get("/api/thu/").content.decode().partition("<noscript>")[2].partition("</noscript>")[0]
        assert "Trình duyệt đang tắt JavaScript nên không hỏi được ở đây." in without
