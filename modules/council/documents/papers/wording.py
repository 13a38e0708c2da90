"""The words that a paper has beside what was typed: headings, labels, endings, the sentence that closes it.

Source: Nghị định 30/2020/NĐ-CP, Phụ lục I, phần II, and the models 1.1 to 1.9 of Phụ lục III.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from council.documents.law import (
    FACT_LABELS,
    ISSUERS,
    KINDS,
    RESOLUTIONS,
    FactName,
    Form,
    Issuer,
    Kind,
    Table,
    Text,
    labelled,
)

# Where articles follow bases, an organ decides: its name and the word of its decision stand before them.
_ORDERS = {Kind.DECISION: "QUYẾT ĐỊNH:", **dict.fromkeys(RESOLUTIONS, "QUYẾT NGHỊ:")}


@dataclass(frozen=True)
class Occasion:
    """Who decides, where, and from when: what the heading and the last sentence of a resolution say."""

    body: Issuer
    council: str
    occasion: str
    adopted_on: date | None
    effective_on: date | None

    @property
    def organ(self) -> str:
        """The name of the organ that decides."""
        return self.council if self.body is Issuer.COUNCIL else ISSUERS[self.body].name


def title_of(kind: Kind) -> str:
    """Return the title in capitals; a letter has none."""
    if KINDS[kind].form is Form.LETTER:
        return ""
    return "NGHỊ QUYẾT" if kind in RESOLUTIONS else KINDS[kind].name.upper()


def about(kind: Kind, subject: str) -> str:
    """Return what stands under a letter's number: ``V/v …``."""
    return f"V/v {subject[:1].lower()}{subject[1:]}" if KINDS[kind].form is Form.LETTER else ""


def authority(kind: Kind, occasion: Occasion) -> list[str]:
    """Return the lines that name who decides, under the title."""
    return [line for line in (occasion.organ, occasion.occasion) if line] if kind in _ORDERS else []


def ordering(kind: Kind, text: Text) -> str:
    """Return the word before the articles of a resolution or decision; none while there is nothing around it."""
    return _ORDERS.get(kind, "") if text.bases or text.articles else ""


def addressed(kind: Kind) -> str:
    """Return the words before the addressees."""
    return "Trân trọng kính mời:" if KINDS[kind].form is Form.INVITATION else "Kính gửi:"


def addressees(text: Text) -> list[str]:
    """Return the addressees: one as it is, several with semicolons and a full stop at the end."""
    return list(text.addressees) if len(text.addressees) == 1 else with_endings(text.addressees)


def facts(kind: Kind, text: Text) -> list[tuple[str, str]]:
    """Return the lines of an invitation or of minutes; when minutes ended is said in their last sentence."""
    known = dict(text.facts)
    closing = {FactName.CLOSED} if KINDS[kind].form is Form.MINUTES else set()
    return [(FACT_LABELS[name], known[name]) for name in FactName if name in known and name not in closing]


def parts(kind: Kind, text: Text) -> list[dict[str, Any]]:
    """Return articles with ``Điều 1.``, or sections with ``I.``; what has no title is plain text there.

    Where no sentence closes the document its last paragraph gets the closing mark; a table has none.
    """
    made = [
        {"label": label, "title": article.title, "paragraphs": [_piece(piece) for piece in article.pieces]}
        for label, article in labelled(kind, text)
    ]
    last: list[Any] = made[-1]["paragraphs"] if made else []
    if last and isinstance(last[-1], str) and not _has_closing(kind):
        last[-1] = f"{last[-1].rstrip(' .;/')}./."
    return made


def _piece(piece: str | Table) -> str | dict[str, Any]:
    """Return a paragraph as it is, a table as its heading, its rows and which columns hold numbers."""
    if isinstance(piece, str):
        return piece
    return {"heading": list(piece.heading), "rows": [list(row) for row in piece.rows], "numeric": list(piece.numeric)}


def closing(kind: Kind, text: Text, occasion: Occasion) -> str:
    """Return the sentence on adoption and effect that ends a resolution, or on the end of a meeting."""
    if kind in RESOLUTIONS:
        at = f" {occasion.occasion}," if occasion.occasion else ""
        return (
            f"Nghị quyết này đã được {occasion.organ}{at} thông qua {day_in_words(occasion.adopted_on)} "
            f"và có hiệu lực từ {day_in_words(occasion.effective_on)}./."
        )
    if KINDS[kind].form is Form.MINUTES:
        ended = text.fact(FactName.CLOSED) or "…"
        return f"Cuộc họp kết thúc vào hồi {ended}. Biên bản đã được đọc lại cho những người dự họp nghe./."
    return ""


def recipients(text: Text) -> list[str]:
    """Return who receives it; the records always keep one."""
    return [f"{line.rstrip(' ;.')};" for line in text.recipients] + ["Lưu: VT."]


def with_endings(lines: tuple[str, ...]) -> list[str]:
    """Give every line its semicolon and the last one its full stop."""
    bare = [line.rstrip(" ;.,") for line in lines]
    return [f"{line};" for line in bare[:-1]] + [f"{line}." for line in bare[-1:]]


def day_in_words(day: date | None) -> str:
    """Return a day as papers write it: days below ten and January, February begin with 0; dots for no day yet."""
    if day is None:
        return "ngày … tháng … năm …"
    month = f"{day.month:02d}" if day.month < 3 else str(day.month)
    return f"ngày {day.day:02d} tháng {month} năm {day.year}"


def _has_closing(kind: Kind) -> bool:
    return kind in RESOLUTIONS or KINDS[kind].form is Form.MINUTES
