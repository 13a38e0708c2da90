"""The delegate's screen and ballot, and the chair's desk, through the whole stack."""

import json
import re
from uuid import uuid4

import pytest
from django.test import TestCase

from council.sessions import actions
from council.sessions.models import AgendaItem, Ballot, Vote
from kernel.live import names
from tests.factories.halls import CHAIR, account_of, hold_session, staff_account, tell_code
from tests.kernel.accounts.browsers import come_in, words
from tests.testbed.listening import listening

JSON = {"accept": "application/json"}


@pytest.fixture
def delegate(council, client_of):
    held = hold_session()
    browser = client_of(council)
    come_in(browser, account_of(held.mandates[0], "dbhoa"))
    return held, browser


@pytest.fixture
def chair(council, client_of):
    held = hold_session()
    browser = client_of(council)
    come_in(browser, staff_account("ctloan", "council_chair"))
    return held, browser


def tap(browser, vote, choice="for", key=None, prev="", **headers):
    body = {"choice": choice, "key": str(key or uuid4()), "prev": prev}
    return browser.post(f"/phien-hop/bieu-quyet/{vote.id}/phieu/", body, headers=headers or JSON)


def test_screen_follows_the_session(delegate):
    _held, browser = delegate

    page = words(browser.get("/phien-hop/"))

    assert "Nghị quyết về nội dung thứ 1" in page
    assert "5/5 đại biểu có mặt" in page
    assert "Tán thành" not in page


def test_screen_without_a_session_says_what_to_expect(council, client_of):
    browser = client_of(council)
    come_in(browser, staff_account("vtlan", "office_staff"))

    assert "Chưa có kỳ họp nào được triệu tập" in words(browser.get("/phien-hop/"))


def test_tap_gets_a_receipt_and_the_same_key_the_same_one(delegate):
    held, browser = delegate
    vote, key = held.open_vote(), uuid4()

    first, again = tap(browser, vote, key=key), tap(browser, vote, key=key)

    assert first.status_code == again.status_code == 200
    assert json.loads(first.content)["receipt"] == json.loads(again.content)["receipt"]
    assert Ballot.objects.get().choice == "for"
    assert json.loads(first.content)["receipt"] in words(browser.get("/phien-hop/"))


def test_tap_from_a_second_device_is_shown_what_stands(delegate):
    held, browser = delegate
    vote = held.open_vote()
    standing = json.loads(tap(browser, vote).content)["receipt"]

    late = tap(browser, vote, choice="against")

    assert late.status_code == 412
    assert json.loads(late.content) == {"code": "ballot_superseded", "current": {"choice": "for", "receipt": standing}}


def test_tap_before_and_after_the_vote_is_refused(delegate, client_of, council):
    held, browser = delegate
    vote = held.open_vote()
    desk = client_of(council)
    come_in(desk, staff_account("ctloan", "council_chair"))
    desk.post(f"/dieu-hanh/{held.session.id}/close-vote/")

    late = tap(browser, vote)

    assert (late.status_code, json.loads(late.content)) == (409, {"code": "vote_not_open"})
    assert Ballot.objects.count() == 0


def test_garbled_tap_is_refused(delegate):
    held, browser = delegate
    vote = held.open_vote()

    assert tap(browser, vote, choice="maybe").status_code == 400
    assert browser.post(f"/phien-hop/bieu-quyet/{vote.id}/phieu/", {"choice": "for"}, headers=JSON).status_code == 400
    assert Ballot.objects.count() == 0


def test_browser_without_script_gets_pages(delegate):
    held, browser = delegate
    vote = held.open_vote()

    assert tap(browser, vote, accept="text/html").headers["Location"] == "/phien-hop/"
    refused = tap(browser, vote, choice="against", accept="text/html")
    assert refused.status_code == 412
    assert "thiết bị khác" in words(refused)


def test_chair_who_is_no_delegate_cannot_vote(chair):
    held, browser = chair
    vote = held.open_vote()

    assert tap(browser, vote).status_code == 403
    assert Ballot.objects.count() == 0


def test_desk_leads_from_item_to_outcome(chair):
    held, desk = chair
    address = f"/dieu-hanh/{held.session.id}/"
    for name in ("present", "ready", "open-vote"):
        assert desk.post(f"{address}{name}/").status_code == 302, name
    vote = Vote.objects.get()
    assert vote.state == "open"
    assert "Kết quả từng lựa chọn chỉ hiện sau khi đóng biểu quyết" in words(desk.get(address))

    desk.post(f"{address}close-vote/")

    vote.refresh_from_db()
    assert (vote.state, vote.decision, vote.needed, vote.not_voting) == ("announced", "rejected", 3, 5)
    assert AgendaItem.objects.get(id=held.items[0].id).state == "rejected"


def test_what_the_secretary_closed_waits_for_the_chair_to_announce_it(chair, client_of, council):
    held, desk = chair
    address, vote, secretary = f"/dieu-hanh/{held.session.id}/", held.open_vote(), client_of(council)
    come_in(secretary, staff_account("tkkhoi", "session_secretary"))
    secretary.post(f"{address}close-vote/")
    vote.refresh_from_db()
    assert vote.state == "closed"
    assert "Công bố kết quả" in words(desk.get(address))

    secretary.post(f"{address}announce/")
    vote.refresh_from_db()
    assert vote.state == "closed"
    desk.post(f"{address}announce/")

    vote.refresh_from_db()
    assert vote.state == "announced"
    assert "Công bố kết quả" not in words(desk.get(address))
    assert desk.post(f"{address}announce/").status_code == 404


def test_desk_says_why_a_move_is_not_possible(council, client_of):
    held = hold_session(delegates=6, present=3, opened=False)
    desk = client_of(council)
    come_in(desk, staff_account("ctloan", "council_chair"))
    address = f"/dieu-hanh/{held.session.id}/"

    assert "disabled" in desk.get(address).content.decode()
    refused = desk.post(f"{address}open/")

    assert refused.status_code == 409
    held.session.refresh_from_db()
    assert held.session.state == "convened"


def test_move_that_destroys_asks_for_its_reason(chair):
    held, desk = chair
    address = f"/dieu-hanh/{held.session.id}/withdraw/"

    assert desk.get(address).status_code == 200
    assert desk.post(address, {"reason": ""}).status_code == 422
    assert AgendaItem.objects.get(id=held.items[0].id).state == "on_agenda"
    assert desk.post(address, {"reason": "Cơ quan trình đề nghị"}).status_code == 302
    assert AgendaItem.objects.get(id=held.items[0].id).state == "withdrawn"


def button_of(desk, address, name) -> str:
    """Return the address of a button of the desk as it is shown now."""
    return re.search(rf'"({address}{name}/\?muc=[^"]+)"', desk.get(address).content.decode())[1]


def test_reason_given_for_one_matter_never_falls_on_the_next(chair):
    held, desk = chair
    first, second = held.items
    withdraw = button_of(desk, f"/dieu-hanh/{held.session.id}/", "withdraw")
    asked = desk.get(withdraw)
    assert (first.title in words(asked), withdraw in asked.content.decode()) == (True, True)
    actions.withdraw_item(actor=CHAIR, item=first, reason="Phó chủ tịch đã rút", now=held.now)

    late = desk.post(withdraw, {"reason": "Cơ quan trình đề nghị"})

    assert (late.status_code, desk.get(withdraw).status_code) == (409, 409)
    assert "Hội trường vừa chuyển sang việc khác" in words(late)
    assert AgendaItem.objects.get(id=second.id).state == "on_agenda"


def test_press_that_closes_one_vote_never_closes_the_next(chair):
    held, desk = chair
    vote = held.open_vote()
    close = button_of(desk, f"/dieu-hanh/{held.session.id}/", "close-vote")
    actions.close_vote(actor=CHAIR, vote=vote, now=held.now, rules=held.rules)
    following = held.open_vote(1)

    late = desk.post(close)

    following.refresh_from_db()
    assert (late.status_code, following.state) == (409, "open")
    assert desk.post(button_of(desk, f"/dieu-hanh/{held.session.id}/", "close-vote")).status_code == 302


def test_desk_is_closed_to_delegates(delegate):
    held, browser = delegate
    address = f"/dieu-hanh/{held.session.id}/"

    assert browser.get(address).status_code == 403
    assert browser.post(f"{address}present/").status_code == 403
    assert AgendaItem.objects.get(id=held.items[0].id).state == "on_agenda"


def test_unknown_move_is_not_found(chair):
    held, desk = chair

    assert desk.post(f"/dieu-hanh/{held.session.id}/abolish/").status_code == 404


def test_secretary_notes_presence(chair):
    held, desk = chair

    answer = desk.post(f"/dieu-hanh/{held.session.id}/diem-danh/", {"mandate_id": held.mandates[0].id, "what": "left"})

    assert answer.status_code == 302
    assert "4/5 đại biểu có mặt" in words(desk.get(f"/dieu-hanh/{held.session.id}/"))


def told_by(council, session, act) -> str:
    """Return what the room of a session hears when something is done and committed."""
    with listening(names.channel(council.key, f"session-{session.id}")) as told:
        with TestCase.captureOnCommitCallbacks(execute=True):
            act()
        return "".join(text for _channel, text in told())


def test_all_hear_what_the_chair_does(chair, council):
    held, browser = chair
    held.open_vote()
    desk = f"/dieu-hanh/{held.session.id}/"

    told = told_by(council, held.session, lambda: browser.post(f"{desk}close-vote/"))

    assert [told.count(f'data-hx-target="#{part}"') for part in ("hall-now", "hall-vote", "hall-side")] == [1, 1, 1]
    assert "Không được thông qua" in told


def test_all_hear_that_a_delegate_has_come(council, client_of):
    held, browser = hold_session(present=4), client_of(council)
    come_in(browser, account_of(held.mandates[4], "dbhoa"))

    told = told_by(council, held.session, lambda: tell_code(browser, held.sitting))

    assert "5/5 đại biểu có mặt" in told


def test_secretary_sees_which_moves_are_the_chairs(council, client_of):
    held = hold_session()
    desk = client_of(council)
    come_in(desk, staff_account("tkbinh", "session_secretary"))
    address = f"/dieu-hanh/{held.session.id}/"

    assert "Việc này do chủ toạ thực hiện" in words(desk.get(address))
    held.on_the_floor()
    assert "Việc này do chủ toạ thực hiện" not in words(desk.get(address))
    assert desk.post(f"{address}open-vote/").status_code == 302
