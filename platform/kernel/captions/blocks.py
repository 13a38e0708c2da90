"""SRT and WebVTT: blocks between empty lines, each with its times and what was said then."""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from kernel.captions.cues import LAST_MS, LONGEST_NAME, Cue, Flaw, Form
from kernel.captions.names import split_name

_ARROW = "-->"
MOST_DIGITS = 3  # of hours; more are no time
_SRT = re.compile(r"(\d{2,}):([0-5]\d):([0-5]\d),(\d{3})", re.ASCII)
_VTT = re.compile(r"(?:(\d{2,}):)?([0-5]\d):([0-5]\d)\.(\d{3})", re.ASCII)
_VOICE = re.compile(r"<v(?:\.[^\s>]*)?[ \t]+([^<>]+)>")
_PLAIN_TAG = re.compile(r"</?(?:b|i|u|c|v|lang|ruby|rt)(?:[.\s][^<>]*)?>|<(?:\d{2,}:)?\d\d:\d\d\.\d{3}>")
_SRT_TAG = re.compile(r"</?(?:b|i|u)>")
_KNOWN = re.compile(r"&(?:amp|lt|gt|nbsp|quot|#39);")
_IGNORED = ("NOTE", "STYLE", "REGION")


@dataclass(frozen=True)
class Block:
    """Lines without an empty one among them; ``line`` is the number of the first."""

    line: int
    lines: tuple[str, ...]


def blocks_of(lines: list[str]) -> Iterator[Block]:
    """Give the blocks of a file."""
    held: list[str] = []
    for number, line in enumerate([*lines, ""], 1):
        if line.strip():
            held.append(line)
        elif held:
            yield Block(number - len(held), tuple(held))
            held = []


def cue_of(block: Block, form: Form) -> Iterator[tuple[int, Cue | Flaw]]:
    """Give the cue of a block, or what is wrong with it; nothing for a remark."""
    if form is Form.VTT and block.lines[0].split()[0] in _IGNORED and _ARROW not in block.lines[0]:
        return
    at = 0 if _ARROW in block.lines[0] else 1
    if len(block.lines) <= at or _ARROW not in block.lines[at]:
        yield block.line, Flaw(block.line, _("không có dòng thời gian (00:00:01,000 --> 00:00:04,000)."))
        return
    if form is Form.SRT and at == 1 and not block.lines[0].strip().isdecimal():
        yield block.line, Flaw(block.line, _("số thứ tự của đoạn phải là một số."))
        return
    line = block.line + at
    times = _times(block.lines[at], form)
    said = "\n".join(each.strip() for each in block.lines[at + 1 :])
    if isinstance(times, str):
        yield line, Flaw(line, times)
    elif not said:
        yield line, Flaw(line, _("đoạn không có lời."))
    else:
        yield line, _voiced(said, line, times, form)


def _times(text: str, form: Form) -> tuple[int, int] | str:
    """Return the two times of a line in milliseconds, or what is wrong with them."""
    pattern = _SRT if form is Form.SRT else _VTT
    first, _arrow, rest = text.partition(_ARROW)
    second = rest.split()[:1] or [""]
    if form is Form.SRT and rest.split()[1:]:
        second = [""]
    start, end = (_milliseconds(pattern, each.strip()) for each in (first, second[0]))
    if start is None or end is None:
        shape = "00:00:01,000" if form is Form.SRT else "00:00:01.000"
        return str(_("thời gian không đúng dạng %(shape)s.") % {"shape": shape})
    if end <= start:
        return str(_("đoạn kết thúc trước khi bắt đầu."))
    return start, end


def _milliseconds(pattern: re.Pattern[str], text: str) -> int | None:
    found = pattern.fullmatch(text)
    if found is None or len(found[1] or "") > MOST_DIGITS:
        return None
    hours, minutes, seconds, thousandths = (int(part or 0) for part in found.groups())
    total = ((hours * 60 + minutes) * 60 + seconds) * 1000 + thousandths
    return total if total <= LAST_MS else None


def _voiced(said: str, line: int, times: tuple[int, int], form: Form) -> Cue | Flaw:
    name = ""
    if form is Form.VTT:
        voices = _VOICE.findall(said)
        if len(voices) > 1 or (voices and not _VOICE.match(said)):
            return Flaw(line, _("mỗi đoạn chỉ có một người nói; hãy tách thành nhiều đoạn."))
        name = " ".join(html.unescape(voices[0]).split()) if voices else ""
    text = _bare(said, form)
    if text is None:
        return Flaw(line, _("có thẻ lạ trong lời."))
    if not name:
        name, text = split_name(text)
    if len(name) > LONGEST_NAME:
        return Flaw(line, _("tên người nói dài quá %(most)d chữ.") % {"most": LONGEST_NAME})
    return Cue(text.strip(), name, *times) if text.strip() else Flaw(line, _("đoạn không có lời."))


def _bare(said: str, form: Form) -> str | None:
    """Return the words without tags; None when something stands in brackets that is no known tag."""
    if form is Form.SRT:
        return _SRT_TAG.sub("", said)
    words = _PLAIN_TAG.sub("", _VOICE.sub("", said))
    if "<" in words:
        return None
    return _KNOWN.sub(lambda found: " " if found[0] == "&nbsp;" else html.unescape(found[0]), words)
