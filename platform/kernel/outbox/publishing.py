"""Publishing a fact: two plain inserts in the action's own transaction, and a wake-up after its commit."""

from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db import transaction

from kernel import trace
from kernel.outbox import wire
from kernel.outbox.models import OutboxEvent, OutboxWaiting
from kernel.outbox.registry import register, wakers
from kernel.place import current_key

if TYPE_CHECKING:
    from kernel.access import Actor


def publish(event: Any, *, actor: "Actor | None" = None) -> UUID:
    """Publish a fact with the change that made it; its handlers get it after the commit.

    Returns the event's id. A waker that fails is logged and harms nothing: the sweep finds the event.

    :raises TypeError: the event is no frozen dataclass of plain values.
    """
    stored = OutboxEvent.objects.create(
        type=register(type(event)),
        payload=wire.to_json(event),
        account_id=actor.account_id if actor else None,
        request_id=trace.request_id(),
    )
    OutboxWaiting.objects.create(event=stored)
    for wake in wakers:
        transaction.on_commit(_Wake(wake, current_key()), robust=True)
    return stored.id


class _Wake:
    """A waker with its place, named in the log should it fail."""

    def __init__(self, wake: Any, place: str) -> None:
        self.wake, self.place = wake, place
        self.__qualname__ = getattr(wake, "__qualname__", type(wake).__name__)

    def __call__(self) -> None:
        self.wake(self.place)
