"""The piece of a text that shows why it was found, with the found words to be marked. Pure."""

from collections.abc import Collection
from dataclasses import dataclass

from kernel.search.words import WORD
from kernel.vietnamese import fold

BEFORE, AFTER = 60, 180


@dataclass(frozen=True)
class Bit:
    """A stretch of text, found or not."""

    text: str
    is_found: bool


def snippet(text: str, words: Collection[str]) -> tuple[Bit, ...]:
    """Return some 240 letters around the first of the words in a text, cut at words; from the start without any."""
    first = next((found.start() for found in WORD.finditer(text) if _is_one(found[0], words)), 0)
    start, end = max(first - BEFORE, 0), min(first + AFTER, len(text))
    start = text.rfind(" ", 0, start + 1) + 1 if start else 0
    end = end if end == len(text) else max(text.rfind(" ", first, end), first + 1)
    bits = marked(" ".join(text[start:end].split()), words)
    lead = (Bit("… ", is_found=False),) if start else ()
    rest = (Bit(" …", is_found=False),) if end < len(text) else ()
    return (*lead, *bits, *rest)


def marked(text: str, words: Collection[str]) -> tuple[Bit, ...]:
    """Return a text cut into what was found and what stands between."""
    bits, last = [], 0
    for found in WORD.finditer(text):
        if not _is_one(found[0], words):
            continue
        if found.start() > last:
            bits.append(Bit(text[last : found.start()], is_found=False))
        bits.append(Bit(found[0], is_found=True))
        last = found.end()
    if last < len(text):
        bits.append(Bit(text[last:], is_found=False))
    return tuple(bits)


def _is_one(word: str, words: Collection[str]) -> bool:
    plain = fold(word)
    return plain in words or any(len(begun) > 1 and plain.startswith(begun) for begun in list(words)[-1:])
