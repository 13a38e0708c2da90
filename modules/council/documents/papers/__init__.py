"""Official documents on paper: A4, PDF/A-2b, with the QR code of their public address.

Layout: Nghị định 30/2020/NĐ-CP, Phụ lục I (parts, sizes, order) and III (models), one for all kinds.
The same facts always give the same bytes, so that a hash identifies a document.
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
    KINDS,
    FactName,
    Form,
    Issuer,
    Kind,
    Text,
    capacity_of,
    letterhead_lines,
    public_path,
    symbol_without_number,
)
from council.documents.models import Document
from council.documents.papers import wording
from council.documents.papers.wording import Occasion, day_in_words

FONT = "Tinos"
_LAYOUT = Path(__file__).with_name("official.typ")
# Stands in a draft's data where the issue's day will stand; it is never printed.
NO_DAY = date(2000, 1, 1)


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
class Paper:
    """All that is printed on a document; ``occasion`` is the line ``Khoá XVIII, kỳ họp thứ 7``.

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
    kind: Kind = Kind.INDIVIDUAL_RESOLUTION

    @property
    def place_and_date(self) -> str:
        """The line of place and day under the motto."""
        return f"{self.place}, {day_in_words(self.issued_on)}"


def paper_pdf(paper: Paper, press: Press) -> bytes:
    """Return the document as PDF/A-2b."""
    return _compiled(paper, press, "pdf", standards=["a-2b"])[0]


def paper_pictures(paper: Paper, press: Press) -> list[bytes]:
    """Return one PNG per page, for the preview beside the draft."""
    return _compiled(paper, press, "png", standards=None)


def printed(document: Document, press: Press) -> bytes:
    """Return an issued document as PDF/A-2b.

    :raises ValueError: it has no number and no days yet.
    """
    return paper_pdf(paper_of(document), press)


def kept_places(paper: Paper, press: Press) -> list[dict[str, Any]]:
    """Return the empty places of a blank as its layout sets them: name, page and rectangle in points."""
    found = typst.query(
        _LAYOUT.read_bytes(),
        "<kept-place>",
        field="value",
        font_paths=fonts_of(press),
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(facts_of(paper, press), ensure_ascii=False)},
    )
    places: list[dict[str, Any]] = json.loads(found)
    return places


def fonts_of(press: Press) -> typst.Fonts:
    """Return the fonts of official papers."""
    return _fonts(press.font_dirs)


def _compiled(paper: Paper, press: Press, form: Literal["pdf", "png"], *, standards: Any) -> list[bytes]:
    result: Any = typst.compile(
        _LAYOUT.read_bytes(),
        format=form,
        font_paths=_fonts(press.font_dirs),
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(facts_of(paper, press), ensure_ascii=False)},
        pdf_standards=standards,
        timestamp=datetime.combine(paper.issued_on or NO_DAY, time(), UTC),
    )
    return list(result) if isinstance(result, list) else [result]


@cache
def _fonts(font_dirs: tuple[str, ...]) -> typst.Fonts:
    """Return the fonts of the folders; without ours typst would print in another and say nothing."""
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=list(font_dirs))
    if FONT not in fonts.families():
        raise FontMissing(f"{FONT} is in none of {', '.join(font_dirs)}")
    return fonts


def facts_of(paper: Paper, press: Press) -> dict[str, Any]:
    """Return what the layout reads: words and numbers only."""
    day, kind, text = paper.issued_on or NO_DAY, paper.kind, paper.text
    occasion = Occasion(paper.body, paper.issuer, paper.occasion, paper.adopted_on, paper.effective_on)
    return {
        "draft": paper.is_draft,
        "blank": paper.is_blank,
        "issuer": paper.issuer,
        "is_council": paper.body is Issuer.COUNCIL,
        "issuer_lines": letterhead_lines(paper.body, paper.issuer),
        "symbol": paper.symbol,
        "subject": paper.subject,
        "about": wording.about(kind, paper.subject),
        "title": wording.title_of(kind),
        "authority": wording.authority(kind, occasion),
        "place_and_date": paper.place_and_date,
        "date": {"year": day.year, "month": day.month, "day": day.day},
        "addressed": wording.addressed(kind),
        "addressees": wording.addressees(text),
        "bases": wording.with_endings(text.bases),
        "ordering": wording.ordering(kind, text),
        "facts": wording.facts(kind, text),
        "parts": wording.parts(kind, text),
        "closing": wording.closing(kind, text, occasion),
        "recipients": wording.recipients(text),
        "capacity": paper.capacity.splitlines(),
        "signer": paper.signer,
        "secretary": text.fact(FactName.SECRETARY) if KINDS[kind].form is Form.MINUTES else "",
        "short_code": paper.short_code,
        "qr": _qr(press.address_of(paper.short_code)),
    }


def _qr(address: str) -> str:
    """Return the QR code of an address as SVG."""
    out = io.BytesIO()
    segno.make(address, error="m", micro=False).save(out, kind="svg", scale=4, border=2, xmldecl=False)
    return out.getvalue().decode()


def paper_of(document: Document) -> Paper:
    """Return what is printed of a stored document.

    :raises ValueError: it has no number yet, or is a resolution without its days.
    """
    lacks_days = document.is_resolution and None in (document.adopted_on, document.effective_on)
    if document.issued_on is None or lacks_days:
        raise ValueError("only a document with its number and its days is printed")
    return _paper(document, symbol=document.symbol)


def draft_of(document: Document, code: str = ISSUER_CODE) -> Paper:
    """Return what a document looks like before it has its number: the same layout, marked as a draft."""
    symbol = symbol_without_number(kind=Kind(document.kind), unit=document.unit, code=code)
    capacity = document.signer_capacity or capacity_of(Issuer(document.issuing_body), is_head=True)
    return replace(_paper(document, symbol=symbol), capacity=capacity, is_draft=True)


def _paper(document: Document, *, symbol: str) -> Paper:
    return Paper(
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
        kind=Kind(document.kind),
    )
