"""A province takes a reminder back, and learns whether the commune was told."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from council.events.exchange import ReminderWithdrawn
from council.exchange.models import Reminder
from council.exchange.permissions import Can
from council.exchange.workflow import Reply, SentState
from kernel import audit, outbox
from kernel.access import Actor, require, take
from kernel.refusal import Refusal
from kernel.rows import lock


class NoReason(Refusal):
    """Whoever takes a reminder back says why."""

    code = "no_reason"
    message = _("Hãy ghi lý do.")
    field = "reason"


class AlreadyDone(Refusal):
    """The commune has done what it was reminded of; there is nothing to take back."""

    code = "already_done"
    message = _("Nơi được nhắc đã trả lời là đã làm, nên không còn gì để thu hồi.")


@transaction.atomic
def withdraw_reminder(*, actor: Actor, reminder: Reminder, reason: str, now: datetime) -> Reminder:
    """Take a sent reminder back; the commune is told after the commit, also when it has answered.

    :raises NotPermitted: the actor may not.
    :raises StepNotAllowed: it was refused on its way, or taken back before.
    :raises NoReason: it does not say why.
    :raises AlreadyDone: the commune said that it is done.
    """
    reminder = lock(reminder)
    step = take("withdraw", actor, reminder)
    if not reason.strip():
        raise NoReason()
    if reminder.reply == Reply.DONE:
        raise AlreadyDone()
    reminder.state, reminder.withdrawn_at, reminder.withdrawn_reason = SentState(step.target), now, reason.strip()
    reminder.withdrawn_by, reminder.withdrawn_by_name = actor.account_id, actor.name
    fields = ["state", "withdrawn_at", "withdrawn_reason", "withdrawn_by", "withdrawn_by_name"]
    reminder.save(update_fields=fields)
    audit.record(actor, "exchange.withdraw", reminder, fields=["state", "withdrawn_reason"])
    outbox.publish(ReminderWithdrawn(reminder_id=reminder.id), actor=actor)
    return reminder


@transaction.atomic
def note_withdrawal(*, actor: Actor, reminder: Reminder, because: str, arrived_at: datetime | None) -> Reminder:
    """Note whether the commune was told that a reminder is taken back, or why it is not yet.

    :raises NotPermitted: the actor is not the system.
    """
    require(actor, Can.CARRY)
    reminder = lock(reminder)
    reminder.withdrawal_because, reminder.withdrawal_arrived_at = because, arrived_at
    reminder.save(update_fields=["withdrawal_because", "withdrawal_arrived_at"])
    audit.record(actor, "exchange.note_withdrawal", reminder, fields=["withdrawal_arrived_at"])
    return reminder
