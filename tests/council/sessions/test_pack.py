"""The pack: what is in it, and a real browser that reads it when the network is gone."""

import json
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.db import connections
from django.urls import reverse

from council.roles import Role
from council.sessions import actions
from council.sessions.actions.papers import Sheet
from council.sessions.models import Paper, PaperOpening, Visibility
from council.sessions.models.reading import Way
from council.sessions.web.pack import PDF_FONTS, STATICS
from kernel import clock, files
from tenancy.place import entered
from tests.factories import office
from tests.factories.browsers import browser_of
from tests.factories.documents import RULES
from tests.factories.halls import account_of
from tests.factories.people import make_delegate
from tests.factories.sessions import NOW, OFFICE, make_paper, make_session
from tests.judges import PATIENCE_MS, open_chromium
from tests.kernel.accounts.browsers import COOKIE, come_in
from tests.testbed.serving import served
from tests.testbed.waiting import eventually

CONF = "config.urls_council"
PACK = reverse("sessions:pack", CONF)
COUNT = 4


@pytest.fixture
def reader(council):
    return browser_of(council, Role.DELEGATE)


def in_pack(reader) -> list[str]:
    return [entry["url"] for entry in reader.get(PACK).json()["entries"]]


def test_the_pack_holds_what_may_lie_on_a_tablet_and_nothing_else(council, reader) -> None:
    session = make_session("documents_released", opens_on=clock.today(), closes_on=clock.today())
    kept = [make_paper(session, "released", visibility=each) for each in (Visibility.INTERNAL, Visibility.PUBLIC)]
    for visibility in (Visibility.CLOSED, Visibility.RESTRICTED):
        make_paper(session, "released", visibility=visibility)
    for state in ("held", "replaced", "recalled"):
        make_paper(session, state)

    answer = reader.get(PACK)

    said = answer.json()
    files_in = [entry for entry in said["entries"] if entry["kind"] == "file"]
    assert said["documents"] == 2
    assert [entry["tag"] for entry in files_in] == [paper.file.sha256 for paper in kept]
    assert all(str(paper.id) in entry["url"] for paper, entry in zip(kept, files_in, strict=True))
    assert str(session.id) in said["name"]
    assert answer.headers["Cache-Control"] == "private, no-store"


def test_the_pack_is_empty_once_the_session_is_over(council, reader) -> None:
    session = make_session("closed", opens_on=clock.today(), closes_on=clock.today())
    make_paper(session, "released")

    assert reader.get(PACK).json() == {"name": "", "entries": [], "documents": 0, "bytes": 0}


def test_a_recall_and_a_replacement_change_the_pack_by_those_papers_alone(council, reader) -> None:
    session = make_session("documents_released", opens_on=clock.today(), closes_on=clock.today())
    first, second, third = (make_paper(session, "released") for _number in range(3))
    before = set(in_pack(reader))

    actions.recall_paper(actor=OFFICE, paper=first, reason="Nhầm", now=NOW)
    sheet = Sheet("Bản mới", make_paper(session, "held").file)
    fresh = actions.replace_paper(actor=OFFICE, paper=second, sheet=sheet, now=NOW, rules=RULES)

    after = set(in_pack(reader))
    gone, come = before - after, after - before
    assert {str(paper.id) in url for url in gone for paper in (first, second) if str(paper.id) in url} == {True}
    assert len(gone) == 4
    assert {url.split("/")[3] for url in come} == {str(fresh.id)}
    assert any(str(third.id) in url for url in after)


def test_the_worker_is_asked_for_anew_and_open_to_the_whole_host(council, reader) -> None:
    answer = reader.get("/sw.js")

    assert (answer.status_code, answer.headers["Cache-Control"]) == (200, "no-cache")
    assert answer.headers["Content-Type"].startswith("text/javascript")
    assert answer.content.decode() == Path(finders.find("sessions/sw.js")).read_text()


@pytest.mark.unit
def test_everything_that_the_pack_names_is_there() -> None:
    names = [*STATICS, *(f"vendor/pdfjs-fonts/{name}" for name in PDF_FONTS)]

    assert [name for name in names if finders.find(name) is None] == []


def test_signing_out_empties_the_device(council, reader) -> None:
    answer = reader.post(reverse("accounts:sign_out", CONF))

    assert answer.headers["Clear-Site-Data"] == '"storage"'


# --- in a browser -----------------------------------------------------------------------------------


@pytest.fixture
def held(fresh_council, client_of):
    """A delegate's cookie and the papers of her session."""
    session = office.convene(office.plan_session(opens_on=clock.today()))
    item = office.add_item(session)
    papers = [_paper(session, item, number) for number in range(1, COUNT + 1)]
    office.release(session)
    browser = client_of(fresh_council)
    come_in(browser, account_of(make_delegate(), "dbhoa"))
    return browser.cookies[COOKIE].value, papers


def _paper(session, item, number) -> Paper:
    return _put_up(session, item, f"Tài liệu {number}", _stored(f"Văn bản số {number}"))


def _put_up(session, item, title, stored) -> Paper:
    sheet = Sheet(title, stored, item)
    return actions.add_paper(actor=office.OFFICE, session=session, sheet=sheet, now=clock.now(), rules=RULES)


def _stored(words: str):
    return _stored_bytes(office.pdf(words))


def _stored_bytes(body: bytes):
    return files.store(
        actor=office.OFFICE, upload=office.upload("tai-lieu.pdf", body), kinds={files.Kind.PDF}, limit_bytes=10**7
    )


class Tablet:
    """A browser of a delegate whose network can be cut at the n-th paper."""

    def __init__(self, chromium, council, port, cookie) -> None:
        self.base = f"http://{council.subdomain}.localhost:{port}"
        self.context = chromium.new_context(viewport={"width": 820, "height": 1180})
        self.context.set_default_timeout(PATIENCE_MS)
        self.context.add_cookies([{"name": COOKIE, "value": cookie, "url": self.base}])
        self.page = self.context.new_page()
        self.fetched: list[str] = []
        self.ranges: list[str] = []
        self.limit = 10**6
        self.context.route("**/tep/**", self._pass)

    def _pass(self, route) -> None:
        if len(self.fetched) >= self.limit:
            route.abort("internetdisconnected")
            return
        self.fetched.append(route.request.url.split("?")[0])
        self.ranges.append(route.request.headers.get("range", ""))
        route.continue_()

    def go(self, path: str) -> None:
        self.page.goto(f"{self.base}{path}")

    def leave(self) -> None:
        """Close the page: what it does by itself as soon as the network changes is no part of what comes next."""
        self.page.goto("about:blank")

    def reads(self, state: str, words: str) -> None:
        """Wait until the pack's card says so."""
        card = self.page.locator(f'section[data-pack][data-state="{state}"]')
        card.get_by_text(words).wait_for()

    def kept(self) -> list[str]:
        """Return the papers' addresses that lie on the device."""
        script = """async () => { const all = [];
            for (const name of await caches.keys())
              for (const one of await (await caches.open(name)).keys()) all.push(one.url);
            return JSON.stringify(all.filter((url) => url.includes("/tep/"))); }"""
        return json.loads(self.page.evaluate(script))


def openings_of(council) -> int:
    """Return how many openings of papers on the screen the council knows."""
    with entered(council):
        return PaperOpening.objects.filter(way=Way.OPENED).count()


@pytest.mark.full
@pytest.mark.journey
def test_the_pack_goes_on_after_a_cut_and_is_read_without_a_network(fresh_council, held):
    cookie, papers = held
    connections.close_all()
    with served() as port, open_chromium() as chromium:
        tablet = Tablet(chromium, fresh_council, port, cookie)
        tablet.limit = 2
        tablet.go("/phien-hop/tai-lieu/")
        tablet.reads("wanting", "4 tài liệu, khoảng")
        tablet.page.get_by_role("button", name="Lưu tài liệu về máy").click()
        tablet.reads("waiting", "2/4 tài liệu đã lưu, sẽ tự lưu tiếp")

        tablet.leave()
        tablet.limit = 10**6
        tablet.go("/phien-hop/tai-lieu/")
        tablet.reads("saved", "4/4 tài liệu đã lưu")

        assert len(tablet.fetched) == len(set(tablet.fetched)) == COUNT
        with entered(fresh_council):
            assert PaperOpening.objects.filter(way=Way.SAVED).count() == COUNT
            assert PaperOpening.objects.filter(way=Way.OPENED).count() == 0
        connections.close_all()
        tablet.context.set_offline(True)
        tablet.limit = 0
        tablet.go(f"/ky-hop/tai-lieu/{papers[2].id}/doc/")
        tablet.page.locator('[data-viewer][data-shown="1"]').wait_for()
        assert tablet.page.locator(".textLayer").text_content().strip() == "Văn bản số 3"
        tablet.page.get_by_role("link", name="Tài liệu của kỳ họp").click()
        tablet.page.get_by_role("link", name="Tài liệu 4").wait_for()

        tablet.leave()
        tablet.context.set_offline(False)
        tablet.limit = 10**6
        with entered(fresh_council):
            fresh = actions.replace_paper(
                actor=office.OFFICE,
                paper=papers[0],
                sheet=Sheet("Tài liệu 1", _stored("Văn bản mới"), papers[0].item),
                now=clock.now(),
                rules=RULES,
            )
        connections.close_all()
        tablet.go("/phien-hop/tai-lieu/")
        tablet.reads("saved", "4/4 tài liệu đã lưu")
        assert len(tablet.fetched) == COUNT + 1
        assert str(fresh.id) in tablet.fetched[-1]
        assert not any(str(papers[0].id) in url for url in tablet.kept())
        eventually(lambda: openings_of(fresh_council) == 1, within=60)  # the page read without a network
        tablet.go("/tai-khoan/")
        tablet.page.get_by_role("button", name="Đăng xuất").first.click()
        tablet.page.wait_for_url("**/dang-nhap/**")
        assert tablet.page.evaluate("async () => (await caches.keys()).length") == 0


@pytest.mark.full
@pytest.mark.journey
def test_a_large_paper_goes_on_with_the_piece_at_which_it_was_cut(fresh_council, held):
    cookie, papers = held
    body = office.heavy_pdf("Báo cáo dày", 9_000_000)
    with entered(fresh_council):
        large = _put_up(papers[0].session, papers[0].item, "Báo cáo dày", _stored_bytes(body))
    connections.close_all()
    with served() as port, open_chromium() as chromium:
        tablet = Tablet(chromium, fresh_council, port, cookie)
        tablet.limit = COUNT + 1
        tablet.go("/phien-hop/tai-lieu/")
        tablet.page.get_by_role("button", name="Lưu tài liệu về máy").click()
        tablet.reads("waiting", "4/5 tài liệu đã lưu, sẽ tự lưu tiếp")

        tablet.leave()
        tablet.limit = 10**6
        tablet.go("/phien-hop/tai-lieu/")
        tablet.reads("saved", "5/5 tài liệu đã lưu")

        pieces = [told for told in tablet.ranges if told]
        assert pieces == ["bytes=0-3999999", "bytes=4000000-7999999", f"bytes=8000000-{len(body) - 1}"]
        assert len(tablet.kept()) == COUNT + 1, "pieces were left beside the whole"
        tablet.context.set_offline(True)
        tablet.limit = 0
        tablet.go(f"/ky-hop/tai-lieu/{large.id}/doc/")
        tablet.page.locator('[data-viewer][data-shown="1"]').wait_for()
        assert tablet.page.locator(".textLayer").text_content().strip() == "Báo cáo dày"
