"""Which target holds on a day: the council's own from the day of its document, before and without it the general one.

A target is never edited: a later document adds one, or ends the council's own so that the general one returns.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from council.indicators.law.declaring import Better, Unit
from council.indicators.law.ratios import written
from kernel.refusal import Refusal

MOST_DAYS = 365


class TargetOutOfBounds(Refusal):
    """No council can reach such a number, or any would."""

    code = "target_out_of_bounds"
    field = "value"


@dataclass(frozen=True)
class Target:
    """A target from a day on, with the document that it stands in. ``value`` None ends the council's own."""

    value: Fraction | None
    from_on: date
    document: str
    is_own: bool = True


def target_at(general: Target, own: Iterable[Target], *, on: date) -> Target:
    """Return the target of a day; of two decisions for one day the later one holds.

    ``own`` stand in the order in which they were set.
    """
    found: Target | None = None
    for each in own:
        if each.from_on <= on and (found is None or each.from_on >= found.from_on):
            found = each
    return found if found is not None and found.value is not None else general


def check_target(value: Fraction, unit: Unit) -> Fraction:
    """Return a target that may be set.

    :raises TargetOutOfBounds: it is a part of more than the whole, or no number of days that anybody waits.
    """
    if unit is Unit.PERCENT and not 0 < value <= 1:
        raise TargetOutOfBounds("Mục tiêu phải lớn hơn 0 % và không quá 100 %.")
    if unit is Unit.DAYS and not 0 < value <= MOST_DAYS:
        raise TargetOutOfBounds("Mục tiêu phải từ 1 đến 365 ngày.")
    return value


def target_words(value: Fraction, unit: Unit, better: Better) -> str:
    """Return a target as people read it: ``100 %``, ``ít nhất 90 %``, ``không quá 5 ngày``."""
    told = written(value, unit)
    if better is Better.LOWER:
        return f"không quá {told}"
    return told if value == 1 and unit is Unit.PERCENT else f"ít nhất {told}"
