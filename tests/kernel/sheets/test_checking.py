"""From texts to values: every fault by its row and cell, with what was typed."""

from datetime import date

import pytest

from kernel.sheets import (
    CellWrong,
    Fault,
    Typed,
    a_number,
    a_text,
    a_year_or_day,
    an_address_of_mail,
    check,
    day_text,
    one_of,
    twice,
    yes_or_no,
)
from tests.kernel.sheets.books import COLUMNS

pytestmark = pytest.mark.unit


def typed(number: int, name: str = "Lê Lan", gender: str = "", team: str = "") -> Typed:
    return Typed(number, {"name": name, "gender": gender, "team": team})


def test_right_rows_become_values():
    checked = check(COLUMNS, [typed(2, " Lê  Thị Lan", "nu", "3"), typed(3, "Ngô An")])

    assert [line.values for line in checked.lines] == [
        {"name": "Lê Thị Lan", "gender": "female", "team": 3},
        {"name": "Ngô An"},
    ]
    assert (checked.faults, checked.good, checked.rows) == ([], 2, 2)


def test_faults_name_row_cell_and_what_was_typed():
    checked = check(COLUMNS, [typed(2), typed(5, "", "Nử", "0"), typed(6, "L" * 21), typed(7, team="=1+1")])

    assert checked.faults == [
        Fault(5, "name", "", "Chưa ghi; cột này bắt buộc."),
        Fault(5, "team", "0", "Phải là số nguyên từ 1 đến 60."),
        Fault(6, "name", "L" * 21, "Dài quá 20 ký tự."),
        Fault(
            7,
            "team",
            "=1+1",
            "Ô này là công thức. Hãy ghi thẳng giá trị (trong Excel: dán đặc biệt, chọn Giá trị).",
        ),
    ]
    assert (checked.bad_rows, checked.good) == ([5, 6, 7], 1)


def test_a_word_that_is_none_of_the_choices_is_told_the_choices():
    (fault,) = check(COLUMNS, [typed(2, gender="khác")]).faults

    assert (fault.column, fault.message) == ("gender", "Phải là một trong: Nam, Nữ.")


def test_what_failed_to_compute_is_no_value():
    assert [fault.column for fault in check(COLUMNS, [typed(2, "#REF!", team="#N/A")]).faults] == ["name", "team"]


def test_doubles_are_told_at_the_later_row_with_the_first_ones_number():
    rows = [typed(2, "A"), typed(3, "B"), typed(4, "A"), typed(5, "A"), typed(6, "", "Nam"), typed(7, "")]

    checked = check(COLUMNS, rows, together=[twice("name", lambda line: line.values.get("name"))])

    assert [(fault.row, fault.message) for fault in checked.faults if "Trùng" in fault.message] == [
        (4, "Trùng với dòng 2 của tệp."),
        (5, "Trùng với dòng 2 của tệp."),
    ]


@pytest.mark.parametrize(
    ("reads", "text", "value"),
    [
        (a_year_or_day, "1979", (1979, None)),
        (a_year_or_day, "2/3/1979", (1979, date(1979, 3, 2))),
        (day_text, "29.02.2024", date(2024, 2, 29)),
        (yes_or_no, "CÓ", True),
        (yes_or_no, "x", True),
        (yes_or_no, "không", False),
        (an_address_of_mail, "Lan@Vidu.vn", "lan@vidu.vn"),
        (one_of({"Đại học": "u"}), "dai hoc", "u"),
        (a_number(least=0, most=10), "010", 10),
    ],
)
def test_readers_read_what_people_write(reads, text, value):
    assert reads(text) == value


@pytest.mark.parametrize(
    ("reads", "text"),
    [
        (a_year_or_day, "79"),
        (a_year_or_day, "1899"),
        (a_year_or_day, "31/02/1979"),
        (a_year_or_day, "1979-03-02"),
        (day_text, "29/02/2023"),
        (day_text, "mai"),
        (yes_or_no, "có thể"),
        (an_address_of_mail, "lan@"),
        (an_address_of_mail, f"{'a' * 64}@{'b' * 60}.{'c' * 60}.{'d' * 60}.{'e' * 60}.vn"),
        (a_number(least=1, most=9), "10"),
        (a_number(least=1, most=9), "một"),
        (a_number(least=1, most=9), "٣"),
        (a_text(most=3), "bốn chữ"),
    ],
)
def test_readers_refuse_what_they_cannot_read(reads, text):
    with pytest.raises(CellWrong):
        reads(text)
