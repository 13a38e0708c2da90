"""Reading an uploaded workbook as texts: nothing of it is believed, nothing of it is computed.

The zip's table is judged before anything is unpacked, then the file as every other upload (kernel.files), then its
XML for declarations of entities. Only the first sheet is read, row by row, and no further than a list can be long.
"""

import unicodedata
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.core.files.base import File
from django.utils.translation import gettext as _
from openpyxl import load_workbook

from kernel.files.judging import judge
from kernel.files.kinds import SHEETS
from kernel.files.refusals import CarriesCode, Damaged
from kernel.files.taking import MEGABYTE, taken
from kernel.sheets.columns import Column
from kernel.sheets.refusals import HeadingsWrong, NoHeadings, NoRows, SheetTooBig, TooManyRows
from kernel.vietnamese import fold

LIMIT_BYTES = 5 * MEGABYTE
MOST_UNPACKED = 16 * MEGABYTE
MOST_ROWS = 2_000
# Rows that are looked at for them: between them stand empty ones.
MOST_LINES = 10_000
MOST_COLUMNS = 60
HEADINGS_WITHIN = 20
LONGEST_CELL = 1_000
# Declarations of entities; NUL stands in every text of UTF-16, in which they could hide.
STRANGE = (b"<!DOCTYPE", b"<!ENTITY", b"\x00")
# Columns that people number their lists with; nothing is read from them.
COUNTING = {"stt", "tt", "so tt"}


@dataclass(frozen=True)
class Typed:
    """One row as it was typed: its number in the workbook, and the text of each column by name."""

    number: int
    cells: dict[str, str]


def read_upload(upload: "File[Any]", columns: Sequence[Column], *, field: str = "file") -> list[Typed]:
    """Return the rows of an uploaded workbook's first sheet; empty rows are left out.

    :raises FileRefused: it is no harmless workbook, not of these columns, too long or empty.
    """
    with taken(upload, limit_bytes=LIMIT_BYTES, field=field) as file:
        _check_unpacked(file.path)
        judge(file.path, file.name, kinds=SHEETS)
        _check_xml(file.path)
        return _rows(file.path, columns)


def _check_unpacked(path: Path) -> None:
    """What is no zip at all is left to the judge, who says it better."""
    if zipfile.is_zipfile(path):
        try:
            with zipfile.ZipFile(path) as archive:
                unpacked = sum(part.file_size for part in archive.infolist())
        except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError) as error:
            raise Damaged() from error
        if unpacked > MOST_UNPACKED:
            raise SheetTooBig()


def _check_xml(path: Path) -> None:
    """Excel writes UTF-8 without declarations; whoever declares entities wants something else."""
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            if name.endswith((".xml", ".rels")):
                text = archive.read(name)
                if any(mark in text for mark in STRANGE):
                    raise CarriesCode()


def _rows(path: Path, columns: Sequence[Column]) -> list[Typed]:
    try:
        with path.open("rb") as file:
            book = load_workbook(file, read_only=True, data_only=False, keep_links=False)
            return _typed_rows(_lines(book), columns)
    except (KeyError, ValueError, TypeError, AttributeError, IndexError, SyntaxError, zipfile.BadZipFile) as error:
        raise Damaged() from error


def _lines(book: Any) -> Iterator[tuple[int, list[str]]]:
    """Yield each row of the first sheet with something in it, by its number."""
    sheet = book.worksheets[0]
    sheet.reset_dimensions()  # a file may lie about how large it is
    for number, row in enumerate(sheet.iter_rows(max_col=MOST_COLUMNS, values_only=True), 1):
        if number > MOST_LINES:
            raise TooManyRows(TooManyRows.message % {"most": MOST_ROWS})
        texts = [_text(value) for value in row]
        if any(texts):
            yield number, texts


def _typed_rows(lines: Iterator[tuple[int, list[str]]], columns: Sequence[Column]) -> list[Typed]:
    places = _headings(lines, columns)
    typed: list[Typed] = []
    for number, texts in lines:
        cells = {name: texts[place] if place < len(texts) else "" for name, place in places.items()}
        if not any(cells.values()):
            continue
        typed.append(Typed(number, cells))
        if len(typed) > MOST_ROWS:
            raise TooManyRows(TooManyRows.message % {"most": MOST_ROWS})
    if not typed:
        raise NoRows()
    return typed


def _headings(lines: Iterator[tuple[int, list[str]]], columns: Sequence[Column]) -> dict[str, int]:
    """Return the place of each column that is there, after the row in which most headings stand."""
    known = {fold(str(column.heading)): column for column in columns}
    for number, texts in lines:
        found = [fold(text.replace("*", "")) for text in texts]
        if len(known.keys() & set(found)) >= 2:
            return _places(found, texts, known)
        if number > HEADINGS_WITHIN:
            break
    raise NoHeadings()


def _places(found: list[str], texts: list[str], known: dict[str, Column]) -> dict[str, int]:
    missing = [str(column.heading) for key, column in known.items() if column.required and key not in found]
    if missing:
        raise HeadingsWrong(_("Thiếu cột: %(names)s.") % {"names": ", ".join(missing)})
    double = [texts[place] for place, key in enumerate(found) if key and key in found[:place]]
    if double:
        raise HeadingsWrong(_("Cột có hai lần: %(names)s.") % {"names": ", ".join(double)})
    strange = [texts[place] for place, key in enumerate(found) if key and key not in known and key not in COUNTING]
    if strange:
        message = _("Cột không có trong tệp mẫu: %(names)s. Hãy xoá cột này hoặc đặt lại đúng tiêu đề.")
        raise HeadingsWrong(message % {"names": ", ".join(name[:60] for name in strange)})
    return {known[key].name: place for place, key in enumerate(found) if key in known}


def _text(value: Any) -> str:
    """Return what a cell shows, as people type it: days as 02/04/2026, whole numbers without a point."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "Có" if value else "Không"
    if isinstance(value, datetime | date):
        return f"{value:%d/%m/%Y}"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        value = int(value)
    return unicodedata.normalize("NFC", str(value)).strip()[: LONGEST_CELL + 1]
