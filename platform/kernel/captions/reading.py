"""Reading a file of what was said. Whatever is not understood is told with its line, and nothing is taken."""

import unicodedata
from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from kernel.captions.blocks import Block, blocks_of, cue_of
from kernel.captions.cues import LARGEST, LONGEST_TEXT, MOST_CUES, Cue, Flaw, Form, Unreadable
from kernel.captions.plain import read_plain

BOM = "\ufeff"
# Letters that turn or hide what stands around them.
_HIDDEN = frozenset(chr(code) for code in (*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F, 0xFEFF))


def read(data: bytes, form: Form) -> list[Cue]:
    """Return what was said, in order.

    :raises Unreadable: the file is too large, no UTF-8, empty, or some of its lines are wrong; they are named.
    """
    lines = _lines(data)
    found = read_plain(lines) if form is Form.TEXT else _read_blocks(lines, form)
    cues, flaws = [], []
    for line, cue in found:
        if isinstance(cue, Flaw):
            flaws.append(cue)
        else:
            cues.append((line, cue))
    flaws = sorted([*flaws, *_long(cues), *_backwards(cues)], key=lambda flaw: flaw.line)
    if flaws:
        raise Unreadable(flaws=flaws)
    if not cues:
        raise Unreadable(_("Tệp không có đoạn nào."))
    if len(cues) > MOST_CUES:
        raise Unreadable(_("Tệp có quá %(most)d đoạn. Hãy chia thành nhiều tệp.") % {"most": MOST_CUES})
    return [cue for _line, cue in cues]


def _lines(data: bytes) -> list[str]:
    if len(data) > LARGEST:
        raise Unreadable(_("Tệp quá lớn. Dung lượng tối đa là 1 MB."))
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        raise Unreadable(_("Tệp không được lưu bằng mã UTF-8. Hãy lưu lại bằng UTF-8 rồi tải lên.")) from None
    text = unicodedata.normalize("NFC", text.removeprefix(BOM).replace("\r\n", "\n").replace("\r", "\n"))
    lines = text.split("\n")
    if flaws := [Flaw(number, _("có ký tự ẩn.")) for number, line in enumerate(lines, 1) if _hides(line)]:
        raise Unreadable(flaws=flaws)
    return lines


def _hides(line: str) -> bool:
    return any(letter in _HIDDEN or _is_control(letter) for letter in line)


def _is_control(letter: str) -> bool:
    return letter != "\t" and unicodedata.category(letter) in {"Cc", "Zl", "Zp"}


def _read_blocks(lines: list[str], form: Form) -> Iterator[tuple[int, Cue | Flaw]]:
    if form is Form.VTT:
        head = lines[0]
        if head != "WEBVTT" and not head.startswith(("WEBVTT ", "WEBVTT\t")):
            raise Unreadable(flaws=[Flaw(1, _("tệp VTT phải bắt đầu bằng WEBVTT."))])
    first, *others = [*blocks_of(lines), Block(0, ())]
    for block in others if form is Form.VTT else (first, *others):
        if block.lines:
            yield from cue_of(block, form)


def _long(cues: list[tuple[int, Cue]]) -> list[Flaw]:
    why = _("đoạn dài quá %(most)d chữ.") % {"most": LONGEST_TEXT}
    return [Flaw(line, why) for line, cue in cues if len(cue.text) > LONGEST_TEXT]


def _backwards(cues: list[tuple[int, Cue]]) -> Iterator[Flaw]:
    """Give each cue that begins before the one ahead of it ended, or began."""
    reached = 0
    for line, cue in cues:
        if cue.start_ms is None:
            continue
        if cue.start_ms < reached:
            yield Flaw(line, _("đoạn bắt đầu trước khi đoạn trước kết thúc."))
        reached = max(reached, cue.end_ms if cue.end_ms is not None else cue.start_ms)
