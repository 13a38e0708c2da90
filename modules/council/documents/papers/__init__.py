"""The resolution on paper: A4, PDF/A-2b, with the QR code of its public address.

Layout: Nghị định 30/2020/NĐ-CP, Phụ lục I (parts, sizes, order). The same facts always give the
same bytes, so that a hash identifies a document.
"""

import io
import json
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from functools import cache
from pathlib import Path
from typing import Any, Literal

import segno
import typst

from council.documents.law import (
    ISSUER_CODE,
    ISSUERS,
    Issuer,
    Kind,
    Text,
    capacity_of,
    letterhead_lines,
    public_path,
    symbol_without_number,
)
from council.documents.models import Document

FONT = "Tinos"
_LAYOUT = Path(__file__).with_name("resolution.typ")
# Stands in a draft's data where the issue's day will stand; it is never printed.
_NO_DAY = date(2000, 1, 1)


class FontMissing(RuntimeError):
    """The installation lacks the font that the layout is made for: no official paper may be printed."""


@dataclass(frozen=True)
class Press:
    """Where this installation prints: the folders of its fonts and the root of its public addresses."""

    font_dirs: tuple[str, ...]
    public_root: str

    def address_of(self, short_code: str) -> str:
        """Return the permanent public address of a document."""
        return f"{self.public_root.rstrip('/')}{public_path(short_code)}"


@dataclass(frozen=True)
class ResolutionPaper:
    """All that is printed on a resolution; ``occasion`` is the line ``Khoá XVIII, kỳ họp thứ 7``.

    A blank has empty places where number, day and signatures will stand. A draft may still lack its
    days: dots stand for them, and each page says that it is a draft.
    """

    issuer: str
    place: str
    symbol: str
    subject: str
    occasion: str
    text: Text
    adopted_on: date | None
    effective_on: date | None
    issued_on: date | None
    signer: str
    capacity: str
    short_code: str
    is_draft: bool = False
    is_blank: bool = False
    body: Issuer = Issuer.COUNCIL

    @property
    def place_and_date(self) -> str:
        """The line of place and day under the motto."""
        return f"{self.place}, {day_in_words(self.issued_on)}"


def resolution_pdf(paper: ResolutionPaper, press: Press) -> bytes:
    """Return the resolution as PDF/A-2b."""
    return _compiled(paper, press, "pdf", standards=["a-2b"])[0]


def resolution_pictures(paper: ResolutionPaper, press: Press) -> list[bytes]:
    """Return one PNG per page, for the preview beside the draft."""
    return _compiled(paper, press, "png", standards=None)


def printed(document: Document, press: Press) -> bytes:
    """Return an issued document as PDF/A-2b.

    :raises ValueError: it has no number and no days yet.
    """
    return resolution_pdf(paper_of(document), press)


def kept_places(paper: ResolutionPaper, press: Press) -> list[dict[str, Any]]:
    """Return the empty places of a blank as its layout sets them: name, page and rectangle in points."""
    found = typst.query(
        _LAYOUT.read_bytes(),
        "<kept-place>",
        field="value",
        font_paths=fonts_of(press),
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(_facts(paper, press), ensure_ascii=False)},
    )
    places: list[dict[str, Any]] = json.loads(found)
    return places


def fonts_of(press: Press) -> typst.Fonts:
    """Return the fonts of official papers."""
    return _fonts(press.font_dirs)


def _compiled(paper: ResolutionPaper, press: Press, form: Literal["pdf", "png"], *, standards: Any) -> list[bytes]:
    result: Any = typst.compile(
        _LAYOUT.read_bytes(),
        format=form,
        font_paths=_fonts(press.font_dirs),
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(_facts(paper, press), ensure_ascii=False)},
        pdf_standards=standards,
        timestamp=datetime.combine(paper.issued_on or _NO_DAY, time(), UTC),
    )
    return list(result) if isinstance(result, list) else [result]


@cache
def _fonts(font_dirs: tuple[str, ...]) -> typst.Fonts:
    """Return the fonts of the folders; without ours typst would print in another and say nothing."""
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=list(font_dirs))
    if FONT not in fonts.families():
        raise FontMissing(f"{FONT} is in none of {', '.join(font_dirs)}")
    return fonts


def _facts(paper: ResolutionPaper, press: Press) -> dict[str, Any]:
    """Return what the layout reads: words and numbers only."""
    day = paper.issued_on or _NO_DAY
    return {
        "draft": paper.is_draft,
        "blank": paper.is_blank,
        "issuer": paper.issuer,
        "is_council": paper.body is Issuer.COUNCIL,
        "issuer_lines": letterhead_lines(paper.body, paper.issuer),
        "symbol": paper.symbol,
        "subject": paper.subject,
        "occasion": paper.occasion,
        "place_and_date": paper.place_and_date,
        "date": {"year": day.year, "month": day.month, "day": day.day},
        "bases": _with_endings(paper.text.bases),
        "articles": [
            {"label": f"Điều {number}.", "title": article.title, "paragraphs": list(article.paragraphs)}
            for number, article in enumerate(paper.text.articles, start=1)
        ],
        "closing": _closing(paper),
        "recipients": [f"{line};" for line in paper.text.recipients] + ["Lưu: VT."],
        "capacity": paper.capacity.splitlines(),
        "signer": paper.signer,
        "short_code": paper.short_code,
        "qr": _qr(press.address_of(paper.short_code)),
    }


def day_in_words(day: date | None) -> str:
    """Return a day as papers write it: days below ten and January, February begin with 0; dots for no day yet."""
    if day is None:
        return "ngày … tháng … năm …"
    month = f"{day.month:02d}" if day.month < 3 else str(day.month)
    return f"ngày {day.day:02d} tháng {month} năm {day.year}"


def _with_endings(bases: tuple[str, ...]) -> list[str]:
    """Give every basis its semicolon and the last one its full stop."""
    bare = [base.rstrip(" ;.,") for base in bases]
    return [f"{base};" for base in bare[:-1]] + [f"{base}." for base in bare[-1:]]


def _closing(paper: ResolutionPaper) -> str:
    """Return the sentence on adoption and effect that ends every resolution."""
    occasion = f" {paper.occasion}," if paper.occasion else ""
    return (
        f"Nghị quyết này đã được {_who_adopts(paper)}{occasion} thông qua {day_in_words(paper.adopted_on)} "
        f"và có hiệu lực từ {day_in_words(paper.effective_on)}./."
    )


def _who_adopts(paper: ResolutionPaper) -> str:
    return paper.issuer if paper.body is Issuer.COUNCIL else ISSUERS[paper.body].name


def _qr(address: str) -> str:
    """Return the QR code of an address as SVG."""
    out = io.BytesIO()
    segno.make(address, error="m", micro=False).save(out, kind="svg", scale=4, border=2, xmldecl=False)
    return out.getvalue().decode()


def paper_of(document: Document) -> ResolutionPaper:
    """Return what is printed of a stored resolution.

    :raises ValueError: it has no number and no days yet.
    """
    if document.adopted_on is None or document.effective_on is None or document.issued_on is None:
        raise ValueError("only a resolution with its number and its days is printed")
    return _paper(document, symbol=document.symbol)


def draft_of(document: Document, code: str = ISSUER_CODE) -> ResolutionPaper:
    """Return what a resolution looks like before it has its number: the same layout, marked as a draft."""
    symbol = symbol_without_number(kind=Kind(document.kind), unit=document.unit, code=code)
    capacity = document.signer_capacity or capacity_of(Issuer(document.issuing_body), is_head=True)
    return replace(_paper(document, symbol=symbol), capacity=capacity, is_draft=True)


def _paper(document: Document, *, symbol: str) -> ResolutionPaper:
    return ResolutionPaper(
        issuer=document.issuer,
        place=document.place,
        symbol=symbol,
        subject=document.subject,
        occasion=document.occasion,
        text=Text.from_json(document.body),
        adopted_on=document.adopted_on,
        effective_on=document.effective_on,
        issued_on=document.issued_on,
        signer=document.signer_name,
        capacity=document.signer_capacity,
        short_code=document.short_code,
        body=Issuer(document.issuing_body),
    )
