"""The delivered book is whole, and a book with a mistake is refused when it is read."""

from datetime import date, time
from fractions import Fraction

import pytest

from council import law
from council.law.national import national_book, read_book
from council.law.units import TERMS, WITHOUT_BOUNDS
from council.law.values import OPTION_NAMES, check_bounds, check_options, read, show, show_with_unit, written

pytestmark = pytest.mark.unit

BOOK = national_book()
PARAMETERS = list(BOOK)
MARKS = "VKSPD"
LONGEST_KEPT = 200  # signs of a council's own value
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


def test_every_parameter_can_be_traced():
    sources = [(parameter.key, value.source) for parameter in PARAMETERS for value in parameter.values]

    assert [parameter.key for parameter in PARAMETERS if not parameter.rule.startswith("R-")] == []
    assert [key for key, source in sources if source.mark not in MARKS or source.confidence not in "HML"] == []
    assert [key for key, source in sources if not source.act] == []


def test_every_value_reads_back_from_its_text():
    lost = [
        (parameter.key, value)
        for parameter in PARAMETERS
        for dated in parameter.values
        for value in dated.by_level.values()
        if parameter.read(written(value)) != value
    ]

    assert lost == []


def test_a_number_that_a_council_may_set_has_bounds():
    settable = [parameter for parameter in PARAMETERS if parameter.council_may_set]
    counted = [parameter for parameter in settable if parameter.unit not in WITHOUT_BOUNDS]

    assert len(counted) > 100
    assert [parameter.key for parameter in counted if None in (parameter.at_least, parameter.at_most)] == []


def test_a_value_that_a_council_may_set_fits_where_it_is_kept():
    settable = (parameter for parameter in PARAMETERS if parameter.council_may_set)

    assert [parameter.key for parameter in settable if len(",".join(parameter.choices)) > LONGEST_KEPT] == []


def test_days_have_a_direction_and_other_units_have_none():
    assert [
        parameter.key for parameter in PARAMETERS if (parameter.unit in TERMS) is (parameter.direction is None)
    ] == []


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


@pytest.mark.parametrize(
    "sample",
    [SAMPLE.replace('direction = "forward"\n', ""), SAMPLE.replace("calendar_days", "count")],
    ids=["a term without a direction", "a direction without a term"],
)
def test_a_term_of_days_and_nothing_else_has_a_direction(sample):
    with pytest.raises(ValueError, match="direction"):
        read_book(sample)


@pytest.mark.parametrize(
    ("unit", "value"), [("count", '"5"'), ("yes_no", "1"), ("choice", "5"), ("date", '"2027-02-28"'), ("count", "true")]
)
def test_a_value_of_another_type_than_its_unit_is_refused(unit, value):
    sample = SAMPLE.replace('direction = "forward"\n', "").replace("calendar_days", unit)

    with pytest.raises(ValueError, match="is no"):
        read_book(sample.replace("is = 5", f"is = {value}"))


def test_a_rule_of_one_level_has_a_value_for_that_level_only():
    book = read_book(SAMPLE.replace("unit = ", 'levels = ["commune"]\nunit = '))

    assert (book["sample.days"].levels, book["sample.days"].values[0].by_level) == (
        (law.Level.COMMUNE,),
        {"commune": 5},
    )


@pytest.mark.parametrize(
    ("text", "unit", "value"),
    [
        (" 5 ", law.Unit.CALENDAR_DAYS, 5),
        ("2/3", law.Unit.SHARE, Fraction(2, 3)),
        ("Có", law.Unit.YES_NO, True),
        ("no", law.Unit.YES_NO, False),
        ("for, against", law.Unit.OPTIONS, ("for", "against")),
        ("private", law.Unit.CHOICE, "private"),
        ("90%", law.Unit.RATE, Fraction(9, 10)),
        ("33,5 %", law.Unit.RATE_WITHIN, Fraction(67, 200)),
        ("20", law.Unit.RATE_ABOVE, Fraction(1, 5)),
        ("2/3", law.Unit.RATE, Fraction(2, 3)),
        ("15, 7,3,0", law.Unit.DAY_LIST, (15, 7, 3, 0)),
        ("30/06, 31/12", law.Unit.YEAR_DAYS, (law.YearDay(6, 30), law.YearDay(12, 31))),
        ("28/02/2027", law.Unit.DATE, date(2027, 2, 28)),
        ("2027-02-28", law.Unit.DATE, date(2027, 2, 28)),
        ("07:30", law.Unit.CLOCK, time(7, 30)),
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
        ("", law.Unit.CHOICE, "Hãy chọn một trong các lựa chọn."),
        ("private,public", law.Unit.CHOICE, "Hãy chọn một trong các lựa chọn."),
        ("nhiều", law.Unit.RATE, "Hãy nhập một tỷ lệ, ví dụ 90% hoặc 2/3."),
        ("0%", law.Unit.RATE, "Tỷ lệ phải lớn hơn 0 và không quá 100%."),
        ("101%", law.Unit.RATE_ABOVE, "Tỷ lệ phải lớn hơn 0 và không quá 100%."),
        ("15,15", law.Unit.DAY_LIST, "Hãy nhập các số khác nhau, cách nhau bằng dấu phẩy."),
        ("15,,3", law.Unit.POINTS, "Hãy nhập một số nguyên, ví dụ 5."),
        ("31/12,30/06", law.Unit.YEAR_DAYS, "Hãy nhập các ngày khác nhau, theo thứ tự trong năm."),
        ("31/02", law.Unit.YEAR_DAYS, "Hãy nhập ngày và tháng, ví dụ 20/12."),
        ("29/02/2027", law.Unit.DATE, "Hãy nhập ngày, tháng, năm, ví dụ 28/02/2027."),
        ("mai", law.Unit.DATE, "Hãy nhập ngày, tháng, năm, ví dụ 28/02/2027."),
        ("25:00", law.Unit.CLOCK, "Hãy nhập giờ và phút, ví dụ 07:30."),
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
        ("for,against,maybe", "Chỉ được chọn trong danh mục: Tán thành, Không tán thành, Không biểu quyết."),
        ("for,abstain", "Danh sách phải có: Tán thành, Không tán thành."),
    ],
)
def test_ballot_options_outside_the_list_are_refused(text, sentence):
    with pytest.raises(law.OutOfBounds) as refusal:
        BOOK["votes.options"].read(text)

    assert str(refusal.value) == sentence


@pytest.mark.parametrize(
    ("key", "text", "sentence"),
    [
        ("supervision.settled_in_time_share", "40%", "Giá trị không được nhỏ hơn 50%."),
        ("supervision.reminder_days", "100,7", "Giá trị không được lớn hơn 90."),
        ("evaluation.council_class_floors", "90,0", "Giá trị không được nhỏ hơn 1."),
    ],
)
def test_rates_and_each_number_of_a_list_keep_their_bounds(key, text, sentence):
    with pytest.raises(law.OutOfBounds) as refusal:
        BOOK[key].read(text)

    assert str(refusal.value) == sentence


def test_a_choice_outside_the_list_is_refused():
    with pytest.raises(law.OutOfBounds) as refusal:
        BOOK["supervision.programme_session"].read("never")

    assert str(refusal.value) == "Chỉ được chọn trong danh mục: kỳ họp giữa năm, kỳ họp cuối năm."


def test_checks_leave_values_of_other_kinds_alone():
    days = (law.YearDay(6, 30),)

    assert check_bounds(5, law.Unit.COUNT, at_least=None, at_most=None) is None
    assert check_bounds(True, law.Unit.YES_NO, at_least=5, at_most=6) is None
    assert check_bounds(days, law.Unit.YEAR_DAYS, at_least=5, at_most=6) is None
    assert check_options(5, choices=(), required=("for",)) is None
    assert check_options(days, choices=(), required=("for",)) is None


def test_every_choice_has_a_name_and_every_value_is_one_of_the_choices():
    choices = {choice for parameter in PARAMETERS for choice in parameter.choices}

    assert choices - set(OPTION_NAMES) == set()
    for parameter in PARAMETERS:
        for value in (value for dated in parameter.values for value in dated.by_level.values()):
            check_options(value, choices=parameter.choices, required=parameter.required)
    assert "recall_delegate" in choices


def test_no_name_is_left_over():
    used = {choice for parameter in PARAMETERS for choice in parameter.choices}

    assert set(OPTION_NAMES) - used == set()


@pytest.mark.parametrize(
    ("year", "on"), [(2027, date(2027, 2, 28)), (2028, date(2028, 2, 29)), (2100, date(2100, 2, 28))]
)
def test_a_leap_day_of_each_year_has_a_day_in_every_year(year, on):
    assert law.YearDay(2, 29).of(year) == on


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (True, "có"),
        (False, "không"),
        (5, "5"),
        (Fraction(2, 3), "2/3"),
        (("for", "against"), "Tán thành, Không tán thành"),
        ("private", "chỉ Hội đồng này"),
        ((15, 7), "15, 7"),
        ((law.YearDay(6, 30), law.YearDay(12, 31)), "30/06, 31/12"),
        (date(2027, 2, 28), "28/02/2027"),
        (time(7, 30), "07:30"),
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
        (Fraction(9, 10), law.Unit.RATE_ABOVE, "quá 90%"),
        (Fraction(1, 3), law.Unit.RATE, "ít nhất 1/3"),
        (Fraction(1), law.Unit.RATE, "ít nhất 100%"),
        (1_000_000, law.Unit.PEOPLE, "1.000.000 dân"),
        ((15, 7, 3, 0), law.Unit.DAY_LIST, "15, 7, 3, 0 ngày"),
        (5, law.Unit.DAY_OF_MONTH, "ngày 5 của tháng sau"),
    ],
)
def test_a_value_is_shown_with_its_unit(value, unit, shown):
    assert show_with_unit(value, unit) == shown


@pytest.mark.parametrize("unit", law.Unit)
def test_every_unit_can_be_shown(unit):
    assert "5" in show_with_unit(5, unit)
