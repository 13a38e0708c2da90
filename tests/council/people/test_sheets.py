"""What is wrong in a list of delegates: in its cells, among its rows, and against the register."""

import io
from datetime import date

import pytest
from openpyxl import load_workbook

from council.people.models.composition import ETHNIC_GROUPS
from council.people.sheets import Register, check_delegates, delegate_columns, delegates_out
from council.people.sheets.delegates import SENSITIVE
from kernel.keys import new_key
from tests.council.people.lists import COLUMNS, RIGHT, five_hundred, typed

pytestmark = pytest.mark.unit

ON = date(2026, 4, 2)
HER, OTHER = new_key(), new_key()
HER_NAME = ("nguyen thi minh anh", 1979)


def faults(*rows, register: Register | None = None) -> list[tuple[int, str, str]]:
    checked = check_delegates(rows, register=register or Register(), on=ON, sensitive=True)
    return [(fault.row, fault.column, fault.message) for fault in checked.faults]


def test_a_right_row_has_every_value():
    checked = check_delegates([typed(2, **RIGHT)], register=Register(), on=ON, sensitive=True)

    assert checked.faults == []
    assert checked.lines[0].values == {
        "full_name": "Nguyễn Thị Minh Anh",
        "gender": "female",
        "birth": (1979, date(1979, 9, 2)),
        "ethnicity": "Mường",
        "religion": "Không",
        "party": True,
        "education": "thạc sĩ",
        "id_number": "035079001234",
        "home_address": "Phường Hoa Lư",
        "main_job": "Hiệu trưởng",
        "sector": "public_service",
        "full_time": False,
        "served_before": True,
        "constituency": "Đơn vị bầu cử số 3",
        "team": 3,
        "email": "minhanh@vidu.vn",
        "phone": "0912345678",
    }


def test_the_examples_of_the_template_are_right():
    row = typed(2, **{column.name: str(column.example) for column in COLUMNS})

    assert faults(row) == []


@pytest.mark.parametrize(
    ("column", "text"),
    [
        ("full_name", ""),
        ("full_name", "Anh"),
        ("full_name", "Nguyễn Anh 2"),
        ("full_name", "=cmd|'/c calc'!A0"),
        ("gender", ""),
        ("gender", "Chưa ghi"),
        ("birth", "1979-09-02"),
        ("birth", "2006"),
        ("birth", "2079"),
        ("ethnicity", "Mườngg"),
        ("religion", "không rõ"),
        ("party", "đảng"),
        ("education", "Chưa ghi"),
        ("id_number", "35079001234"),
        ("sector", "Bộ, ngành"),
        ("full_time", "một nửa"),
        ("team", "0"),
        ("email", "lan"),
        ("phone", "12"),
    ],
)
def test_each_wrong_cell_is_one_fault_beside_its_column(column, text):
    assert [(row, name) for row, name, _message in faults(typed(2, **{column: text}))] == [(2, column)]


def test_doubles_in_the_list_are_told_at_the_later_row():
    again = {"full_name": "NGUYỄN thị Minh  ANH", "birth": "1979", "id_number": "035079001234"}

    assert faults(typed(2, **RIGHT), typed(3), typed(9, **again)) == [
        (9, "full_name", "Trùng với dòng 2 của tệp."),
        (9, "id_number", "Trùng với dòng 2 của tệp."),
    ]


def test_whoever_is_a_delegate_already_is_not_taken_again():
    register = Register(people={HER_NAME: [HER]}, delegates=frozenset({HER}))

    assert [(row, column) for row, column, _ in faults(typed(2, **RIGHT), register=register)] == [(2, "full_name")]


def test_somebody_of_an_earlier_term_is_the_same_person_and_two_of_a_name_are_asked_for():
    known = Register(people={HER_NAME: [HER]}, id_numbers={"035079001234": HER}, emails={"minhanh@vidu.vn": HER})
    twice = Register(people={HER_NAME: [HER, OTHER]})

    assert faults(typed(2, **RIGHT), register=known) == []
    assert [(row, column) for row, column, _ in faults(typed(2, **RIGHT), register=twice)] == [(2, "full_name")]


def test_numbers_and_addresses_of_others_are_refused():
    taken = Register(id_numbers={"035079001234": OTHER}, emails={"minhanh@vidu.vn": OTHER})

    assert [column for _row, column, _ in faults(typed(2, **RIGHT), register=taken)] == ["id_number", "email"]


def test_a_team_must_be_one_of_the_terms_when_it_has_some():
    assert faults(typed(2, team="7")) == []
    assert faults(typed(2, team="7"), register=Register(teams=frozenset({1, 2}))) == [
        (2, "team", "Nhiệm kỳ này không có tổ số 7.")
    ]


def test_sensitive_columns_are_there_only_for_whoever_may_record_them():
    few = {column.name for column in delegate_columns(sensitive=False)}

    assert few & SENSITIVE == set()
    assert few | SENSITIVE == {column.name for column in COLUMNS}
    row = typed(2, ethnicity="bậy bạ")
    assert check_delegates([row], register=Register(), on=ON, sensitive=False).faults == []


def test_five_hundred_rows_have_their_twenty_faults():
    checked = check_delegates(five_hundred(), register=Register(), on=ON, sensitive=True)

    assert (checked.rows, len(checked.bad_rows), checked.good) == (500, 20, 480)
    assert {fault.column for fault in checked.faults} == {"gender", "birth", "team", "email"}


def test_there_are_54_ethnic_groups():
    assert len(set(ETHNIC_GROUPS)) == 54


def test_an_empty_list_goes_out_with_its_headings():
    with delegates_out([]) as file:
        rows = [*load_workbook(io.BytesIO(file.read())).active.iter_rows(values_only=True)]

    assert rows == [
        (
            *("STT", "Họ và tên", "Giới tính", "Năm sinh", "Chức vụ, nơi công tác", "Chức vụ trong Hội đồng"),
            *("Khối công tác", "Chuyên trách", "Đơn vị bầu cử", "Tổ đại biểu", "Nhiệm kỳ", "Từ ngày", "Trạng thái"),
        )
    ]
