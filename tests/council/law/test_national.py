"""The delivered book is whole, and a book with a mistake is refused when it is read."""

from datetime import date
from fractions import Fraction

import pytest

from council import law
from council.law.national import national_book, read_book
from council.law.values import check_bounds, check_options, read, show, show_with_unit, written

pytestmark = pytest.mark.unit

BOOK = national_book()
PARAMETERS = list(BOOK)
SAMPLE = """
[[parameter]]
key = "sample.days"
title = "Thử"
rule = "R-TST-01"
unit = "calendar_days"
class = "warn"
council_may_set = true
direction = "forward"
at_least = 1
at_most = 9
[[parameter.value]]
from = 2020-01-01
is = 5
act = "Luật thử"
mark = "D"
confidence = "L"
"""


@pytest.mark.parametrize("parameter", PARAMETERS, ids=lambda parameter: parameter.key)
def test_every_parameter_can_be_traced(parameter):
    sources = [value.source for value in parameter.values]

    assert parameter.rule.startswith("R-")
    assert [source for source in sources if source.mark not in "VKSPD" or source.confidence not in "HML"] == []
    assert [source for source in sources if not source.act] == []


@pytest.mark.parametrize("parameter", PARAMETERS, ids=lambda parameter: parameter.key)
def test_every_value_in_force_reads_back_from_its_text(parameter):
    for level in law.Level:
        value = parameter.dated(date(2026, 11, 21)).by_level[level]

        assert parameter.read(written(value)) == value


@pytest.mark.parametrize("parameter", PARAMETERS, ids=lambda parameter: parameter.key)
def test_a_number_that_a_council_may_set_has_bounds(parameter):
    counts = parameter.unit not in (law.Unit.YES_NO, law.Unit.OPTIONS)
    bounded = parameter.at_least is not None and parameter.at_most is not None

    assert not (parameter.council_may_set and counts) or bounded


@pytest.mark.parametrize("parameter", PARAMETERS, ids=lambda parameter: parameter.key)
def test_days_have_a_direction_and_other_units_have_none(parameter):
    days = parameter.unit in (law.Unit.WORKING_DAYS, law.Unit.CALENDAR_DAYS)

    assert days is (parameter.direction is not None)


def test_the_thresholds_are_fixed_by_law():
    fixed = ("sessions.quorum", "votes.majority", "votes.two_thirds", "votes.one_third", "sessions.request_share")

    assert [BOOK[key].council_may_set for key in fixed] == [False] * 5
    assert [BOOK[key].dated(date(2026, 1, 1)).by_level["province"] for key in fixed] == [
        Fraction(2, 3),
        Fraction(1, 2),
        Fraction(2, 3),
        Fraction(1, 3),
        Fraction(1, 3),
    ]


def test_a_key_that_stands_twice_is_refused():
    with pytest.raises(ValueError, match="twice"):
        read_book(SAMPLE + SAMPLE)


@pytest.mark.parametrize("day", ["2019-01-01", "2020-01-01"])
def test_dated_values_out_of_order_are_refused(day):
    again = SAMPLE.partition("[[parameter.value]]")[2].replace("2020-01-01", day)

    with pytest.raises(ValueError, match="order"):
        read_book(SAMPLE + "[[parameter.value]]" + again)


def test_working_days_that_run_backwards_are_refused():
    sample = SAMPLE.replace("calendar_days", "working_days").replace('"forward"', '"back"')

    with pytest.raises(ValueError, match="forward only"):
        read_book(sample)


@pytest.mark.parametrize(
    ("text", "unit", "value"),
    [
        (" 5 ", law.Unit.CALENDAR_DAYS, 5),
        ("2/3", law.Unit.SHARE, Fraction(2, 3)),
        ("Có", law.Unit.YES_NO, True),
        ("no", law.Unit.YES_NO, False),
        ("for, against", law.Unit.OPTIONS, ("for", "against")),
    ],
)
def test_a_typed_value_is_read(text, unit, value):
    assert read(text, unit) == value


@pytest.mark.parametrize(
    ("text", "unit", "sentence"),
    [
        ("năm", law.Unit.COUNT, "Hãy nhập một số nguyên, ví dụ 5."),
        ("-1", law.Unit.MINUTES, "Hãy nhập một số nguyên, ví dụ 5."),
        ("", law.Unit.WORKING_DAYS, "Hãy nhập một số nguyên, ví dụ 5."),
        ("٥", law.Unit.COUNT, "Hãy nhập một số nguyên, ví dụ 5."),
        ("hai phần ba", law.Unit.SHARE, "Hãy nhập một phân số, ví dụ 2/3."),
        ("1/0", law.Unit.SHARE, "Hãy nhập một phân số, ví dụ 2/3."),
        ("3/2", law.Unit.SHARE_ABOVE, "Phân số phải lớn hơn 0 và không quá 1."),
        ("0", law.Unit.SHARE, "Phân số phải lớn hơn 0 và không quá 1."),
        ("có thể", law.Unit.YES_NO, "Hãy chọn có hoặc không."),
        ("", law.Unit.OPTIONS, "Hãy nhập các lựa chọn khác nhau, cách nhau bằng dấu phẩy."),
        ("for,for", law.Unit.OPTIONS, "Hãy nhập các lựa chọn khác nhau, cách nhau bằng dấu phẩy."),
    ],
)
def test_a_text_that_is_no_value_is_refused_with_a_sentence(text, unit, sentence):
    with pytest.raises(law.NotAValue) as refusal:
        read(text, unit)

    assert (str(refusal.value), refusal.value.field) == (sentence, "value")


@pytest.mark.parametrize(
    ("text", "sentence"),
    [("0", "Giá trị không được nhỏ hơn 1."), ("10", "Giá trị không được lớn hơn 9.")],
)
def test_a_number_outside_its_bounds_is_refused(text, sentence):
    with pytest.raises(law.OutOfBounds) as refusal:
        read_book(SAMPLE)["sample.days"].read(text)

    assert str(refusal.value) == sentence


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (
            "for,against,maybe",
            "Chỉ được chọn trong danh mục: Tán thành, Không tán thành, Không biểu quyết, Có ý kiến khác.",
        ),
        ("for,abstain", "Danh sách phải có: Tán thành, Không tán thành."),
    ],
)
def test_ballot_options_outside_the_list_are_refused(text, sentence):
    with pytest.raises(law.OutOfBounds) as refusal:
        BOOK["votes.options"].read(text)

    assert str(refusal.value) == sentence


def test_checks_leave_values_of_other_kinds_alone():
    assert check_bounds(5, at_least=None, at_most=None) is None
    assert check_bounds(True, at_least=5, at_most=6) is None
    assert check_options(5, choices=(), required=("for",)) is None


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (True, "có"),
        (False, "không"),
        (5, "5"),
        (Fraction(2, 3), "2/3"),
        (("for", "against"), "Tán thành, Không tán thành"),
    ],
)
def test_a_value_is_shown_in_vietnamese(value, shown):
    assert show(value) == shown


@pytest.mark.parametrize(
    ("value", "unit", "shown"),
    [
        (5, law.Unit.WORKING_DAYS, "5 ngày làm việc"),
        (Fraction(2, 3), law.Unit.SHARE, "ít nhất 2/3 tổng số đại biểu"),
        (Fraction(1, 2), law.Unit.SHARE_ABOVE, "quá 1/2 tổng số đại biểu"),
        (True, law.Unit.YES_NO, "có"),
    ],
)
def test_a_value_is_shown_with_its_unit(value, unit, shown):
    assert show_with_unit(value, unit) == shown


@pytest.mark.parametrize("unit", law.Unit)
def test_every_unit_can_be_shown(unit):
    assert "5" in show_with_unit(5, unit)
