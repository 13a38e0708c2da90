"""From text to words: what PostgreSQL is given to index and to find. Pure; no database.

A text becomes clean words, so that PostgreSQL's parser has nothing to guess: ``15/2026/NQ-HĐND`` is the words
``15 2026 nq hđnd``. Each text is indexed twice: as it is written (``exact``) and without diacritics (``plain``),
where the full words of each abbreviation are added. A query finds by the plain words and ranks the exact first.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from kernel.vietnamese import fold

WORD = re.compile(r"[^\W_]+")
PART = re.compile(r'"([^"]*)"|(\S+)')
LONGEST_QUERY = 200
SHORTEST_BEGINNING = 2
GRAVE, ACUTE, HOOK, TILDE, DOT = "\u0300", "\u0301", "\u0309", "\u0303", "\u0323"
# Where the tone stands on the first of two vowels in the older spelling: hòa, khỏe, thúy.
OLD_SPELLING = {
    unicodedata.normalize("NFC", first + tone) + second: first + unicodedata.normalize("NFC", second + tone)
    for first, second in ("oa", "oe", "uy")
    for tone in (GRAVE, ACUTE, HOOK, TILDE, DOT)
}
OLD_ENDING = re.compile(rf"(?<!q)({'|'.join(OLD_SPELLING)})\b")


def exact_words(text: str) -> list[str]:
    """Return the words of a text in lower case with their diacritics, either spelling of ``hoà`` as one."""
    lower = unicodedata.normalize("NFC", text).lower()
    return WORD.findall(OLD_ENDING.sub(lambda found: OLD_SPELLING[found[0]], lower))


def plain_words(text: str) -> list[str]:
    """Return the words of a text without diacritics."""
    return WORD.findall(fold(text))


def meant_by(words: Iterable[str], abbreviations: Mapping[str, tuple[str, ...]]) -> list[str]:
    """Return the plain words that the abbreviations among the words stand for, each abbreviation once."""
    return [word for short in dict.fromkeys(words) for word in abbreviations.get(short, ())]


@dataclass(frozen=True)
class Asked:
    """What somebody typed, as the two queries in PostgreSQL's own form, and the plain words for marking.

    ``exact`` is empty when nothing with diacritics was typed: there is then nothing to rank by.
    """

    plain: str
    exact: str
    words: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.plain)


def asked_for(text: str, abbreviations: Mapping[str, tuple[str, ...]]) -> Asked:
    """Return what a typed text asks for; every part must be found, the last bare word may be a beginning.

    Only letters and digits reach the queries, whatever was typed.
    """
    text = unicodedata.normalize("NFC", text)[:LONGEST_QUERY]
    parts = list(_parts(text))
    words = [word for part, _ in parts for word in plain_words(part)]
    ends = [_end(part, is_last=part is parts[-1], text=text) for part in parts]
    plain = [_alternatives(plain_words(part), end, abbreviations) for (part, _), end in zip(parts, ends, strict=True)]
    exact = [_phrase(exact_words(part)) + end for (part, _), end in zip(parts, ends, strict=True)]
    return Asked(
        plain=" & ".join(plain),
        exact=" & ".join(exact) if fold(text) != _lower(text) else "",
        words=tuple(dict.fromkeys([*words, *meant_by(words, abbreviations)])),
    )


def _parts(text: str) -> Iterator[tuple[str, bool]]:
    for quoted, bare in PART.findall(text):
        part = quoted or bare
        if WORD.search(part):
            yield part, not quoted


def _end(part: tuple[str, bool], *, is_last: bool, text: str) -> str:
    """Return the sign of a beginning when the text may still be in the middle of this part."""
    words, is_bare = plain_words(part[0]), part[1]
    is_begun = is_last and is_bare and not text[-1:].isspace() and len(words[-1]) >= SHORTEST_BEGINNING
    return ":*" if is_begun else ""


def _alternatives(words: list[str], end: str, abbreviations: Mapping[str, tuple[str, ...]]) -> str:
    found = _phrase(words) + end
    full = abbreviations.get(words[0]) if len(words) == 1 else None
    return f"({found} | ({_phrase(full)}))" if full else f"({found})"


def _phrase(words: Iterable[str]) -> str:
    return " <-> ".join(words)


def _lower(text: str) -> str:
    return " ".join(text.lower().split())
