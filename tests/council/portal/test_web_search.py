"""The workspace's search: one page, by mouse and by the key "/"."""

import pytest
from django.conf import settings
from django.db import connections

from council.roles import Role
from kernel import search
from tests.council.portal.test_pages import judged
from tests.factories.browsers import browser_of
from tests.factories.documents import make_draft
from tests.factories.people import make_delegate, make_person
from tests.judges import open_chromium
from tests.kernel.accounts.browsers import words
from tests.testbed.queries import cost_of
from tests.testbed.serving import served

PAGE = "/tim-kiem/"


@pytest.fixture
def staff(council):
    return browser_of(council, Role.OFFICE_STAFF)


def test_search_is_for_the_councils_people(council, client_of):
    assert client_of(council).get(PAGE).status_code == 302


def test_search_shows_what_was_found_with_the_words_marked(staff):
    make_draft(subject="Về cây xanh đô thị")
    search.rebuild()

    answer = staff.get(f"{PAGE}?tu_khoa=cay+xanh")

    assert "<mark>cây</mark> <mark>xanh</mark>" in answer.content.decode()
    assert "Văn bản (1)" in words(answer)
    assert "Không tìm thấy gì" in words(staff.get(f"{PAGE}?tu_khoa=cay+xanh&loai=delegate"))


def test_search_escapes_what_was_typed_and_what_was_found(staff):
    make_draft(subject="Về <script>cây</script>")
    search.rebuild()

    page = staff.get(f'{PAGE}?tu_khoa=cây "><script>').content.decode()

    assert "<script>cây" not in page
    assert '"><script>' not in page


@pytest.mark.parametrize("page", ["0", "-1", "x", "99999999", "٣"])
def test_strange_page_number_shows_the_first_or_last_page(staff, page):
    assert staff.get(PAGE, {"tu_khoa": "a", "trang": page}).status_code == 200


def test_page_costs_the_same_for_little_and_for_much(staff):
    make_draft(subject="Về cây xanh 0")
    search.rebuild()
    one = cost_of(staff, f"{PAGE}?tu_khoa=xanh")
    for number in range(1, 9):
        make_draft(subject=f"Về cây xanh {number}")
    search.rebuild()

    assert cost_of(staff, f"{PAGE}?tu_khoa=xanh") == one


@pytest.mark.full
@pytest.mark.journey
def test_search_passes_every_judge_and_is_reached_by_one_key(fresh_council):
    chief = browser_of(fresh_council, Role.OFFICE_CHIEF)
    for number in range(12):
        make_draft(subject=f"Về quy hoạch cây xanh và mặt nước khu dân cư số {number} giai đoạn 2026 – 2030")
    make_delegate(person=make_person("Nguyễn Thị Xanh", main_job="Giáo viên trường tiểu học"))
    search.rebuild()

    judged(
        {"chief": chief},
        {
            "search": ("chief", PAGE),
            "search-found": ("chief", f"{PAGE}?tu_khoa=xanh&trang=2"),
            "search-nothing": ("chief", f"{PAGE}?tu_khoa=zzz"),
        },
    )
    connections.close_all()
    with served() as port, open_chromium() as chromium:
        url = f"http://{chief.defaults['HTTP_HOST']}:{port}"
        context = chromium.new_context()
        morsel = chief.cookies[settings.SESSION_COOKIE_NAME]
        context.add_cookies([{"name": morsel.key, "value": morsel.value, "url": url}])
        page = context.new_page()
        page.goto(f"{url}/lam-viec/")
        page.keyboard.press("/")
        page.wait_for_url(f"**{PAGE}")
        page.keyboard.press("/")
        page.keyboard.type("thi xanh")
        page.keyboard.press("Enter")
        page.wait_for_url("**tu_khoa=*")
        page.get_by_role("link", name="Nguyễn Thị Xanh").wait_for()
        context.close()
