"""Times in which terms stand still: a storm, an epidemic, or a case that waits for another result.

A paused day is simply not counted, so a pause inside a term lengthens it by its days; the end is then
moved off a day off as always. Terms counted back from an opening and floors are never paused: the
opening itself must be moved.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from kernel.refusal import Refusal


class PauseNotAllowed(Refusal):
    """A pause ends before it begins, or names no document."""

    code = "pause_not_allowed"
    message = "Ngày kết thúc tạm dừng không được trước ngày bắt đầu, và phải có văn bản làm căn cứ."
    field = "last_on"


@dataclass(frozen=True)
class Pause:
    """A pause from its first to its last day, both paused; without topics it holds for every term.

    ``topics`` are the first part of a parameter's key (``petitions``) or a whole key.

    :raises PauseNotAllowed: it ends before it begins, or names no document.
    """

    first_on: date
    last_on: date
    name: str
    document: str
    topics: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        if self.last_on < self.first_on or not self.document.strip():
            raise PauseNotAllowed()

    @classmethod
    def until_resumed(cls, *, suspended_on: date, resumed_on: date, name: str, document: str) -> "Pause":
        """Return the pause of one case: as many days as lie from the suspension to the resumption (R-CPL-08).

        :raises PauseNotAllowed: it was not resumed after the day of the suspension, or names no document.
        """
        return cls(suspended_on, resumed_on - timedelta(days=1), name, document)

    def covers(self, on: date) -> bool:
        """Return whether a day is paused."""
        return self.first_on <= on <= self.last_on

    def holds_for(self, key: str) -> bool:
        """Return whether the pause stops the terms of a parameter."""
        return not self.topics or bool(self.topics & {key, key.partition(".")[0]})


def pause_on(on: date, pauses: Iterable[Pause]) -> Pause | None:
    """Return the pause that covers a day, or None."""
    return next((pause for pause in pauses if pause.covers(on)), None)
