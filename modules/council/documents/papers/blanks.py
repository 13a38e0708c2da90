"""A paper as it is before its number: printed once for the signatory, then only filled, never printed again.

Nghị định 30/2020/NĐ-CP gives the number after the signature; so the signatory signs the text with empty
places for number, day and signatures, and what is filled in later is typeset in the same font.
"""

import json
from dataclasses import dataclass, replace
from typing import Any

import typst

from council.documents import papers
from council.documents.models import Document

AIR = 5.0  # points
_FILLING = b"""
#let data = json(bytes(sys.inputs.data))
#set page(width: data.width * 1pt, height: data.height * 1pt, margin: 0pt, fill: none)
#set text(font: "Tinos", size: data.size * 1pt, lang: "vi", region: "VN", fill: rgb(data.ink), hyphenate: false)
#set par(leading: 0.35em, spacing: 0.45em)
#let lines = data.lines.join(linebreak())
#let said = if data.slanted { emph(lines) } else { lines }
#if data.framed {
  box(width: 100%, height: 100%, inset: 3pt, stroke: 0.8pt + rgb(data.ink), radius: 2pt, align(left + horizon, said))
} else {
  align(center + horizon, said)
}
"""


@dataclass(frozen=True)
class Place:
    """A rectangle on a page, in points from its upper left corner; pages count from 0."""

    name: str
    page: int
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True)
class Blank:
    """A printed paper with the places that are filled later."""

    pdf: bytes
    places: dict[str, Place]


@dataclass(frozen=True)
class Filling:
    """What is written into a place: its lines, the size of its letters in points and its ink."""

    lines: tuple[str, ...]
    size: float
    slanted: bool = False
    framed: bool = False
    ink: str = "#000000"


def blank_of(document: Document, press: papers.Press) -> Blank:
    """Return the document as its signatory signs it: PDF/A-2b without number and day."""
    paper = replace(papers.draft_of(document), is_draft=False, is_blank=True)
    places = _places_of(paper, press)
    lines = {name: _with_air(places[name]) for name in ("symbol", "day")}
    return Blank(papers.paper_pdf(paper, press), {**places, **lines})


def _places_of(paper: papers.Paper, press: papers.Press) -> dict[str, Place]:
    found = papers.kept_places(paper, press)
    return {each["name"]: Place(**{**each, "page": each["page"] - 1}) for each in found}


def _with_air(place: Place) -> Place:
    """Return a line's place with room for the strokes above and below its letters."""
    return replace(place, y=place.y - AIR, height=place.height + 2 * AIR)


def symbol_line(document: Document) -> Filling:
    """Return the line of the number."""
    return Filling((f"Số: {document.symbol}",), 13)


def day_line(document: Document) -> Filling:
    """Return the line of place and day."""
    return Filling((papers.paper_of(document).place_and_date,), 14, slanted=True)


def filling_pdf(filling: Filling, place: Place, press: papers.Press) -> bytes:
    """Return the filling as one page of the place's size, with its font inside."""
    facts: dict[str, Any] = {**filling.__dict__, "width": place.width, "height": place.height}
    made: Any = typst.compile(
        _FILLING,
        format="pdf",
        font_paths=papers.fonts_of(press),
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(facts, ensure_ascii=False)},
        pdf_standards=["a-2b"],
    )
    return bytes(made)
