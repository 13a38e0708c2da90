"""Presence through the whole stack: the delegate's own doing, the clerk's seats, the roll afterwards, its lists."""

import json
from datetime import timedelta
from uuid import uuid4

import pytest

from council.sessions import actions
from council.sessions.models import Attendance, QuorumLoss, RollConfirmation, Seat, Sitting
from kernel import clock
from tests.factories.actors import actor_with
from tests.factories.halls import CHAIR, account_of, hold_session, staff_account, tell_code
from tests.kernel.accounts.browsers import come_in, words
from tests.testbed.queries import cost_of

JSON = {"accept": "application/json"}


def lines() -> list[str]:
    return list(Attendance.objects.order_by("id").values_list("what", flat=True))


@pytest.fixture
def delegate(council, client_of):
    """Four of five are in the hall; the fifth is at her tablet."""
    held = hold_session(present=4)
    browser = client_of(council)
    come_in(browser, account_of(held.mandates[4], "dbhoa"))
    return held, browser


@pytest.fixture
def clerk(council, client_of):
    held = hold_session(present=4)
    browser = client_of(council)
    come_in(browser, staff_account("tkbinh", "session_secretary"))
    return held, browser


def end(held) -> Sitting:
    actions.end_sitting(actor=CHAIR, sitting=held.sitting, now=held.now + timedelta(hours=2))
    return held.sitting


def test_delegate_checks_in_by_the_code_of_the_screen_leaves_and_returns(delegate):
    held, browser = delegate
    assert "Mã trên màn hình hội trường" in words(browser.get("/phien-hop/"))

    answer = tell_code(browser, held.sitting)

    assert json.loads(answer.content)["said"].startswith("Đã ghi nhận: Có mặt, lúc ")
    assert "Ông/bà đã điểm danh" in words(browser.get("/phien-hop/"))
    browser.post(f"/phien-hop/roi-phien/{held.sitting.id}/", {"key": str(uuid4())})
    assert "Ông/bà đã rời phiên" in words(browser.get("/phien-hop/"))
    tell_code(browser, held.sitting)
    assert lines()[4:] == ["present", "left", "returned"]


def test_a_repeated_tap_is_answered_alike_whatever_happened_meanwhile(delegate):
    held, browser = delegate
    key = str(uuid4())
    first = tell_code(browser, held.sitting, key=key)
    body = {"key": key, "code": "000000"}
    leave = str(uuid4())
    for _again in range(2):
        browser.post(f"/phien-hop/roi-phien/{held.sitting.id}/", {"key": leave}, headers=JSON)

    again = tell_code(browser, held.sitting, key=key)
    other = browser.post(f"/phien-hop/diem-danh/{held.sitting.id}/", body, headers=JSON)

    assert again.content == first.content
    assert (other.status_code, lines()[4:]) == (422, ["present", "left"])


def test_a_wrong_code_is_told_to_the_tablet_and_beside_the_field(delegate):
    held, browser = delegate

    told = tell_code(browser, held.sitting, code="12")
    page = browser.post(f"/phien-hop/diem-danh/{held.sitting.id}/", {"key": str(uuid4()), "code": "12"})

    assert (told.status_code, page.status_code) == (422, 422)
    assert "Mã điểm danh không đúng" in json.loads(told.content)["said"]
    assert "Mã điểm danh không đúng" in words(page)
    assert 'value="12"' in page.content.decode()
    assert browser.post(f"/phien-hop/roi-phien/{held.sitting.id}/", {"key": "x"}, headers=JSON).status_code == 422
    assert len(lines()) == 4


def test_a_browser_without_script_checks_in_and_is_told_why_it_cannot_leave(delegate, council):
    held, browser = delegate
    leave = f"/phien-hop/roi-phien/{held.sitting.id}/"
    assert browser.post(leave, {"key": str(uuid4())}).status_code == 422
    assert browser.post(leave, {"key": str(uuid4())}, headers=JSON).status_code == 422
    assert "Sáu chữ số" in words(browser.get(f"/phien-hop/diem-danh/{held.sitting.id}/"))

    Sitting.objects.filter(pk=held.sitting.pk).update(started_at=clock.now() - timedelta(minutes=8))
    held.session.refresh_from_db()
    type(held.session).objects.filter(pk=held.session.pk).update(form="hybrid")
    assert "Tôi dự trực tuyến" in words(browser.get("/phien-hop/"))
    done = browser.post(f"/phien-hop/diem-danh/{held.sitting.id}/", {"key": str(uuid4()), "online": "1"})

    assert done.headers["Location"] == "/phien-hop/"
    last = Attendance.objects.latest("id")
    assert (last.what, last.late_minutes, last.source) == ("present_online", 8, "online")
    assert "Ông/bà có mặt trực tuyến" in words(browser.get("/phien-hop/"))


def test_the_code_is_shown_large_and_anew_to_who_keeps_presence_alone(clerk, client_of, council):
    held, browser = clerk
    tablet = client_of(council)
    come_in(tablet, account_of(held.mandates[4], "dbhoa"))
    address = f"/phien-hop/diem-danh/{held.sitting.id}/ma/"

    assert "Mã điểm danh" in words(browser.get(address))
    part = browser.get(address, headers={"hx-request": "true"})
    assert part.content.decode().lstrip().startswith('<div id="presence-code-shown"')
    assert part.headers["Cache-Control"] == "private, no-store"
    assert tablet.get(address).status_code == 403


def test_the_clerk_taps_seats_and_two_taps_are_one(clerk):
    held, browser = clerk
    address = f"/dieu-hanh/{held.session.id}/so-do-ghe/"
    assert "chưa có sơ đồ ghế" in words(browser.get(address))
    actions.arrange_hall(actor=OFFICE_ARRANGES, rows=2, columns=4, order="name", version=None)
    assert "Bàn chủ toạ" in words(browser.get(address))
    body = {"seat": f"{held.mandates[4].id}:present"}

    for _tap in range(2):
        assert browser.post(address, body).headers["Location"] == address
    part = browser.post(address, {"seat": f"{held.mandates[0].id}:left"}, headers={"hx-request": "true"})

    assert lines()[4:] == ["present", "left"]
    assert "Có mặt 4 trên tổng số 5" in words(part)
    assert browser.post(address, {"seat": "x:present"}).status_code == 404
    assert "Danh sách" in words(browser.get(f"{address}?xem=danh-sach"))


OFFICE_ARRANGES = actor_with("office_chief")


def test_the_clerk_is_told_why_nobody_leaves_who_never_came(clerk):
    held, browser = clerk

    told = browser.post(f"/dieu-hanh/{held.session.id}/so-do-ghe/", {"seat": f"{held.mandates[4].id}:left"})

    assert told.status_code == 409
    assert "chưa được ghi là có mặt" in words(told)


def test_the_office_arranges_the_hall_and_two_at_once_are_told(council, client_of):
    held, browser = hold_session(), client_of(council)
    come_in(browser, staff_account("cvplan", "office_chief"))
    assert "Số hàng ghế" in words(browser.get("/ky-hop/so-do-ghe/"))

    few = browser.post("/ky-hop/so-do-ghe/", {"rows": 1, "columns": 2, "order": "team"})
    done = browser.post("/ky-hop/so-do-ghe/", {"rows": 2, "columns": 3, "order": "team"})
    clash = browser.post("/ky-hop/so-do-ghe/", {"rows": 4, "columns": 3, "order": "team"})

    assert (few.status_code, done.status_code, clash.status_code) == (422, 302, 409)
    assert "đủ ghế cho mọi đại biểu" in words(few)
    body = {"delegate": held.mandates[0].id, "row": 2, "number": 3}
    assert browser.post("/ky-hop/so-do-ghe/doi-cho/", body).status_code == 302
    assert Seat.objects.get(mandate=held.mandates[0]).number == 3
    assert browser.post("/ky-hop/so-do-ghe/doi-cho/", {**body, "row": 9}).status_code == 422


def test_the_chair_chooses_without_a_quorum_from_the_desk(council, client_of):
    held, browser = hold_session(present=4), client_of(council)
    come_in(browser, staff_account("ctloan", "council_chair"))
    desk = f"/dieu-hanh/{held.session.id}/"
    assert "Chủ toạ chọn" not in words(browser.get(desk))
    actions.record_presence(actor=CHAIR, sitting=held.sitting, mandate=held.mandates[0], what="left", now=held.now)
    assert "Chủ toạ chọn" in words(browser.get(desk))

    assert browser.post(f"{desk}khong-du/discuss/").headers["Location"] == desk
    assert browser.post(f"{desk}khong-du/strike/").status_code == 404

    assert list(QuorumLoss.objects.values_list("choice", "present", "needed")) == [("discuss", 3, 4)]
    assert "Thảo luận tiếp, không biểu quyết" in words(browser.get(f"/ky-hop/phien-hop/{held.sitting.id}/diem-danh/"))


def test_a_roll_is_confirmed_corrected_and_listed(clerk):
    held, browser = clerk
    roll = f"/ky-hop/phien-hop/{held.sitting.id}/diem-danh/"
    assert "đang được ghi ở bàn điều hành" in words(browser.get(roll))
    assert browser.post(f"{roll}xac-nhan/").status_code == 422
    end(held)
    assert "1 đại biểu chưa được ghi gì" in words(browser.get(f"{roll}xac-nhan/"))

    assert browser.post(f"{roll}xac-nhan/").headers["Location"] == f"{roll}?told=confirmed"
    mend = f"{roll}{held.mandates[4].id}/"
    assert "Vì" in words(browser.get(mend)) or "ngày làm việc" in words(browser.get(mend))
    nothing = browser.post(mend, {"what": "absent", "reason": "Thử"})
    silent = browser.post(mend, {"what": "late", "late_minutes": 40, "reason": ""})
    done = browser.post(mend, {"what": "late", "late_minutes": 40, "reason": "Máy tính bảng hỏng"})

    assert (nothing.status_code, silent.status_code, done.status_code) == (422, 422, 302)
    assert 'value="40"' in silent.content.decode()
    assert RollConfirmation.objects.count() == 1
    page = words(browser.get(roll))
    assert "thay cho “Vắng không lý do”" in page
    assert "lý do: Máy tính bảng hỏng" in page
    report = words(browser.get(f"/ky-hop/{held.session.id}/chuyen-can/"))
    assert "0,5 / 1" in report
    assert "90%" in report
    sheet = browser.get(f"/ky-hop/{held.session.id}/chuyen-can/?tep=xlsx")
    assert sheet.getvalue().startswith(b"PK")


def test_attendance_before_any_sitting_is_over_says_so(clerk):
    held, browser = clerk

    assert "Chưa có phiên họp nào kết thúc" in words(browser.get(f"/ky-hop/{held.session.id}/chuyen-can/"))


@pytest.mark.parametrize("page", ["seats", "roll", "attendance"])
def test_pages_ask_as_much_for_three_delegates_as_for_nine(council, client_of, page: str):
    browser = client_of(council)
    come_in(browser, staff_account("tkbinh", "session_secretary"))
    costs = []
    for size in (3, 9):
        held = hold_session(size)
        if page != "seats":
            end(held)
        address = {
            "seats": f"/dieu-hanh/{held.session.id}/so-do-ghe/",
            "roll": f"/ky-hop/phien-hop/{held.sitting.id}/diem-danh/",
            "attendance": f"/ky-hop/{held.session.id}/chuyen-can/",
        }[page]
        costs.append(cost_of(browser, address))
        actions.pause_session(actor=CHAIR, session=held.session, reason="Nghỉ", now=held.now)

    assert costs[0] == costs[1]
