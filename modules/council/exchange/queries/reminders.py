"""Reminders as each side has them: sent ones with their receipts, received ones with their answers."""

from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from council.exchange.models import ReceivedReminder, Reminder
from council.exchange.permissions import Can
from council.exchange.workflow import Reply, SentState
from kernel.access import Actor, may, may_at_all, require
from kernel.refusal import NotFound

SHOWN = ("", "cho", "qua-han", "da-xong", "thu-hoi")  # everything, without an answer, overdue, done, taken back

OVER = (SentState.REFUSED, SentState.WITHDRAWN)


def list_sent(actor: Actor, province: Any, *, today: date, shown: str = "") -> QuerySet[Reminder]:
    """Return the reminders that this council sent, newest first; ``shown`` is one of ``SHOWN``.

    :raises NotFound: the council is no province's.
    :raises NotPermitted: the actor may not see them.
    """
    if province.level != "province":
        raise NotFound()
    require(actor, Can.SEE_OWED, province)
    return sent_of(shown, today).order_by("-sent_at", "-id")


def sent_of(shown: str, today: date) -> QuerySet[Reminder]:
    """Return the sent reminders of one of the views. Who calls has asked whether the actor may see them."""
    is_over = Q(reply__in=[Reply.DONE, Reply.NOT_SO])
    late = Q(due_on__lt=today) & (Q(promised_on__isnull=True) | Q(promised_on__lt=today)) & ~is_over
    views = {
        "cho": ~Q(state__in=[SentState.ANSWERED, *OVER]),
        "qua-han": late & ~Q(state__in=OVER),
        "da-xong": Q(reply=Reply.DONE),
        "thu-hoi": Q(state=SentState.WITHDRAWN),
    }
    sent: QuerySet[Reminder] = Reminder.objects.filter(views.get(shown, Q()))
    return sent


def get_sent(actor: Actor, province: Any, reminder_id: UUID) -> Reminder:
    """Return one sent reminder.

    :raises NotFound: there is none, or the actor may not see it.
    """
    reminder: Reminder | None = Reminder.objects.filter(id=reminder_id).first()
    if reminder is None or not may(actor, Can.SEE_OWED, province):
        raise NotFound()
    return reminder


def may_withdraw(actor: Actor, reminder: Reminder) -> bool:
    """Whether the actor may take a sent reminder back now: it stands, and the commune has not done it."""
    step = reminder.STEPS["withdraw"]
    return may(actor, step.can, reminder) and reminder.state in step.sources and reminder.reply != Reply.DONE


def list_received(actor: Actor, *, shown: str = "") -> QuerySet[ReceivedReminder]:
    """Return the reminders that this council was given, newest first; with "cho" only those that wait for it.

    :raises NotPermitted: the actor may not read them.
    """
    require(actor, Can.READ_RECEIVED)
    received = ReceivedReminder.objects.open() if shown == "cho" else ReceivedReminder.objects.all()
    ordered: QuerySet[ReceivedReminder] = received.order_by("-received_at", "-id")
    return ordered


def get_received(actor: Actor, reminder_id: UUID) -> ReceivedReminder:
    """Return one received reminder.

    :raises NotFound: there is none, or the actor may not read it.
    """
    reminder: ReceivedReminder | None = ReceivedReminder.objects.filter(id=reminder_id).first()
    if reminder is None or not may(actor, Can.READ_RECEIVED, reminder):
        raise NotFound()
    return reminder


def list_open_received(actor: Actor) -> list[ReceivedReminder]:
    """Return what waits for those who may answer: without an answer, or promised and not done; by its day."""
    if not may_at_all(actor, Can.ANSWER):
        return []
    return list(ReceivedReminder.objects.open().order_by("due_on", "id"))


def count_open_received(actor: Actor) -> int:
    """Return how many received reminders wait for the actor."""
    return ReceivedReminder.objects.open().count() if may_at_all(actor, Can.ANSWER) else 0
