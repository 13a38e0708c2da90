"""The pages behind the bell, through the whole stack."""

from uuid import uuid4

import pytest

from kernel import notify
from kernel.notify.models import Notice
from kernel.notify.web.views import ON_A_PAGE
from tests.kernel.accounts.browsers import SIGN_IN, come_in
from tests.kernel.accounts.people import delegate

BELL = "/thong-bao/"


@pytest.fixture
def browser(council, client_of):
    return client_of(council)


@pytest.fixture
def hoa(browser):
    account = delegate()
    come_in(browser, account)
    return account


def test_stranger_is_sent_to_sign_in(browser):
    assert browser.get(BELL).headers["Location"].startswith(SIGN_IN)
    assert browser.post(f"{BELL}da-doc/").headers["Location"].startswith(SIGN_IN)


def test_empty_bell_says_so(browser, hoa):
    assert "Chưa có thông báo nào" in browser.get(BELL).content.decode()


def test_bell_shows_ones_own_notices_newest_first_and_counts_them(browser, hoa):
    other = delegate("dbkhac", email="")
    notify.tell(account=hoa, subject="Việc thứ nhất")
    notify.tell(account=hoa, subject="Việc thứ hai", body="<b>Nội dung</b>")
    notify.tell(account=other, subject="Việc của người khác")

    page = browser.get(BELL).content.decode()

    assert page.index("Việc thứ hai") < page.index("Việc thứ nhất")
    assert "Việc của người khác" not in page
    assert "2 thông báo chưa đọc" in page
    assert "&lt;b&gt;Nội dung" in page


def test_following_a_notice_marks_it_and_leads_there(browser, hoa):
    notice = notify.tell(account=hoa, subject="x", path="/tai-khoan/")

    response = browser.post(f"{BELL}{notice.pk}/mo/")

    assert response.headers["Location"] == "/tai-khoan/"
    notice.refresh_from_db()
    assert notice.read_at is not None


def test_reading_one_and_all(browser, hoa):
    first, *_ = [notify.tell(account=hoa, subject=f"Việc {number}") for number in range(3)]

    assert browser.post(f"{BELL}{first.pk}/da-doc/").headers["Location"] == BELL
    assert Notice.objects.unread().count() == 2
    assert browser.post(f"{BELL}da-doc/").headers["Location"] == BELL
    assert Notice.objects.unread().count() == 0


def test_notice_of_somebody_else_is_not_found_and_stays_unread(browser, hoa):
    notice = notify.tell(account=delegate("dbkhac", email=""), subject="x", path="/tai-khoan/")

    for missing in (notice.pk, uuid4()):
        assert browser.post(f"{BELL}{missing}/mo/").status_code == 404
        assert browser.post(f"{BELL}{missing}/da-doc/").status_code == 404
    assert Notice.objects.unread().count() == 1


def test_looking_changes_nothing(browser, hoa):
    notice = notify.tell(account=hoa, subject="x")

    browser.get(BELL)

    assert browser.get(f"{BELL}{notice.pk}/da-doc/").status_code == 405
    assert Notice.objects.unread().count() == 1


def test_long_list_is_cut_into_pages(browser, hoa):
    for number in range(ON_A_PAGE + 1):
        notify.tell(account=hoa, subject=f"Việc {number}")

    assert "Trang 1/2" in browser.get(BELL).content.decode()
    assert browser.get(f"{BELL}?trang=2").content.decode().count('class="task-name"') == 1
