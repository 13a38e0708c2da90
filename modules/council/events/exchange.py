"""What happens between councils: ids and plain values only."""

from dataclasses import dataclass
from uuid import UUID

from council.events import Event


@dataclass(frozen=True, kw_only=True)
class ReminderSent(Event):
    """Somebody of a province's council reminded a commune; it is not there yet."""

    reminder_id: UUID


@dataclass(frozen=True, kw_only=True)
class ReminderNotDelivered(Event):
    """A reminder is held or was refused on its way; not when it is held again for the same reason."""

    reminder_id: UUID
    because: str


@dataclass(frozen=True, kw_only=True)
class ReminderReplied(Event):
    """The sender has read in the receipt that the commune answered; once for each answer."""

    reminder_id: UUID


@dataclass(frozen=True, kw_only=True)
class ReminderReceived(Event):
    """A commune's council was given a reminder by its province; once."""

    reminder_id: UUID


@dataclass(frozen=True, kw_only=True)
class ReminderSeen(Event):
    """Somebody who may answer opened a received reminder for the first time."""

    reminder_id: UUID


@dataclass(frozen=True, kw_only=True)
class ReminderAnswered(Event):
    """A commune answered a reminder, or answered it anew."""

    reminder_id: UUID


@dataclass(frozen=True, kw_only=True)
class ReminderWithdrawn(Event):
    """A province took a reminder back; the commune does not know it yet."""

    reminder_id: UUID


@dataclass(frozen=True, kw_only=True)
class WithdrawalReceived(Event):
    """A commune was told that a reminder which it has is taken back; once."""

    reminder_id: UUID
