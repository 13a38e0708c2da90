"""The draft on paper: the same layout, dots where a day or a number is still to come, marked on each page."""

import io
from datetime import date

import pytest
from pypdf import PdfReader

from council.documents.law import Kind
from council.documents.papers import day_in_words, draft_of, paper_of, paper_pdf
from tests.factories.documents import PRESS, make_draft, make_issued


def printed(paper):
    reader = PdfReader(io.BytesIO(paper_pdf(paper, PRESS)))
    return " ".join(page.extract_text() for page in reader.pages)


@pytest.mark.parametrize(
    ("kind", "symbol"),
    [(Kind.INDIVIDUAL_RESOLUTION, "…/NQ-HĐND"), (Kind.NORMATIVE_RESOLUTION, "…/…/NQ-HĐND")],
)
def test_a_draft_has_dots_for_its_number(council, kind, symbol):
    paper = draft_of(make_draft(kind))

    assert (paper.symbol, paper.is_draft, paper.capacity) == (symbol, True, "Chủ tịch")


def test_a_draft_without_days_is_printed_with_dots_and_its_mark(council):
    words = printed(draft_of(make_draft(adopted_on=None, effective_on=None)))

    assert "DỰ THẢO" in words
    assert "ngày … tháng … năm …" in words
    assert "2000" not in words


def test_an_issued_resolution_has_no_mark(council):
    assert "DỰ THẢO" not in printed(paper_of(make_issued()))


def test_a_day_that_is_not_known_is_dots():
    assert day_in_words(None) == "ngày … tháng … năm …"
    assert day_in_words(date(2026, 2, 9)) == "ngày 09 tháng 02 năm 2026"
