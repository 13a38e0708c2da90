"""Tables as lines of a document's text: read back as written, printed in PDF and Word, plain lines left alone."""

import io
from dataclasses import replace

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from council.documents.law import Article, Kind, Table, Text, pieces_of, table_lines
from council.documents.papers import paper_pdf
from council.documents.papers.word import paper_docx
from tests.council.documents.test_layouts import lines_of
from tests.factories.documents import PRESS
from tests.factories.papers import paper_for

pytestmark = pytest.mark.unit

HEADING = ("Xã, phường", "Kỳ họp", "Tỷ lệ")
ROWS = (("Phường Hoa Lư", "3", "85,7 %"), ("Xã Gia Viễn", "1.204", "–"))
LINES = table_lines(HEADING, ROWS)
CELL = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), min_size=1, max_size=12)


@given(st.integers(1, 5).flatmap(lambda width: st.lists(st.tuples(*[CELL] * width), min_size=2, max_size=6)))
def test_a_table_is_read_as_it_was_written(rows):
    heading, *others = rows

    written = pieces_of(["Trước", *table_lines(heading, others), "Sau"])

    clean = [tuple(cell.replace("|", "/") for cell in row) for row in rows]
    assert written == ["Trước", Table(clean[0], tuple(clean[1:])), "Sau"]


@pytest.mark.parametrize("lines", [["| một dòng |"], ["a | b", "c | d"], ["|", "|"], ["| a", "b |"]])
def test_what_is_no_table_stays_as_it_is(lines):
    assert pieces_of(lines) == lines


def test_a_row_that_lacks_cells_is_filled():
    assert pieces_of(["| a | b |", "| 1 |"]) == [Table(("a", "b"), (("1", ""),))]


def test_columns_of_numbers_are_known():
    (table,) = pieces_of([*LINES, "| Xã Kim Sơn | 8 ngày | ngày |"])

    assert table.columns == [("Xã, phường", False), ("Kỳ họp", True), ("Tỷ lệ", False)]


def test_the_table_stands_in_the_printed_paper_and_in_word():
    text = Text(articles=(Article("Biểu số liệu", ("Số liệu như sau:", *LINES, "Hết biểu")),))
    paper = replace(paper_for(Kind.REPORT), text=text)

    printed = [words for _page, _left, _down, words in lines_of(paper_pdf(paper, PRESS))]
    tables = docx.Document(io.BytesIO(paper_docx(paper, PRESS))).tables

    assert {"Xã Gia Viễn", "1.204", "85,7 %"} <= set(printed)
    assert not any("|" in line for line in printed)
    assert [[cell.text for cell in row.cells] for row in tables[1].rows] == [list(row) for row in (HEADING, *ROWS)]


def test_a_long_table_has_its_heading_on_every_page():
    rows = [(f"Xã số {number}", str(number), "0 %") for number in range(90)]
    text = Text(articles=(Article("Biểu số liệu", table_lines(HEADING, rows)),))

    lines = lines_of(paper_pdf(replace(paper_for(Kind.REPORT), text=text), PRESS))

    pages = {page for page, *_rest in lines}
    assert len(pages) > 1
    assert {page for page, _left, _down, words in lines if words == "Xã, phường"} == pages
