"""After a commit the worker is rung for once, however many commit; nothing waits for a bell that was not rung."""

import time
from collections import Counter
from datetime import timedelta

import pytest
from celery.contrib.testing.worker import start_worker
from django.db import transaction

from kernel import outbox
from kernel.outbox.models import OutboxHandled, OutboxWaiting
from kernel.place import current_key
from tenancy.place import entered
from tenancy.tasks import ledgers
from tests.factories.councils import make_council, remove_council
from tests.testbed.facts import SomethingElseHappened
from tests.testbed.threads import together

SEEN: Counter[str] = Counter()


@outbox.on(SomethingElseHappened)
def notice(event, *, event_id) -> None:
    SEEN[event.what] += 1


@pytest.fixture(autouse=True)
def nothing_seen():
    SEEN.clear()


@pytest.fixture
def empty_queue(real_queue):
    """The real broker without any message that an earlier test left."""
    with real_queue.connection_for_write() as broker:
        broker.default_channel.queue_purge("default")
    return real_queue


def happen(what: str) -> None:
    with transaction.atomic():
        outbox.publish(SomethingElseHappened(what=what))


def bells(app) -> int:
    """Count the messages that wait on the broker."""
    with app.connection_for_read() as broker:
        return broker.default_channel._size("default")


def test_many_commits_ring_once_while_nobody_has_answered(fresh_council, empty_queue):
    for number in range(5):
        happen(str(number))

    assert bells(empty_queue) == 1
    assert OutboxWaiting.objects.count() == 5


def test_each_council_has_a_bell_of_its_own(fresh_council, empty_queue):
    other = make_council()

    happen("here")
    with entered(other):
        happen("there")

    assert bells(empty_queue) == 2
    remove_council(other)


def test_a_commit_after_the_worker_began_rings_again(fresh_council, empty_queue):
    happen("before")
    ledgers.handle_events.apply()
    happen("after")

    assert bells(empty_queue) == 2


def test_a_commit_during_the_work_rings_again(fresh_council, empty_queue, monkeypatch):
    """The bell is taken down before the worker reads; a later moment would leave this event to the sweep."""
    happen("first")
    read = outbox.drain

    def drain_and_lose_a_race():
        drained = read()
        happen("a moment after the last look")
        return drained

    with monkeypatch.context() as patch:
        patch.setattr(outbox, "drain", drain_and_lose_a_race)
        ledgers.handle_events.apply()

    assert bells(empty_queue) == 2


def test_a_lost_message_is_made_good_by_the_sweep(fresh_council, empty_queue, monkeypatch):
    monkeypatch.setattr(ledgers, "PATIENCE", timedelta(0))
    happen("rung, and the broker forgot it")
    with empty_queue.connection_for_write() as broker:
        broker.default_channel.queue_purge("default")
    happen("not rung")

    empty_queue.conf.task_always_eager = True
    ledgers.sweep.delay()

    assert SEEN == {"rung, and the broker forgot it": 1, "not rung": 1}


def test_a_forgotten_bell_rings_again_after_a_while(fresh_council, empty_queue, monkeypatch):
    monkeypatch.setattr(ledgers, "RINGING_MS", 50)

    happen("first")
    time.sleep(0.1)
    happen("second")

    assert bells(empty_queue) == 2


def test_nothing_is_lost_without_the_sweep_while_many_commit(fresh_council, empty_queue):
    threads, each = 6, 20

    def many(thread: int) -> None:
        for number in range(each):
            happen(f"{thread}-{number}")

    with start_worker(empty_queue, pool="solo", perform_ping_check=False, shutdown_timeout=30):
        together(fresh_council, [lambda thread=thread: many(thread) for thread in range(threads)])
        deadline = time.monotonic() + 30
        while SEEN.total() < threads * each and time.monotonic() < deadline:
            time.sleep(0.02)

    assert {f"{thread}-{number}": 1 for thread in range(threads) for number in range(each)} == SEEN
    assert OutboxWaiting.objects.count() == 0
    assert OutboxHandled.objects.values("event").distinct().count() == threads * each
    assert current_key() == fresh_council.key
