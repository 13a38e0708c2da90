"""Lists that go out: a workbook written row by row, in which a text is always a text.

A text that begins as a formula does (=, +, -, @, tab, return) is stored as a string and marked as quoted, so that
Excel shows it as it is, even after somebody edits the cell or saves the list as CSV.
"""

import re
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import IO, Any

from django.http import StreamingHttpResponse
from django.utils.http import content_disposition_header
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

from kernel.clock import VIETNAM, local_day
from kernel.files.kinds import Kind

CHUNK = 64 * 1024
LIKE_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")
# What XML cannot hold.
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
LONGEST_CELL = 32_767
HEAD = Font(bold=True, color="FFFFFF")
HEAD_FILL = PatternFill("solid", fgColor="8F1D22")
DAY, MOMENT = "dd/mm/yyyy", "hh:mm dd/mm/yyyy"
WRAPPED = Alignment(wrap_text=True, vertical="top")


@dataclass(frozen=True)
class Minute:
    """An instant that a list tells to the minute, in Vietnam's time; a bare instant is told by its day."""

    at: datetime


def to_the_minute(at: datetime | None) -> Minute | None:
    """Return an instant so that a list tells its minute too; nothing stays nothing."""
    return Minute(at) if at else None


def workbook(title: str, headings: Sequence[tuple[Any, int]], rows: Iterable[Sequence[Any]]) -> IO[bytes]:
    """Return a temporary file with a list: ``headings`` with their widths in letters, then the rows.

    Rows are written one by one; the memory they take does not grow with them. The caller closes the file.
    """
    book = Workbook(write_only=True)
    sheet = book.create_sheet(title[:31])
    sheet.freeze_panes = "A2"
    for place, (_heading, width) in enumerate(headings, 1):
        sheet.column_dimensions[get_column_letter(place)].width = width
    sheet.append([head_cell(sheet, heading) for heading, _width in headings])
    for row in rows:
        sheet.append([safe_cell(sheet, value) for value in row])
    file = tempfile.TemporaryFile(prefix="hdnd-sheet-")  # noqa: SIM115 -- the caller streams and closes it
    book.save(file)
    file.seek(0)
    return file


def streamed(file: IO[bytes], name: str) -> StreamingHttpResponse:
    """Return the answer that sends a workbook in chunks, to be saved under a name and kept by no cache."""
    response = StreamingHttpResponse(_Chunks(file), content_type=Kind.XLSX.content_type)
    response.headers["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    response.headers["Cache-Control"] = "private, no-store"
    return response


def head_cell(sheet: Any, heading: Any) -> Any:
    """Return a cell of the row of headings."""
    cell = safe_cell(sheet, str(heading))
    cell.font, cell.fill, cell.alignment = HEAD, HEAD_FILL, WRAPPED
    return cell


def safe_cell(sheet: Any, value: Any) -> Any:
    """Return a cell in which a text can never act as a formula; days and moments keep their Vietnamese form."""
    if isinstance(value, Minute):
        return _dated(sheet, value.at.astimezone(VIETNAM).replace(second=0, microsecond=0, tzinfo=None), MOMENT)
    if isinstance(value, datetime):
        value = local_day(value)
    if isinstance(value, date):
        return _dated(sheet, value, DAY)
    if value is None or isinstance(value, bool | int | float):
        return WriteOnlyCell(sheet, value)
    text = CONTROL.sub("", str(value))[:LONGEST_CELL]
    cell = WriteOnlyCell(sheet, text)
    cell.data_type = "s"
    cell.quotePrefix = text.startswith(LIKE_A_FORMULA)
    return cell


def _dated(sheet: Any, value: date, form: str) -> Any:
    cell = WriteOnlyCell(sheet, value)
    cell.number_format = form
    return cell


class _Chunks:
    """A file in chunks; it is closed with the answer."""

    def __init__(self, file: IO[bytes]) -> None:
        self.file = file

    def __iter__(self) -> Iterator[bytes]:
        while chunk := self.file.read(CHUNK):
            yield chunk

    def close(self) -> None:
        """Close the file; Django calls it at the end of the answer."""
        self.file.close()
