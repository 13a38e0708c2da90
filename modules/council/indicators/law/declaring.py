"""The declaration of an indicator: what it divides by what, in which unit, which way is better, whom it serves.

An indicator is data, like a measure: both its sides are measures that councils count, each limited to some values
of the measure's dimensions. The formula that people read and the arithmetic that they may check are made from it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class BadIndicator(ValueError):
    """A declaration of which no true formula can be made; the application does not start."""


class Unit(StrEnum):
    """In what an indicator is told."""

    PERCENT = "percent"  # a part of a whole
    DAYS = "days"  # days of all cases shared out over the cases


class Better(StrEnum):
    """Which way is the good one."""

    HIGHER = "higher"
    LOWER = "lower"


class PeriodKind(StrEnum):
    """Over which stretch of time a value is told."""

    MONTH = "thang"
    QUARTER = "quy"
    YEAR = "nam"
    TERM = "khoa"


@dataclass(frozen=True, kw_only=True)
class Part:
    """One side of a formula: measures that are added up, only where a dimension has one of the values, and it in words.

    A condition holds for the measures that have its dimension.
    """

    measures: tuple[str, ...]
    words: str
    where: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Indicator:
    """One target of the scheme as a number.

    ``short`` heads a narrow column; ``aim`` is what the scheme wants; ``target`` is the parameter of the law's book
    that holds the general target; ``split_by`` is the dimension by which the value is told in rows; ``not_counted``
    says what stands on neither side.
    """

    name: str
    label: str
    short: str
    aim: str
    numerator: Part
    denominator: Part
    unit: Unit
    better: Better
    target: str
    rules: tuple[str, ...]
    periods: tuple[PeriodKind, ...] = tuple(PeriodKind)
    split_by: str = ""
    not_counted: str = ""

    def __post_init__(self) -> None:
        if not (self.numerator.words and self.denominator.words):
            raise BadIndicator(f"{self.name}: both sides need words")
        if self.unit is Unit.PERCENT and self.better is not Better.HIGHER:
            raise BadIndicator(f"{self.name}: a part of a whole is wanted large")
        if not self.rules:
            raise BadIndicator(f"{self.name} rests on no rule")

    @property
    def measures(self) -> tuple[str, ...]:
        """Return the measures that are read for it, each once."""
        return tuple(dict.fromkeys((*self.numerator.measures, *self.denominator.measures)))

    @property
    def dimensions(self) -> tuple[str, ...]:
        """Return the dimensions that its conditions and its rows ask for."""
        asked = (*self.numerator.where, *self.denominator.where, *((self.split_by,) if self.split_by else ()))
        return tuple(dict.fromkeys(asked))


def formula(indicator: Indicator) -> str:
    """Return how the indicator is computed, as one Vietnamese sentence."""
    above, below = indicator.numerator.words, indicator.denominator.words
    if indicator.unit is Unit.DAYS:
        return f"{indicator.label} = tổng {above} ÷ số {below}."
    return f"{indicator.label} = số {above} ÷ số {below} × 100 %."
