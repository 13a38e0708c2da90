"""Tables in the text of a document: lines that follow one another and stand between strokes, ``| Xã | Kỳ họp |``.

The lines are paragraphs like any others, so that whoever edits the text sees and changes them; the first line of a
table is its heading. A stroke in a line of its own is no table.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

STROKE = "|"
LEAST_LINES = 2


@dataclass(frozen=True)
class Table:
    """A heading and rows of as many cells."""

    heading: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    @property
    def numeric(self) -> tuple[bool, ...]:
        """Return for each column whether it holds numbers only, which are set to the right."""
        columns = zip(*self.rows, strict=True)
        return tuple(all(_is_number(cell) for cell in column) for column in columns)

    @property
    def columns(self) -> list[tuple[str, bool]]:
        """Return the headings with whether a column of numbers stands below."""
        return list(zip(self.heading, self.numeric, strict=True))

    @property
    def lines(self) -> list[list[tuple[str, bool]]]:
        """Return the rows with each cell and whether it stands in a column of numbers."""
        return [list(zip(row, self.numeric, strict=True)) for row in self.rows]


def table_lines(heading: Sequence[str], rows: Iterable[Sequence[str]]) -> tuple[str, ...]:
    """Return a table as lines of text; a stroke in a cell becomes a slash."""
    return tuple(_line(cells) for cells in (heading, *rows))


def pieces_of(paragraphs: Iterable[str]) -> list[str | Table]:
    """Return a text with its tables in their places; one line between strokes stays a line."""
    pieces: list[str | Table] = []
    run: list[str] = []
    for paragraph in (*paragraphs, ""):
        if _is_line(paragraph):
            run.append(paragraph)
            continue
        pieces += _gathered(run)
        run = []
        pieces.append(paragraph)
    return pieces[:-1]


def _gathered(run: list[str]) -> list[str | Table]:
    if len(run) < LEAST_LINES:
        return [*run]
    cells = [_cells(line) for line in run]
    width = max(len(row) for row in cells)
    heading, *rows = ((*row, *[""] * (width - len(row))) for row in cells)
    return [Table(heading, tuple(rows))]


def _is_line(paragraph: str) -> bool:
    bare = paragraph.strip()
    return len(bare) > len(STROKE) and bare.startswith(STROKE) and bare.endswith(STROKE)


def _cells(line: str) -> tuple[str, ...]:
    return tuple(cell.strip() for cell in line.strip().strip(STROKE).split(STROKE))


def _line(cells: Sequence[str]) -> str:
    return f"{STROKE} {f' {STROKE} '.join(' '.join(cell.replace(STROKE, '/').split()) for cell in cells)} {STROKE}"


def _is_number(cell: str) -> bool:
    """Say whether a cell is a number with its unit, or empty in its way."""
    bare = cell.removesuffix("%").removesuffix("ngày").strip().replace(".", "").replace(",", "")
    return bare.isdecimal() or cell in {"", "–"}
