"""The same documents as Word files (.docx), for offices that go on writing there; the words are those of the PDF.

Layout: Nghị định 30/2020/NĐ-CP, Phụ lục I: A4, margins 20-20-30-15 mm, Times New Roman, sizes by part.
"""

import io
from collections.abc import Sequence
from datetime import UTC, datetime, time
from typing import Any

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from council.documents.papers import NO_DAY, Paper, Press, facts_of

FONT = "Times New Roman"
CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def paper_docx(paper: Paper, press: Press) -> bytes:
    """Return the document as a Word file; a draft says so in its first line."""
    facts = facts_of(paper, press)
    file = _empty_page(facts, datetime.combine(paper.issued_on or NO_DAY, time(), UTC))
    if facts["draft"]:
        _line(file, "DỰ THẢO", bold=True, align=ALIGN.RIGHT)
    _letterhead(file, facts)
    _heading(file, facts)
    _body(file, facts)
    _foot(file, facts)
    out = io.BytesIO()
    file.save(out)
    return out.getvalue()


def _empty_page(facts: dict[str, Any], day: datetime) -> Any:
    file = docx.Document()
    page = file.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.top_margin = page.bottom_margin = Mm(20)
    page.left_margin, page.right_margin = Mm(30), Mm(15)
    style = file.styles["Normal"]
    style.font.name, style.font.size = FONT, Pt(14)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), FONT)
    style.paragraph_format.space_after, style.paragraph_format.space_before = Pt(6), Pt(0)
    about = file.core_properties
    about.title, about.author, about.language = facts["subject"], facts["issuer"], "vi-VN"
    about.created = about.modified = day
    return file


def _letterhead(file: Any, facts: dict[str, Any]) -> None:
    left, right = _two_columns(file, Mm(66), Mm(99))
    above, below = facts["issuer_lines"]
    _line(left, above.upper(), size=13, bold=facts["is_council"], align=ALIGN.CENTER, after=0)
    _line(left, below.upper(), size=13, bold=True, align=ALIGN.CENTER)
    _line(left, f"Số: {facts['symbol']}", size=13, align=ALIGN.CENTER)
    if facts["about"]:
        _line(left, facts["about"], size=12, align=ALIGN.CENTER)
    _line(right, "CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM", size=13, bold=True, align=ALIGN.CENTER, after=0)
    _line(right, "Độc lập - Tự do - Hạnh phúc", bold=True, underline=True, align=ALIGN.CENTER)
    _line(right, facts["place_and_date"], italic=True, align=ALIGN.CENTER)


def _heading(file: Any, facts: dict[str, Any]) -> None:
    if facts["title"]:
        _line(file, facts["title"], bold=True, align=ALIGN.CENTER, after=0)
        _line(file, facts["subject"], bold=True, align=ALIGN.CENTER)
    for line in facts["authority"]:
        _line(file, line.upper(), bold=True, align=ALIGN.CENTER)
    several = len(facts["addressees"]) > 1
    if facts["addressees"]:
        first = facts["addressed"] if several else f"{facts['addressed']} {facts['addressees'][0]}"
        _line(file, first, align=ALIGN.CENTER)
    for one in facts["addressees"] if several else ():
        _line(file, f"- {one}", indent=Mm(60))


def _body(file: Any, facts: dict[str, Any]) -> None:
    for base in facts["bases"]:
        _text(file, base, italic=True)
    if facts["ordering"]:
        _line(file, facts["ordering"], bold=True, align=ALIGN.CENTER)
    for label, said in facts["facts"]:
        for line in f"{label}: {said}".splitlines():
            _text(file, line)
    for part in facts["parts"]:
        _part(file, part)
    if facts["closing"]:
        _text(file, facts["closing"])


def _part(file: Any, part: dict[str, Any]) -> None:
    rest: Sequence[Any] = part["paragraphs"]
    head = " ".join(word for word in (part["label"], part["title"]) if word)
    if not part["title"] and rest and isinstance(rest[0], str):
        paragraph = _text(file, f"{head} " if head else "", bold=True)
        paragraph.add_run(rest[0])
        rest = rest[1:]
    elif head:
        _text(file, head, bold=True)
    for piece in rest:
        if isinstance(piece, str):
            _text(file, piece)
        else:
            _table(file, piece)


def _table(file: Any, piece: dict[str, Any]) -> None:
    """Write a table with lines around its cells; its heading comes again on each page."""
    table = file.add_table(rows=0, cols=len(piece["heading"]), style="Table Grid")
    for row in (piece["heading"], *piece["rows"]):
        is_heading = row is piece["heading"]
        for cell, said, is_number in zip(table.add_row().cells, row, piece["numeric"], strict=True):
            cell._element.remove(cell.paragraphs[0]._element)
            align = ALIGN.CENTER if is_heading else ALIGN.RIGHT if is_number else ALIGN.LEFT
            _line(cell, said, size=12, bold=is_heading, align=align, after=2)
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    _line(file, "", size=6, after=0)


def _foot(file: Any, facts: dict[str, Any]) -> None:
    left, right = _two_columns(file, Mm(82), Mm(83))
    if facts["secretary"]:
        _signature(left, ["Thư ký"], facts["secretary"])
    _line(left, "Nơi nhận:", size=12, bold=True, italic=True, after=0)
    for one in facts["recipients"]:
        _line(left, f"- {one}", size=11, after=0)
    _line(left, f"Mã tra cứu: {facts['short_code']}", size=9)
    _signature(right, facts["capacity"], facts["signer"])


def _signature(cell: Any, capacity: Sequence[str], signer: str) -> None:
    for line in capacity:
        _line(cell, line.upper(), bold=True, align=ALIGN.CENTER, after=0)
    for _ in range(4):
        _line(cell, "", align=ALIGN.CENTER, after=0)
    _line(cell, signer, bold=True, align=ALIGN.CENTER)


def _two_columns(file: Any, left: Any, right: Any) -> Any:
    table = file.add_table(rows=1, cols=2)
    table.autofit = False
    for cell, width in zip(table.rows[0].cells, (left, right), strict=True):
        cell.width = width
        # A cell begins with an empty paragraph; the first line takes its place.
        cell._element.remove(cell.paragraphs[0]._element)
    return table.rows[0].cells


def _line(  # noqa: PLR0913 -- how one line looks
    where: Any,
    words: str,
    *,
    size: int = 14,
    bold: bool = False,
    italic: bool = False,
    underline: bool = False,
    align: Any = ALIGN.LEFT,
    after: int = 6,
    indent: Any = None,
) -> Any:
    paragraph = where.add_paragraph()
    paragraph.alignment, paragraph.paragraph_format.space_after = align, Pt(after)
    paragraph.paragraph_format.left_indent = indent
    run = paragraph.add_run(words)
    run.bold, run.italic, run.underline, run.font.size = bold, italic, underline, Pt(size)
    return paragraph


def _text(file: Any, words: str, *, bold: bool = False, italic: bool = False) -> Any:
    """Write a paragraph of the text: justified, its first line 10 mm in."""
    paragraph = _line(file, words, bold=bold, italic=italic, align=ALIGN.JUSTIFY)
    paragraph.paragraph_format.first_line_indent = Mm(10)
    return paragraph
