"""The first pages of a council: for everybody, for its people, and what remains while it is suspended."""

import pytest

from council.documents.workflow import State
from council.roles import Role
from council.sessions.workflow import SessionState
from tenancy import hosts
from tenancy.models import Council, Status
from tenancy.postgres import ground
from tests.factories.browsers import browser_of
from tests.factories.documents import make_in_state, make_published
from tests.factories.people import make_delegates
from tests.factories.sessions import make_session
from tests.kernel.accounts.browsers import words
from tests.testbed.queries import count_queries

PUBLIC_PAGES = ("/", "/cong-khai/", "/cong-khai/van-ban/", "/cong-khai/ky-hop/", "/cong-khai/dai-bieu/")


@pytest.fixture
def reader(council, client_of):
    return client_of(council)


def test_home_of_a_new_council_says_what_to_expect(reader):
    page = words(reader.get("/"))

    assert "Hội đồng nhân dân phường Hoa Lư" in page
    assert "Hiện chưa có kỳ họp nào được triệu tập" in page
    assert "Chưa có nghị quyết nào được công bố" in page
    assert "Văn phòng Hội đồng nhân dân và Uỷ ban nhân dân Phường Hoa Lư" in page
    assert "Đăng nhập" in page


def test_home_shows_the_session_that_is_held_and_what_is_newest(reader):
    make_delegates(3)
    make_session(SessionState.PLANNED)
    held = make_session(SessionState.IN_PROGRESS)
    document = make_published()
    make_in_state(State.ISSUED)

    answer = reader.get("/")

    page = answer.content.decode()
    assert f"/cong-khai/ky-hop/{held.id}/" in page
    assert "Đang họp" in page
    assert "Đại biểu đang làm nhiệm vụ 3" in words(answer)
    assert page.count(f'href="/vb/{document.short_code}"') == 2  # in the news and among the resolutions
    assert page.count("/vb/") == 2
    assert document.symbol in page


def test_somebody_who_is_signed_in_is_led_to_her_work(council):
    browser = browser_of(council, Role.OFFICE_STAFF)

    assert browser.get("/").headers["Location"] == "/lam-viec/"
    public = browser.get("/cong-khai/")
    assert public.status_code == 200
    assert public.headers["Cache-Control"] == "private, no-cache"


def test_work_is_closed_to_strangers(reader):
    assert reader.get("/lam-viec/").headers["Location"] == "/tai-khoan/dang-nhap/?next=%2Flam-viec%2F"


def test_home_asks_the_same_for_little_and_for_much(reader):
    def asked():
        with count_queries() as queries:
            reader.get("/")
        return len(queries)

    make_delegates(1)
    make_session(SessionState.CONVENED)
    make_published()
    one = asked()
    make_delegates(5)
    for number in range(3):
        make_session(SessionState.CLOSED)
        make_published(subject=f"Nội dung {number}")

    hosts.forget()

    assert asked() == one


def test_public_pages_stay_while_the_council_is_suspended(fresh_council, client_of):
    reader, insider = client_of(fresh_council), browser_of(fresh_council, Role.OFFICE_STAFF)
    document, session = make_published(), make_session(SessionState.CONVENED)
    pages = (*PUBLIC_PAGES, f"/vb/{document.short_code}", f"/cong-khai/ky-hop/{session.id}/")

    Council.objects.using(ground.OWNER).filter(pk=fresh_council.pk).update(status=Status.SUSPENDED)

    for browser in (reader, insider):
        assert [browser.get(page).status_code for page in pages] == [200] * len(pages)
        assert browser.get("/lam-viec/").status_code == 503
    assert "đang tạm dừng" in words(reader.get("/"))
