"""Reading what a letter says: everything came as plain values, and nothing is believed before it fits."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from council.exchange import law
from kernel.access import Actor
from kernel.refusal import Refusal

CARRIER = Actor.system("exchange.border")
LONGEST = {
    "sender_name": 200,
    "matter": 16,
    "subject": law.LONGEST_SUBJECT,
    "why": law.LONGEST_WHY,
    "note": law.LONGEST_NOTE,
    "words": law.LONGEST_WORDS,
    "reason": law.LONGEST_REASON,
}


class Unreadable(Refusal):
    """A letter has another shape than a reminder, an answer or a withdrawal."""

    code = "unreadable"
    message = _("Lời nhắc không đúng khuôn mẫu.")


def text(name: str, value: Any, *, longest: int = 0) -> str:
    """Return a text that fits its column; nothing is an empty one.

    :raises Unreadable: it is no text, or too long.
    """
    if not isinstance(value, str | None) or len(value or "") > (longest or LONGEST[name]):
        raise Unreadable()
    return value or ""


def moment(kind: Any, value: Any) -> Any:
    """Return a day or an instant that travelled as text; an instant without a time zone is none.

    :raises Unreadable: it is none.
    """
    if value is None:
        return None
    try:
        read = kind.fromisoformat(value)
    except (TypeError, ValueError):
        raise Unreadable() from None
    if kind is datetime and read.tzinfo is None:
        raise Unreadable()
    return read


def key(value: Any) -> UUID:
    """Return a key that travelled as text.

    :raises Unreadable: it is none.
    """
    try:
        return UUID(value)
    except (TypeError, ValueError, AttributeError):
        raise Unreadable() from None
