"""The viewer in a real browser: pages, keys, the page that was left, notes that survive a new version."""

import os
from pathlib import Path

import pytest
import typst
from django.db import connections

from council.roles import Role
from council.sessions import actions
from council.sessions.actions.papers import Sheet
from council.sessions.models import PaperNote, PaperOpening, ReadingPlace
from kernel import clock, files
from tenancy.place import entered
from tests.factories import office
from tests.factories.documents import RULES
from tests.factories.halls import account_of, staff_account
from tests.factories.people import make_delegate
from tests.judges import PATIENCE_MS, axe, judge, judge_html, look_at, open_chromium
from tests.judges.drawn import stand_still
from tests.judges.judge import views
from tests.kernel.accounts.browsers import COOKIE, come_in
from tests.testbed.serving import served
from tests.testbed.waiting import eventually

pytestmark = [pytest.mark.journey, pytest.mark.full]
FIRST = ("Dự toán thu ngân sách năm 2027", "Tổng chi đầu tư phát triển là 42 tỷ đồng", "Kiến nghị Hội đồng xem xét")
SECOND = ("Trang bìa của bản mới", "Dự toán thu ngân sách", "Tổng chi đầu tư phát triển là 42 tỷ đồng")


def stored(pages):
    body = typst.compile("#pagebreak()".join(f'#"{page}"\n' for page in pages).encode(), format="pdf")
    upload = office.upload(f"to-trinh-{len(pages)}.pdf", bytes(body))
    return files.store(actor=office.OFFICE, upload=upload, kinds={files.Kind.PDF}, limit_bytes=10**7)


@pytest.fixture
def reading(fresh_council, client_of):
    """A delegate's cookie and the paper that she reads."""
    session = office.convene(office.plan_session(opens_on=clock.today()))
    item = office.add_item(session)
    sheet = Sheet("Tờ trình về dự toán ngân sách", stored(FIRST), item)
    paper = actions.add_paper(actor=office.OFFICE, session=session, sheet=sheet, now=clock.now(), rules=RULES)
    office.release(session)
    browser = client_of(fresh_council)
    come_in(browser, account_of(make_delegate(), "dbhoa"))
    paper.refresh_from_db()
    return browser.cookies[COOKIE].value, paper


def page_at(chromium, council, port, cookie):
    base = f"http://{council.subdomain}.localhost:{port}"
    context = chromium.new_context(viewport={"width": 1180, "height": 820})
    context.set_default_timeout(PATIENCE_MS)
    context.add_cookies([{"name": COOKIE, "value": cookie, "url": base}])
    page = context.new_page()
    page.said = []
    page.on("console", lambda message: page.said.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: page.said.append(str(error)))
    return page, base


def shown(page, number):
    page.locator(f'[data-viewer][data-shown="{number}"]').wait_for()


def pick(page, words):
    """Select words on the page as a finger does."""
    page.locator(".textLayer span", has_text=words).first.evaluate(
        "span => { const range = new Range(); range.selectNodeContents(span);"
        " getSelection().removeAllRanges(); getSelection().addRange(range); }"
    )
    page.locator("[data-note-quote] blockquote", has_text=words).wait_for()


def kept_of(council) -> tuple[list[tuple[int, str]], list[tuple[int, int, int]]]:
    """Return the notes that the council keeps, and how far a paper was read."""
    with entered(council):
        notes = sorted(PaperNote.objects.values_list("page", "body"))
        return notes, list(ReadingPlace.objects.values_list("page", "furthest", "pages"))


# A window that changes its width lets the page be drawn anew, to the width that there is.
FITS = """() => {
  const sheet = document.querySelector("[data-view-sheet]"), [canvas, words] = sheet.children;
  return words && sheet.offsetWidth <= sheet.parentElement.clientWidth && canvas.offsetWidth === sheet.offsetWidth;
}"""


def judge_at_every_width(page):
    """Judge the page with a paper drawn on it."""
    before = None
    for view in views(page):
        page.locator('[data-viewer][data-state="shown"]').wait_for()
        width = page.viewport_size["width"]
        if width != before:
            page.wait_for_function(FITS)
            stand_still(page)
        before = width
        assert axe.violations(page) == []
        assert page.evaluate("document.scrollingElement.scrollWidth <= window.innerWidth"), view
        if folder := os.environ.get("PICTURES"):
            page.screenshot(path=Path(folder) / f"reading-{view.replace(' ', '-')}.png", full_page=True)


def test_a_paper_is_read_marked_left_and_found_again_in_its_new_version(fresh_council, reading):
    cookie, paper = reading
    connections.close_all()
    with served() as port, open_chromium() as chromium:
        page, base = page_at(chromium, fresh_council, port, cookie)
        page.goto(f"{base}/ky-hop/tai-lieu/{paper.id}/doc/")
        shown(page, 1)
        assert page.locator("[data-view-count]").text_content() == "3"
        page.keyboard.press("ArrowRight")
        shown(page, 2)
        pick(page, "Tổng chi đầu tư")
        page.locator("#note-body").fill("Hỏi lại nguồn vốn")
        page.get_by_role("button", name="Lưu ghi chú").click()
        page.locator('[data-notes][data-lit="1"]').wait_for()
        page.get_by_label("Trang sau").click()
        shown(page, 3)
        pick(page, "Kiến nghị")
        page.get_by_role("button", name="Lưu ghi chú").click()
        eventually(lambda: kept_of(fresh_council) == ([(2, "Hỏi lại nguồn vốn"), (3, "")], [(3, 3, 3)]), within=60)

        page.reload()
        shown(page, 3)
        page.locator("[data-note-list] > li").nth(1).wait_for()
        assert page.locator("[data-note-list] > li").count() == 2
        assert page.said == []

        with entered(fresh_council):
            assert PaperOpening.objects.count() == 1
            sheet = Sheet("Tờ trình về dự toán ngân sách", stored(SECOND), paper.item, change_note="Thêm trang bìa")
            fresh = actions.replace_paper(actor=office.OFFICE, paper=paper, sheet=sheet, now=clock.now(), rules=RULES)
        connections.close_all()
        page.goto(f"{base}/ky-hop/tai-lieu/{paper.id}/doc/")
        page.get_by_text("Bản này đã được thay thế.").wait_for()
        page.get_by_role("link", name="Mở bản mới").click()
        shown(page, 1)
        page.get_by_role("button", name="Trang 3").click()
        shown(page, 3)
        page.locator('[data-notes][data-lit="1"]').wait_for()
        assert page.locator("[data-note-lost] blockquote").text_content() == "Kiến nghị Hội đồng xem xét"
        page.locator("[data-note-lost] [data-note-remove]").click()
        eventually(lambda: kept_of(fresh_council)[0] == [(2, "Hỏi lại nguồn vốn")], within=60)
        page.reload()
        shown(page, 3)
        page.locator("[data-note-list] > li").wait_for()
        assert page.locator("[data-note-lost] > li").count() == 0
        judge_at_every_width(page)
        with entered(fresh_council):
            assert [note.body for note in PaperNote.objects.all()] == ["Hỏi lại nguồn vốn"]
        assert fresh.version == 2
        assert page.said == []


def test_the_readers_pages_pass_every_judge(fresh_council, reading, client_of):
    cookie, paper = reading
    visits = {
        "read": f"/ky-hop/tai-lieu/{paper.id}/doc/",
        "own": "/phien-hop/tai-lieu/",
    }
    browser = client_of(fresh_council)
    browser.cookies[COOKIE] = cookie
    pages = {name: browser.get(path).content.decode() for name, path in visits.items()}
    staff = office_pages(fresh_council, client_of, paper)
    connections.close_all()

    judge_html({**pages, **{name: html for name, (_path, _cookie, html) in staff.items()}})
    with served() as port, open_chromium() as chromium:
        every = {name: (path, cookie) for name, path in visits.items()}
        for name, (path, cookie_of) in {**every, **{name: row[:2] for name, row in staff.items()}}.items():
            base = f"http://{fresh_council.subdomain}.localhost:{port}"
            url, jar = f"{base}{path}", [{"name": COOKIE, "value": cookie_of, "url": base}]
            if folder := os.environ.get("PICTURES"):
                look_at(chromium, url, Path(folder), name, cookies=jar)
            judge(chromium, url, cookies=jar)


def office_pages(council, client_of, paper):
    """Return path, cookie and HTML of the office's pages about papers."""
    browser = client_of(council)
    come_in(browser, staff_account("ctlan", Role.OFFICE_STAFF))
    paths = {
        "deliveries": f"/ky-hop/{paper.session_id}/giao-nhan/",
        "readers": f"/ky-hop/tai-lieu/{paper.id}/nguoi-doc/",
        "replace": f"/ky-hop/tai-lieu/{paper.id}/thay/",
    }
    return {
        name: (path, browser.cookies[COOKIE].value, browser.get(path).content.decode()) for name, path in paths.items()
    }
