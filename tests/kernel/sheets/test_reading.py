"""What people upload: read as texts when it is a list, refused as a whole when it is anything else."""

import time
from datetime import date, datetime
from pathlib import Path

import pytest

from kernel.files.refusals import FileRefused
from kernel.sheets import Typed, read_upload
from tests.kernel.sheets.books import COLUMNS, book, upload, with_part

pytestmark = pytest.mark.unit

SHEET = "xl/worksheets/sheet1.xml"
HEAD = b'<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'


def code_of(data: bytes, name: str = "danh-sach.xlsx") -> str:
    with pytest.raises(FileRefused) as refused:
        read_upload(upload(data, name), COLUMNS, field="danh_sach")
    assert refused.value.field == "danh_sach"
    return refused.value.code


def test_rows_are_texts_with_their_numbers_and_empty_rows_are_left_out():
    data = book(("Lê Thị Lan", "Nữ", 3), (None, "  ", None), ("Ngô An", None, 4.0))

    assert read_upload(upload(data), COLUMNS) == [
        Typed(2, {"name": "Lê Thị Lan", "gender": "Nữ", "team": "3"}),
        Typed(4, {"name": "Ngô An", "gender": "", "team": "4"}),
    ]


def test_columns_stand_in_any_order_below_any_title_and_may_be_counted():
    data = book(("TT", "TỔ", "họ và  tên"), (1, 7, "Lê Lan"), headings=("DANH SÁCH ĐẠI BIỂU",))

    assert read_upload(upload(data), COLUMNS) == [Typed(3, {"name": "Lê Lan", "team": "7"})]


def test_days_numbers_and_yes_are_read_as_people_write_them():
    row = (datetime(1979, 3, 2), True, 1.5)  # noqa: DTZ001 -- Excel's days have no zone
    assert [*read_upload(upload(book(row)), COLUMNS)[0].cells.values()] == ["02/03/1979", "Có", "1.5"]
    assert read_upload(upload(book((date(1979, 3, 2),))), COLUMNS)[0].cells["name"] == "02/03/1979"


def test_a_formula_is_seen_as_what_it_is_and_never_computed():
    (typed,) = read_upload(upload(book(('=HYPERLINK("http://a.vn")', "Nữ", "=1+1"))), COLUMNS)

    assert (typed.cells["name"], typed.cells["team"]) == ('=HYPERLINK("http://a.vn")', "=1+1")


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "file_empty"),
        (b"Ho va ten;Gioi tinh\n", "file_kind"),
        (book(), "sheet_no_rows"),
        (book(("Lan", "Nữ"), headings=("Họ", "Phái")), "sheet_no_headings"),
        (book(("Nữ", 3), headings=("Giới tính", "Tổ")), "sheet_headings_wrong"),
        (book(("Lan", "Nữ", "Nữ"), headings=("Họ và tên", "Giới tính", "Giới tính")), "sheet_headings_wrong"),
        (book(("Lan", "Nữ", "x"), headings=("Họ và tên", "Giới tính", "Mật khẩu")), "sheet_headings_wrong"),
        (with_part(book(("Lan",)), "xl/vbaProject.bin", b"x"), "file_carries_code"),
        (with_part(book(("Lan",)), "xl/styles.xml", b'<!DOCTYPE a [<!ENTITY b "c">]><a/>'), "file_carries_code"),
        (with_part(book(("Lan",)), "xl/styles.xml", "<a/>".encode("utf-16")), "file_carries_code"),
        (with_part(book(("Lan",)), SHEET, HEAD + b"<sheetData><row><c"), "file_damaged"),
        (with_part(book(("Lan",)), "xl/media/a.bin", b"0" * 17 * 1024 * 1024), "sheet_too_big"),
        (book(*[("Lê Lan", "Nữ", 1)] * 2_001), "sheet_too_many_rows"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_hostile_and_foreign_files_are_refused_as_a_whole(data: bytes, code: str):
    assert code_of(data) == code


def test_old_and_macro_workbooks_are_no_lists():
    assert code_of(book(("Lan",)), "danh-sach.xlsm") == "file_kind"
    assert code_of(book(("Lan",)), "danh-sach.xls") == "file_kind"


def test_a_million_rows_are_refused_before_they_are_read():
    rows = b"".join(b'<row r="%d"><c t="inlineStr"><is><t>L</t></is></c></row>' % n for n in range(1, 1_000_001))
    huge = with_part(book(("Lan",)), SHEET, HEAD + b"<sheetData>" + rows + b"</sheetData></worksheet>")

    started = time.perf_counter()
    assert code_of(huge) in {"sheet_too_big", "file_too_large"}
    assert time.perf_counter() - started < 1


def test_a_last_row_far_below_costs_no_walk():
    far = b'<sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>x</t></is></c></row>'
    far += b'<row r="1048576"><c r="A1048576"><v>1</v></c></row></sheetData></worksheet>'

    assert code_of(with_part(book(("Lan",)), SHEET, HEAD + far)) == "sheet_too_many_rows"


def test_nothing_remains_of_what_was_read(tmp_path: Path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))

    read_upload(upload(book(("Lê Lan", "Nữ", 1))), COLUMNS)
    code_of(book())

    assert [*tmp_path.iterdir()] == []
