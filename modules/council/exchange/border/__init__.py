"""What crosses between councils: a reminder down to a commune, its answer back up, its withdrawal; and all of it as a
list.
"""

from council.exchange.border.letters import LETTERS
from council.exchange.border.reminders import REMINDER, answer_of, columns_of, hear, take_reminder
from council.exchange.border.shapes import CARRIER
from council.exchange.border.withdrawals import WITHDRAWAL, take_withdrawal

__all__ = [
    "CARRIER",
    "LETTERS",
    "REMINDER",
    "WITHDRAWAL",
    "answer_of",
    "columns_of",
    "hear",
    "take_reminder",
    "take_withdrawal",
]
