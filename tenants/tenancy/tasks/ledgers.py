"""The workers of the councils' ledgers: handle events, seal the audit. Woken after commit and by a sweep.

The sweep reads one shared table, ``tenancy_pending``, never all schemas. Its rows are written by triggers in
the writers' own commits, so whoever sees a row sees the event too; they are removed only after the work.
Hand-overs have a worker of their own (``tasks.border``), which the same sweep wakes.

A hall that votes commits a hundred times a second, and one message is enough for all of them: the first
commit hangs out a bell in Redis and sends the message, the others see the bell and send none. The worker takes
the bell down *before* it reads, so an event whose commit saw the bell is read; a later commit rings anew.
"""

from datetime import timedelta

from celery import shared_task
from django.db import transaction
from django.db.models import QuerySet

from kernel import audit, clock, outbox
from kernel.place import PUBLIC_KEY, current_key
from kernel.redis import memory
from tenancy.models import Council, Pending
from tenancy.place import in_public
from tenancy.tasks import border
from tenancy.tasks.classes import HEADER, CouncilTask, HubTask
from tenancy.workflow import Status

OUTBOX, AUDIT = "outbox", "audit"
PATIENCE = timedelta(seconds=2)
TOO_LATE = 300
RINGING_MS = 5_000  # then it rings again, should the message be lost; the sweep comes as often


@shared_task(base=CouncilTask, name="tenancy.handle_events", ignore_result=True)
def handle_events() -> None:
    """Give the council's waiting events to their handlers."""
    memory().delete(_bell(current_key()))
    _work_off(OUTBOX)


@shared_task(base=CouncilTask, name="tenancy.seal_audit", ignore_result=True)
def seal_audit() -> None:
    """Seal the council's audit entries."""
    _work_off(AUDIT)


@shared_task(base=HubTask, name="tenancy.sweep", ignore_result=True)
def sweep() -> None:
    """Wake the worker of every place in which something waits; the operators' own is worked off here.

    What waits in a council that is suspended stays there until it goes on; so does what waits for such a council.
    """
    at_work = [PUBLIC_KEY, *Council.objects.filter(status=Status.ACTIVE).values_list("key", flat=True)]
    waiting = Pending.objects.filter(at__lte=clock.now() - PATIENCE, council_key__in=at_work, awaits__in=["", *at_work])
    for key, kind in set(waiting.values_list("council_key", "kind")):
        if key == PUBLIC_KEY:
            _work_off(kind)
        elif kind == border.KIND:
            border.wake(key)
        else:
            task = handle_events if kind == OUTBOX else seal_audit
            task.apply_async(headers={HEADER: key}, expires=TOO_LATE)


def wake(key: str) -> None:
    """Wake the worker of a place, after a commit there (a waker of ``kernel.outbox``), unless it is being woken."""
    if key == PUBLIC_KEY:
        sweep.apply_async(expires=TOO_LATE)
    elif memory().set(_bell(key), 1, nx=True, px=RINGING_MS):
        handle_events.apply_async(headers={HEADER: key}, expires=TOO_LATE)


def _bell(key: str) -> str:
    return f"{key}:tenancy.bell"


def _work_off(kind: str) -> None:
    """Do what waits in the current place, then remove the notes that were there before the work."""
    key = current_key()
    with in_public():
        notes = list(_notes(key, kind).values_list("id", flat=True))
    if kind == AUDIT:
        audit.seal(now=clock.now())
        _remove(notes)
        return
    drained = outbox.drain()
    if drained.busy:
        return  # the other drainer may have read before our notes; they stay for the next sweep
    _remove(notes)
    if drained.next_try_at:
        with in_public():
            Pending.objects.create(council_key=key, kind=OUTBOX, at=drained.next_try_at)


def _notes(key: str, kind: str) -> QuerySet[Pending]:
    return Pending.objects.filter(council_key=key, kind=kind, at__lte=clock.now())


def _remove(ids: list[int]) -> None:
    with in_public(), transaction.atomic():
        Pending.objects.filter(id__in=ids).delete()
