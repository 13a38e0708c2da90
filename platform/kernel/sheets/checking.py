"""From typed texts to values: every fault named by its row and cell, with what was typed."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from kernel.sheets.columns import CellWrong, Column
from kernel.sheets.reading import Typed

# What a formula leaves in a cell when it fails.
COMPUTED_WRONG = frozenset({"#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NULL!", "#NUM!"})


@dataclass(frozen=True)
class Fault:
    """What is wrong in one cell."""

    row: int
    column: str
    typed: str
    message: str


@dataclass(frozen=True)
class Line:
    """A row with what could be read of it; an empty cell, and one with a fault, is no key of ``values``."""

    number: int
    values: dict[str, Any]


@dataclass(frozen=True)
class Checked:
    """All rows as far as they could be read, and all faults in the order of rows and columns."""

    rows: int
    lines: list[Line] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)

    @property
    def bad_rows(self) -> list[int]:
        """The numbers of the rows with a fault."""
        return sorted({fault.row for fault in self.faults})

    @property
    def good(self) -> int:
        """How many rows have no fault."""
        return self.rows - len(self.bad_rows)


Together = Callable[[list[Line]], Iterable[tuple[int, str, str]]]


def check(columns: Sequence[Column], typed: Sequence[Typed], *, together: Sequence[Together] = ()) -> Checked:
    """Read every cell, then look at the rows together (doubles, what the register knows).

    Each of ``together`` gets the rows as far as they could be read and returns (row, column, message) for what it
    finds.
    """
    lines, faults = [], []
    for row in typed:
        values, wrong = _read(columns, row)
        faults += wrong
        lines.append(Line(row.number, values))
    cells = {row.number: row.cells for row in typed}
    found = [fault for look in together for fault in look(lines)]
    faults += [Fault(row, column, cells[row].get(column, ""), message) for row, column, message in found]
    order = {column.name: place for place, column in enumerate(columns)}
    faults.sort(key=lambda fault: (fault.row, order.get(fault.column, 0)))
    return Checked(len(typed), lines, faults)


def twice(column: str, key: Callable[[Line], Any]) -> Together:
    """Return the look at rows that refuses a key which stands in an earlier row; no key (None) is none."""

    def look(lines: list[Line]) -> Iterable[tuple[int, str, str]]:
        keys = [(line.number, key(line)) for line in lines]
        counted = Counter(found for _number, found in keys if found is not None)
        first: dict[Any, int] = {}
        for number, found in keys:
            if counted[found] > 1 and first.setdefault(found, number) != number:
                yield number, column, _("Trùng với dòng %(row)d của tệp.") % {"row": first[found]}

    return look


def _read(columns: Sequence[Column], row: Typed) -> tuple[dict[str, Any], list[Fault]]:
    values: dict[str, Any] = {}
    wrong: list[Fault] = []
    for column in columns:
        text = row.cells.get(column.name, "")
        if not text:
            if column.required:
                wrong.append(Fault(row.number, column.name, "", _("Chưa ghi; cột này bắt buộc.")))
            continue
        try:
            values[column.name] = _value(column, text)
        except CellWrong as error:
            wrong.append(Fault(row.number, column.name, text, str(error)))
    return values, wrong


def _value(column: Column, text: str) -> Any:
    if text.startswith("="):
        raise CellWrong(_("Ô này là công thức. Hãy ghi thẳng giá trị (trong Excel: dán đặc biệt, chọn Giá trị)."))
    if text in COMPUTED_WRONG:
        raise CellWrong(_("Ô này là lỗi tính của Excel. Hãy ghi thẳng giá trị."))
    return column.reads(text)
