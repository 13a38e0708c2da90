"""Like with like: the figures of communes beside those of communes, and of units with as many people."""

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from statistics import median_low
from typing import Any, TypeVar

from django.utils.translation import gettext_lazy as _

Key = TypeVar("Key", bound=Hashable)
UNKNOWN = _("chưa có dân số")


@dataclass(frozen=True)
class Bands:
    """Units of like size: for each band below how many people it ends (None: open upwards), and its name."""

    bands: tuple[tuple[int | None, Any], ...]

    @property
    def numbers(self) -> range:
        """Return the number of every band; the last one is for who has no number of people."""
        return range(len(self.bands) + 1)

    def of(self, people: int | None) -> int:
        """Return the number of the band in which so many people are."""
        if people is None:
            return len(self.bands)
        return next(number for number, (below, _name) in enumerate(self.bands) if below is None or people < below)

    def name(self, number: int) -> Any:
        """Return the name of a band."""
        return self.bands[number][1] if number < len(self.bands) else UNKNOWN


@dataclass(frozen=True)
class Like:
    """What counts as like on a dashboard: the kinds of unit in their order, with their names, and the bands of size."""

    kinds: tuple[tuple[str, Any], ...]
    bands: Bands


COMMUNES = Bands(
    (
        (10_000, _("dưới 10.000 dân")),
        (20_000, _("10.000 đến dưới 20.000 dân")),
        (40_000, _("20.000 đến dưới 40.000 dân")),
        (None, _("từ 40.000 dân")),
    )
)
PROVINCES = Bands(
    (
        (1_500_000, _("dưới 1,5 triệu dân")),
        (3_000_000, _("1,5 đến dưới 3 triệu dân")),
        (4_500_000, _("3 đến dưới 4,5 triệu dân")),
        (None, _("từ 4,5 triệu dân")),
    )
)


@dataclass(frozen=True)
class Group:
    """Units of one kind: how many with a figure, lowest, middle, average and highest figure."""

    name: Any
    count: int
    lowest: int
    middle: int
    average: Fraction
    highest: int


def grouped(
    areas: Iterable[Any], key: Callable[[Any], Key], order: Sequence[Key], name: Callable[[Key], Any]
) -> list[Group]:
    """Return a group for each key in its order; areas without a figure count nowhere, empty groups are left out."""
    values: dict[Key, list[int]] = {}
    for area in areas:
        if area.value is not None:
            values.setdefault(key(area), []).append(area.value)
    return [_group(name(one), values[one]) for one in order if one in values]


def _group(name: Any, values: list[int]) -> Group:
    return Group(name, len(values), min(values), median_low(values), Fraction(sum(values), len(values)), max(values))


@dataclass(frozen=True)
class Column:
    """One bar of the distribution: how many units have a figure from ``low`` to ``high`` (None: open upwards)."""

    low: int
    high: int | None
    count: int
    level: int


def spread(values: Iterable[int | None], scale: Any) -> list[Column]:
    """Return how many units stand on each level of a scale, from nothing to most."""
    known = [value for value in values if value is not None]
    levels = [scale.level_of(value) for value in known]
    nothing = Column(0, 0, levels.count(0), 0)
    return [nothing, *(Column(band.low, band.high, levels.count(band.level), band.level) for band in scale.bands)]
