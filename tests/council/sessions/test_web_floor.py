"""The floor through the whole stack: taps of delegates, the desk's buttons, what each screen shows, texts instead."""

import json
import re
from uuid import uuid4

import pytest

from council.sessions import actions
from council.sessions.models import Floor, QuestionGroup, Speech
from council.sessions.queries import get_hall
from council.sessions.web.screens import WALL
from tests.factories.halls import CHAIR, account_of, hold_session, staff_account
from tests.factories.sessions import make_session
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


def test_a_delegate_asks_a_question_by_a_button_of_its_own(floor):
    _, item, tablet, _ = floor
    assert "Đặt câu hỏi" in words(tablet.get("/phien-hop/"))

    asked = ask(tablet, item, "question")

    assert json.loads(asked.content) == {"said": "Đã ghi nhận đăng ký."}
    page = tablet.get("/phien-hop/").content.decode()
    assert 'data-floor-kind="question" hidden' in page
    assert 'data-floor-kind="discussion" hidden' not in page
    assert "đang trong danh sách" in json.loads(ask(tablet, item, "question").content)["said"]


def test_the_desk_groups_questions_and_moves_the_group_on_with_one_press_each(floor):
    held, item, tablet, desk = floor
    ask(tablet, item, "question")
    asked = [Speech.objects.get(), other(held, item, 1, "question"), other(held, item, 2, "question")]
    page = f"/dieu-hanh/{held.session.id}/nhom-cau-hoi/them/"
    names = [asked[number].name for number in (1, 2, 0)]  # the tap came last
    assert desk.get(page).content.decode().count(" checked") == 3

    none = desk.post(page, {"questions": [], "speaker": "Ông Hải"})
    nobody = desk.post(page, {"questions": [each.pk for each in asked], "topic": "Hạ tầng"})
    assert (none.status_code, nobody.status_code) == (422, 422)
    assert "Hãy chọn ít nhất một câu hỏi" in words(none)
    assert "ghi tên người trả lời" in words(nobody)
    assert 'value="Hạ tầng"' in nobody.content.decode()
    desk.post(page, {"questions": [each.pk for each in asked], "topic": "Hạ tầng", "speaker": "Ông Hải"})

    group = QuestionGroup.objects.get()
    base = f"/dieu-hanh/{held.session.id}/nhom-cau-hoi/{group.id}/"
    assert "Nhóm 1 · Hạ tầng Người trả lời: Ông Hải" in words(tablet.get("/phien-hop/"))
    asking = [f"Mời {name} chất vấn" for name in names]
    for expected in (*asking, "Mời Ông Hải trả lời 3 câu hỏi", "Kết thúc nhóm 1"):
        shown = desk.get(f"/dieu-hanh/{held.session.id}/")
        assert expected in words(shown)
        press = re.search(rf'"({base}tiep/\?luot=[^"]+)"', shown.content.decode())[1]
        # The other hand at the desk presses the same button: it is done once.
        assert [desk.post(press).status_code for _ in range(2)] == [302, 302]
    group.refresh_from_db()
    assert (group.state, Speech.objects.filter(state="done").count()) == ("done", 4)
    assert desk.post(f"{base}tiep/").status_code == 302  # a second tap finds it done
    assert desk.post(f"{base}khoa/").status_code == 404
    assert tablet.post(f"{base}tiep/").status_code == 403
    assert "Chưa có đại biểu nào đăng ký chất vấn" in words(desk.get(page))


def test_the_wall_says_who_asks_and_who_answers(floor):
    held, item, *_ = floor
    asked = [other(held, item, number, "question") for number in (0, 1)]
    group = actions.group_questions(
        actor=CHAIR, item=item, questions=asked, respondent="Ông Hải", topic="Hạ tầng", now=held.now
    )

    def seen() -> str:
        actions.advance_group(actor=CHAIR, group=group, now=held.now, rules=held.rules)
        hall = get_hall(CHAIR, held.session, now=held.now, rules=held.rules)
        return " ".join(re.sub("<[^>]+>", " ", WALL.sent(hall)).split())

    first = seen()
    assert "Chất vấn · Nhóm 1 · Hạ tầng" in first
    assert f"{asked[0].name} Người trả lời: Ông Hải" in first
    seen()
    answering = seen()
    assert "Trả lời chất vấn · Nhóm 1 · Hạ tầng Ông Hải" in answering
    assert f"Người hỏi: {asked[0].name}, {asked[1].name}" in answering


def test_a_group_of_another_session_is_nobodys(floor):
    held, item, _, desk = floor
    group = actions.group_questions(
        actor=CHAIR, item=item, questions=[other(held, item, 1, "question")], respondent="Ông Hải", now=held.now
    )
    elsewhere = make_session()

    assert desk.post(f"/dieu-hanh/{elsewhere.id}/nhom-cau-hoi/{group.id}/tiep/").status_code == 404
    assert desk.post(f"/dieu-hanh/{held.session.id}/nhom-cau-hoi/{uuid4()}/tiep/").status_code == 404
    group.refresh_from_db()
    assert group.state == "waiting"
