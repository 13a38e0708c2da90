"""What the page of an uploaded list shows: its faulty rows with a field for each faulty cell, then all rows."""

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from council.people.queries import AnyRegister
from council.people.sheets import Register
from kernel.sheets import Checked, Column, Line, Typed

# Faulty rows on one page; the next come when these are put right.
MOST_SHOWN = 50
CELL = re.compile(r"o-(\d{1,6})-([a-z_]{1,40})")


@dataclass(frozen=True)
class CellField:
    """One faulty cell: its field, what stands in it, and why that is wrong."""

    name: str
    heading: Any
    typed: str
    messages: tuple[str, ...]
    choices: tuple[str, ...]
    help: Any


@dataclass(frozen=True)
class FaultyRow:
    """A row that must be put right; ``who`` is the name that stands in it."""

    number: int
    who: str
    cells: tuple[CellField, ...]


@dataclass(frozen=True)
class RowShown:
    """A row of the preview."""

    number: int
    who: str
    cells: tuple[str, ...]
    faults: int
    is_known: bool


@dataclass(frozen=True)
class SheetPage:
    """The page: the numbers, the rows to put right, all rows, and the teams that the import makes."""

    total: int
    good: int
    faults: int
    faulty: tuple[FaultyRow, ...]
    more_faulty: int
    rows: tuple[RowShown, ...]
    new_teams: tuple[int, ...]
    headings: tuple[Any, ...]

    @property
    def is_right(self) -> bool:
        """Whether the list can be imported."""
        return self.total > 0 and self.faults == 0


def page_of(
    checked: Checked,
    columns: Sequence[Column],
    typed: Sequence[Typed],
    register: AnyRegister,
    *,
    preview: Sequence[str],
) -> SheetPage:
    """Return what the page of a list shows; ``preview`` names the columns of its table, the first says who it is."""
    first, *others = preview
    headings = {column.name: column.heading for column in columns}
    texts = {row.number: row.cells for row in typed}
    faulty = _faulty(checked, {column.name: column for column in columns}, texts, first)
    known = {line.number for line in checked.lines if register.known(line) is not None}
    by_row = Counter(fault.row for fault in checked.faults)
    return SheetPage(
        total=checked.rows,
        good=checked.good,
        faults=len(checked.faults),
        faulty=faulty[:MOST_SHOWN],
        more_faulty=max(0, len(faulty) - MOST_SHOWN),
        rows=tuple(
            RowShown(
                row.number,
                row.cells.get(first, ""),
                tuple(row.cells.get(name, "") for name in others),
                by_row[row.number],
                row.number in known,
            )
            for row in typed
        ),
        new_teams=_new_teams(checked.lines, register),
        headings=tuple(headings[name] for name in preview),
    )


def cells_of(posted: Mapping[str, Any], columns: Sequence[Column]) -> dict[tuple[int, str], str]:
    """Return the corrected cells of a sent page; a name that is no cell of these columns is no cell."""
    known = {column.name for column in columns}
    found = ((CELL.fullmatch(name), text) for name, text in posted.items())
    return {(int(cell[1]), cell[2]): str(text) for cell, text in found if cell and cell[2] in known}


def dropped_of(posted: Any) -> set[int]:
    """Return the numbers of the rows that are to be left out."""
    return {int(number) for number in posted.getlist("bo") if number.isdecimal() and len(number) < 7}


def _faulty(
    checked: Checked, columns: Mapping[str, Column], texts: Mapping[int, Mapping[str, str]], first: str
) -> tuple[FaultyRow, ...]:
    cells: dict[int, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for fault in checked.faults:
        cells[fault.row][fault.column].append(fault.message)
    return tuple(
        FaultyRow(
            number=number,
            who=texts[number].get(first, ""),
            cells=tuple(
                CellField(
                    name=f"o-{number}-{name}",
                    heading=columns[name].heading,
                    typed=texts[number].get(name, ""),
                    messages=tuple(messages),
                    choices=tuple(str(choice) for choice in columns[name].choices),
                    help=columns[name].help,
                )
                for name, messages in row.items()
            ),
        )
        for number, row in cells.items()
    )


def _new_teams(lines: Sequence[Line], register: AnyRegister) -> tuple[int, ...]:
    if not isinstance(register, Register) or register.teams:
        return ()
    return tuple(sorted({line.values["team"] for line in lines if "team" in line.values}))
