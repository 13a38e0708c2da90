"""The part "Sau bế mạc" and its forms through the whole stack."""

from datetime import timedelta

import pytest
from django.urls import reverse

from council.roles import Role
from council.sessions.models import LateReason, Sending
from kernel import clock
from tests.factories import office
from tests.factories.after import close
from tests.factories.browsers import browser_of
from tests.kernel.accounts.browsers import words

CONF = "config.urls_council"
DAYS_AGO = 20
NAME = "Quy định mức hỗ trợ phân loại rác thải sinh hoạt tại nguồn trên địa bàn, phần"


def address(name, *arguments):
    return reverse(f"sessions:{name}", CONF, [getattr(each, "id", each) for each in arguments])


@pytest.fixture
def session(council):
    return close(office.plan_session(), clock.today() - timedelta(days=DAYS_AGO))


@pytest.fixture
def clerk(council):
    return browser_of(council, Role.RECORDS_CLERK)


def typed(**changes):
    known = {
        "sent_on": clock.today().isoformat(),
        "recipients": ["province_standing_committee", "province_executive"],
        "letter": "128/HĐND-VP",
        "way": "network",
        "missing": "",
        "late_reason": "",
    }
    return {**known, **changes}


def test_a_letter_is_recorded_in_one_form_and_taken_back_with_a_reason(session, clerk):
    form = words(clerk.get(address("send_upward", session)))
    assert "Biên bản kỳ họp chưa ký" in form
    assert "Thường trực Hội đồng nhân dân cấp tỉnh" in form
    late = clerk.post(address("send_upward", session), typed())
    assert (late.status_code, Sending.objects.count()) == (422, 0)
    assert "128/HĐND-VP" in late.content.decode()

    answer = clerk.post(address("send_upward", session), typed(late_reason="Chờ ký"))

    assert (answer.status_code, answer.headers["Location"]) == (302, f"/ky-hop/{session.id}/?told=sent-upward#after")
    page = words(clerk.get(answer.headers["Location"]))
    assert "Đã ghi việc gửi lên cấp trên." in page
    assert "Lý do gửi chậm: Chờ ký" in page
    withdrawal = address("withdraw_sending", Sending.objects.get())
    assert clerk.post(withdrawal, {"reason": ""}).status_code == 422
    page = words(clerk.get(clerk.post(withdrawal, {"reason": "Ghi nhầm"}).headers["Location"]))
    assert "Bản ghi đã thu hồi" in page
    assert "Lý do thu hồi: Ghi nhầm" in page


def test_what_was_missed_is_explained_from_the_list_of_work(session, clerk):
    assert "Biên bản kỳ họp chưa ký" in words(clerk.get("/lam-viec/"))
    page = words(clerk.get(address("detail", session)))
    assert "Sau bế mạc" in page
    assert "Quá hạn" in page

    answer = clerk.post(address("explain_late", session, "minutes"), {"reason": "Chờ số liệu"})

    assert "Lý do chậm: Chờ số liệu" in words(clerk.get(answer.headers["Location"]))
    assert LateReason.objects.get().term == "minutes"
    assert clerk.get(address("explain_late", session, "nothing")).status_code == 404


@pytest.mark.parametrize("role", [Role.DELEGATE, Role.COUNCIL_CHAIR])
def test_who_does_not_follow_up_finds_no_form(council, session, role):
    browser = browser_of(council, role)

    page = words(browser.get(address("detail", session)))

    assert ("Sau bế mạc" in page) is (role == Role.COUNCIL_CHAIR)
    assert "Ghi việc gửi lên cấp trên" not in page
    for one in (address("send_upward", session), address("explain_late", session, "minutes")):
        assert browser.get(one).status_code in {403, 404}


def test_before_the_closing_there_is_no_form(council, clerk):
    planned = office.plan_session()

    early = clerk.get(address("send_upward", planned))
    assert (early.status_code, "Kỳ họp chưa bế mạc." in words(early)) == (409, True)
    assert "Sau bế mạc" not in words(clerk.get(address("detail", planned)))


def test_all_that_a_long_session_has_not_ready_yet_fits_into_the_record(session, clerk):
    missing = "\n".join(f"Nghị quyết “{NAME} {number}” chưa ban hành" for number in range(40))

    answer = clerk.post(address("send_upward", session), typed(late_reason="Chờ ký", missing=missing))

    assert answer.status_code == 302
    assert Sending.objects.get().missing.count("\n") == 39
