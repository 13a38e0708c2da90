"""A commune takes a reminder in, looks at it, and says what becomes of it."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from council.events.exchange import ReminderAnswered, ReminderReceived, ReminderSeen, WithdrawalReceived
from council.exchange.models import Matter, ReceivedReminder
from council.exchange.permissions import Can
from council.exchange.workflow import ReceivedState, Reply
from kernel import audit, clock, outbox
from kernel.access import Actor, require, take
from kernel.refusal import Refusal
from kernel.rows import VersionClash, lock


class BadAnswer(Refusal):
    """The answer lacks what makes it one."""

    code = "bad_answer"


@dataclass(frozen=True)
class Given:
    """A reminder as it arrived; ``withdrawn_reason`` when its withdrawal came before it."""

    id: UUID
    sender_name: str
    matter: str
    subject: str
    why: str
    note: str
    due_on: date
    withdrawn_reason: str | None = None


@dataclass(frozen=True)
class Said:
    """What somebody answers: done, will be done before a day, or not so and why."""

    reply: Reply
    promised_on: date | None = None
    words: str = ""


@transaction.atomic
def take_reminder(*, actor: Actor, given: Given, now: datetime) -> ReceivedReminder:
    """Take in a reminder of the province; those who may answer are told, unless it is taken back already.

    :raises NotPermitted: the actor is not the system.
    """
    require(actor, Can.CARRY)
    matter = Matter(given.matter) if given.matter in Matter.values else Matter.OTHER
    reminder = ReceivedReminder.objects.create(
        id=given.id,
        sender_name=given.sender_name,
        matter=matter,
        subject=given.subject,
        why=given.why,
        note=given.note,
        due_on=given.due_on,
        received_at=now,
    )
    audit.record(actor, "exchange.take", reminder)
    if given.withdrawn_reason is not None:
        return _take_back(actor, reminder, given.withdrawn_reason, now)
    outbox.publish(ReminderReceived(reminder_id=reminder.id))
    return reminder


@transaction.atomic
def take_withdrawal(*, actor: Actor, reminder: ReceivedReminder, reason: str, now: datetime) -> ReceivedReminder:
    """Note that the province took a reminder back; those who may answer are told once committed.

    :raises NotPermitted: the actor is not the system.
    :raises StepNotAllowed: it was taken back before.
    """
    reminder = _take_back(actor, lock(reminder), reason, now)
    outbox.publish(WithdrawalReceived(reminder_id=reminder.id))
    return reminder


def _take_back(actor: Actor, reminder: ReceivedReminder, reason: str, now: datetime) -> ReceivedReminder:
    step = take("withdraw", actor, reminder)
    reminder.state, reminder.withdrawn_at, reminder.withdrawn_reason = ReceivedState(step.target), now, reason
    reminder.save(update_fields=["state", "withdrawn_at", "withdrawn_reason"])
    audit.record(actor, "exchange.take_withdrawal", reminder, fields=["state", "withdrawn_reason"])
    return reminder


@transaction.atomic
def see_reminder(*, actor: Actor, reminder: ReceivedReminder, now: datetime) -> ReceivedReminder:
    """Note that somebody who may answer has opened a new reminder; the sender is told.

    :raises NotPermitted: the actor may not answer.
    :raises StepNotAllowed: it was opened before.
    """
    reminder = lock(reminder)
    step = take("see", actor, reminder)
    reminder.state, reminder.seen_at = step.target, now
    reminder.save(update_fields=["state", "seen_at"])
    audit.record(actor, "exchange.see", reminder, fields=["state"])
    outbox.publish(ReminderSeen(reminder_id=reminder.id), actor=actor)
    return reminder


@transaction.atomic
def answer_reminder(
    *, actor: Actor, reminder: ReceivedReminder, said: Said, read: datetime | None, now: datetime
) -> ReceivedReminder:
    """Answer a reminder, or answer it anew when things went on; the sender is told.

    ``read`` is when the answer was given that its writer saw last; None when she saw none.

    :raises NotPermitted: the actor may not answer.
    :raises VersionClash: somebody else answered in the meantime.
    :raises BadAnswer: a promise has no day to come, or a denial no reason.
    """
    reminder = lock(reminder)
    step = take("answer", actor, reminder)
    if reminder.answered_at != read:
        raise VersionClash()
    _check(said, clock.local_day(now))
    reminder.state, reminder.answered_at = ReceivedState(step.target), now
    reminder.seen_at = reminder.seen_at or now
    reminder.answered_by, reminder.answered_by_name = actor.account_id, actor.name
    reminder.reply, reminder.words = said.reply, said.words.strip()
    reminder.promised_on = said.promised_on if said.reply == Reply.WILL_DO else None
    fields = ["seen_at", "answered_at", "answered_by", "answered_by_name", "reply", "promised_on", "words"]
    reminder.save(update_fields=["state", *fields])
    audit.record(actor, "exchange.answer", reminder, fields=["state", "reply", "promised_on", "words"])
    outbox.publish(ReminderAnswered(reminder_id=reminder.id), actor=actor)
    return reminder


def _check(said: Said, today: date) -> None:
    if said.reply == Reply.WILL_DO and said.promised_on is None:
        raise BadAnswer(_("Hãy chọn ngày sẽ làm xong."), field="promised_on")
    if said.reply == Reply.WILL_DO and said.promised_on is not None and said.promised_on < today:
        raise BadAnswer(_("Ngày này đã qua. Hãy chọn hôm nay hoặc một ngày sau."), field="promised_on")
    if said.reply == Reply.NOT_SO and not said.words.strip():
        raise BadAnswer(_("Hãy ghi vì sao không đúng."), field="words")
