"""The pages of the conference, the year, a break and the archive through the whole stack."""

from datetime import timedelta

import pytest
from django.urls import reverse

from council.roles import Role
from council.sessions.models import Conference, CouncilSession, YearPlan
from kernel import clock
from tests.factories import office
from tests.factories.browsers import browser_of
from tests.kernel.accounts.browsers import words

CONF = "config.urls_council"


def address(name, *arguments):
    return reverse(f"sessions:{name}", CONF, [getattr(each, "id", each) for each in arguments])


def typed(**changes):
    known = {
        "held_on": (clock.today() - timedelta(days=30)).isoformat(),
        "for_council": "Chủ tịch Hội đồng",
        "for_executive": "Phó Chủ tịch Uỷ ban",
        "for_front": "Chủ tịch Mặt trận",
        "document": "15/TB-HĐND",
        "late_reason": "",
    }
    return {**known, **changes}


@pytest.fixture
def staff(council):
    return browser_of(council, Role.OFFICE_STAFF)


@pytest.fixture
def chair(council):
    return browser_of(council, Role.COUNCIL_CHAIR)


def test_the_conference_is_recorded_in_one_form_and_read_by_all(council, staff):
    session = office.plan_session()
    office.add_item(session, "Dự toán ngân sách năm 2027")
    assert "1. Dự toán ngân sách năm 2027" in words(staff.get(address("agree", session)))

    answer = staff.post(address("agree", session), typed(minutes=office.upload("bien-ban.pdf")))

    session.refresh_from_db()
    assert (answer.status_code, session.state) == (302, "content_agreed")
    page = words(staff.get(answer.headers["Location"]))
    assert "Đã ghi hội nghị liên tịch" in page
    assert "Đã thống nhất nội dung" in page
    reader = browser_of(council, Role.DELEGATE)
    shown = words(reader.get(address("conference", session)))
    assert "1. Dự toán ngân sách năm 2027" in shown
    assert "bien-ban.pdf" in shown
    assert b"".join(reader.get(address("conference_minutes", session)).streaming_content)[:4] == b"%PDF"


def test_a_refused_conference_keeps_what_was_typed_and_no_file(staff):
    session = office.plan_session()
    office.add_item(session)

    answer = staff.post(address("agree", session), typed(for_front="", minutes=office.upload()))

    page = answer.content.decode()
    assert (answer.status_code, Conference.objects.count()) == (422, 0)
    assert page.count("Hãy ghi ai dự hội nghị thay mặt cơ quan này.") == 2
    assert "Hãy chọn lại tệp" in page
    assert 'value="Chủ tịch Hội đồng"' in page


def test_convening_without_a_conference_says_so_and_asks_why(chair):
    session = office.plan_session()

    assert "Chưa ghi hội nghị liên tịch" in words(chair.get(address("convene", session)))
    refused = chair.post(address("convene", session), {"document": "15/QĐ", "reason": ""})
    taken = chair.post(address("convene", session), {"document": "15/QĐ", "reason": "Bão lũ"})

    assert (refused.status_code, taken.status_code) == (422, 302)
    assert "Chưa ghi hội nghị liên tịch thống nhất nội dung kỳ họp" in words(refused)


def test_where_nothing_was_recorded_there_is_nothing_to_read(staff):
    session = office.plan_session()

    for name in ("conference", "conference_minutes", "minutes"):
        assert staff.get(address(name, session)).status_code == 404


@pytest.mark.parametrize(
    ("name", "roles"),
    [("agree", [Role.DELEGATE, Role.COUNCIL_CHAIR]), ("archive", [Role.DELEGATE, Role.COUNCIL_CHAIR]),
     ("pause", [Role.DELEGATE, Role.OFFICE_STAFF, Role.SESSION_SECRETARY])],
)  # fmt: skip
def test_the_doors_are_closed_to_others(council, name, roles):
    session = office.plan_session()

    for role in roles:
        assert browser_of(council, role).get(address(name, session)).status_code == 403


def test_the_chair_makes_a_break_until_another_day(chair):
    session = office.convene(office.plan_session())
    CouncilSession.objects.filter(pk=session.pk).update(state="in_progress")
    later = clock.today() + timedelta(days=3)

    refused = chair.post(address("pause", session), {"reason": " ", "resumes_on": later.isoformat()})
    answer = chair.post(address("pause", session), {"reason": "Chia đợt", "resumes_on": later.isoformat()})

    session.refresh_from_db()
    assert (refused.status_code, answer.status_code, session.state, session.resumes_on) == (422, 302, "paused", later)
    assert f"Họp tiếp từ ngày {later:%d/%m/%Y}." in words(chair.get(address("detail", session)))


def test_the_office_completes_the_file(staff):
    session = office.convene(office.plan_session())
    CouncilSession.objects.filter(pk=session.pk).update(state="closed", closed_on=clock.today())

    refused = staff.post(address("archive", session), {"signed_on": clock.today().isoformat()})
    answer = staff.post(
        address("archive", session), {"signed_on": clock.today().isoformat(), "minutes": office.upload("bb.pdf")}
    )

    session.refresh_from_db()
    assert (refused.status_code, answer.status_code, session.state) == (422, 302, "archived")
    assert "Đã hoàn tất hồ sơ kỳ họp." in words(staff.get(answer.headers["Location"]))
    assert b"".join(staff.get(address("minutes", session)).streaming_content)[:4] == b"%PDF"


def test_the_year_is_seen_by_all_and_planned_by_the_office(council, staff):
    office.plan_session()
    year = clock.today().year
    page = address("year", year)
    delegate = browser_of(council, Role.DELEGATE)

    assert "luật đòi hỏi ít nhất 2" in words(delegate.get(page))
    assert delegate.post(page, {"document": "45/NQ-HĐND", "decided_on": "2025-12-10"}).status_code == 403
    refused = staff.post(page, {"document": "", "decided_on": "2025-12-10"})
    answer = staff.post(page, {"document": "45/NQ-HĐND", "decided_on": "2025-12-10"})

    assert (refused.status_code, answer.status_code, YearPlan.objects.get().year) == (422, 302, year)
    assert "45/NQ-HĐND" in words(delegate.get(page))
    assert staff.get(address("year", 1)).status_code == 404


def test_a_session_is_put_off_to_a_known_day(chair):
    session = office.plan_session()
    later = clock.today() + timedelta(days=60)

    chair.post(address("postpone", session), {"reason": "Bão", "expected_on": later.isoformat()})

    session.refresh_from_db()
    assert (session.state, session.resumes_on) == ("postponed", later)
    assert f"Dự kiến họp lại ngày {later:%d/%m/%Y}." in words(chair.get(address("detail", session)))


def test_the_way_to_the_opening_is_a_picture_that_explains_its_days(staff):
    session = office.plan_session()

    page = words(staff.get(address("detail", session)))

    assert "Đường đến ngày khai mạc" in page
    assert page.count("Vì sao là ngày này?") == 6
    assert page.count("Căn cứ:") >= 6
