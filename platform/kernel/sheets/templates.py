"""The workbook that people fill in: headings, drop-downs, and a second sheet that explains each column."""

import tempfile
from collections.abc import Sequence
from typing import IO, Any

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from kernel.sheets.columns import Column
from kernel.sheets.reading import MOST_ROWS
from kernel.sheets.writing import WRAPPED, head_cell, safe_cell


def template(title: str, columns: Sequence[Column], *, notes: Sequence[str] = ()) -> IO[bytes]:
    """Return a temporary file with the empty list and its explanation; the caller closes it.

    A heading with a star is of a column that must be filled in. Cells are texts, so that Excel changes nothing.
    """
    book = Workbook()
    sheet = book.active
    sheet.title = title[:31]
    sheet.freeze_panes = "A2"
    sheet.append([_head(sheet, column) for column in columns])
    for place, column in enumerate(columns, 1):
        letter = get_column_letter(place)
        sheet.column_dimensions[letter].width = column.width
        sheet.column_dimensions[letter].number_format = "@"
    _explain(book, columns, notes)
    _drop_downs(book, sheet, columns)
    file = tempfile.TemporaryFile(prefix="hdnd-template-")  # noqa: SIM115 -- the caller streams and closes it
    book.save(file)
    file.seek(0)
    return file


def _head(sheet: Any, column: Column) -> Any:
    return head_cell(sheet, f"{column.heading} *" if column.required else column.heading)


def _explain(book: Any, columns: Sequence[Column], notes: Sequence[str]) -> None:
    sheet = book.create_sheet(_("Hướng dẫn"))
    for letter, width in zip("ABCD", (28, 14, 60, 34), strict=True):
        sheet.column_dimensions[letter].width = width
    for note in notes:
        sheet.append([safe_cell(sheet, note)])
        sheet.cell(sheet.max_row, 1).font = Font(bold=True)
    sheet.append([])
    sheet.append([head_cell(sheet, word) for word in (_("Cột"), _("Bắt buộc"), _("Cách ghi"), _("Ví dụ"))])
    for column in columns:
        choices = _("Chọn một trong: %(words)s.") % {"words": ", ".join(map(str, column.choices))}
        said = " ".join(filter(None, (str(column.help), choices if column.choices else "")))
        required = _("Có") if column.required else _("Không")
        sheet.append([safe_cell(sheet, word) for word in (column.heading, required, said, column.example)])
        for cell in sheet[sheet.max_row]:
            cell.alignment = WRAPPED


def _drop_downs(book: Any, sheet: Any, columns: Sequence[Column]) -> None:
    lists = book.create_sheet("danh_sach")
    lists.sheet_state = "hidden"
    for place, column in enumerate(columns, 1):
        if not column.choices:
            continue
        letter = get_column_letter(place)
        for row, choice in enumerate(column.choices, 1):
            lists.cell(row, place, str(choice))
        formula = f"danh_sach!${letter}$1:${letter}${len(column.choices)}"
        rule = DataValidation(type="list", formula1=formula, allow_blank=True, showErrorMessage=True)
        rule.errorTitle, rule.error = _("Chưa đúng"), _("Hãy chọn một giá trị trong danh sách.")
        rule.add(f"{letter}2:{letter}{MOST_ROWS + 1}")
        sheet.add_data_validation(rule)
