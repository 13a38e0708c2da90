"""The ruler itself: bounds, medians and ratios."""

from collections.abc import Callable
from types import SimpleNamespace

import pytest
from bench import measure
from bench.measure import Line, Report, in_turn, percentile, ratio_in_turn

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(
    ("line", "holds", "bound"),
    [
        (Line("a", 1.35, at_most=1.35), True, "≤ 1.35×"),
        (Line("a", 1.36, at_most=1.35), False, "≤ 1.35×"),
        (Line("a", 50, at_least=50), True, "≥ 50×"),
        (Line("a", 49, at_least=50), False, "≥ 50×"),
        (Line("a", 10**9), True, "–"),
        (Line("a", 0, unit="", at_most=0), True, "≤ 0"),
        (Line("a", 3, at_least=1, at_most=2), False, "≤ 2×"),
        (Line("a", float("nan"), at_most=2), False, "≤ 2×"),
    ],
)
def test_line_holds_to_its_bound(line: Line, holds: bool, bound: str) -> None:
    assert (line.holds, line.bound) == (holds, bound)


def test_report_keeps_its_lines_in_order() -> None:
    report = Report("title", "method")

    report.add("first", 1.0, at_most=2)
    report.add("second", 2.0, unit=" ms")

    assert report.lines == [Line("first", 1.0, at_most=2), Line("second", 2.0, unit=" ms")]


@pytest.mark.parametrize(("part", "value"), [(0.0, 1.0), (0.5, 51.0), (0.95, 96.0), (0.99, 100.0), (1.0, 100.0)])
def test_percentile_is_a_value_that_was_measured(part: float, value: float) -> None:
    values = [float(number) for number in range(100, 0, -1)]

    assert percentile(values, part) == value


def test_each_way_runs_in_turn_after_a_warm_up() -> None:
    asked: list[str] = []

    taken = in_turn({"a": lambda: asked.append("a"), "b": lambda: asked.append("b")}, rounds=3)

    assert asked == ["a", "b"] * 5
    assert set(taken) == {"a", "b"}


@pytest.fixture
def nap(monkeypatch: pytest.MonkeyPatch) -> Callable[[float], None]:
    """Let some seconds go by on the ruler's clock, which no busy machine disturbs."""
    gone_by: list[float] = []
    monkeypatch.setattr(measure, "time", SimpleNamespace(perf_counter=lambda: sum(gone_by)))
    return gone_by.append


def test_neither_the_warm_up_nor_one_disturbed_round_counts(nap: Callable[[float], None]) -> None:
    naps = iter([0.3, 0.3, 0.0, 0.3, 0.0])

    taken = in_turn({"a": lambda: nap(next(naps))}, rounds=3)

    assert taken == {"a": 0}


def test_ratio_is_ours_over_theirs_whoever_begins(nap: Callable[[float], None]) -> None:
    order: list[str] = []

    def ours() -> None:
        order.append("ours")
        nap(0.09)

    def theirs() -> None:
        order.append("theirs")
        nap(0.03)

    ratio = ratio_in_turn(ours, theirs, rounds=5)

    assert ratio == pytest.approx(3)
    assert order[:4] == ["theirs", "ours", "ours", "theirs"]
    assert len(order) == 14
