"""Reading what communes owe, and reminders on both sides."""

from council.exchange.queries.owed import Owed, count_owed, list_owed, list_targets, owed_card, owed_from, top_owed
from council.exchange.queries.reminders import (
    SHOWN,
    count_open_received,
    get_received,
    get_sent,
    list_open_received,
    list_received,
    list_sent,
    may_withdraw,
    sent_of,
)

__all__ = [
    "SHOWN",
    "Owed",
    "count_open_received",
    "count_owed",
    "get_received",
    "get_sent",
    "list_open_received",
    "list_owed",
    "list_received",
    "list_sent",
    "list_targets",
    "may_withdraw",
    "owed_card",
    "owed_from",
    "sent_of",
    "top_owed",
]
