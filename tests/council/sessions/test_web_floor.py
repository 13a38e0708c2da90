"""The floor through the whole stack: taps of delegates, the desk's buttons, what each screen shows, texts instead."""

import json
from uuid import uuid4

import pytest

from council.sessions import actions
from council.sessions.models import Floor, Speech
from tests.factories.halls import CHAIR, account_of, hold_session, staff_account
from tests.kernel.accounts.browsers import come_in, words
from tests.testbed.queries import cost_of

JSON = {"accept": "application/json"}


@pytest.fixture
def floor(council, client_of):
    """A presented item with the registration open; a delegate and the secretary at their screens."""
    held = hold_session()
    item = actions.present_item(actor=CHAIR, item=held.items[0], now=held.now)
    actions.open_floor(actor=CHAIR, item=item, now=held.now)
    tablet, desk = client_of(council), client_of(council)
    come_in(tablet, account_of(held.mandates[0], "dbhoa"))
    come_in(desk, staff_account("tkbinh", "session_secretary"))
    return held, item, tablet, desk


def ask(tablet, item, kind="discussion", key=None, **headers):
    body = {"item_id": item.id, "kind": kind, "key": key or str(uuid4())}
    return tablet.post("/phien-hop/phat-bieu/", body, headers=headers or JSON)


def other(held, item, number: int, kind="discussion") -> Speech:
    return actions.add_speaker(actor=CHAIR, item=item, kind=kind, mandate=held.mandates[number], now=held.now)


def test_a_tap_is_recorded_once_and_the_delegate_sees_her_place(floor):
    held, item, tablet, _ = floor
    other(held, item, 1)
    key = str(uuid4())

    first, again = ask(tablet, item, key=key), ask(tablet, item, key=key)

    assert json.loads(first.content) == json.loads(again.content) == {"said": "Đã ghi nhận đăng ký."}
    page = words(tablet.get("/phien-hop/"))
    assert "Ông/bà ở vị trí thứ 2, ≈ 7 phút" in page
    assert Speech.objects.count() == 2


def test_a_refused_tap_says_why(floor):
    _, item, tablet, _ = floor
    ask(tablet, item)

    twice, reply, garbled = ask(tablet, item), ask(tablet, item, "debate"), ask(tablet, item, "answer")

    assert [each.status_code for each in (twice, reply, garbled)] == [422, 422, 422]
    assert "đang trong danh sách" in json.loads(twice.content)["said"]
    assert "Chưa có ai phát biểu" in json.loads(reply.content)["said"]
    assert ask(tablet, item, accept="text/html").status_code == 422


def test_one_tap_takes_it_back(floor):
    _, item, tablet, _ = floor
    ask(tablet, item)

    body = {"item_id": item.id, "key": str(uuid4())}
    done = tablet.post("/phien-hop/phat-bieu/rut/", body, headers=JSON)

    assert json.loads(done.content) == {"said": "Đã rút đăng ký."}
    assert Speech.objects.get().state == "withdrawn"
    assert tablet.post("/phien-hop/phat-bieu/rut/", {"key": "x"}, headers=JSON).status_code == 422
    assert ask(tablet, item, accept="text/html").headers["Location"] == "/phien-hop/"


def test_the_desk_calls_moves_holds_and_ends_turns(floor):
    held, item, tablet, desk = floor
    one, two = other(held, item, 1), other(held, item, 2)
    base = f"/dieu-hanh/{held.session.id}/phat-bieu/"

    def act(speech, name):
        assert desk.post(f"{base}{speech.id}/{name}/").status_code == 302, name
        speech.refresh_from_db()

    act(two, "len")
    assert words(desk.get(f"/dieu-hanh/{held.session.id}/")).count("chủ toạ đã đổi chỗ") == 1
    act(two, "moi")
    act(two, "moi")
    for name in ("them-phut", "dung", "dung"):
        act(two, name)
    assert (two.state, two.limit_s, two.resumed_at) == ("speaking", 480, None)
    assert "Đồng hồ đang dừng" in words(tablet.get("/phien-hop/"))
    act(two, "tiep")
    act(one, "moi")
    act(two, "ket-thuc")
    act(one, "xuong")

    assert (one.state, two.state) == ("speaking", "done")
    assert desk.post(f"{base}{one.id}/phong/").status_code == 404
    assert tablet.post(f"{base}{one.id}/ket-thuc/").status_code == 403


def test_the_desk_opens_closes_and_ends_the_registration(floor):
    held, item, tablet, desk = floor
    base = f"/dieu-hanh/{held.session.id}/phat-bieu/dang-ky/"

    assert desk.post(f"{base}dong/").status_code == 302
    assert Floor.objects.get().state == "closed"
    assert ask(tablet, item).status_code == 422
    assert desk.post(f"{base}mo/").status_code == desk.post(f"{base}mo/").status_code == 302
    ask(tablet, item)
    desk.post(f"{base}ket-thuc/")
    assert desk.post(f"{base}khoa/").status_code == 404

    speech = Speech.objects.get()
    assert speech.state == "skipped"
    assert "gửi ý kiến bằng văn bản" in words(tablet.get("/phien-hop/"))
    text = f"/phien-hop/phat-bieu/{speech.id}/van-ban/"
    assert tablet.post(text, {"text": ""}).status_code == 422
    assert tablet.post(text, {"text": "Đề nghị làm rõ nguồn vốn."}).headers["Location"] == "/phien-hop/"
    speech.refresh_from_db()
    assert (speech.state, speech.text) == ("text_submitted", "Đề nghị làm rõ nguồn vốn.")


def test_a_text_is_the_delegates_own(floor, client_of, council):
    held, item, _, _ = floor
    speech = other(held, item, 1)
    actions.end_discussion(actor=CHAIR, item=item, now=held.now)
    stranger = client_of(council)
    come_in(stranger, account_of(held.mandates[2], "dbmai"))

    assert stranger.get(f"/phien-hop/phat-bieu/{speech.id}/van-ban/").status_code == 403


def test_the_desk_adds_a_delegate_or_somebody_by_name(floor):
    held, _, _, desk = floor
    add = f"/dieu-hanh/{held.session.id}/phat-bieu/them/"
    assert "Thêm người phát biểu" in words(desk.get(add))

    assert desk.post(add, {"kind": "answer", "speaker": ""}).status_code == 422
    assert desk.post(add, {"kind": "answer", "speaker": "Ông An, Giám đốc Sở Tài chính"}).status_code == 302
    assert desk.post(add, {"kind": "discussion", "delegate": held.mandates[3].id}).status_code == 302

    page = words(desk.get(f"/dieu-hanh/{held.session.id}/"))
    assert "Ông An, Giám đốc Sở Tài chính" in page
    assert held.mandates[3].person.full_name in page


def test_the_hall_pages_cost_the_same_for_any_queue(floor):
    held, item, tablet, _ = floor
    costs = [cost_of(tablet, "/phien-hop/")]
    for number in (1, 2, 3):
        other(held, item, number)
    costs.append(cost_of(tablet, "/phien-hop/"))

    assert costs[0] == costs[1]
