"""Tasks run in the place that their message names, or not at all."""

import time
from datetime import timedelta

import pytest
from celery import chain, shared_task
from celery.contrib.testing.worker import start_worker
from django.db import connection, transaction

from kernel import audit, outbox
from kernel.access import Actor
from kernel.audit.models import AuditEntry, AuditSeal
from kernel.outbox.models import OutboxHandled
from kernel.place import current_key
from tenancy.models import Council, Pending
from tenancy.place import entered, in_public
from tenancy.tasks import CouncilTask, HubTask, TaskRefused, for_each_council
from tenancy.tasks.classes import HEADER
from tenancy.tasks.ledgers import handle_events, seal_audit, sweep
from tenancy.workflow import Status
from tests.factories.councils import make_council, remove_council
from tests.testbed.facts import SomethingHappened

SEEN: list[tuple[str, str, str]] = []


@shared_task(base=CouncilTask, name="test.see")
def see(mark: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("select current_user")
        SEEN.append((mark, current_key(), cursor.fetchone()[0]))


@shared_task(base=CouncilTask, name="test.fail")
def fail() -> None:
    raise RuntimeError("as asked")


@shared_task(base=HubTask, name="test.see_hub")
def see_hub() -> None:
    SEEN.append(("hub", current_key(), ""))


@outbox.on(SomethingHappened)
def note(event, *, event_id):
    SEEN.append(("event", current_key(), event.what))


@pytest.fixture(autouse=True)
def nothing_seen():
    SEEN.clear()


def set_status(council: Council, status: str) -> None:
    Council.objects.using("owner").filter(pk=council.pk).update(status=status)


def test_task_runs_in_the_senders_council_as_its_role(fresh_council):
    see.delay("a")

    role = f"c_{connection.settings_dict['NAME']}_{fresh_council.key}"
    assert [("a", fresh_council.key, role)] == SEEN
    assert current_key() == fresh_council.key


def test_task_sent_on_commit_runs_after_it_in_the_senders_council(fresh_council):
    with transaction.atomic():
        see.delay_on_commit("after")
        assert SEEN == []

    assert [(mark, key) for mark, key, _role in SEEN] == [("after", fresh_council.key)]


def test_message_may_name_another_council_and_the_sender_stays_where_it_is(fresh_council):
    other = make_council()

    see.apply_async(args=["b"], headers={HEADER: other.key})

    assert [(mark, key) for mark, key, _role in SEEN] == [("b", other.key)]
    assert current_key() == fresh_council.key
    remove_council(other)


def test_task_of_a_council_is_refused_in_the_public_place_and_in_none(ground):
    with in_public(), pytest.raises(TaskRefused):
        see.apply(args=["c"], throw=True)
    with pytest.raises(TaskRefused):
        see.apply(args=["d"], throw=True)

    assert SEEN == []


def test_task_called_like_a_function_is_refused_outside_a_message(fresh_council):
    with pytest.raises(TaskRefused):
        see("e")

    assert SEEN == []


@pytest.mark.parametrize("status", [Status.SUSPENDED, Status.FOUNDING])
def test_council_that_is_not_open_gets_no_work(fresh_council, status):
    set_status(fresh_council, status)

    with pytest.raises(TaskRefused):
        see.apply(args=["f"], throw=True)

    assert SEEN == []


def test_unknown_council_gets_no_work(fresh_council):
    with pytest.raises(TaskRefused):
        see.apply(args=["g"], headers={HEADER: "x404abcd"}, throw=True)

    assert SEEN == []


def test_hub_task_always_runs_in_the_public_place(fresh_council):
    see_hub.delay()

    assert SEEN == [("hub", "public", "")]
    assert current_key() == fresh_council.key


def test_failed_task_leaves_the_place_as_it_was(fresh_council):
    with pytest.raises(RuntimeError, match="as asked"):
        fail.apply(throw=True)

    assert current_key() == fresh_council.key


def test_fan_out_reaches_every_open_council_and_no_other(fresh_council):
    closed = make_council()
    set_status(closed, Status.SUSPENDED)

    sent = for_each_council(see, expires=timedelta(minutes=1), mark="h")

    with in_public():
        keys = set(Council.objects.filter(status=Status.ACTIVE).values_list("key", flat=True))
    assert sent == len(keys) == len(SEEN)
    assert {key for _mark, key, _role in SEEN} == keys
    assert closed.key not in keys
    remove_council(closed)


# -- ledgers -----------------------------------------------------------------------------------------------------


def pending(council: Council) -> list[str]:
    with in_public():
        return sorted(Pending.objects.filter(council_key=council.key).values_list("kind", flat=True))


def test_event_and_audit_leave_a_note_in_the_same_commit(fresh_council, silent_wakers):
    with pytest.raises(RuntimeError, match="undo"), transaction.atomic():
        outbox.publish(SomethingHappened(what="lost"))
        audit.record(Actor.system("test"), "test.lose", None)
        raise RuntimeError("undo")
    assert pending(fresh_council) == []

    with transaction.atomic():
        outbox.publish(SomethingHappened(what="kept"))
        audit.record(Actor.system("test"), "test.keep", None)

    assert pending(fresh_council) == ["audit", "outbox"]


def test_sweep_wakes_only_councils_in_which_something_waits(fresh_council, silent_wakers, monkeypatch):
    monkeypatch.setattr("tenancy.tasks.ledgers.PATIENCE", timedelta(0))
    outbox.publish(SomethingHappened(what="swept"))
    audit.record(Actor.system("test"), "test.sweep", None)

    sweep.delay()

    assert [("event", fresh_council.key, "swept")] == SEEN
    assert OutboxHandled.objects.count() == 1
    assert AuditSeal.objects.count() == AuditEntry.objects.count() == 1
    assert pending(fresh_council) == []


def test_sweep_leaves_what_waits_in_a_suspended_council_until_it_goes_on(
    fresh_council, silent_wakers, monkeypatch, caplog
):
    monkeypatch.setattr("tenancy.tasks.ledgers.PATIENCE", timedelta(0))
    outbox.publish(SomethingHappened(what="later"))
    set_status(fresh_council, "suspended")

    sweep.delay()

    assert (SEEN, pending(fresh_council)) == ([], ["outbox"])
    assert [record.message for record in caplog.records if record.levelname == "ERROR"] == []  # no refused task
    set_status(fresh_council, "active")
    sweep.delay()
    assert [("event", fresh_council.key, "later")] == SEEN


def test_work_done_twice_has_one_effect(fresh_council, silent_wakers):
    outbox.publish(SomethingHappened(what="once"))

    handle_events.delay()
    handle_events.delay()
    seal_audit.delay()

    assert [("event", fresh_council.key, "once")] == SEEN


def test_commit_wakes_the_worker_at_once(fresh_council):
    with transaction.atomic():
        outbox.publish(SomethingHappened(what="now"))
        assert SEEN == []

    assert [("event", fresh_council.key, "now")] == SEEN


def test_operators_own_ledgers_are_worked_off_in_the_public_place(ground, silent_wakers, monkeypatch):
    monkeypatch.setattr("tenancy.tasks.ledgers.PATIENCE", timedelta(0))
    with in_public():
        outbox.publish(SomethingHappened(what="operators"))

    sweep.delay()

    assert SEEN == [("event", "public", "operators")]


# -- a real worker -------------------------------------------------------------------------------------------------


def test_links_of_a_chain_stay_in_the_council_on_a_real_worker(fresh_council, real_queue):
    other = make_council()

    with start_worker(real_queue, pool="solo", perform_ping_check=False, shutdown_timeout=30):
        with entered(other):
            chain(see.si("one"), see.si("two"), see.si("three")).apply_async()
        see.apply_async(args=["refused"], headers={HEADER: "x404abcd"})
        see.apply_async(args=["last"])
        deadline = time.monotonic() + 30
        while len(SEEN) < 4 and time.monotonic() < deadline:
            time.sleep(0.05)

    assert sorted((mark, key) for mark, key, _role in SEEN) == sorted(
        [("one", other.key), ("two", other.key), ("three", other.key), ("last", fresh_council.key)]
    )
    remove_council(other)
