"""One value of an indicator with the target it is held against, as pages and reports tell it."""

from dataclasses import dataclass
from fractions import Fraction

from council.indicators.law.declaring import Indicator
from council.indicators.law.ratios import Ratio, Standing, arithmetic, standing, written
from council.indicators.law.targets import Target, target_words

STANDING_NAMES = {
    Standing.MET: "Đạt",
    Standing.MISSED: "Chưa đạt",
    Standing.NO_DATA: "Chưa có số liệu",
}


@dataclass(frozen=True)
class Told:
    """A value with its target and what it comes to; ``name`` says whose or which piece it is."""

    indicator: Indicator
    ratio: Ratio
    target: Target
    name: str = ""

    @property
    def value(self) -> str:
        """Return the value as people read it."""
        return written(self.ratio.value, self.indicator.unit)

    @property
    def in_table(self) -> str:
        """Return the value as it stands in a narrow cell: a dash where there is none."""
        return self.value if self.ratio.value is not None else "–"

    @property
    def arithmetic(self) -> str:
        """Return the division with its numbers."""
        return arithmetic(self.ratio, self.indicator.unit)

    @property
    def aim(self) -> Fraction:
        """Return the target as an exact value.

        :raises ValueError: what holds is the end of a target, which is no target.
        """
        if self.target.value is None:
            raise ValueError("an ended target holds nothing")
        return self.target.value

    @property
    def wanted(self) -> str:
        """Return the target as people read it."""
        return target_words(self.aim, self.indicator.unit, self.indicator.better)

    @property
    def standing(self) -> Standing:
        """Return how the value stands against the target."""
        return standing(self.ratio.value, self.aim, self.indicator.better)
