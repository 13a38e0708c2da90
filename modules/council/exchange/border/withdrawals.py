"""Taking a reminder back across the border: told to the commune as a hand-over of its own, with a receipt.

The two letters may come in any order, for one of them may have been held: a reminder that comes after its withdrawal
is withdrawn as it arrives. What stands in the ledger of received letters says so; the key of a withdrawal follows from
the key of its reminder.
"""

from uuid import UUID

from council.events.exchange import ReminderWithdrawn
from council.exchange import actions, law
from council.exchange.border.shapes import CARRIER, Unreadable, key, text
from council.exchange.models import ReceivedReminder, Reminder
from kernel import outbox
from tenancy.border import Arrived, Fate, Kind, Way, Word, hand_over, hears, open_passage, takes
from tenancy.border.models import HandOver, Received

WITHDRAWAL = open_passage("exchange.withdrawal", Kind.HAND_OVER, columns={"reminder_id", "reason"}, way=Way.DOWN)


@outbox.on(ReminderWithdrawn)
def give_withdrawal(event: ReminderWithdrawn, *, event_id: UUID) -> None:  # noqa: ARG001 -- the same one given twice is one
    """Hand over that a reminder is taken back, to the council that was reminded."""
    reminder = Reminder.objects.get(id=event.reminder_id)
    hand_over(
        WITHDRAWAL,
        id=law.withdrawal_key(reminder.id),
        council_key=reminder.council_key,
        unit_code=reminder.unit_code,
        columns={"reminder_id": str(reminder.id), "reason": reminder.withdrawn_reason},
    )


@takes(WITHDRAWAL)
def take_withdrawal(arrived: Arrived) -> None:
    """Take a withdrawal in; the carrier calls it in the receiving council. What is not there yet waits for nothing.

    :raises Unreadable: it has another shape, or speaks of what another council handed over.
    """
    reminder_id, reason = key(arrived.columns.get("reminder_id")), text("reason", arrived.columns.get("reason"))
    if not reason or arrived.id != law.withdrawal_key(reminder_id):
        raise Unreadable()
    reminder = ReceivedReminder.objects.filter(id=reminder_id).first()
    if reminder is None:
        return
    if not Received.objects.filter(pk=reminder_id, sender_key=arrived.sender_key).exists():
        raise Unreadable()
    actions.take_withdrawal(actor=CARRIER, reminder=reminder, reason=reason, now=arrived.at)


@hears(WITHDRAWAL)
def hear(word: Word) -> None:
    """Note what became of a withdrawal; the carrier calls it in the council that took the reminder back."""
    reminder = Reminder.objects.get(id=_subject(word.id))
    arrived_at = word.at if word.fate is Fate.ARRIVED else None
    actions.note_withdrawal(actor=CARRIER, reminder=reminder, because=word.because, arrived_at=arrived_at)


def _subject(letter_id: UUID) -> UUID:
    """Return the reminder of a withdrawal that this council gave."""
    return UUID(HandOver.objects.get(pk=letter_id).columns["reminder_id"])
