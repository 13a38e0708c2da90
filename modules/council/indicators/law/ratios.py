"""The value of an indicator: two whole numbers that are kept apart until they are written.

Values of several councils or months are added side by side, numerator to numerator and denominator to denominator;
an average of averages would weigh a council with one case like one with a hundred. Nothing is divided by zero:
where there is no case there is no value.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from council.indicators.law.declaring import Better, Unit

NO_DATA = "chưa có số liệu"


@dataclass(frozen=True)
class Ratio:
    """What was counted on both sides."""

    numerator: int = 0
    denominator: int = 0

    def __add__(self, other: "Ratio") -> "Ratio":
        return Ratio(self.numerator + other.numerator, self.denominator + other.denominator)

    @property
    def value(self) -> Fraction | None:
        """Return the exact quotient, None while there is nothing to divide by."""
        return Fraction(self.numerator, self.denominator) if self.denominator > 0 else None


class Standing(StrEnum):
    """How a value stands against its target."""

    MET = "met"
    MISSED = "missed"
    NO_DATA = "no_data"


def added(ratios: Iterable[Ratio]) -> Ratio:
    """Return several values as one, each case counted once."""
    return sum(ratios, start=Ratio())


def standing(value: Fraction | None, target: Fraction, better: Better) -> Standing:
    """Return whether a value is at least as good as its target, compared exactly."""
    if value is None:
        return Standing.NO_DATA
    met = value >= target if better is Better.HIGHER else value <= target
    return Standing.MET if met else Standing.MISSED


def written(value: Fraction | None, unit: Unit) -> str:
    """Return a value as people read it: ``85,7 %``, ``3,1 ngày``.

    A part that lacks one case is never written as the whole, one that has a case never as nothing.
    """
    if value is None:
        return NO_DATA
    if unit is Unit.DAYS:
        return f"{_decimal(_tenths(value))} ngày"
    tenths = _tenths(value * 100)
    if 0 < value < 1:
        tenths = min(max(tenths, 1), 999)
    return f"{_decimal(tenths)} %"


def arithmetic(ratio: Ratio, unit: Unit) -> str:
    """Return the division with its real numbers: ``12 / 14 = 85,7 %``."""
    if ratio.value is None:
        return NO_DATA
    return f"{grouped(ratio.numerator)} / {grouped(ratio.denominator)} = {written(ratio.value, unit)}"


def grouped(number: int) -> str:
    """Return a whole number with its thousands set apart: ``1.234``."""
    return f"{number:,}".replace(",", ".")


def _tenths(value: Fraction) -> int:
    """Return the tenths of a value, halves rounded up."""
    return int((value * 20 + 1) // 2)


def _decimal(tenths: int) -> str:
    whole, part = divmod(tenths, 10)
    return f"{grouped(whole)},{part}" if part else grouped(whole)
