"""The drainer: one per place, it gives each waiting event to each of its handlers.

A handler and the note that it has done its part commit together, the note first: whoever comes second
finds it and does nothing. So the effect happens exactly once, whatever dies in between. A failing handler
is tried again later, others go on; after the last attempt it is parked and stays visible.
"""

import logging
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Min

from kernel import clock, locks, trace
from kernel.outbox import wire
from kernel.outbox.models import OutboxEvent, OutboxFailure, OutboxHandled, OutboxWaiting
from kernel.outbox.registry import event_type_named, handlers_of

logger = logging.getLogger(__name__)

BATCH = 200
MAX_ATTEMPTS = 8
FIRST_PAUSE = timedelta(seconds=5)
LONGEST_PAUSE = timedelta(hours=1)
LOCK = "outbox.drain"


@dataclass
class Drained:
    """What one run did; ``next_try_at`` tells when the place must be drained again, if it must."""

    handled: int = 0
    failed: int = 0
    parked: int = 0
    busy: bool = False
    next_try_at: datetime | None = None


def drain(*, now: datetime | None = None) -> Drained:
    """Handle everything that waits in the current place; return at once when another drainer is at work.

    ``now`` fixes the moment up to which events are due (tests); a worker leaves it to the clock.
    """
    done = Drained()
    while True:
        with locks.alone(LOCK) as taken:
            if not taken:
                done.busy = True
                return done
            while batch := _due(now or clock.now()):
                for waiting in batch:
                    _settle(waiting, now or clock.now(), done)
        # An event that committed just before the lock was given back woke a drainer that found it taken.
        if not _due(now or clock.now()):
            done.next_try_at = OutboxWaiting.objects.aggregate(first=Min("due_at"))["first"]
            return done


def _due(now: datetime) -> list[OutboxWaiting]:
    due = OutboxWaiting.objects.filter(due_at__lte=now).select_related("event")
    return list(due.order_by("id")[:BATCH])


def _settle(waiting: OutboxWaiting, now: datetime, done: Drained) -> None:
    """Run all handlers of one event, then take it off the list or put it off."""
    event = waiting.event
    failures = {failure.handler: failure for failure in OutboxFailure.objects.filter(event=event)}
    with trace.traced(event.request_id):
        for name, handler in handlers_of(event.type).items():
            failure = failures.get(name)
            if failure is None or _is_due(failure, now):
                _run(event, name, handler, failure, now, done)
    retry = OutboxFailure.objects.filter(event=event, state=OutboxFailure.State.RETRYING)
    next_try_at = retry.aggregate(first=Min("next_try_at"))["first"]
    if next_try_at is None:
        OutboxWaiting.objects.filter(pk=waiting.pk).delete()
    else:
        OutboxWaiting.objects.filter(pk=waiting.pk).update(due_at=next_try_at)


def _is_due(failure: OutboxFailure, now: datetime) -> bool:
    return failure.state == failure.State.RETRYING and (failure.next_try_at is None or failure.next_try_at <= now)


def _run(
    event: OutboxEvent, name: str, handler: Any, failure: OutboxFailure | None, now: datetime, done: Drained
) -> None:
    try:
        with transaction.atomic():
            if not _note(event, name):
                return
            handler(wire.from_json(event_type_named(event.type), event.payload), event_id=event.id)
            if failure:
                _recover(failure)
    except Exception as error:  # the one door behind which other people's handlers fail
        _put_off(event, name, error, failure, now, done)
    else:
        done.handled += 1


def _note(event: OutboxEvent, name: str) -> bool:
    """Note that the handler has done its part; return False when it already had.

    A second drainer waits here until the first commits or rolls back.
    """
    note = OutboxHandled(event=event, handler=name)
    OutboxHandled.objects.bulk_create([note], ignore_conflicts=True)
    return OutboxHandled.objects.filter(pk=note.pk).exists()


def _recover(failure: OutboxFailure) -> None:
    failure.state, failure.next_try_at = failure.State.RECOVERED, None
    failure.save(update_fields=["state", "next_try_at"])


def _put_off(
    event: OutboxEvent, name: str, error: Exception, failure: OutboxFailure | None, now: datetime, done: Drained
) -> None:
    failure = failure or OutboxFailure(event=event, handler=name)
    failure.attempts += 1
    failure.error = where(error)
    if failure.attempts >= MAX_ATTEMPTS:
        failure.state, failure.next_try_at = failure.State.PARKED, None
        done.parked += 1
    else:
        pause = min(FIRST_PAUSE * 2 ** (failure.attempts - 1), LONGEST_PAUSE)
        failure.next_try_at = now + pause
        done.failed += 1
    failure.save()
    logger.error("%s failed for event %s (attempt %d): %s", name, event.id, failure.attempts, failure.error)


def where(error: BaseException) -> str:
    """Return an error's class and the line that raised it, without its text: that may hold personal data."""
    trace_back = error.__traceback__
    while trace_back and trace_back.tb_next:
        trace_back = trace_back.tb_next
    if trace_back is None:
        return type(error).__name__
    code = trace_back.tb_frame.f_code
    return f"{type(error).__name__} at {code.co_filename.rsplit('/', 1)[-1]}:{trace_back.tb_lineno}"[:200]
