"""Measuring two ways in turn, so that a machine that slows down slows both."""

import gc
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass, field

WARM_UP = 2


@dataclass(frozen=True)
class Line:
    """One figure: what was measured, its ratio or value, and the bound that it keeps (None: told only)."""

    name: str
    value: float
    unit: str = "×"
    at_most: float | None = None
    at_least: float | None = None

    @property
    def holds(self) -> bool:
        """Whether the bound is kept."""
        low = self.at_least is None or self.value >= self.at_least
        return low and (self.at_most is None or self.value <= self.at_most)

    @property
    def bound(self) -> str:
        """The bound in words."""
        if self.at_most is not None:
            return f"≤ {self.at_most:g}{self.unit}"
        return f"≥ {self.at_least:g}{self.unit}" if self.at_least is not None else "–"


@dataclass
class Report:
    """The figures of one bench, with the method in words."""

    title: str
    method: str
    lines: list[Line] = field(default_factory=list)

    def add(self, name: str, value: float, **bounds: float | str) -> None:
        """Add a figure."""
        self.lines.append(Line(name, value, **bounds))  # type: ignore[arg-type]


def in_turn(ways: dict[str, Callable[[], object]], rounds: int) -> dict[str, float]:
    """Run each way once a round, in turn, and return each one's median seconds."""
    taken: dict[str, list[float]] = {name: [] for name in ways}
    for number in range(rounds + WARM_UP):
        for name, way in ways.items():
            gc.collect()
            seconds = _seconds(way)
            if number >= WARM_UP:
                taken[name].append(seconds)
    return {name: statistics.median(times) for name, times in taken.items()}


def ratio_in_turn(ours: Callable[[], object], theirs: Callable[[], object], rounds: int) -> float:
    """Run short slices of two ways in turn and return the median of the slices' ratios.

    A slice is over before a busy machine changes its mind, and a single disturbed one does not count. Who
    begins alternates, for the second finds warmer caches.
    """
    ratios = []
    for number in range(rounds + WARM_UP):
        gc.collect()
        pair = (ours, theirs) if number % 2 else (theirs, ours)
        first, second = (_seconds(way) for way in pair)
        if number >= WARM_UP:
            ratios.append(first / second if number % 2 else second / first)
    return statistics.median(ratios)


def _seconds(way: Callable[[], object]) -> float:
    started = time.perf_counter()
    way()
    return time.perf_counter() - started


def percentile(values: list[float], part: float) -> float:
    """Return the value below which a part (0..1) of the values lies."""
    ordered = sorted(values)
    return ordered[min(int(len(ordered) * part), len(ordered) - 1)]
