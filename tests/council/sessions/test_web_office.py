"""The office's pages of sessions through the whole stack: who may, who may not, and what is kept when refused."""

import re

import pytest
from django.urls import reverse

from council.roles import Role
from council.sessions.models import CouncilSession
from tests.factories import office
from tests.factories.browsers import browser_of
from tests.kernel.accounts.browsers import words
from tests.testbed.queries import cost_of

CONF = "config.urls_council"
BUTTON = re.compile(r'<(a|button)\b[^>]*class="button.*?</\1>', re.DOTALL)
INDEX, PLAN = reverse("sessions:index", CONF), reverse("sessions:plan", CONF)


def address(name, *arguments):
    return reverse(f"sessions:{name}", CONF, [each.id for each in arguments])


def planned(**changes):
    day = office.opening_day()
    known = {
        "kind": "regular",
        "title": "",
        "opens_on": day.isoformat(),
        "closes_on": day.isoformat(),
        "place": "Hội trường lớn",
        "form": "in_person",
        "basis": "",
        "basis_document": "",
    }
    return {**known, **changes}


@pytest.fixture
def staff(council):
    return browser_of(council, Role.OFFICE_STAFF)


@pytest.fixture
def chair(council):
    return browser_of(council, Role.COUNCIL_CHAIR)


@pytest.fixture
def delegate(council):
    return browser_of(council, Role.DELEGATE)


def test_plan_is_stored_and_leads_to_its_page(staff):
    office.make_term()

    answer = staff.post(PLAN, planned(title="Kỳ họp thường lệ cuối năm 2026"))

    session = CouncilSession.objects.get()
    assert (answer.status_code, answer.headers["Location"]) == (302, f"{address('detail', session)}?told=planned")
    page = words(staff.get(answer.headers["Location"]))
    assert "Đã lập kế hoạch kỳ họp." in page
    assert "Kỳ họp thường lệ cuối năm 2026" in page


@pytest.mark.parametrize("role", [Role.DELEGATE, Role.COUNCIL_CHAIR, Role.RECORDS_CLERK])
def test_plan_is_refused_to_others_and_stores_nothing(council, role):
    office.make_term()
    browser = browser_of(council, role)

    assert browser.get(PLAN).status_code == 403
    assert browser.post(PLAN, planned()).status_code == 403
    assert CouncilSession.objects.count() == 0
    assert "Lập kế hoạch kỳ họp" not in words(browser.get(INDEX))


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"opens_on": ""}, "Hãy chọn ngày."),
        ({"opens_on": "2020-01-01"}, "ngày khai mạc không được ở quá khứ."),
        ({"closes_on": "2026-01-01"}, "Ngày bế mạc không được trước ngày khai mạc"),
        ({"form": "hybrid"}, "Quy chế của Hội đồng không cho họp trực tuyến."),
        ({"kind": "thematic"}, "Kỳ họp chuyên đề hoặc đột xuất phải có người đề nghị và văn bản đề nghị."),
    ],
)
def test_a_refused_plan_keeps_what_was_typed(staff, changes, sentence):
    office.make_term()

    answer = staff.post(PLAN, planned(place="Nhà văn hoá trung tâm", **changes))

    page = answer.content.decode()
    assert answer.status_code == 422
    assert page.count(sentence) == 2  # in the summary and beside the field
    assert 'value="Nhà văn hoá trung tâm"' in page
    assert "<title>Lỗi:" in page
    assert CouncilSession.objects.count() == 0


def test_a_plan_is_edited(staff):
    session = office.plan_session()

    answer = staff.post(address("edit_plan", session), planned(place="Hội trường B", version=session.version))

    session.refresh_from_db()
    assert (answer.status_code, session.place, session.version) == (302, "Hội trường B", 2)


def test_a_clash_is_told_with_both_texts_and_can_be_saved_over(staff):
    session = office.plan_session()
    staff.post(address("edit_plan", session), planned(place="Hội trường của người kia", version=1))

    answer = staff.post(address("edit_plan", session), planned(place="Hội trường của tôi", version=1))

    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Nội dung này vừa được người khác cập nhật." in page
    assert "Hội trường của người kia" in page
    assert 'value="Hội trường của tôi"' in page
    assert '<input type="hidden" name="version" value="2"' in page
    session.refresh_from_db()
    assert session.place == "Hội trường của người kia"
    staff.post(address("edit_plan", session), planned(place="Hội trường của tôi", version=2))
    session.refresh_from_db()
    assert session.place == "Hội trường của tôi"


def test_a_convened_plan_is_not_edited(staff):
    session = office.convene(office.plan_session())

    answer = staff.post(address("edit_plan", session), planned(place="Chỗ khác", version=session.version))

    session.refresh_from_db()
    assert (answer.status_code, session.place) == (422, "Hội trường lớn")
    assert "Việc này không thực hiện được ở trạng thái hiện tại." in words(answer)


def test_the_chair_convenes_in_time_without_a_reason(chair):
    session = office.agree(office.plan_session())

    answer = chair.post(address("convene", session), {"document": "15/QĐ-TTHĐND ngày 21/11/2026", "reason": ""})

    session.refresh_from_db()
    assert (answer.status_code, session.state) == (302, "convened")
    assert session.convening_document == "15/QĐ-TTHĐND ngày 21/11/2026"


def test_convening_late_asks_for_the_reason_and_says_why_the_day(chair):
    session = office.plan_session(opens_on=office.clock.today())
    page = words(chair.get(address("convene", session)))
    assert "Hôm nay đã quá hạn, phải ghi lý do." in page

    refused = chair.post(address("convene", session), {"document": "15/QĐ-TTHĐND", "reason": ""})

    assert refused.status_code == 422
    assert words(refused).count("Chậm nhất") >= 2
    assert 'value="15/QĐ-TTHĐND"' in refused.content.decode()
    session.refresh_from_db()
    assert session.state == "planned"
    taken = chair.post(address("convene", session), {"document": "15/QĐ-TTHĐND", "reason": "Thiên tai"})
    session.refresh_from_db()
    assert (taken.status_code, session.state) == (302, "convened")


def test_convening_without_a_place_says_so(chair):
    session = office.plan_session(place="")

    answer = chair.post(address("convene", session), {"document": "15/QĐ-TTHĐND", "reason": ""})

    assert answer.status_code == 422
    assert answer.content.decode().count("Hãy ghi số văn bản triệu tập và địa điểm họp.") == 2


@pytest.mark.parametrize(("step", "state"), [("postpone", "postponed"), ("cancel", "cancelled")])
def test_the_chair_puts_off_and_gives_up_with_a_reason_only(chair, step, state):
    session = office.convene(office.plan_session())

    refused = chair.post(address(step, session), {"reason": "  "})
    session.refresh_from_db()
    assert (refused.status_code, session.state) == (422, "convened")
    assert refused.content.decode().count("Hãy ghi lý do.") == 2

    taken = chair.post(address(step, session), {"reason": "Bão số 9"})
    session.refresh_from_db()
    assert (taken.status_code, session.state, session.state_reason) == (302, state, "Bão số 9")
    assert "Bão số 9" in words(chair.get(address("detail", session)))


def test_a_postponed_session_is_planned_again(staff, chair):
    session = office.convene(office.plan_session())
    chair.post(address("postpone", session), {"reason": "Bão số 9"})

    assert "phải triệu tập lại" in words(staff.get(address("edit_plan", session)))
    staff.post(address("edit_plan", session), planned(version=1))

    session.refresh_from_db()
    assert (session.state, session.convening_document) == ("planned", "")


@pytest.mark.parametrize("step", ["convene", "postpone", "cancel"])
@pytest.mark.parametrize("role", [Role.OFFICE_STAFF, Role.DELEGATE])
def test_the_chairs_steps_are_refused_to_others(council, role, step):
    session = office.plan_session()
    browser = browser_of(council, role)

    assert browser.get(address(step, session)).status_code == 403
    assert browser.post(address(step, session), {"document": "1", "reason": "x"}).status_code == 403
    session.refresh_from_db()
    assert session.state == "planned"


def test_the_page_shows_the_preparation_to_who_prepares_only(staff, delegate):
    session = office.plan_session()
    office.add_item(session)

    page, own = words(staff.get(address("detail", session))), words(delegate.get(address("detail", session)))

    for task in ("Kế hoạch kỳ họp", "Tài liệu", "Triệu tập", "Phát hành tài liệu", "Phiên họp"):
        assert task in page
    assert "0 tài liệu; 1 nội dung chưa có tài liệu" in page
    assert "vì sao là ngày này?" in page
    assert "Chuẩn bị kỳ họp" in page
    assert "Chuẩn bị kỳ họp" not in own


@pytest.mark.parametrize(
    ("role", "seen"),
    [
        (Role.OFFICE_STAFF, ["Ghi hội nghị liên tịch", "Sửa kế hoạch", "Thêm nội dung", "Thêm tài liệu"]),
        (Role.COUNCIL_CHAIR, ["Triệu tập", "Hoãn", "Huỷ", "Tạo buổi diễn tập", "Thêm nội dung"]),
        (Role.DELEGATE, []),
    ],
)
def test_each_role_gets_its_own_buttons(council, role, seen):
    session = office.plan_session()

    page = browser_of(council, role).get(address("detail", session)).content.decode()

    assert [re.sub(r"<svg.*?</svg>|<[^>]*>", "", button.group()).strip() for button in BUTTON.finditer(page)] == seen


def test_the_list_is_filtered_by_year_and_state(staff):
    first = office.plan_session(title="Kỳ họp thứ nhất")
    office.convene(office.plan_session(title="Kỳ họp chuyên đề", opens_on=first.opens_on))

    assert "Kỳ họp chuyên đề" not in words(staff.get(INDEX, {"trang_thai": "planned"}))
    assert "Kỳ họp thứ nhất" in words(staff.get(INDEX, {"nam": first.opens_on.year, "trang_thai": "planned"}))
    assert "Không có kỳ họp nào như vậy" in words(staff.get(INDEX, {"trang_thai": "closed"}))
    assert "Kỳ họp thứ nhất" in words(staff.get(INDEX, {"nam": "bậy", "trang_thai": "bậy"}))


def test_an_empty_list_says_what_to_do(staff):
    assert "Chưa có kỳ họp nào" in words(staff.get(INDEX))


def test_a_foreign_session_is_not_found(council, other_council, staff, chair):
    from tenancy.place import entered

    with entered(other_council):
        foreign = office.plan_session()

    assert staff.get(address("detail", foreign)).status_code == 404
    assert staff.post(address("edit_plan", foreign), planned(version=1)).status_code == 404
    assert chair.post(address("cancel", foreign), {"reason": "x"}).status_code == 404
    with entered(other_council):
        assert CouncilSession.objects.get().state == "planned"


def test_the_list_costs_the_same_with_1_and_with_50_rows(staff):
    costs = []
    for rows in (1, 49):
        for _ in range(rows):
            office.plan_session()
        costs.append(cost_of(staff, INDEX))

    assert costs[0] == costs[1]


def test_a_session_costs_the_same_with_1_and_with_50_items(staff):
    session = office.plan_session()
    costs = []
    for rows in (1, 49):
        for number in range(rows):
            office.add_paper(session, office.add_item(session, f"Nội dung {number}"))
        costs.append(cost_of(staff, address("detail", session)))

    assert costs[0] == costs[1]
