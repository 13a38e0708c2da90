"""A delegate with the largest letters and a keyboard only: comes in, finds a resolution, reads it, verifies it.

No mouse and no touch: every step is a key. Whatever has the focus must show it and lie inside the window.
"""

from collections.abc import Iterator

import pytest
from django.db import connections
from playwright.sync_api import Page, expect

from council.people.actions import link_account
from kernel import clock, search
from kernel.accounts.demo import make_account
from tests.council.documents.test_checking import GOOD, make_sealed, publish
from tests.factories.people import SYSTEM_ACTOR, make_delegate, make_person
from tests.journeys.people import PASSWORD
from tests.judges import PATIENCE_MS, axe, open_chromium
from tests.judges.drawn import stand_still
from tests.testbed.serving import served

pytestmark = [pytest.mark.journey, pytest.mark.full]

SUBJECT = "Về mức hỗ trợ học phí năm học 2026-2027"
SENTENCE = "Nghị quyết này quy định mức hỗ trợ."
MOST_TABS, MOST_LINES = 60, 60
# What has the focus: its words as they are read out, whether a ring is drawn, and whether it lies inside the window.
FOCUSED = """() => {
    const one = document.activeElement, style = getComputedStyle(one), box = one.getBoundingClientRect();
    const own = one.getAttribute("aria-label") || one.innerText || one.labels?.[0]?.innerText || "";
    const words = one === document.body ? "" : own;
    return {
        words: words.replace(/\\s+/g, " ").trim(),
        ring: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2,
        inside: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
    };
}"""


@pytest.fixture
def page(fresh_council) -> Iterator[Page]:
    """A browser before a council with a resolution and a delegate who never saw the product."""
    publish(make_sealed(subject=SUBJECT))
    delegate = make_delegate(person=make_person("Hoàng Ngọc Yến")).person
    account = make_account(username="daibieu", full_name=delegate.full_name, password=PASSWORD)
    link_account(actor=SYSTEM_ACTOR, account=account, person=delegate, on=clock.today())
    search.rebuild()
    connections.close_all()
    with served() as port, open_chromium() as chromium:
        context = chromium.new_context(
            viewport={"width": 1280, "height": 800},
            base_url=f"http://{fresh_council.subdomain}.localhost:{port}",
            reduced_motion="reduce",
        )
        context.set_default_timeout(PATIENCE_MS)
        yield context.new_page()
        context.close()


def test_a_delegate_finds_reads_and_verifies_a_resolution_by_keys_alone(page: Page) -> None:
    page.goto("/tai-khoan/dang-nhap/")
    typed(page, "Tên đăng nhập", "daibieu")
    typed(page, "Mật khẩu", PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Việc cần xử lý")
    page.wait_for_load_state()  # keys lead somewhere as soon as the scripts are there
    letters_grow_to_the_largest(page)

    page.keyboard.press("/")
    page.wait_for_url("**/tim-kiem/")
    page.keyboard.press("/")
    page.keyboard.type("hoc phi")
    page.keyboard.press("Enter")
    page.wait_for_url("**tu_khoa=*")
    entered(page, SUBJECT)
    read(page, SENTENCE)

    entered(page, "/vb/")
    read(page, SENTENCE)
    entered(page, "Kiểm tra chữ ký số của văn bản")
    expect(page.get_by_text(GOOD)).to_be_visible()
    assert axe.violations(page) == []


def letters_grow_to_the_largest(page: Page) -> None:
    """Press A+ until the letters are as large as they get."""
    for size in ("lg", "xl"):
        reached(page, "A+ Cỡ chữ")
        page.keyboard.press("Enter")
        expect(page.locator("html")).to_have_attribute("data-size", size)


def typed(page: Page, label: str, words: str) -> None:
    """Go to a field, and type."""
    reached(page, label)
    page.keyboard.type(words)


def entered(page: Page, words: str) -> None:
    """Go to a link, follow it, and see the same letters on the next page."""
    reached(page, words)
    before = page.url
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: url != before)
    expect(page.locator("html")).to_have_attribute("data-size", "xl")


def reached(page: Page, words: str) -> None:
    """Press Tab until something with these words has the focus; on the way everything shows where one stands."""
    seen = []
    for _ in range(MOST_TABS):
        focused = page.evaluate(FOCUSED)
        if words in focused["words"]:
            return
        page.keyboard.press("Tab")
        focused = page.evaluate(FOCUSED)
        assert focused["ring"] or not focused["words"], f"nothing shows the focus on {focused['words']}"
        assert focused["inside"] or not focused["words"], f"the focus is out of sight on {focused['words']}"
        seen.append(focused["words"])
    pytest.fail(f"{words!r} was not reached; on the way: {seen}")


def read(page: Page, sentence: str) -> None:
    """Bring a sentence into the window with the keys that scroll, and see that nothing is cut off at the side."""
    text = page.get_by_text(sentence).first
    for _ in range(MOST_LINES):
        stand_still(page)  # before, a page lies elsewhere than it will
        box = text.bounding_box()
        assert box is not None
        if 0 <= box["y"] < 800 - box["height"]:
            break
        page.keyboard.press("ArrowDown" if box["y"] > 0 else "ArrowUp")
    expect(text).to_be_in_viewport()
    assert page.evaluate("document.scrollingElement.scrollWidth <= window.innerWidth")
