"""When two supervisions stand too near each other (R-SUP-02): same body, same topic, within some days."""

from dataclasses import dataclass
from datetime import date

from council.law.rules import Rules


@dataclass(frozen=True)
class Period:
    """A time from its first to its last day.

    :raises ValueError: it ends before it begins.
    """

    first_on: date
    last_on: date

    def __post_init__(self) -> None:
        if self.last_on < self.first_on:
            raise ValueError("a period does not end before it begins")

    def days_to(self, other: "Period") -> int:
        """Return the days between the two periods; 0 when they share or touch a day."""
        return max(0, (max(self.first_on, other.first_on) - min(self.last_on, other.last_on)).days)


def is_overlap(one: Period, other: Period, *, rules: Rules) -> bool:
    """Return whether two supervisions of one body and topic lie so near that it must be justified."""
    return one.days_to(other) <= rules.number("supervision.overlap_days")
