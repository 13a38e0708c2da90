"""Two versions of a text side by side: which lines came, went or changed, and in a changed line which words."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from enum import StrEnum

from council.documents.law.kinds import FACT_LABELS, FactName
from council.documents.law.text import Text

_WORDS = r"\s+|\S+\s*"


class Mark(StrEnum):
    """What became of a line or of some words."""

    SAME = "same"
    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


@dataclass(frozen=True)
class Piece:
    """Some words of a line with their mark."""

    words: str
    mark: Mark = Mark.SAME


@dataclass(frozen=True)
class Line:
    """One line of the comparison."""

    mark: Mark
    pieces: tuple[Piece, ...]


def lines_of_text(*, subject: str, text: Text, adopted_on: date | None, effective_on: date | None) -> list[str]:
    """Return a text as lines, in the order in which it is printed."""
    days = (("Ngày thông qua", adopted_on), ("Có hiệu lực", effective_on))
    facts = ((FACT_LABELS[name], text.fact(name)) for name in FactName)
    lines = [f"Trích yếu: {subject}"]
    lines += [f"{label}: {day:%d/%m/%Y}" for label, day in days if day is not None]
    lines += [f"Gửi: {one}" for one in text.addressees]
    lines += list(text.bases)
    lines += [f"{label}: {said}" for label, said in facts if said]
    for number, article in enumerate(text.articles, start=1):
        lines += [f"[{number}] {article.title}".rstrip(), *article.paragraphs]
    return lines + [f"Nơi nhận: {one}" for one in text.recipients]


def compare(old: Sequence[str], new: Sequence[str]) -> list[Line]:
    """Return the lines of both versions in one column; lines that stand for each other are compared word by word."""
    result: list[Line] = []
    for what, old_from, old_to, new_from, new_to in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        gone, come = old[old_from:old_to], new[new_from:new_to]
        if what == "equal":
            result += [Line(Mark.SAME, (Piece(line),)) for line in gone]
            continue
        paired = min(len(gone), len(come))
        result += [_changed(before, after) for before, after in zip(gone[:paired], come[:paired], strict=True)]
        result += [Line(Mark.REMOVED, (Piece(line, Mark.REMOVED),)) for line in gone[paired:]]
        result += [Line(Mark.ADDED, (Piece(line, Mark.ADDED),)) for line in come[paired:]]
    return result


def _changed(before: str, after: str) -> Line:
    old, new = re.findall(_WORDS, before), re.findall(_WORDS, after)
    pieces: list[Piece] = []
    for what, old_from, old_to, new_from, new_to in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        gone, come = "".join(old[old_from:old_to]), "".join(new[new_from:new_to])
        if what == "equal":
            pieces.append(Piece(gone))
            continue
        pieces += [Piece(words, mark) for words, mark in ((gone, Mark.REMOVED), (come, Mark.ADDED)) if words]
    return Line(Mark.CHANGED, tuple(pieces))
