"""A reminder down to a commune, and what the commune said of it back up."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from council.events.exchange import ReminderAnswered, ReminderSeen, ReminderSent
from council.exchange import actions, law
from council.exchange.actions.receiving import Given
from council.exchange.border.shapes import CARRIER, Unreadable, moment, text
from council.exchange.models import ReceivedReminder, Reminder
from council.exchange.workflow import Reply, SentState
from kernel import outbox
from tenancy.border import Arrived, Fate, Kind, Way, Word, answer, hand_over, hears, open_passage, takes
from tenancy.border.models import Received
from tenancy.postgres.here import here

REMINDER = open_passage(
    "exchange.reminder",
    Kind.HAND_OVER,
    columns={"sender_name", "matter", "subject", "why", "note", "due_on"},
    back={"seen_at", "answered_at", "reply", "promised_on", "words"},
    way=Way.DOWN,
)
FATES = {Fate.HELD: SentState.HELD, Fate.REFUSED: SentState.REFUSED, Fate.ARRIVED: SentState.ARRIVED}


@outbox.on(ReminderSent)
def give_reminder(event: ReminderSent, *, event_id: UUID) -> None:  # noqa: ARG001 -- the same one given twice is one
    """Hand a reminder over to its commune."""
    reminder = Reminder.objects.get(id=event.reminder_id)
    hand_over(
        REMINDER,
        id=reminder.id,
        council_key=reminder.council_key,
        unit_code=reminder.unit_code,
        columns=columns_of(reminder),
    )


@outbox.on(ReminderSeen)
def tell_seen(event: ReminderSeen, *, event_id: UUID) -> None:  # noqa: ARG001 -- the event is handled once
    """Tell the province that its reminder was opened."""
    _tell(event.reminder_id)


@outbox.on(ReminderAnswered)
def tell_answer(event: ReminderAnswered, *, event_id: UUID) -> None:  # noqa: ARG001 -- as above
    """Tell the province what the commune says."""
    _tell(event.reminder_id)


@takes(REMINDER)
def take_reminder(arrived: Arrived) -> None:
    """Take in a reminder; the carrier calls it in the receiving council.

    :raises Unreadable: it has another shape.
    """
    columns = {name: text(name, arrived.columns.get(name)) for name in REMINDER.columns - {"due_on"}}
    due_on = moment(date, arrived.columns.get("due_on"))
    if due_on is None or not columns["subject"]:
        raise Unreadable()
    given = Given(id=arrived.id, due_on=due_on, withdrawn_reason=_taken_back(arrived), **columns)
    actions.take_reminder(actor=CARRIER, given=given, now=arrived.at)


@hears(REMINDER)
def hear(word: Word) -> None:
    """Note what became of a reminder, or what its commune says; the carrier calls it in the sending council.

    :raises Unreadable: an answer has another shape.
    """
    reminder = Reminder.objects.get(id=word.id)
    if word.fate is not Fate.ANSWERED:
        actions.note_fate(actor=CARRIER, reminder=reminder, state=FATES[word.fate], because=word.because, at=word.at)
        return
    actions.note_answer(actor=CARRIER, reminder=reminder, told=_told(word))


def columns_of(reminder: Reminder) -> dict[str, Any]:
    """Return all that leaves the province of a reminder: no account and no person."""
    return {
        "sender_name": here().tenant.name,
        "matter": reminder.matter,
        "subject": reminder.subject,
        "why": reminder.why,
        "note": reminder.note,
        "due_on": reminder.due_on.isoformat(),
    }


def answer_of(reminder: ReceivedReminder) -> dict[str, Any]:
    """Return all that goes back of an answer: when, which, and its words; not who wrote it."""
    return {
        "seen_at": reminder.seen_at.isoformat() if reminder.seen_at else None,
        "answered_at": reminder.answered_at.isoformat() if reminder.answered_at else None,
        "reply": reminder.reply,
        "promised_on": reminder.promised_on.isoformat() if reminder.promised_on else None,
        "words": reminder.words,
    }


def _taken_back(arrived: Arrived) -> str | None:
    """Return why a reminder was taken back when its withdrawal came before it; None when none did."""
    letter = Received.objects.filter(pk=law.withdrawal_key(arrived.id), sender_key=arrived.sender_key).first()
    return text("reason", letter.columns.get("reason")) if letter else None


def _tell(reminder_id: UUID) -> None:
    answer(REMINDER, id=reminder_id, columns=answer_of(ReceivedReminder.objects.get(id=reminder_id)))


def _told(word: Word) -> actions.Told:
    reply = text("reply", word.columns.get("reply"), longest=8)
    if reply and reply not in Reply.values:
        raise Unreadable()
    return actions.Told(
        number=word.number,
        seen_at=moment(datetime, word.columns.get("seen_at")),
        answered_at=moment(datetime, word.columns.get("answered_at")) if reply else None,
        reply=reply,
        promised_on=moment(date, word.columns.get("promised_on")),
        words=text("words", word.columns.get("words")),
    )
