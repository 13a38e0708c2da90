"""When a commune may be reminded again, whether one still owes an answer, and where pages stand: plain Python."""

from datetime import date, timedelta
from uuid import UUID, uuid5

from council.law import Rules

AGAIN = "supervision.overdue_reminder_every_days"
# Where figures are explained, and where a province sees those of its communes.
FIGURES_EXPLAINED, FIGURES_OF_COMMUNES = "/api/tu-dien/?phan=so-lieu", "/toan-tinh/"
LONGEST_SUBJECT, LONGEST_WHY, LONGEST_NOTE, LONGEST_WORDS = 300, 2000, 2000, 2000
LONGEST_REASON = 500


def again_from(sent_on: date, *, rules: Rules) -> date:
    """Return the first day on which the same commune may be reminded of the same matter again (R-SUP-13)."""
    return sent_on + timedelta(days=rules.number(AGAIN, at=sent_on))


def reminded_after(today: date, *, rules: Rules) -> date:
    """Return the day after which a reminder stands in the way of another one today (R-SUP-13)."""
    return today - timedelta(days=rules.number(AGAIN, at=today))


def is_overdue(*, due_on: date, promised_on: date | None, is_done: bool, today: date) -> bool:
    """Say whether a reminder is overdue: not done after the day that was asked for, or promised when that is later."""
    return not is_done and today > max(due_on, promised_on or due_on)


def sent_path(reminder_id: UUID) -> str:
    """Return the address of a reminder at its sender."""
    return f"/nhac-viec/{reminder_id}/"


def received_path(reminder_id: UUID) -> str:
    """Return the address of a reminder at its receiver."""
    return f"/duoc-nhac/{reminder_id}/"


def withdrawal_key(reminder_id: UUID) -> UUID:
    """Return the key under which a reminder is taken back: always the same, so that nobody takes it back twice."""
    return uuid5(reminder_id, "exchange.withdrawal")
