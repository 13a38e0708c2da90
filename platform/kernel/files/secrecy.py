"""Marks of secrecy in names and texts (Law 117/2025 on state secrets; rule R-SEC-01). Pure.

A mark is "Mật", "Tối mật" or "Tuyệt mật". The same syllable is part of ordinary words: bí mật, bảo mật, mật
độ, mật ong. In a text the mark is a stamp: in capitals, or alone on its line. In a name it is a word of its own;
there it is also recognised without diacritics, with blanks or underscores between the letters, and in any
Unicode form. In doubt a file is refused: the sentence tells how to go on.
"""

import re
import unicodedata

WORD = "mật"
DEGREES = ("tối", "tuyệt")
JOINED = {"tốimật", "tuyệtmật"}
# The word before or after with which "mật" is no mark.
BEFORE = {"bí", "bảo", "cơ", "thân", "ngọt", "túi", "sỏi", "cẩn", "trăng", "dịch", "kín", "nước", "tuần", "độ"}
AFTER = {"độ", "ong", "mã", "khẩu", "thiết", "thư", "báo", "nghị", "vụ", "danh", "ngữ", "mía", "gấu", "đường"}
# Without diacritics "mat" is also mặt, mắt, mất, mát: words that make it one of these.
BEFORE_PLAIN = {
    *("bi", "bao", "do", "co", "vang", "gap", "tien", "be", "thay", "than", "ra", "trang", "hai", "mot"),
    *("ve", "dia", "hang", "mo", "thoang", "boi", "an", "san", "duoi", "tren", "kinh", "nhan", "guong", "khau", "ngat"),
}
AFTER_PLAIN = {
    *("tran", "bang", "do", "ong", "ma", "khau", "thiet", "hang", "tien", "cat", "duong", "nuoc", "dat", "mua"),
    *("trom", "cap", "tich", "can", "troi", "tau", "san", "phang", "trang", "na", "tich", "nguoi", "vu", "thu"),
}


def is_marked_name(name: str) -> bool:
    """Return whether a file's name carries a mark of secrecy."""
    stem = _camel_apart(_normal(name.rpartition(".")[0] or name))
    words = [word.casefold() for word in _joined(_words(stem))]
    return any(_is_mark_in_name(words, at) for at in range(len(words)))


def is_marked_text(text: str) -> bool:
    """Return whether a text carries a mark of secrecy."""
    return any(_is_marked_line(line) for line in _normal(text).splitlines())


def _normal(text: str) -> str:
    text = unicodedata.normalize("NFKC", text)
    return "".join(letter for letter in text if unicodedata.category(letter) != "Cf")


def _plain(text: str) -> str:
    """The letters without diacritics; đ becomes d."""
    bare = unicodedata.normalize("NFD", text.replace("đ", "d"))
    return "".join(letter for letter in bare if not unicodedata.combining(letter))


PLAIN_WORD = _plain(WORD)
PLAIN_DEGREES = tuple(_plain(degree) for degree in DEGREES)
PLAIN_JOINED = {_plain(joined) for joined in JOINED}
CAPITALS = {WORD.upper(), *(joined.upper() for joined in JOINED)}
LONGEST_STAMP = 20
# What a run of single letters may spell, the longer first.
SPELT = [(degree, word) for degree in (*DEGREES, *PLAIN_DEGREES, "") for word in (WORD, PLAIN_WORD)]


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W\d_]+", text)


def _camel_apart(text: str) -> str:
    """``ToiMat`` as two words."""
    return "".join(
        f" {letter}" if letter.isupper() and before.islower() else letter
        for before, letter in zip(" " + text, text, strict=False)
    )


def _joined(words: list[str]) -> list[str]:
    """Put together what was written letter by letter: ``M Ậ T`` or ``T_O_I M_A_T``; the case stays."""
    result: list[str] = []
    run = ""
    for word in [*words, ""]:
        if len(word) == 1:
            run += word
            continue
        result += _cut(run)
        run = ""
        result += [word] if word else []
    return result


def _cut(run: str) -> list[str]:
    """A run of single letters as words, should a mark stand at its end."""
    for degree, word in SPELT:
        if run.casefold().endswith(degree + word):
            at = len(run) - len(degree + word)
            return [part for part in (*run[:at], run[at : at + len(degree)], run[-len(word) :]) if part]
    return list(run)


def _is_mark_in_name(words: list[str], at: int) -> bool:
    word = words[at]
    before = words[at - 1] if at else ""
    after = words[at + 1] if at + 1 < len(words) else ""
    if word in JOINED | PLAIN_JOINED:
        return True
    if word == WORD:
        return before not in BEFORE and after not in AFTER
    if word == PLAIN_WORD:
        in_degree = before in (*DEGREES, *PLAIN_DEGREES)
        return in_degree or (before not in BEFORE_PLAIN and after not in AFTER_PLAIN)
    return False


def _is_marked_line(line: str) -> bool:
    if _is_stamp(line):
        return True
    if WORD not in re.sub(r"[\W\d_]+", "", line.casefold()):
        return False
    words = _joined(_words(line))
    return any(_is_mark_in_text(words, at) for at in range(len(words)))


def _is_stamp(line: str) -> bool:
    """Whether nothing but the mark stands on the line, perhaps after "Độ mật:" and with a number."""
    letters = "".join(_words(line))
    if len(letters) > LONGEST_STAMP or letters.islower():
        return False
    folded = letters.casefold().removeprefix("mức").removeprefix("độ" + WORD)
    if folded in {WORD, *JOINED}:
        return True
    return letters.isupper() and folded in {PLAIN_WORD, *PLAIN_JOINED}


def _is_mark_in_text(words: list[str], at: int) -> bool:
    if words[at] not in CAPITALS:
        return False
    before = words[at - 1].casefold() if at else ""
    after = words[at + 1].casefold() if at + 1 < len(words) else ""
    return before not in BEFORE and after not in AFTER
