"""How many delegates a share of the total means: exact integers from exact fractions.

The total is always the number of mandates in office at that moment (active and suspended; vacant
seats are not counted), never the number of those present.
"""

from enum import StrEnum
from fractions import Fraction

HALF = Fraction(1, 2)
TWO_THIRDS = Fraction(2, 3)
ONE_THIRD = Fraction(1, 3)


class Threshold(StrEnum):
    """What a vote needs to be adopted."""

    MAJORITY = "majority"
    TWO_THIRDS = "two_thirds"


def at_least(share: Fraction, total: int) -> int:
    """Return the smallest number of delegates that is at least this share of the total.

    :raises ValueError: the total is negative.
    """
    _check(total)
    return -(-share.numerator * total // share.denominator)


def more_than(share: Fraction, total: int) -> int:
    """Return the smallest number of delegates that is more than this share of the total.

    :raises ValueError: the total is negative.
    """
    _check(total)
    return share.numerator * total // share.denominator + 1


def quorum(total: int) -> int:
    """Return how many of the total must be present: two thirds, rounded up (R-SES-15)."""
    return at_least(TWO_THIRDS, total)


def majority(total: int) -> int:
    """Return how many votes are more than half of the total (R-VOT-01)."""
    return more_than(HALF, total)


def two_thirds(total: int) -> int:
    """Return how many votes are at least two thirds of the total (R-VOT-02)."""
    return at_least(TWO_THIRDS, total)


def one_third(total: int) -> int:
    """Return how many delegates may demand a session or move a vote: one third, rounded up (R-SES-03)."""
    return at_least(ONE_THIRD, total)


def _check(total: int) -> None:
    if total < 0:
        raise ValueError("a council has no negative number of delegates")
