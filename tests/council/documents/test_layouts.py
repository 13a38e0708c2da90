"""The eight official layouts against their golden files: each line of each page, where it stands; PDF/A; Word.

``GOLDEN=write`` writes the files anew; look at the pictures before you keep them.
"""

import io
import json
import os
from dataclasses import replace
from pathlib import Path

import docx
import pypdf
import pypdfium2
import pytest

from council.documents.law import KINDS, Issuer, Kind, kinds_of
from council.documents.papers import paper_pdf
from council.documents.papers.word import paper_docx
from tests.factories.documents import PRESS
from tests.factories.papers import LAYOUTS, paper_for

pytestmark = pytest.mark.unit

GOLDEN = Path(__file__).with_name("golden")
MM = 72 / 25.4
# Nghị định 30/2020/NĐ-CP, Phụ lục I, phần I, mục 2: A4, margins in millimetres (top and bottom 20-25, left 30-35,
# right 15-20).
LEFT, RIGHT, HEIGHT = 30 * MM, (210 - 15) * MM, 297 * MM


def lines_of(pdf: bytes) -> list[list]:
    """Return the lines of a PDF: page, left edge and baseline in points from the upper left corner, words."""
    found = []
    with pypdfium2.PdfDocument(pdf) as file:
        for number in range(len(file)):
            page = file[number]
            text = page.get_textpage()
            for index in range(text.count_rects()):
                left, bottom, right, top = text.get_rect(index)
                words = text.get_text_bounded(left, bottom, right, top).strip()
                if words:
                    found.append([number + 1, round(left), round(page.get_height() - bottom), words])
            text.close()
            page.close()
    return found


def words_of_word(content: bytes) -> list[str]:
    """Return the lines of a Word file in their order, tables cell by cell."""
    file = docx.Document(io.BytesIO(content))
    lines = []
    for block in file.iter_inner_content():
        cells = [block] if hasattr(block, "runs") else [p for c in block.rows[0].cells for p in c.paragraphs]
        lines += [paragraph.text for paragraph in cells if paragraph.text]
    return lines


def against_golden(name: str, found: object) -> None:
    path = GOLDEN / f"{name}.json"
    if os.environ.get("GOLDEN") == "write":
        rows = ",\n".join(f" {json.dumps(row, ensure_ascii=False)}" for row in found)
        path.write_text(f"[\n{rows}\n]\n", encoding="utf-8")
    assert found == json.loads(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("kind", LAYOUTS)
def test_a_layout_is_as_its_golden_file(kind: Kind) -> None:
    against_golden(kind.value, lines_of(paper_pdf(paper_for(kind), PRESS)))


@pytest.mark.parametrize("kind", LAYOUTS)
def test_a_word_file_is_as_its_golden_file(kind: Kind) -> None:
    against_golden(f"{kind.value}-word", words_of_word(paper_docx(paper_for(kind), PRESS)))


@pytest.mark.parametrize("kind", LAYOUTS)
def test_nothing_stands_in_the_margins(kind: Kind) -> None:
    lines = lines_of(paper_pdf(paper_for(kind), PRESS))

    assert [line for line in lines if line[1] < LEFT - 1 or line[1] > RIGHT] == []
    assert [line for line in lines if not 20 * MM <= line[2] <= HEIGHT - 20 * MM] == []


# The other bodies print what the standing committee prints, under another name.
PRINTED = [(issuer, kind) for issuer in (Issuer.COUNCIL, Issuer.STANDING_COMMITTEE) for kind in kinds_of(issuer)]


@pytest.mark.parametrize(("issuer", "kind"), PRINTED)
def test_every_kind_that_a_body_issues_is_printed_as_pdf_a(issuer: Issuer, kind: Kind) -> None:
    paper = replace(paper_for(Kind.MINUTES), kind=kind, body=issuer)

    metadata = pypdf.PdfReader(io.BytesIO(paper_pdf(paper, PRESS))).xmp_metadata

    assert "<pdfaid:part>2</pdfaid:part>" in metadata.stream.get_data().decode()


@pytest.mark.parametrize("kind", LAYOUTS)
def test_a_layout_names_itself_once_and_a_letter_never(kind: Kind) -> None:
    words = [line[3] for line in lines_of(paper_pdf(paper_for(kind), PRESS))]
    title = "NGHỊ QUYẾT" if kind is Kind.INDIVIDUAL_RESOLUTION else KINDS[kind].name.upper()

    assert words.count(title) == (0 if kind is Kind.LETTER else 1)


def test_a_draft_in_word_says_so_and_an_issued_one_does_not() -> None:
    paper = paper_for(Kind.REPORT)

    assert words_of_word(paper_docx(replace(paper, is_draft=True), PRESS))[0] == "DỰ THẢO"
    assert "DỰ THẢO" not in words_of_word(paper_docx(paper, PRESS))


def test_the_word_file_has_the_decree_s_page_and_letters() -> None:
    file = docx.Document(io.BytesIO(paper_docx(paper_for(Kind.REPORT), PRESS)))
    page, style = file.sections[0], file.styles["Normal"]

    margins = [round(side.mm) for side in (page.top_margin, page.bottom_margin, page.left_margin, page.right_margin)]
    assert (round(page.page_width.mm), round(page.page_height.mm), margins) == (210, 297, [20, 20, 30, 15])
    assert (style.font.name, style.font.size.pt) == ("Times New Roman", 14)
