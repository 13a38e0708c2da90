"""Indicators as pure facts: formulas made from declarations, exact arithmetic, targets by their days, periods."""

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from council.indicators.law import (
    NO_DATA,
    SCHEME,
    BadIndicator,
    Better,
    Indicator,
    Part,
    PeriodKind,
    Ratio,
    Standing,
    Target,
    TargetOutOfBounds,
    Unit,
    added,
    arithmetic,
    before,
    check_target,
    find_indicator,
    formula,
    half_year,
    period_of,
    run_up_to,
    standing,
    target_at,
    target_words,
    written,
)
from council.law import Level, national_rules
from hub.rollups import measure_named

pytestmark = pytest.mark.unit

DAY = date(2026, 7, 1)
GENERAL = Target(Fraction(1), date(2016, 1, 1), "Đề án", is_own=False)
RATIOS = st.builds(lambda part, rest: Ratio(part, part + rest), st.integers(0, 9_999), st.integers(0, 9_999))
DAYS = st.dates(date(2001, 1, 1), date(2098, 12, 31))


def own(value, days, document="12/NQ-HĐND"):
    return Target(value, DAY + timedelta(days=days), document)


@given(st.lists(RATIOS, max_size=129))
def test_the_sum_of_the_communes_is_both_sides_of_the_province(ratios):
    whole = added(ratios)

    assert (whole.numerator, whole.denominator) == (
        sum(ratio.numerator for ratio in ratios),
        sum(ratio.denominator for ratio in ratios),
    )


def test_the_whole_is_no_average_of_the_values():
    assert added([Ratio(1, 1), Ratio(0, 99)]).value == Fraction(1, 100)


@given(RATIOS)
def test_a_part_is_never_written_as_the_whole_nor_as_nothing(ratio):
    words = written(ratio.value, Unit.PERCENT)

    assert (words == "100 %") is (ratio.value == 1)
    assert (words == "0 %") is (ratio.value == 0)
    assert (words == NO_DATA) is (ratio.denominator == 0)


@pytest.mark.parametrize(
    ("ratio", "unit", "words"),
    [
        (Ratio(12, 14), Unit.PERCENT, "12 / 14 = 85,7 %"),
        (Ratio(14, 14), Unit.PERCENT, "14 / 14 = 100 %"),
        (Ratio(1_999, 2_000), Unit.PERCENT, "1.999 / 2.000 = 99,9 %"),
        (Ratio(9_999, 10_000), Unit.PERCENT, "9.999 / 10.000 = 99,9 %"),
        (Ratio(1, 9_999), Unit.PERCENT, "1 / 9.999 = 0,1 %"),
        (Ratio(1, 2_000), Unit.PERCENT, "1 / 2.000 = 0,1 %"),
        (Ratio(37, 12), Unit.DAYS, "37 / 12 = 3,1 ngày"),
        (Ratio(10, 4), Unit.DAYS, "10 / 4 = 2,5 ngày"),
        (Ratio(0, 3), Unit.DAYS, "0 / 3 = 0 ngày"),
        (Ratio(0, 0), Unit.PERCENT, NO_DATA),
        (Ratio(5, 0), Unit.DAYS, NO_DATA),
    ],
)
def test_the_arithmetic_is_shown_with_its_numbers(ratio, unit, words):
    assert arithmetic(ratio, unit) == words


@pytest.mark.parametrize(
    ("value", "target", "better", "expected"),
    [
        (Fraction(1), Fraction(1), Better.HIGHER, Standing.MET),
        (Fraction(999, 1000), Fraction(1), Better.HIGHER, Standing.MISSED),
        (Fraction(7), Fraction(7), Better.LOWER, Standing.MET),
        (Fraction(71, 10), Fraction(7), Better.LOWER, Standing.MISSED),
        (None, Fraction(1), Better.HIGHER, Standing.NO_DATA),
        (None, Fraction(7), Better.LOWER, Standing.NO_DATA),
    ],
)
def test_a_value_is_held_against_its_target_exactly(value, target, better, expected):
    assert standing(value, target, better) is expected


def test_the_councils_own_target_holds_from_its_day_until_it_is_ended():
    history = [own(Fraction(9, 10), 0), own(Fraction(95, 100), 10), own(None, 20)]

    held = [target_at(GENERAL, history, on=DAY + timedelta(days=days)).value for days in (-1, 0, 9, 10, 19, 20)]

    assert held == [1, Fraction(9, 10), Fraction(9, 10), Fraction(95, 100), Fraction(95, 100), 1]


def test_of_two_decisions_for_one_day_the_later_holds():
    assert target_at(GENERAL, [own(Fraction(1, 2), 5), own(Fraction(3, 4), 5)], on=DAY + timedelta(days=5)).value == (
        Fraction(3, 4)
    )


@pytest.mark.parametrize(
    ("value", "unit"),
    [
        (Fraction(0), Unit.PERCENT),
        (Fraction(101, 100), Unit.PERCENT),
        (Fraction(0), Unit.DAYS),
        (Fraction(366), Unit.DAYS),
    ],
)
def test_a_target_that_nobody_or_everybody_reaches_is_refused(value, unit):
    with pytest.raises(TargetOutOfBounds):
        check_target(value, unit)


@pytest.mark.parametrize(
    ("value", "unit", "better", "words"),
    [
        (Fraction(1), Unit.PERCENT, Better.HIGHER, "100 %"),
        (Fraction(9, 10), Unit.PERCENT, Better.HIGHER, "ít nhất 90 %"),
        (Fraction(7), Unit.DAYS, Better.LOWER, "không quá 7 ngày"),
    ],
)
def test_a_target_is_written_with_its_direction(value, unit, better, words):
    assert target_words(value, unit, better) == words


def test_every_formula_is_one_sentence_of_its_declaration():
    for indicator in SCHEME:
        said = formula(indicator)
        assert said.startswith(indicator.label)
        assert indicator.numerator.words in said
        assert indicator.denominator.words in said
        assert said.endswith("× 100 %." if indicator.unit is Unit.PERCENT else ".")


def test_the_formula_of_lawful_sessions_reads_as_people_say_it():
    assert formula(find_indicator("ky-hop-dung-luat")) == (
        "Tỷ lệ kỳ họp tổ chức đúng luật = số kỳ họp đã xong mọi việc luật định, việc nào cũng đúng hạn "
        "÷ số kỳ họp đã tổ chức × 100 %."
    )


def test_every_indicator_counts_what_is_declared_and_has_a_general_target():
    names = [indicator.name for indicator in SCHEME]
    assert len(set(names)) == len(names)
    for indicator in SCHEME:
        known = {dimension for name in indicator.measures for dimension in measure_named(name).dimensions}
        assert set(indicator.dimensions) <= known
        for name in indicator.measures:
            measure = measure_named(name)
            assert set(indicator.dimensions) & set(measure.dimensions) <= set(measure.told)
            assert (measure.served, measure.suppress_below) == (True, 0)  # reports say that nothing was hidden
        for level in Level:
            assert national_rules(level, DAY).value(indicator.target) > 0


@pytest.mark.parametrize(
    "wrong",
    [
        {"numerator": Part(measures=("a",), words="")},
        {"better": Better.LOWER},
        {"rules": ()},
    ],
)
def test_a_declaration_without_a_true_formula_is_refused(wrong):
    side = Part(measures=("a",), words="việc")
    right = {
        "name": "x",
        "label": "X",
        "short": "X",
        "aim": "X",
        "numerator": side,
        "denominator": side,
        "unit": Unit.PERCENT,
        "better": Better.HIGHER,
        "target": "targets.x",
        "rules": ("R-TGT-02",),
    }

    assert Indicator(**right).measures == ("a",)
    with pytest.raises(BadIndicator):
        Indicator(**{**right, **wrong})


@given(DAYS, st.sampled_from([PeriodKind.MONTH, PeriodKind.QUARTER, PeriodKind.YEAR]))
def test_periods_follow_one_another_without_a_gap(on, kind):
    period = period_of(kind, on)
    earlier = before(period, kind)

    assert period.first <= on <= period.last
    assert earlier.last + timedelta(days=1) == period.first
    assert run_up_to(on, kind, count=3)[-2:] == [earlier, period]


@given(st.integers(2001, 2098))
def test_two_halves_are_the_year(year):
    first, second = half_year(year), half_year(year, 2)

    assert (first.first, first.last + timedelta(days=1), second.last) == (
        date(year, 1, 1),
        second.first,
        date(year, 12, 31),
    )


def test_a_term_has_no_place_in_the_calendar():
    with pytest.raises(ValueError, match="term"):
        period_of(PeriodKind.TERM, DAY)
