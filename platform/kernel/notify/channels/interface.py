"""What the product asks of a channel."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol


class Fate(StrEnum):
    """What became of a message that a channel has taken."""

    UNDER_WAY = "under_way"
    DELIVERED = "delivered"
    FAILED = "failed"


@dataclass(frozen=True)
class Message:
    """One message to one telephone; ``key`` stays the same however often it is sent."""

    key: str
    phone: str
    subject: str = field(repr=False)
    link: str = field(repr=False)


class NotTaken(Exception):
    """The channel will never take this message; ``reason`` is its word for why."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class NotYetTaken(NotTaken):
    """The channel did not take it now and may later."""


class Channel(Protocol):
    """One way to a telephone."""

    def hand_over(self, message: Message) -> str:
        """Give a message to the channel and return the number under which it is asked for later.

        :raises NotYetTaken: it is worth another try.
        :raises NotTaken: it is not.
        """

    def fate_of(self, number: str) -> tuple[Fate, str]:
        """Return what became of a message, and the channel's word for it.

        :raises NotYetTaken: the channel does not answer.
        """
