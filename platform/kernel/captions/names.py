"""Who speaks, as a line says it: ``Đại biểu Nguyễn Văn An: Kính thưa Hội đồng…``."""

import re

from kernel.captions.cues import LONGEST_NAME
from kernel.vietnamese import fold

# Folded words that stand before a name and are no part of it, the longer first.
TITLES = (
    "chu tich hoi dong nhan dan",
    "pho chu tich",
    "chu tich",
    "chu toa",
    "dai bieu",
    "dong chi",
    "ong",
    "ba",
)
_SPOKEN = re.compile(rf"([^:\n]{{2,{LONGEST_NAME}}}):\s+(?=\S)")
MOST_WORDS = 8


def split_name(text: str) -> tuple[str, str]:
    """Return the name before the colon and what was said; an empty name when the words before it are no name."""
    found = _SPOKEN.match(text)
    if found is None or not _is_name(found[1]):
        return "", text
    return " ".join(found[1].split()), text[found.end() :]


def bare_name(name: str) -> str:
    """Return a name folded and without the titles before it, for comparing: ``nguyen van an``."""
    folded = fold(name)
    for title in TITLES:
        if folded == title:
            return folded
        folded = folded.removeprefix(f"{title} ")
    return folded


def _is_name(text: str) -> bool:
    """Whether nothing but titles and words in capitals stand there: ``Tôi đề nghị: …`` names nobody."""
    words = text.split()
    bare = bare_name(text)
    if bare in TITLES:
        return True
    own = words[len(words) - len(bare.split()) :]
    return 0 < len(own) <= MOST_WORDS and all(word[0].isupper() and _is_letters(word) for word in own)


def _is_letters(word: str) -> bool:
    return all(letter.isalpha() or letter in ".'’-" for letter in word)
