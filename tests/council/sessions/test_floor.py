"""The floor: asked for by tap, called in a fair order under one clock, let go for want of time, written instead."""

import pytest
from django.db import IntegrityError, transaction

from council.people import actions as people
from council.sessions import actions
from council.sessions.actions import floor, refusals, turns
from council.sessions.models import Activity, Floor, Speech
from council.sessions.queries.floor import get_floor
from kernel.access import NotPermitted, StepNotAllowed
from kernel.audit.models import AuditEntry
from tests.factories.actors import EVERY_ROLE, actor_with
from tests.factories.floors import RUNNING, ask, at, delegate_of, invite, make_floor, queue
from tests.factories.sessions import AT_OPENING, CHAIR, OPENS, RULES, SECRETARY
from tests.testbed.queries import count_queries
from tests.testbed.threads import together


def test_who_asked_in_advance_enters_the_queue_when_the_registration_opens(council) -> None:
    item, (one, two, *_) = make_floor(is_open=False)
    early = ask(item, one)
    assert early.state == "requested"

    actions.open_floor(actor=SECRETARY, item=item, now=at(60))
    late = ask(item, two, second=61)

    assert queue(item) == [early, late]
    assert list(Activity.objects.values_list("kind", "at")) == [("discussion", at(60))]


def test_a_closed_registration_takes_nobody_but_the_desk_may_still_add(council) -> None:
    item, (one, two, *_) = make_floor()
    waiting = ask(item, one)
    actions.close_floor(actor=CHAIR, item=item)

    with pytest.raises(floor.RegistrationClosed), transaction.atomic():
        ask(item, two)
    added = actions.add_speaker(actor=CHAIR, item=item, kind="discussion", mandate=two, now=at(5))

    assert queue(item) == [waiting, added]


@pytest.mark.parametrize("state", ["noted", "adopted", "withdrawn"])
def test_nobody_speaks_on_an_item_that_is_over(council, state: str) -> None:
    item, (one, *_) = make_floor()
    type(item).objects.filter(pk=item.pk).update(state=state)

    with pytest.raises(floor.RegistrationClosed), transaction.atomic():
        ask(item, one)


def test_a_delegate_waits_once_and_may_reply_beside(council) -> None:
    item, (one, two, *_) = make_floor()
    with pytest.raises(floor.NothingToDebate), transaction.atomic():
        ask(item, one, "debate")
    ask(item, one)
    with pytest.raises(floor.AlreadyAsked), transaction.atomic():
        ask(item, one)
    spoke = invite(ask(item, two, second=1), second=2)

    reply = ask(item, one, "debate", second=3)

    assert [each.kind for each in queue(item)] == ["debate", "discussion"]
    assert (reply.state, spoke.state) == ("queued", "speaking")


def test_only_a_delegate_asks_for_herself_and_only_the_desk_for_explanations(council) -> None:
    item, (one, two, *_) = make_floor()

    for role in EVERY_ROLE:
        with pytest.raises(NotPermitted):
            ask(item, one, actor=actor_with(role))
    with pytest.raises(NotPermitted):
        ask(item, one, actor=delegate_of(two))
    with pytest.raises(NotPermitted):
        ask(item, one, "explanation")
    people.suspend_mandate(actor=CHAIR, mandate=two, reason="Khởi tố", on=OPENS)
    with pytest.raises(refusals.MandateNotActive):
        ask(item, two)

    assert Speech.objects.count() == 0


def test_who_is_no_delegate_explains_by_name(council) -> None:
    item, _ = make_floor()
    with pytest.raises(floor.SpeakerMissing), transaction.atomic():
        actions.add_speaker(actor=CHAIR, item=item, kind="explanation", now=AT_OPENING, speaker=" ")

    speech = actions.add_speaker(actor=CHAIR, item=item, kind="explanation", now=AT_OPENING, speaker=" Ông An ")
    invite(speech)

    assert get_floor(item, now=AT_OPENING, rules=RULES).speaking.name == "Ông An"
    assert Activity.objects.latest("id").kind == "explanation"


def test_a_withdrawn_turn_is_her_own_to_take_back(council) -> None:
    item, (one, two, *_) = make_floor()
    speech = ask(item, one)

    with pytest.raises(NotPermitted):
        actions.withdraw_speech(actor=delegate_of(two), speech=speech, now=at(1))
    actions.withdraw_speech(actor=delegate_of(one), speech=speech, now=at(1))

    assert queue(item) == []
    with pytest.raises(StepNotAllowed):
        actions.withdraw_speech(actor=delegate_of(one), speech=speech, now=at(2))
    assert ask(item, one).state == "queued"


def test_calling_the_next_ends_the_present_turn_and_each_has_the_time_of_its_rule(council) -> None:
    item, (one, two, *_) = make_floor()
    first = invite(ask(item, one), 0)
    reply = ask(item, two, "debate", 10)

    invite(reply, 100)
    again = invite(ask(item, one, second=120), 150)

    first.refresh_from_db()
    reply.refresh_from_db()
    assert [(each.state, each.limit_s, each.spoken_s) for each in (first, reply)] == [
        ("done", 420, 100),
        ("done", 120, 50),
    ]
    assert (again.limit_s, again.ends_at) == (180, at(330))
    with pytest.raises(IntegrityError, match="sessions_one_speaker"), transaction.atomic():
        Speech.objects.filter(pk=first.pk).update(state="speaking")


def test_the_clock_stands_and_runs_and_counts_what_was_spoken(council) -> None:
    item, (one, *_) = make_floor()
    speech = invite(ask(item, one), 0)

    speech = actions.hold_clock(actor=SECRETARY, speech=speech, now=at(100))
    assert (speech.ends_at, speech.seconds_left(at(500))) == (None, 320)
    with pytest.raises(turns.ClockStands), transaction.atomic():
        actions.hold_clock(actor=SECRETARY, speech=speech, now=at(110))
    speech = actions.prolong_speech(actor=SECRETARY, speech=speech)
    speech = actions.run_clock(actor=SECRETARY, speech=speech, now=at(1000))
    assert speech.ends_at == at(1380)
    with pytest.raises(turns.ClockStands), transaction.atomic():
        actions.run_clock(actor=SECRETARY, speech=speech, now=at(1001))

    assert actions.finish_speech(actor=SECRETARY, speech=speech, now=at(1400)).spoken_s == 500


def test_no_turn_is_called_outside_of_a_running_sitting(council) -> None:
    item, (one, *_) = make_floor()
    speech = ask(item, one)
    item.session.sittings.update(state="ended")

    with pytest.raises(refusals.SessionNotRunning), transaction.atomic():
        invite(speech)
    with pytest.raises(refusals.SessionNotRunning), transaction.atomic():
        actions.open_floor(actor=CHAIR, item=item, now=AT_OPENING)


def test_the_end_of_a_discussion_lets_who_waits_write(council) -> None:
    item, (one, two, three, _) = make_floor()
    speaking, waiting, early = invite(ask(item, one)), ask(item, two), ask(item, three)

    assert actions.end_discussion(actor=CHAIR, item=item, now=at(90)) == 2

    assert Floor.objects.get().state == "closed"
    states = dict(Speech.objects.values_list("id", "state"))
    assert [states[each.id] for each in (speaking, waiting, early)] == ["done", "skipped", "skipped"]
    with pytest.raises(floor.TextMissing), transaction.atomic():
        actions.submit_text(actor=delegate_of(two), speech=waiting, text=" ", now=at(95))
    with pytest.raises(NotPermitted):
        actions.submit_text(actor=delegate_of(three), speech=waiting, text="Ý kiến", now=at(95))
    sent = actions.submit_text(actor=delegate_of(two), speech=waiting, text=" Ý kiến ", now=at(95))
    assert (sent.state, sent.text) == ("text_submitted", "Ý kiến")
    with pytest.raises(StepNotAllowed):
        actions.submit_text(actor=delegate_of(two), speech=waiting, text="Nữa", now=at(99))


def test_the_chair_moves_a_turn_and_the_ledger_has_it(council) -> None:
    item, mandates = make_floor()
    one, two, three, four = (ask(item, mandate, second=number) for number, mandate in enumerate(mandates))

    move(four, up=True)
    move(four, up=True, second=11)
    move(one, up=False, second=12)
    move(one, up=True, second=20)
    before = AuditEntry.objects.filter(action="sessions.move_speech").count()
    move(one, up=True, second=30)

    assert queue(item) == [one, four, two, three]
    assert before == 4
    assert AuditEntry.objects.filter(action="sessions.move_speech").count() == 4


def move(speech, *, up: bool, second: int = 10):
    return actions.move_speech(actor=CHAIR, speech=speech, up=up, now=at(second), rules=RULES)


STEPS = {
    "invite": ({"requested", "queued"}, lambda speech, actor: invite(speech, actor=actor)),
    "skip": ({"requested", "queued"}, lambda s, actor: actions.skip_speech(actor=actor, speech=s, now=at(9))),
    "move": (
        {"queued"},
        lambda s, actor: actions.move_speech(actor=actor, speech=s, up=True, now=at(9), rules=RULES),
    ),
    "prolong": ({"speaking"}, lambda s, actor: actions.prolong_speech(actor=actor, speech=s)),
    "hold": ({"speaking"}, lambda s, actor: actions.hold_clock(actor=actor, speech=s, now=at(9))),
    "finish": ({"speaking"}, lambda s, actor: actions.finish_speech(actor=actor, speech=s, now=at(9))),
}
STATES = ["requested", "queued", "speaking", "done", "skipped", "text_submitted", "withdrawn"]


@pytest.mark.parametrize("name", STEPS)
def test_each_step_of_the_desk_from_each_state_by_each_role(council, name: str) -> None:
    item, (one, *_) = make_floor()
    speech = ask(item, one)
    sources, act = STEPS[name]

    for role in sorted(set(EVERY_ROLE) - RUNNING):
        with pytest.raises(NotPermitted):
            act(speech, actor_with(role))
    for state in STATES:
        Speech.objects.filter(pk=speech.pk).update(state=state, resumed_at=AT_OPENING)
        if state in sources:
            with transaction.atomic():
                assert act(speech, SECRETARY).pk == speech.pk
                transaction.set_rollback(True)
        else:
            with pytest.raises(StepNotAllowed), transaction.atomic():
                act(speech, SECRETARY)


def test_two_devices_that_ask_at_once_wait_once(fresh_council) -> None:
    item, (one, *_) = make_floor()

    found = together(fresh_council, [lambda: ask(item, one)] * 3)

    assert sorted(type(each).__name__ for each in found) == ["AlreadyAsked", "AlreadyAsked", "Speech"]


def test_two_hands_that_call_two_turns_at_once_leave_one_speaker(fresh_council) -> None:
    item, (one, two, *_) = make_floor()
    turns_asked = ask(item, one), ask(item, two)

    together(fresh_council, [lambda speech=speech: invite(speech, 5) for speech in turns_asked])

    assert sorted(Speech.objects.values_list("state", flat=True)) == ["done", "speaking"]


def test_the_floor_is_read_in_the_same_number_of_queries_for_any_queue(council) -> None:
    item, mandates = make_floor(6)
    costs = []
    for number in (1, 6):
        for mandate in mandates[:number]:
            if not Speech.objects.filter(mandate=mandate).exists():
                ask(item, mandate)
        with count_queries() as asked:
            get_floor(item, now=AT_OPENING, rules=RULES)
        costs.append(len(asked))

    assert costs == [2, 2]
