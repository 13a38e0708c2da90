"""The end of the floor: with its matter, with the sitting, and when a vote opens; who waited is told to write."""

import pytest

from council.people.actions import link_account
from council.sessions import actions
from council.sessions.actions.floor import RegistrationClosed
from council.sessions.models import Activity, Speech
from council.sessions.queries.floor import get_floor
from kernel import outbox
from kernel.access import Actor
from kernel.notify.models import Notice
from kernel.outbox.models import OutboxEvent
from tests.factories.floors import ask, at, delegate_of, invite, make_floor
from tests.factories.people import make_account
from tests.factories.sessions import AT_OPENING, CHAIR, OFFICE, OPENS, REPORT, RULES, make_item
from tests.testbed.threads import together

END, LONG_AFTER = 90, 5_000
ENDS = {
    "ready": lambda item: actions.ready_item(actor=CHAIR, item=item, now=at(END)),
    "note": lambda item: actions.note_item(actor=CHAIR, item=item, now=at(END)),
    "defer": lambda item: actions.defer_item(actor=CHAIR, item=item, reason="Cần thêm số liệu", now=at(END)),
    "withdraw": lambda item: actions.withdraw_item(actor=CHAIR, item=item, reason="Xin rút", now=at(END)),
    "discussion": lambda item: actions.end_discussion(actor=CHAIR, item=item, now=at(END)),
}


def states_of(*speeches: Speech) -> list[str]:
    by_id = dict(Speech.objects.values_list("id", "state"))
    return [by_id[each.pk] for each in speeches]


def activities() -> list[tuple[str, object]]:
    return list(Activity.objects.order_by("id").values_list("kind", "at"))


@pytest.mark.parametrize("name", ENDS)
def test_the_floor_ends_with_its_matter(council, name: str) -> None:
    item, (one, two, three, _) = make_floor(matter=REPORT if name == "note" else None)
    speaking, waiting = invite(ask(item, one)), ask(item, two)

    ENDS[name](item)

    speaking.refresh_from_db()
    assert (speaking.state, speaking.seconds_spoken(at(LONG_AFTER)), speaking.ended_at) == ("done", END, at(END))
    assert states_of(waiting) == ["skipped"]
    assert not get_floor(item, now=at(END), rules=RULES).is_open
    assert activities()[-1] == ("procedure", at(END))
    with pytest.raises(RegistrationClosed):
        ask(item, three, second=END)


def test_an_item_put_to_the_vote_takes_no_registration_though_its_floor_never_opened(council) -> None:
    item, (one, two, *_) = make_floor(is_open=False)
    early = ask(item, one)

    actions.ready_item(actor=CHAIR, item=item, now=at(END))

    assert states_of(early) == ["skipped"]
    with pytest.raises(RegistrationClosed):
        ask(item, two)


def test_what_the_office_takes_off_before_the_opening_ends_its_early_requests(council) -> None:
    item, (one, *_) = make_floor(is_open=False)
    type(item).objects.filter(pk=item.pk).update(state="on_agenda")
    type(item.session).objects.filter(pk=item.session_id).update(state="convened")
    early = ask(item, one)

    actions.unsubmit_item(actor=OFFICE, item=item, reason="Chưa xong", now=at(END))

    assert states_of(early) == ["skipped"]


def test_the_end_of_another_matter_leaves_the_floor_and_its_time_alone(council) -> None:
    item, (one, two, *_) = make_floor()
    other = make_item(item.session, REPORT)
    speaking, waiting = invite(ask(item, one)), ask(item, two)
    before = activities()

    actions.withdraw_item(actor=CHAIR, item=other, reason="Xin rút", now=at(END))

    assert states_of(speaking, waiting) == ["speaking", "queued"]
    assert activities() == before


@pytest.mark.parametrize("adopted", [True, False])
def test_a_vote_ends_the_turn_at_its_opening_and_the_floor_when_it_decides(council, adopted: bool) -> None:
    item, mandates = make_floor(3)
    item = actions.ready_item(actor=CHAIR, item=item, now=at(1))
    actions.open_floor(actor=CHAIR, item=item, now=at(2))
    speaking, waiting = invite(ask(item, mandates[0], second=3), 10), ask(item, mandates[1], second=4)
    vote = actions.prepare_vote(actor=CHAIR, item=item, question="")

    vote = actions.open_vote(actor=CHAIR, vote=vote, now=at(40), rules=RULES)

    speaking.refresh_from_db()
    assert (speaking.state, speaking.spoken_s, states_of(waiting)) == ("done", 30, ["queued"])
    for mandate in mandates if adopted else ():
        give = {"mandate": mandate, "choice": "for", "key": mandate.pk, "prev": "", "now": at(41), "rules": RULES}
        actions.cast_ballot(actor=delegate_of(mandate), vote=vote, **give)
    actions.close_vote(actor=CHAIR, vote=vote, now=at(60), rules=RULES)
    item.refresh_from_db()
    assert (item.state, states_of(waiting)) == ("adopted" if adopted else "rejected", ["skipped"])


BREAKS = {
    "end": lambda item: actions.end_sitting(actor=CHAIR, sitting=item.session.sittings.get(), now=at(END)),
    "pause": lambda item: actions.pause_session(actor=CHAIR, session=item.session, reason="Nghỉ", now=at(END)),
}


@pytest.mark.parametrize("name", BREAKS)
def test_a_break_ends_the_turn_and_keeps_the_queue(council, name: str) -> None:
    item, (one, two, three, _) = make_floor()
    speaking, waiting = invite(ask(item, one)), ask(item, two)

    BREAKS[name](item)
    in_the_break = ask(item, three, second=END + 10)

    speaking.refresh_from_db()
    assert (speaking.state, speaking.seconds_spoken(at(LONG_AFTER))) == ("done", END)
    assert states_of(waiting, in_the_break) == ["queued", "queued"]
    floor = get_floor(item, now=at(LONG_AFTER), rules=RULES)
    assert (floor.is_open, floor.speaking) == (True, None)
    assert [(each.speech, each.minutes) for each in floor.queue] == [(waiting, 0), (in_the_break, 7)]


def test_who_waited_is_told_to_write_once_and_who_wrote_is_left_alone(council) -> None:
    item, (one, two, three, _) = make_floor()
    for mandate in (one, two, three):
        link_account(actor=Actor.system("test"), person=mandate.person, account=make_account(), on=OPENS)
    invite(ask(item, one))
    waiting, wrote = ask(item, two), ask(item, three)
    actions.add_speaker(actor=CHAIR, item=item, kind="answer", speaker="Ông An", now=AT_OPENING)

    ENDS["withdraw"](item)
    actions.submit_text(actor=delegate_of(three), speech=wrote, text="Ý kiến", now=at(END))
    assert OutboxEvent.objects.filter(type__endswith="SpeechesSkipped").count() == 1
    outbox.drain()

    (notice,) = Notice.objects.filter(subject__contains="gửi ý kiến bằng văn bản")
    assert (notice.account.person_id, notice.body) == (two.person_id, item.title)
    assert notice.path == f"/phien-hop/phat-bieu/{waiting.pk}/van-ban/"


def test_a_turn_let_go_by_itself_is_told_too_and_an_empty_floor_tells_nobody(council) -> None:
    item, (one, *_) = make_floor()

    actions.skip_speech(actor=CHAIR, speech=ask(item, one), now=at(5))
    ENDS["defer"](item)

    assert OutboxEvent.objects.filter(type__endswith="SpeechesSkipped").count() == 1


def test_a_call_and_the_end_of_the_matter_at_once_leave_nobody_speaking(fresh_council) -> None:
    item, (one, two, *_) = make_floor()
    waiting = ask(item, one), ask(item, two)

    together(fresh_council, [lambda: invite(waiting[0], 5), lambda: ENDS["ready"](item)])

    assert Speech.objects.filter(state__in=("speaking", "queued")).count() == 0
