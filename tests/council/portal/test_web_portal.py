"""The public pages of the council's home: made of its records, the same for few and for many, in two languages."""

import json
import re
from datetime import timedelta
from xml.etree import ElementTree

import pytest

from council.portal import actions
from council.portal.models import Kind
from council.portal.queries.news import What, list_news
from council.sessions.models import CouncilSession
from council.sessions.workflow import SessionState
from kernel import clock, search
from tests.factories.documents import make_in_state, make_published
from tests.factories.people import make_delegate, make_delegates, make_person
from tests.factories.portal import CHIEF, make_contact, make_shown, make_text
from tests.factories.sessions import make_hall, make_item, make_session
from tests.kernel.accounts.browsers import words
from tests.testbed.queries import cost_of

HOME = "/cong-khai/"
PAGES = ("", "tin/", "gioi-thieu/", "lien-he/", "tim/", "theo-doi/", "tro-nang/")
LISTS = ("van-ban/", "ky-hop/", "dai-bieu/")
LONG_AFTER = clock.now() + timedelta(days=3650)


@pytest.fixture
def reader(council, client_of):
    return client_of(council)


def facts():
    return [(fact.what, fact.title) for fact in list_news(now=LONG_AFTER, limit=50)]


def machine_facts(page: str) -> list[dict]:
    found = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    return [json.loads(each) for each in found]


# -- news ---------------------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("council")
def test_news_are_what_happened_and_nothing_that_is_not_public():
    make_session(SessionState.PLANNED)
    for state in ("draft", "final_text", "signed", "issued"):
        make_in_state(state)
    make_text(title="Bản thảo")

    assert facts() == []


@pytest.mark.usefixtures("council")
def test_a_result_is_news_once_it_is_announced():
    hall = make_hall(3)
    for number in range(3):
        hall.cast(number)
    hall.close()
    assert What.VOTED not in dict(facts())

    hall.announce()

    assert (What.VOTED, hall.vote.question) in facts()


@pytest.mark.usefixtures("council")
def test_each_fact_is_told_once_and_keeps_its_key():
    session = make_session(SessionState.CLOSED)
    moment = clock.now()
    CouncilSession.objects.filter(pk=session.pk).update(opened_at=moment, closed_at=moment + timedelta(hours=1))
    document = make_in_state("withdrawn")
    notice = make_shown()

    news = list_news(now=LONG_AFTER, limit=50)

    assert sorted(fact.what for fact in news) == sorted(
        [What.CONVENED, What.OPENED, What.CLOSED, What.RESOLUTION, What.WITHDRAWN, What.ANNOUNCEMENT]
    )
    keys = {fact.key for fact in news}
    assert len(keys) == 6
    assert keys == {fact.key for fact in list_news(now=LONG_AFTER, limit=50)}
    assert {fact.record for fact in news} == {session, document, notice}
    assert [fact.at for fact in news] == sorted((fact.at for fact in news), reverse=True)


def test_news_go_page_by_page(reader):
    for number in range(23):
        make_shown(title=f"Thông báo {number:02d}")

    first, second = (words(reader.get(f"{HOME}tin/?trang={page}")) for page in ("1", "2"))

    assert (first.count("Thông báo ·"), second.count("Thông báo ·")) == (20, 3)
    assert ("Tin cũ hơn" in first, "Tin mới hơn" in first) == (True, False)
    assert ("Tin cũ hơn" in second, "Tin mới hơn" in second) == (False, True)
    assert "Thông báo ·" in words(reader.get(f"{HOME}tin/?trang=x"))


# -- the council's own words ------------------------------------------------------------------------------------------


def test_contact_stands_on_its_page_at_home_and_in_every_foot(reader):
    before = words(reader.get(f"{HOME}lien-he/"))
    assert "Văn phòng Hội đồng nhân dân và Uỷ ban nhân dân" in before
    assert "sẽ được đăng tại đây" in before

    contact = make_contact()

    known = contact.reached_by
    page = words(reader.get(f"{HOME}lien-he/"))
    for value in (known.office, known.address, known.hotline, known.email, known.hours):
        assert value in page
    assert known.address in words(reader.get("/"))
    foot = reader.get(f"{HOME}ky-hop/").content.decode().partition("<footer")[2]
    assert known.hotline in foot
    assert f'href="tel:{known.dialled}"' in foot


def test_introduction_is_drawn_from_its_small_markdown(reader):
    assert "Chưa có bài giới thiệu" in words(reader.get(f"{HOME}gioi-thieu/"))
    make_shown(Kind.INTRODUCTION, title="Hội đồng phường", body="# Cơ cấu\n\n**27** đại biểu <b>x</b>")

    page = reader.get(f"{HOME}gioi-thieu/").content.decode()

    assert "<h2>Cơ cấu</h2>" in page
    assert "<strong>27</strong> đại biểu &lt;b&gt;" in page
    assert "Cơ cấu 27 đại biểu" in words(reader.get("/"))


def test_notice_is_shown_and_when_withdrawn_says_only_that(reader):
    notice = make_shown()
    address = f"{HOME}thong-bao/{notice.text_id}/"
    assert "<p>Tại <em>trụ sở</em>, từ 8 giờ.</p>" in reader.get(address).content.decode()

    actions.withdraw(actor=CHIEF, version=notice, reason="Đổi lịch", now=clock.now())

    gone = reader.get(address)
    assert gone.status_code == 410
    assert "Lý do: Đổi lịch" in words(gone)
    assert "từ 8 giờ" not in words(gone)
    assert notice.title not in words(reader.get(f"{HOME}tin/"))


def test_notice_that_is_not_out_or_of_another_kind_is_not_found(reader):
    draft, contact = make_text(), make_contact()

    for version in (draft, contact):
        assert reader.get(f"{HOME}thong-bao/{version.text_id}/").status_code == 404
        assert reader.get(f"{HOME}hinh/{version.id}/").status_code == 404


# -- search ---------------------------------------------------------------------------------------------------------


def test_search_finds_every_kind_without_accents(reader):
    document = make_published(subject="Sửa chữa đường Trường Hán Siêu")
    make_delegate(person=make_person("Nguyễn Thị Đường"))
    session = make_session(SessionState.CONVENED, title="Kỳ họp bàn về đường liên phường")
    notice = make_shown(title="Cấm đường ngày khai mạc")
    make_text(title="Bản thảo về đường")
    make_session(SessionState.PLANNED, title="Kế hoạch về đường")
    search.rebuild()

    answer = reader.get(f"{HOME}tim/?tu_khoa=DUONG")

    page = answer.content.decode()
    assert "Có 4 kết quả." in words(answer)
    for found in (document.subject, "Nguyễn Thị Đường", session.title, notice.title):
        assert found in words(answer)
    assert "Bản thảo" not in page
    assert "Kế hoạch về" not in page
    assert f'href="/en/vb/{document.short_code}"' in reader.get(f"/en{HOME}tim/?tu_khoa=DUONG").content.decode()


def test_search_says_when_nothing_is_found_and_asks_nothing_of_no_words(reader):
    assert "Không tìm thấy gì" in words(reader.get(f"{HOME}tim/?tu_khoa=zzz"))
    assert "kết quả" not in words(reader.get(f"{HOME}tim/"))
    assert cost_of(reader, f"{HOME}tim/") < cost_of(reader, f"{HOME}tim/?tu_khoa=zzz")
    assert "&lt;b&gt;" in reader.get(f"{HOME}tim/?tu_khoa=<b>").content.decode()


# -- the same for few and for many ------------------------------------------------------------------------------------

ASKED = (HOME, f"{HOME}tin/", f"{HOME}tim/?tu_khoa=a", "/sitemap.xml", f"{HOME}theo-doi/tin.atom")


def test_pages_ask_the_same_for_little_and_for_much(reader):
    def live_a_little():
        make_delegates(2)
        make_item(make_session(SessionState.CONVENED))
        make_published()
        make_shown()
        search.rebuild()

    live_a_little()
    once = {address: cost_of(reader, address) for address in ASKED}
    for _ in range(3):
        live_a_little()

    assert {address: cost_of(reader, address) for address in ASKED} == once


# -- what machines read -----------------------------------------------------------------------------------------------


def test_every_page_says_its_one_address_and_its_languages(reader):
    for page in (*PAGES, *LISTS):
        html = reader.get(f"{HOME}{page}?x=1").content.decode()
        root = "http://hoalu.localhost"
        assert f'<link rel="canonical" href="{root}{HOME}{page}">' in html
        assert f'hreflang="vi" href="{root}{HOME}{page}?x=1">' in html
        assert f'hreflang="en" href="{root}/en{HOME}{page}?x=1">' in html
        assert '<meta name="description" content="' in html
        assert '<meta property="og:title"' in html


def test_structured_data_say_what_a_page_is_about(reader):
    contact = make_contact()
    document = make_published()
    session = make_session(SessionState.CANCELLED)

    home = machine_facts(reader.get("/").content.decode())
    (law,) = machine_facts(reader.get(f"/vb/{document.short_code}").content.decode())
    (event,) = machine_facts(reader.get(f"{HOME}ky-hop/{session.id}/").content.decode())

    assert [each["@type"] for each in home] == ["GovernmentOrganization", "WebSite"]
    assert home[0]["address"] == contact.reached_by.address
    assert (law["@type"], law["legislationIdentifier"]) == ("Legislation", document.symbol)
    assert law["legislationDate"] == document.adopted_on.isoformat()
    assert (event["@type"], event["eventStatus"]) == ("Event", "https://schema.org/EventCancelled")
    assert (event["startDate"], event["endDate"]) == (session.opens_on.isoformat(), session.closes_on.isoformat())


def test_sitemap_lists_what_is_public_in_both_languages(reader):
    make_session(SessionState.PLANNED)
    make_text()
    document, session, notice = make_published(), make_session(SessionState.CONVENED), make_shown()

    answer = reader.get("/sitemap.xml")

    tree = ElementTree.fromstring(answer.content)
    space = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}
    addresses = {each.text for each in tree.findall("s:url/s:loc", space)}
    root = "http://hoalu.localhost"
    expected = {
        f"{root}/vb/{document.short_code}",
        f"{root}{HOME}ky-hop/{session.id}/",
        f"{root}{HOME}thong-bao/{notice.text_id}/",
    }
    own = {f"{root}{HOME}{page}" for page in (*PAGES, *LISTS) if page != "tim/"}
    assert addresses == expected | own
    assert [reader.get(address).status_code for address in sorted(addresses)] == [200] * len(addresses)
    english = {each.get("href") for each in tree.findall("s:url/x:link[@hreflang='en']", space)}
    assert english == {address.replace(root, f"{root}/en") for address in addresses}


def test_robots_open_what_is_published_and_nothing_else(reader):
    lines = reader.get("/robots.txt").content.decode().splitlines()

    assert "Disallow: /" in lines
    assert "Allow: /cong-khai/" in lines
    assert "Sitemap: http://hoalu.localhost/sitemap.xml" in lines


# -- languages --------------------------------------------------------------------------------------------------------


def test_the_same_page_stands_in_english_with_its_texts_in_vietnamese(reader):
    document = make_published()
    vietnamese, english = reader.get(f"/vb/{document.short_code}"), reader.get(f"/en/vb/{document.short_code}")

    assert '<html lang="vi"' in vietnamese.content.decode()
    page = english.content.decode()
    assert '<html lang="en"' in page
    assert english.headers["Content-Language"] == "en"
    assert f'<span lang="vi">{document.subject}</span>' in page
    assert 'href="/en/cong-khai/ky-hop/"' in page
    assert f'href="/vb/{document.short_code}" hreflang="vi" lang="vi"' in page
    assert 'href="/lam-viec/"' not in page


def test_the_workspace_speaks_vietnamese_only(reader):
    assert reader.get("/en/lam-viec/").status_code == 404
    assert reader.get("/english/").status_code == 404


def test_front_page_stands_in_english_too(reader):
    page = reader.get("/en/").content.decode()

    assert '<html lang="en"' in page
    assert 'href="/en/cong-khai/tin/"' in page


@pytest.mark.parametrize("part", ["9" * 5000, "\u0663", "-1", "x"])
def test_whatever_part_of_the_news_is_asked_for_the_page_stands(reader, part):
    assert reader.get("/cong-khai/tin/", {"trang": part}).status_code == 200
