"""Lists that go out: what stands in them is shown and never computed; templates can be filled in and read again."""

import io
import zipfile
from datetime import UTC, date, datetime

import pytest
from openpyxl import load_workbook

from kernel.sheets import read_upload, streamed, template, to_the_minute, workbook
from tests.kernel.sheets.books import COLUMNS, upload

pytestmark = pytest.mark.unit

WILD = ("=1+1", "+84", "-5", "@SUM(A1)", "\tx", "=cmd|'/c calc'!A0", "Ngô\x07 An")


def test_no_cell_of_a_list_is_a_formula():
    with workbook("Đại biểu", [("Họ và tên", 30)], [(text,) for text in WILD]) as file:
        data = file.read()

    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert b"<f>" not in archive.read("xl/worksheets/sheet1.xml")
    cells = [row[0] for row in load_workbook(io.BytesIO(data)).active.iter_rows(min_row=2)]
    assert [cell.data_type for cell in cells] == ["s"] * len(WILD)
    assert [cell.value for cell in cells] == [*WILD[:-1], "Ngô An"]
    assert [bool(cell.quotePrefix) for cell in cells] == [True] * (len(WILD) - 1) + [False]


def test_days_numbers_and_nothing_keep_their_kind():
    row = (date(2026, 4, 2), datetime(2026, 4, 2, 18, tzinfo=UTC), 7, None, True)
    with workbook("Danh sách", [(str(place), 10) for place in range(5)], [row]) as file:
        cells = next(load_workbook(file).active.iter_rows(min_row=2))

    assert [cell.value for cell in cells] == [datetime(2026, 4, 2), datetime(2026, 4, 3), 7, None, True]  # noqa: DTZ001 -- Excel's days have no zone
    assert cells[0].number_format == "dd/mm/yyyy"


def test_an_instant_is_told_by_its_day_and_where_that_is_asked_by_its_minute_in_vietnam():
    late = datetime(2026, 4, 2, 18, 7, 59, tzinfo=UTC)
    with workbook("Danh sách", [("Lúc", 10)] * 3, [(late, to_the_minute(late), to_the_minute(None))]) as file:
        day, minute, nothing = next(load_workbook(file).active.iter_rows(min_row=2))

    assert (day.value, day.number_format) == (datetime(2026, 4, 3), "dd/mm/yyyy")  # noqa: DTZ001 -- as above
    assert (minute.value, minute.number_format) == (datetime(2026, 4, 3, 1, 7), "hh:mm dd/mm/yyyy")  # noqa: DTZ001
    assert nothing.value is None


def test_a_list_is_sent_in_chunks_and_its_file_closed():
    file = workbook("Danh sách", [("Tên", 10)], [("Lan",)])
    size = len(file.read())
    file.seek(0)

    answer = streamed(file, "Đại biểu.xlsx")

    assert sum(len(chunk) for chunk in answer) == size
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert "filename*=utf-8''%C4%90%E1%BA%A1i%20bi%E1%BB%83u.xlsx" in answer.headers["Content-Disposition"]
    answer.close()
    assert file.closed


def test_the_template_has_drop_downs_instructions_and_is_read_again():
    with template("Đại biểu", COLUMNS, notes=["Giữ nguyên dòng tiêu đề."]) as file:
        data = file.read()
    book = load_workbook(io.BytesIO(data))

    assert [cell.value for cell in book.active[1]] == ["Họ và tên *", "Giới tính", "Tổ"]
    (rule,) = book.active.data_validations.dataValidation
    assert (rule.type, rule.formula1, str(rule.sqref)) == ("list", "danh_sach!$B$1:$B$2", "B2:B2001")
    assert [cell.value for cell in book["danh_sach"]["B"]] == ["Nam", "Nữ"]
    told = [[cell.value for cell in row] for row in book["Hướng dẫn"].iter_rows()]
    assert told[0][0] == "Giữ nguyên dòng tiêu đề."
    assert ["Họ và tên", "Có", None, "Lê Thị Lan"] in [[cell or None for cell in row] for row in told]

    book.active.append(["Lê Lan", "Nữ", "3"])
    out = io.BytesIO()
    book.save(out)
    assert read_upload(upload(out.getvalue()), COLUMNS)[0].cells == {"name": "Lê Lan", "gender": "Nữ", "team": "3"}
