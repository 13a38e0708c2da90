"""Groups of questions as people see them, and the floor with nobody and with fifty in the queue: no judge complains."""

from datetime import timedelta

import pytest

from council.law import SpeechKind
from council.sessions import actions
from tests.factories.halls import CHAIR, HeldSession, account_of, hold_session, staff_account
from tests.factories.people import make_team
from tests.judges.visits import judge_visits, when_sent_empty
from tests.kernel.accounts.browsers import COOKIE, come_in

pytestmark = [pytest.mark.journey, pytest.mark.full]
DIRECTOR = "Ông Nguyễn Hoàng Minh Quân, Giám đốc Sở Nông nghiệp và Môi trường"


@pytest.fixture
def hall(fresh_council, client_of):
    """A presented item with the registration open, and the cookies of a delegate and the secretary."""
    held = hold_session(delegates=52, items=4)
    for number, mandate in enumerate(held.mandates):
        mandate.team = make_team(1 + number % 8)
        mandate.save()
    cookies = {}
    for name, account in (
        ("delegate", account_of(held.mandates[2], "dbhoa")),
        ("secretary", staff_account("tkbinh", "session_secretary")),
    ):
        browser = client_of(fresh_council)
        come_in(browser, account)
        cookies[name] = browser.cookies[COOKIE].value
    item = actions.present_item(actor=CHAIR, item=held.items[0], now=held.now)
    actions.open_floor(actor=CHAIR, item=item, now=held.now)
    return held, cookies


def wait(held: HeldSession, kind: SpeechKind, number: int):
    moment = held.now + timedelta(seconds=number)
    mandate = held.mandates[number]
    return actions.add_speaker(actor=CHAIR, item=held.items[0], kind=kind, mandate=mandate, now=moment)


def group(held: HeldSession, questions: list, topic: str = ""):
    return actions.group_questions(
        actor=CHAIR, item=held.items[0], questions=questions, respondent=DIRECTOR, topic=topic, now=held.now
    )


def test_a_group_that_asks_and_one_that_waits_pass_every_judge(fresh_council, hall, client_of):
    held, cookies = hall
    asked = [wait(held, SpeechKind.QUESTION, number) for number in range(7)]
    first = group(held, asked[:3], "Thu gom, xử lý rác thải sinh hoạt ở các xã ven sông")
    group(held, asked[3:5])
    for _press in range(2):
        actions.advance_group(actor=CHAIR, group=first, now=held.now, rules=held.rules)
    wait(held, SpeechKind.DEBATE, 9)
    desk = f"/dieu-hanh/{held.session.id}/"
    visits = {
        "group-delegate": ("/phien-hop/", cookies["delegate"]),
        "group-desk": (desk, cookies["secretary"]),
        "group-wall": (f"/man-hinh-lon/{held.session.id}/", cookies["secretary"]),
        "group-form": (f"{desk}nhom-cau-hoi/them/", cookies["secretary"]),
    }

    judge_visits(fresh_council, visits, client_of, then=when_sent_empty("group-form"))


def test_an_answer_to_a_group_passes_every_judge(fresh_council, hall, client_of):
    held, cookies = hall
    answered = group(held, [wait(held, SpeechKind.QUESTION, number) for number in range(5)], "Cấp nước sạch nông thôn")
    for _press in range(6):
        actions.advance_group(actor=CHAIR, group=answered, now=held.now, rules=held.rules)
    visits = {
        "answer-delegate": ("/phien-hop/", cookies["delegate"]),
        "answer-desk": (f"/dieu-hanh/{held.session.id}/", cookies["secretary"]),
        "answer-wall": (f"/man-hinh-lon/{held.session.id}/", cookies["secretary"]),
        "answer-time": (f"/ky-hop/{held.session.id}/thoi-gian/", cookies["secretary"]),
    }

    judge_visits(fresh_council, visits, client_of)


@pytest.mark.parametrize("waiting", [0, 50])
def test_the_floor_with_nobody_and_with_fifty_passes_every_judge(fresh_council, hall, client_of, waiting: int):
    held, cookies = hall
    for number in range(waiting):
        wait(held, SpeechKind.DISCUSSION, number)
    desk = f"/dieu-hanh/{held.session.id}/"
    visits = {
        f"floor-{waiting}-delegate": ("/phien-hop/", cookies["delegate"]),
        f"floor-{waiting}-desk": (desk, cookies["secretary"]),
        f"floor-{waiting}-form": (f"{desk}nhom-cau-hoi/them/", cookies["secretary"]),
        f"floor-{waiting}-time": (f"/ky-hop/{held.session.id}/thoi-gian/", cookies["secretary"]),
    }

    judge_visits(fresh_council, visits, client_of)
