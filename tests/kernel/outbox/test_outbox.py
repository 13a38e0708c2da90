"""Published with the change, handled exactly once, tried again, parked, and never lost."""

import threading
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, transaction

from kernel import clock, locks, outbox, trace
from kernel.access import Actor
from kernel.audit import record
from kernel.audit.models import AuditEntry
from kernel.keys import new_key
from kernel.outbox import draining
from kernel.outbox.models import OutboxEvent, OutboxFailure, OutboxHandled, OutboxWaiting
from tenancy.place import entered
from tests.kernel.outbox.facts import VoteClosed, handlers
from tests.testbed.threads import together

EVENT = VoteClosed(vote_id=uuid4(), in_favour=52)
HOURS = timedelta(hours=3)


def effect(event, *, event_id):
    """An effect that can be counted, in the handler's own transaction."""
    record(Actor.system("reaction"), "x.effect", reason=str(event_id))


def failing(event, *, event_id):
    record(Actor.system("reaction"), "x.effect")
    raise ValueError("Nguyễn Văn An không có số điện thoại 0912345678")


def effects() -> int:
    return AuditEntry.objects.filter(action="x.effect").count()


def test_event_is_stored_with_who_when_and_in_which_request(council):
    actor = Actor(account_id=new_key(), name="A", person_id=None, holdings=frozenset())

    with trace.traced("r-1"):
        event_id = outbox.publish(EVENT, actor=actor)

    stored = OutboxEvent.objects.get()
    assert (stored.pk, stored.type, stored.payload, stored.account_id, stored.request_id, stored.origin) == (
        event_id,
        "facts.VoteClosed",
        {"vote_id": str(EVENT.vote_id), "in_favour": 52},
        actor.account_id,
        "r-1",
        council.key,
    )


def test_event_vanishes_with_the_change_that_failed(council):
    with pytest.raises(RuntimeError), transaction.atomic():
        outbox.publish(EVENT)
        raise RuntimeError

    assert (OutboxEvent.objects.count(), OutboxWaiting.objects.count()) == (0, 0)


def test_each_handler_gets_the_event_once_with_its_id_and_request(council):
    got = []
    with trace.traced("r-2"):
        event_id = outbox.publish(EVENT)

    with handlers(
        VoteClosed,
        first=lambda event, *, event_id: got.append(("first", event, event_id, trace.request_id())),
        second=lambda event, *, event_id: got.append(("second", event, event_id, trace.request_id())),
    ):
        done = outbox.drain()
        again = outbox.drain()

    assert got == [("first", EVENT, event_id, "r-2"), ("second", EVENT, event_id, "r-2")]
    assert (done.handled, again.handled) == (2, 0)
    assert OutboxWaiting.objects.count() == 0
    assert set(OutboxHandled.objects.values_list("event", "handler")) == {
        (event_id, "tests.first"),
        (event_id, "tests.second"),
    }


def test_events_are_handled_in_the_order_of_publishing(council):
    got = []
    for number in range(5):
        outbox.publish(VoteClosed(vote_id=EVENT.vote_id, in_favour=number))

    with handlers(VoteClosed, first=lambda event, *, event_id: got.append(event.in_favour)):
        outbox.drain()

    assert got == [0, 1, 2, 3, 4]


def test_event_that_nobody_waits_for_is_settled(council):
    outbox.publish(EVENT)

    with handlers(VoteClosed):
        assert outbox.drain().handled == 0
    assert OutboxWaiting.objects.count() == 0


def test_failing_handler_leaves_no_trace_of_itself_and_others_go_on(council, caplog):
    now = clock.now()
    event_id = outbox.publish(EVENT)

    with handlers(VoteClosed, bad=failing, good=effect):
        done = outbox.drain(now=now + timedelta(seconds=1))

    assert (done.handled, done.failed, done.parked) == (1, 1, 0)
    assert effects() == 1
    failure = OutboxFailure.objects.get()
    assert (failure.event_id, failure.handler, failure.state, failure.attempts) == (
        event_id,
        "tests.bad",
        "retrying",
        1,
    )
    assert failure.error.startswith("ValueError at test_outbox.py:")
    assert "Nguyễn" not in failure.error + caplog.text
    assert done.next_try_at == failure.next_try_at == now + timedelta(seconds=1) + draining.FIRST_PAUSE


def test_handler_is_tried_again_after_a_growing_pause_and_only_that_one(council):
    now, calls = clock.now(), []

    def mends(event, *, event_id):
        calls.append(event_id)
        if len(calls) < 3:
            raise ValueError
        effect(event, event_id=event_id)

    outbox.publish(EVENT)
    with handlers(VoteClosed, bad=mends, good=effect):
        first = outbox.drain(now=now + HOURS).next_try_at
        assert outbox.drain(now=first - timedelta(milliseconds=1)).failed == 0
        second = outbox.drain(now=first).next_try_at
        last = outbox.drain(now=second)

    assert (first - now - HOURS, second - first) == (timedelta(seconds=5), timedelta(seconds=10))
    assert (last.handled, last.next_try_at, len(calls)) == (1, None, 3)
    assert effects() == 2
    assert OutboxFailure.objects.get().state == "recovered"
    assert OutboxWaiting.objects.count() == 0


def test_hopeless_handler_is_parked_and_stays_visible(council):
    now = clock.now() + HOURS
    outbox.publish(EVENT)

    with handlers(VoteClosed, bad=failing):
        while done := outbox.drain(now=now):
            if done.next_try_at is None:
                break
            now = done.next_try_at
        assert outbox.drain(now=now + HOURS).failed == 0

    failure = OutboxFailure.objects.get()
    assert (failure.state, failure.attempts, failure.next_try_at) == ("parked", draining.MAX_ATTEMPTS, None)
    assert done.parked == 1
    assert (effects(), OutboxWaiting.objects.count(), OutboxHandled.objects.count()) == (0, 0, 0)


def test_failed_event_does_not_hold_up_the_next(council):
    outbox.publish(EVENT)
    with handlers(VoteClosed, bad=failing):
        outbox.drain()

    outbox.publish(EVENT)
    with handlers(VoteClosed, good=effect):
        outbox.drain()

    assert effects() == 1


def test_database_error_of_a_handler_spoils_nothing_else(council):
    def breaks(event, *, event_id):
        with connection.cursor() as cursor:
            cursor.execute("select 1 / 0")

    outbox.publish(EVENT)
    with handlers(VoteClosed, bad=breaks, good=effect):
        done = outbox.drain()

    assert (done.handled, done.failed, effects()) == (1, 1, 1)
    assert OutboxFailure.objects.get().error.startswith("DataError")


def test_council_role_cannot_change_or_remove_events(council):
    outbox.publish(EVENT)
    outbox.drain()

    for sql in (
        "update outbox_outboxevent set type = ''",
        "delete from outbox_outboxevent",
        "delete from outbox_outboxhandled",
    ):
        with pytest.raises(DatabaseError) as caught, transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql)
        assert caught.value.__cause__.pgcode == "42501"


def test_drainer_of_one_council_does_not_touch_the_other(council, other_council):
    outbox.publish(EVENT)

    with entered(other_council), handlers(VoteClosed, good=effect):
        assert outbox.drain().handled == 0
    assert OutboxWaiting.objects.count() == 1


def test_four_drainers_at_once_have_the_effect_of_one(fresh_council):
    for _ in range(30):
        outbox.publish(EVENT)

    with handlers(VoteClosed, good=effect):
        together(fresh_council, [outbox.drain] * 4)
        outbox.drain()

    assert (effects(), OutboxHandled.objects.count(), OutboxWaiting.objects.count()) == (30, 30, 0)


def test_second_drainer_returns_at_once_and_says_busy(fresh_council):
    outbox.publish(EVENT)

    with locks.alone(draining.LOCK), handlers(VoteClosed, good=effect):
        [elsewhere] = together(fresh_council, [outbox.drain])

    assert (elsewhere.busy, elsewhere.handled, effects()) == (True, 0, 0)


def test_handler_runs_once_even_when_two_drainers_got_past_the_lock(fresh_council, monkeypatch):
    outbox.publish(EVENT)
    gate = threading.Barrier(2, timeout=20)
    monkeypatch.setattr(locks, "number_of", lambda name: threading.get_ident())  # a lock that locks nothing
    settle = draining._settle

    def meet(*arguments):
        gate.wait()
        settle(*arguments)

    monkeypatch.setattr(draining, "_settle", meet)
    with handlers(VoteClosed, good=effect):
        results = together(fresh_council, [outbox.drain] * 2)

    assert [type(result) for result in results] == [outbox.Drained] * 2
    assert (effects(), OutboxHandled.objects.count()) == (1, 1)


def test_event_of_a_drainer_that_died_is_handled_by_the_next(fresh_council):
    outbox.publish(EVENT)

    def dies(event, *, event_id):
        effect(event, event_id=event_id)
        raise KeyboardInterrupt  # like a kill: no handler of errors sees it

    with handlers(VoteClosed, good=dies), pytest.raises(KeyboardInterrupt):
        outbox.drain()
    assert effects() == 0
    with handlers(VoteClosed, good=effect):
        assert outbox.drain().handled == 1
    assert effects() == 1


def test_wakers_are_called_after_the_commit_and_may_fail(fresh_council, caplog):
    called = []

    def unreachable(place):
        raise OSError("no broker")

    outbox.wakers[:] = [unreachable, called.append]
    with transaction.atomic():
        outbox.publish(EVENT)
        before = list(called)

    assert before == []
    assert called == [fresh_council.key]
    assert OutboxEvent.objects.count() == 1
