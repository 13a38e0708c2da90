"""Lists of delegates for tests: rows as people type them, and the workbooks of them."""

import io
from collections.abc import Iterable, Sequence
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook

from council.people.sheets import delegate_columns
from kernel.sheets import Typed

COLUMNS = delegate_columns(sensitive=True)
RIGHT = {
    "full_name": "Nguyễn Thị Minh Anh",
    "gender": "Nữ",
    "birth": "02/09/1979",
    "ethnicity": "Mường",
    "religion": "Không",
    "party": "Có",
    "education": "Thạc sĩ",
    "id_number": "035079001234",
    "home_address": "Phường Hoa Lư",
    "main_job": "Hiệu trưởng",
    "sector": "Đơn vị sự nghiệp",
    "full_time": "Không",
    "served_before": "Có",
    "constituency": "Đơn vị bầu cử số 3",
    "team": "3",
    "email": "minhanh@vidu.vn",
    "phone": "0912 345 678",
}


def typed(number: int = 2, **cells: str) -> Typed:
    """A right row of somebody else for each number, with some cells changed."""
    own = {
        "full_name": f"{RIGHT['full_name']} {_letters(number)}",
        "id_number": f"{35_000_000_000 + number:012d}",
        "email": f"so{number}@vidu.vn",
    }
    return Typed(number, {**RIGHT, **own, **cells})


def workbook_of(rows: Iterable[Typed], *, columns: Sequence[Any] = COLUMNS) -> SimpleUploadedFile:
    """The rows in a workbook as a browser sends it."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Đại biểu")
    sheet.append([str(column.heading) for column in columns])
    for row in rows:
        sheet.append([row.cells.get(column.name, "") for column in columns])
    out = io.BytesIO()
    book.save(out)
    return SimpleUploadedFile("dai-bieu.xlsx", out.getvalue())


def five_hundred() -> list[Typed]:
    """Five hundred delegates, twenty of them with a wrong cell."""
    wrong = {"gender": "Nuw", "birth": "31/02/1979", "team": "99", "email": "không có"}
    names = list(wrong)
    return [
        typed(number, **({names[number % 4]: wrong[names[number % 4]]} if number % 25 == 2 else {}))
        for number in range(2, 502)
    ]


def _letters(number: int) -> str:
    """A word of letters for a number: names have no digits."""
    word = "".join(chr(ord("a") + int(digit)) for digit in str(number))
    return word.capitalize()
