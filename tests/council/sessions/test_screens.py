"""What goes into each live room of the hall: its own parts, all of them, and nothing that its readers must not know."""

import time
from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import TestCase

from council.sessions import actions
from council.sessions.models import Choice
from council.sessions.queries import get_hall, get_run_sheet
from council.sessions.web.broadcast import READER, tell_the_hall
from council.sessions.web.screens import DELEGATE, DESK, SCREENS, Part
from kernel import clock
from kernel.live import names
from kernel.live.publishing import redis
from tests.factories.actors import actor_with
from tests.factories.halls import CHAIR, account_of, hold_session, staff_account
from tests.kernel.accounts.browsers import come_in, words
from tests.testbed.listening import listening
from tests.testbed.queries import count_queries


def heard_by(council, held) -> dict[str, str]:
    """Return what each room of a session is sent when the hall is told."""
    rooms = {screen.prefix: names.channel(council.key, screen.room_of(held.session)) for screen in SCREENS}
    with listening(*rooms.values()) as told:
        with TestCase.captureOnCommitCallbacks(execute=True):
            tell_the_hall(held.session, rules=held.rules)
        messages = told()
    heard = dict(messages)
    assert len(heard) == len(messages) == len(rooms)
    return {prefix: heard[channel] for prefix, channel in rooms.items()}


def cast(held, vote, number: int, choice: str = "for") -> None:
    """Let a delegate vote."""
    mandate = held.mandates[number]
    actions.cast_ballot(
        actor=actor_with("delegate", person=mandate.person), vote=vote, mandate=mandate, choice=choice, key=uuid4(),
        prev="", now=held.now, rules=held.rules,
    )  # fmt: skip


@pytest.mark.parametrize("screen", SCREENS, ids=lambda screen: screen.prefix)
def test_room_hears_each_of_its_parts_once_and_no_other(council, screen):
    heard = heard_by(council, hold_session())[screen.prefix]

    parts = {piece.name for each in SCREENS for piece in each.pieces if isinstance(piece, Part)}
    sent = {name: heard.count(f'data-hx-target="#{name}"') for name in parts}
    assert sent == {name: int(name in {piece.name for piece in screen.pieces}) for name in parts}


def test_no_room_hears_names_or_choices_while_delegates_vote(council):
    held = hold_session(delegates=6)
    vote = held.open_vote()
    cast(held, vote, 0)
    cast(held, vote, 1, "against")

    heard = heard_by(council, held)

    for prefix, html in heard.items():
        assert [mandate.person.full_name for mandate in held.mandates if mandate.person.full_name in html] == [], prefix
        assert [label for label in map(str, Choice.labels) if label in html] == [], prefix


def test_every_room_hears_the_totals_once_the_vote_is_closed_and_announced(council):
    held = hold_session()
    vote = held.open_vote()
    for number in range(5):
        cast(held, vote, number)
    vote = actions.close_vote(actor=CHAIR, vote=vote, now=held.now, rules=held.rules)
    actions.announce_vote(actor=CHAIR, vote=vote, now=held.now)

    assert {prefix: "Đã thông qua" in html for prefix, html in heard_by(council, held).items()} == {
        screen.prefix: True for screen in SCREENS
    }


def test_no_part_carries_a_token(council):
    assert [prefix for prefix, html in heard_by(council, hold_session()).items() if "csrf" in html.lower()] == []


def test_red_button_is_drawn_for_the_chair_and_for_who_runs_votes(council):
    held = hold_session()

    waiting = heard_by(council, held)["desk"]
    held.on_the_floor()
    ready = heard_by(council, held)["desk"]

    assert waiting.count("Mời trình bày") == 2
    assert waiting.count("Việc này do chủ toạ thực hiện") == 1
    assert (ready.count("Mở biểu quyết"), "Việc này do chủ toạ" in ready) == (1, False)


def test_telling_costs_the_same_for_any_agenda_and_any_number_of_delegates(council):
    costs = []
    for delegates, items in ((3, 1), (9, 6)):
        held = hold_session(delegates=delegates, items=items)
        held.open_vote()
        with count_queries() as asked:
            heard_by(council, held)
        costs.append(len(asked))
        held.session.votes.update(state="prepared", decision="")
        held.session.__class__.objects.filter(pk=held.session.pk).update(state="cancelled")

    assert costs[0] == costs[1]


def test_rooms_are_named_after_their_session(council):
    session = hold_session().session

    assert (DELEGATE.room_of(session), DESK.room_of(session)) == (f"session-{session.id}", f"desk-{session.id}")


def test_desk_alone_names_whose_tablet_lost_contact(council, client_of):
    held, desk = hold_session(delegates=4, present=3), client_of(council)
    come_in(desk, staff_account("tkbinh", "session_secretary"))
    accounts = [account_of(mandate, f"daibieu{number}") for number, mandate in enumerate(held.mandates)]
    room, now = DELEGATE.room_of(held.session), time.time()
    seen = {names.whom_account(account.pk): now for account in accounts}
    redis().zadd(names.seen_key(council.key, room), seen)
    gone = {names.whom_account(accounts[number].pk): now + 1 for number in (1, 3)}
    redis().zadd(names.left_key(council.key, room), gone)

    told = words(desk.get(f"/dieu-hanh/{held.session.id}/thiet-bi/"))

    assert "1 không ở màn hình phiên họp" in told
    assert "2 máy đại biểu trực tuyến" in told
    named = [number for number, mandate in enumerate(held.mandates) if mandate.person.full_name in told]
    assert named == [1]  # the fourth is not in the hall
    assert not any(held.mandates[1].person.full_name in html for html in heard_by(council, held).values())


def test_run_sheet_says_how_late_the_session_is(council):
    held = hold_session(items=3)
    held.session.items.update(planned_minutes=10)
    first, second, _third = held.items
    presented = actions.present_item(actor=CHAIR, item=first, now=clock.now())
    actions.withdraw_item(actor=CHAIR, item=presented, reason="Thử", now=clock.now())
    actions.present_item(actor=CHAIR, item=second, now=clock.now())

    def sheet(minutes: int):
        now = clock.now() + timedelta(minutes=minutes)
        return get_run_sheet(get_hall(READER, held.session, now=now, rules=held.rules))

    assert [(line.state, line.used) for line in sheet(4).lines] == [("done", 0), ("now", 4), ("next", None)]
    assert (sheet(4).late, sheet(4).ahead) == (-10, 10)
    assert sheet(25).late == 5
    held.session.items.update(planned_minutes=None)
    assert (sheet(25).is_planned, sheet(25).late) == (False, 0)
