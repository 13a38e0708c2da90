"""How far a reminder has come, as steps that people see at one look."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from council.exchange.models import Reminder
from council.exchange.workflow import SentState


@dataclass(frozen=True)
class Stop:
    """One step on the way of a reminder: ``state`` is "done", "now" or "next"."""

    name: str
    state: str
    at: datetime | None = None


def passage_of(reminder: Reminder) -> list[Stop]:
    """Return the way of a reminder: sent, arrived, seen, answered; one that was taken back ends with that."""
    known: list[tuple[str, datetime | None]] = [
        (_("Đã gửi"), reminder.sent_at),
        (_("Đã đến"), reminder.arrived_at or reminder.seen_at),
        (_("Đã xem"), reminder.seen_at),
        (_("Đã trả lời"), reminder.answered_at),
    ]
    if reminder.state == SentState.WITHDRAWN:
        known = [(name, at) for name, at in known if at] + [(_("Đã thu hồi"), reminder.withdrawn_at)]
    return _stops(known)


def _stops(known: list[tuple[str, Any]]) -> list[Stop]:
    first_open = next((number for number, (_name, at) in enumerate(known) if at is None), len(known))
    return [Stop(name, _state(number, first_open), at) for number, (name, at) in enumerate(known)]


def _state(number: int, first_open: int) -> str:
    if number < first_open:
        return "done"
    return "now" if number == first_open else "next"
