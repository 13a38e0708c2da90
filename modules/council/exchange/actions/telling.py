"""What the province learns of its reminders: where the carrier left them, and what the commune said."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from council.events.exchange import ReminderNotDelivered, ReminderReplied
from council.exchange.models import ON_THE_WAY, Reminder
from council.exchange.permissions import Can
from council.exchange.workflow import SentState
from kernel import audit, outbox
from kernel.access import Actor, require
from kernel.rows import lock


@dataclass(frozen=True)
class Told:
    """All that the receipt says of a commune's answer so far; a later number says more than an earlier."""

    number: int
    seen_at: datetime | None = None
    answered_at: datetime | None = None
    reply: str = ""
    promised_on: date | None = None
    words: str = ""


@transaction.atomic
def note_fate(*, actor: Actor, reminder: Reminder, state: SentState, because: str, at: datetime) -> Reminder:
    """Note that a reminder arrived, is held or was refused; an answer may have come before, and stays.

    :raises NotPermitted: the actor is not the system.
    """
    require(actor, Can.CARRY)
    reminder = lock(reminder)
    if state == SentState.ARRIVED:
        reminder.arrived_at = at
    if reminder.state in ON_THE_WAY:
        reminder.state, reminder.because = state, because
    reminder.save(update_fields=["state", "because", "arrived_at"])
    audit.record(actor, "exchange.note_fate", reminder, fields=["state"])
    if state in {SentState.HELD, SentState.REFUSED}:
        outbox.publish(ReminderNotDelivered(reminder_id=reminder.id, because=because))
    return reminder


@transaction.atomic
def note_answer(*, actor: Actor, reminder: Reminder, told: Told) -> Reminder:
    """Note what a commune said; what came out of order and is older than what is known changes nothing.
    A reminder that was taken back meanwhile stays so.

    :raises NotPermitted: the actor is not the system.
    """
    require(actor, Can.CARRY)
    reminder = lock(reminder)
    if told.number <= reminder.answer_number:
        return reminder
    is_news = told.answered_at is not None and told.answered_at != reminder.answered_at
    reminder.answer_number, reminder.because = told.number, ""
    reminder.seen_at, reminder.answered_at = told.seen_at, told.answered_at
    reminder.reply, reminder.promised_on, reminder.words = told.reply, told.promised_on, told.words
    if reminder.state != SentState.WITHDRAWN:
        reminder.state = SentState.ANSWERED if told.answered_at else SentState.SEEN
    fields = ["answer_number", "because", "seen_at", "answered_at", "reply", "promised_on", "words", "state"]
    reminder.save(update_fields=fields)
    audit.record(actor, "exchange.note_answer", reminder, fields=["state"])
    if is_news:
        outbox.publish(ReminderReplied(reminder_id=reminder.id))
    return reminder
