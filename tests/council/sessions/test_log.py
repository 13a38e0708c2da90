"""The log of a session, and how its lines become the draft minutes."""

from datetime import timedelta

import pytest

from council.documents import law
from council.documents.models import Document
from council.documents.queries import find_minutes
from council.sessions import actions
from council.sessions.models import MinutesLine, Presence
from council.sessions.queries import get_hall
from council.sessions.queries.log import list_log
from council.sessions.web.broadcast import READER
from kernel import clock
from kernel.access import NotPermitted, StepNotAllowed
from tests.factories.actors import actor_with
from tests.factories.floors import ask, at, delegate_of, invite, make_floor
from tests.factories.halls import CHAIR, hold_session, staff_account
from tests.factories.sessions import RULES
from tests.kernel.accounts.browsers import come_in, words
from tests.testbed.queries import count_queries

SECRETARY = actor_with("session_secretary")


def hall_of(held):
    """Return the hall as it is now."""
    held.session.refresh_from_db()
    return get_hall(READER, held.session, now=held.now, rules=held.rules)


def log_of(held) -> list[str]:
    """Return the words of the log, the earliest first."""
    return [line.words for line in reversed(list_log(hall_of(held)))]


def paragraphs_of(document: Document) -> tuple[str, ...]:
    """Return what stands in the first section of a document."""
    return law.Text.from_json(document.body).articles[0].paragraphs


def test_each_deed_of_the_chair_is_a_line(council):
    held = hold_session(items=3)
    vote = held.open_vote()
    actions.extend_vote(actor=CHAIR, vote=vote, now=held.now)
    vote = actions.close_vote(actor=CHAIR, vote=vote, now=held.now, rules=held.rules)
    before = log_of(held)
    actions.announce_vote(actor=CHAIR, vote=vote, now=held.now)
    actions.withdraw_item(actor=CHAIR, item=held.items[1], reason="Cơ quan trình đề nghị", now=held.now)
    actions.pause_session(actor=CHAIR, session=held.session, reason="Nghỉ trưa", now=held.now)

    log = log_of(held)

    day = f"{held.sitting.day_on:%d/%m/%Y}"
    assert before[-6:] == [
        "Khai mạc kỳ họp.",
        "Trình bày: Nghị quyết về nội dung thứ 1",
        "Kết thúc thảo luận, đưa ra biểu quyết: Nghị quyết về nội dung thứ 1",
        "Mở biểu quyết: Nghị quyết về nội dung thứ 1",
        "Thêm thời gian biểu quyết.",
        "Đóng biểu quyết.",
    ]
    assert log[len(before)].startswith("Kết quả biểu quyết: Nghị quyết về nội dung thứ 1: Không được thông qua.")
    assert log[len(before) + 1 :] == [
        "Rút khỏi chương trình: Nghị quyết về nội dung thứ 2. Lý do: Cơ quan trình đề nghị",
        f"Kết thúc phiên Buổi sáng {day}.",
        "Tạm nghỉ: Nghỉ trưa",
    ]


def test_quorum_is_noted_where_it_came_went_and_came_again(council):
    held = hold_session(delegates=6, present=5)
    for minute, (number, what) in enumerate(((0, Presence.LEFT), (1, Presence.LEFT), (0, Presence.PRESENT)), 1):
        moment = held.now + timedelta(minutes=minute)
        actions.record_presence(
            actor=CHAIR, sitting=held.sitting, mandate=held.mandates[number], what=what, now=moment
        )  # fmt: skip

    landmarks = [line for line in log_of(held) if "đại biểu để họp" in line]

    assert landmarks == [
        "Đủ số đại biểu để họp: 4/6 có mặt.",
        "Không còn đủ số đại biểu để họp: 3/6 có mặt.",
        "Đủ số đại biểu để họp: 4/6 có mặt.",
    ]


def test_log_costs_the_same_for_any_length(council):
    held, costs = hold_session(items=3), []
    for number in range(2):
        hall = hall_of(held)
        with count_queries() as asked:
            list_log(hall)
        costs.append(len(asked))
        actions.present_item(actor=CHAIR, item=held.items[number], now=held.now)

    assert costs == [5, 5]


def test_line_goes_into_minutes_once_and_leaves_what_the_secretary_wrote(council):
    held = hold_session()
    hall = hall_of(held)
    line = list_log(hall)[0]

    document = actions.take_into_minutes(actor=SECRETARY, hall=hall, lines=[line], now=held.now)
    assert paragraphs_of(document) == (f"{line.at.astimezone(clock.VIETNAM):%H:%M} – {line.words}",)
    again = actions.take_into_minutes(actor=SECRETARY, hall=hall, lines=list_log(hall), now=held.now)

    assert again.id == document.id
    assert len(paragraphs_of(again)) == len(list_log(hall))
    assert all(each.is_taken for each in list_log(hall_of(held)))
    assert (again.kind, again.session_id, again.subject) == ("minutes", held.session.id, held.session.title)


def test_minutes_begin_with_what_the_session_knows(council):
    held = hold_session(delegates=6, present=5)
    hall = hall_of(held)

    document = actions.take_into_minutes(actor=SECRETARY, hall=hall, lines=list_log(hall), now=held.now)

    facts = dict(law.Text.from_json(document.body).facts)
    assert (facts["place"], facts["present"]) == ("Hội trường lớn", "5/6 đại biểu Hội đồng nhân dân")
    assert "closed" not in facts


def test_final_minutes_take_no_more_lines_and_strangers_none_at_all(council):
    held = hold_session()
    hall = hall_of(held)
    with pytest.raises(NotPermitted):
        actions.take_into_minutes(actor=actor_with("delegate"), hall=hall, lines=list_log(hall), now=held.now)
    assert (Document.objects.filter(kind="minutes").count(), MinutesLine.objects.count()) == (0, 0)
    document = actions.take_into_minutes(actor=SECRETARY, hall=hall, lines=list_log(hall)[:1], now=held.now)
    Document.objects.filter(pk=document.pk).update(state="final_text")

    with pytest.raises(StepNotAllowed):
        actions.take_into_minutes(actor=SECRETARY, hall=hall, lines=list_log(hall)[1:], now=held.now)

    assert MinutesLine.objects.count() == 1


def test_one_touch_on_the_desk_or_on_the_page(council, client_of):
    held, desk = hold_session(), client_of(council)
    come_in(desk, staff_account("tkbinh", "session_secretary"))
    address, line = f"/ky-hop/{held.session.id}/nhat-ky/", list_log(hall_of(held))[0]
    assert "Khai mạc kỳ họp." in words(desk.get(f"/dieu-hanh/{held.session.id}/"))

    answer = desk.post(f"{address}bien-ban/?ban=1", {"line": line.source})

    assert answer.headers["Location"] == f"/dieu-hanh/{held.session.id}/"
    assert desk.post(f"{address}bien-ban/", {"line": "all"}).headers["Location"] == f"{address}?told=taken"
    assert "Mở biên bản để sửa và trình ký" in words(desk.get(address))
    assert len(paragraphs_of(find_minutes(held.session.id))) == len(list_log(hall_of(held)))
    assert desk.post(f"{address}bien-ban/", {"line": "audit-0"}).status_code == 404


def test_chair_reads_the_log_and_leaves_the_writing_to_the_office(council, client_of):
    held, desk = hold_session(), client_of(council)
    come_in(desk, staff_account("ctloan", "council_chair"))
    address = f"/ky-hop/{held.session.id}/nhat-ky/"

    assert "Vào biên bản" not in words(desk.get(address))
    assert desk.post(f"{address}bien-ban/", {"line": "all"}).status_code == 409
    assert find_minutes(held.session.id) is None


def test_each_turn_that_is_over_and_each_opinion_in_writing_is_a_line_for_the_minutes(council):
    item, (one, two, three, *_) = make_floor()
    spoke = invite(ask(item, one), second=10)
    actions.finish_speech(actor=CHAIR, speech=spoke, now=at(10 + 3 * 60 + 5))
    skipped = actions.skip_speech(actor=CHAIR, speech=ask(item, two, second=11), now=at(300))
    waiting = ask(item, three, second=12)
    hall = get_hall(READER, item.session, now=at(400), rules=RULES)
    said = f"Phát biểu: {one.person.full_name}, 3 phút 5 giây. Nội dung: {item.title}"

    assert [(line.words, line.at) for line in list_log(hall) if line.source.startswith("speech-")] == [(said, at(10))]
    assert waiting.mandate.person.full_name not in str(list_log(hall))

    actions.submit_text(actor=delegate_of(two), speech=skipped, text="Đề nghị giữ mức cũ.", now=at(500))
    written = [line for line in list_log(hall) if line.source == f"speech-{skipped.pk}"]
    document = actions.take_into_minutes(actor=actor_with("office_chief"), hall=hall, lines=written, now=at(600))

    assert written[0].words == f"Gửi ý kiến bằng văn bản: {two.person.full_name}. Nội dung: {item.title}"
    assert paragraphs_of(document)[-1].endswith(written[0].words)


@pytest.mark.parametrize(("seconds", "length"), [(0, "0 giây"), (59, "59 giây"), (60, "1 phút 0 giây")])
def test_length_of_a_turn_is_said_in_minutes_and_seconds(council, seconds, length):
    item, (one, *_) = make_floor()
    spoke = invite(ask(item, one), second=0)
    actions.finish_speech(actor=CHAIR, speech=spoke, now=at(seconds))

    log = list_log(get_hall(READER, item.session, now=at(100), rules=RULES))
    assert [f", {length}. " in line.words for line in log if line.source == f"speech-{spoke.pk}"] == [True]
