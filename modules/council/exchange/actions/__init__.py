"""Reminding communes, answering a reminder, and taking one back."""

from council.exchange.actions.receiving import (
    BadAnswer,
    Said,
    answer_reminder,
    see_reminder,
    take_reminder,
    take_withdrawal,
)
from council.exchange.actions.sending import AlreadyReminded, DayPassed, NobodyChosen, Wanted, remind_communes
from council.exchange.actions.telling import Told, note_answer, note_fate
from council.exchange.actions.withdrawing import AlreadyDone, NoReason, note_withdrawal, withdraw_reminder

__all__ = [
    "AlreadyDone",
    "AlreadyReminded",
    "BadAnswer",
    "DayPassed",
    "NoReason",
    "NobodyChosen",
    "Said",
    "Told",
    "Wanted",
    "answer_reminder",
    "note_answer",
    "note_fate",
    "note_withdrawal",
    "remind_communes",
    "see_reminder",
    "take_reminder",
    "take_withdrawal",
    "withdraw_reminder",
]
