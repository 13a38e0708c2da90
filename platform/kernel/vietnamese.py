"""Vietnamese letters: how names are ordered, and how text is found without diacritics.

No wheel of PostgreSQL has ICU, so lists are ordered by a stored key (plain byte order, ``C.UTF-8``).
The order is the dictionary's: the 29 letters with f j w z in their Latin places, then the tones
none, huyền, hỏi, ngã, sắc, nặng, then lower case before upper. Each level is compared over the
whole text before the next one counts, so ``Hoà`` stands before ``Hoả`` whatever follows their case.
"""

import unicodedata

_LETTERS = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_FIRST_LETTER = ord("A")
# What a combining mark does: it either makes another letter or it is a tone.
_SHAPES = {
    "\N{COMBINING BREVE}": {"a": "ă"},
    "\N{COMBINING CIRCUMFLEX ACCENT}": {"a": "â", "e": "ê", "o": "ô"},
    "\N{COMBINING HORN}": {"o": "ơ", "u": "ư"},
}
_TONES = {
    "\N{COMBINING GRAVE ACCENT}": "1",
    "\N{COMBINING HOOK ABOVE}": "2",
    "\N{COMBINING TILDE}": "3",
    "\N{COMBINING ACUTE ACCENT}": "4",
    "\N{COMBINING DOT BELOW}": "5",
}
_LEVEL_END = "!"  # sorts before every weight, so that a shorter text comes first


def sort_key(text: str) -> str:
    """Return the key by whose byte order a text is listed."""
    letters: list[str] = []
    tones: list[str] = []
    cases: list[str] = []
    for char in unicodedata.normalize("NFD", " ".join(text.split())):
        if not unicodedata.combining(char):
            letters.append(char.lower())
            tones.append("0")
            cases.append("1" if char.isupper() else "0")
        elif letters:
            letters[-1] = _SHAPES.get(char, {}).get(letters[-1], letters[-1])
            tones[-1] = _TONES.get(char, tones[-1])
    weights = "".join(_weight(letter) for letter in letters)
    return _LEVEL_END.join((weights, "".join(tones).rstrip("0"), "".join(cases).rstrip("0")))


def name_key(full_name: str) -> str:
    """Return the key of a person's name: Vietnamese lists go by the given name, then the rest.

    ``Nguyễn Văn An`` is listed under A: the last word, then family and middle names in order.
    """
    *before, given = full_name.split() or [""]
    return sort_key(" ".join([given, *before]))


def fold(text: str) -> str:
    """Return the text as it is searched: lower case, no diacritics, đ as d, single spaces."""
    plain = (char for char in unicodedata.normalize("NFD", text.lower()) if not unicodedata.combining(char))
    return " ".join("".join(plain).replace("đ", "d").split())


def _weight(letter: str) -> str:
    """Return the first-level weight: space, then signs, then digits, then letters, then the rest."""
    place = _LETTERS.find(letter)
    if place >= 0:
        return chr(_FIRST_LETTER + place)
    if letter == " ":
        return '"'
    if letter.isdigit() and letter.isascii():
        return letter
    return ("~" if letter.isalpha() else "$") + letter
