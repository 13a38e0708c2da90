"""A paper before its number: the same layout with empty places, which are filled in the same font."""

import io
from dataclasses import replace
from datetime import date

import pypdf
import pytest

from council.documents import papers
from council.documents.models import Document
from council.documents.papers.blanks import Filling, blank_of, day_line, filling_pdf, symbol_line
from tests.factories.documents import PRESS, TEXT

pytestmark = pytest.mark.unit

A4_WIDTH, A4_HEIGHT = 595.3, 841.9


def issued(**changes):
    known = {
        "origin": "hoalu",
        "kind": "individual_resolution",
        "subject": "Về mức hỗ trợ học phí",
        "body": TEXT.as_json(),
        "issuer": "Hội đồng nhân dân phường Hoa Lư",
        "place": "Hoa Lư",
        "adopted_on": date(2026, 7, 9),
        "effective_on": date(2026, 8, 1),
        "issued_on": date(2026, 7, 10),
        "symbol": "28/NQ-HĐND",
        "short_code": "ABCDEFGH",
        "signer_name": "Nguyễn Thị Minh",
        "signer_capacity": "Chủ tịch",
    }
    return Document(**{**known, **changes})


def words_of(pdf):
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages)


def test_a_blank_lacks_number_and_day_and_nothing_else():
    blank, full = words_of(blank_of(issued(), PRESS).pdf), words_of(papers.printed(issued(), PRESS))

    assert [line for line in full.splitlines() if line not in blank] == [
        "Số: 28/NQ-HĐND Hoa Lư, ngày 10 tháng 7 năm 2026"
    ]
    assert "DỰ THẢO" not in blank
    assert b"<pdfaid:part>2" in blank_of(issued(), PRESS).pdf


def test_places_stand_where_the_layout_prints():
    places = blank_of(issued(), PRESS).places

    assert sorted(places) == ["day", "signatures", "symbol"]
    assert {place.page for place in places.values()} == {0}
    assert places["symbol"].x < places["day"].x < A4_WIDTH / 2
    assert places["signatures"].y > places["day"].y + places["day"].height
    for place in places.values():
        assert 0 < place.x < place.x + place.width < A4_WIDTH
        assert 0 < place.y < place.y + place.height < A4_HEIGHT


def test_signatures_follow_a_long_text_to_its_last_page():
    body = replace(TEXT, articles=TEXT.articles * 60).as_json()

    places = blank_of(issued(body=body), PRESS).places

    assert places["symbol"].page == 0
    assert places["signatures"].page > 1


def test_a_filling_has_its_place_s_size_its_words_and_its_font():
    place = blank_of(issued(), PRESS).places["symbol"]

    page = pypdf.PdfReader(io.BytesIO(filling_pdf(symbol_line(issued()), place, PRESS))).pages[0]

    assert (float(page.mediabox.width), float(page.mediabox.height)) == pytest.approx(
        (place.width, place.height), abs=0.1
    )
    assert page.extract_text().strip() == "Số: 28/NQ-HĐND"
    assert all("Tinos" in font.get_object()["/BaseFont"] for font in page["/Resources"]["/Font"].values())


def test_the_day_s_line_reads_as_on_paper():
    assert day_line(issued()) == Filling(("Hoa Lư, ngày 10 tháng 7 năm 2026",), 14, slanted=True)
