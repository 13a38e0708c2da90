"""Plain text: ``Tên: lời``, each name begins a new passage; a time in brackets may stand before it."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from kernel.captions.cues import LAST_MS, Cue, Flaw
from kernel.captions.names import split_name

_TIME = re.compile(r"\[(\d{1,2}):([0-5]\d):([0-5]\d)\]\s*", re.ASCII)


def read_plain(lines: list[str]) -> Iterator[tuple[int, Cue | Flaw]]:
    """Give the passages of a text; lines without a name go on with what was said before them."""
    begun: _Begun | None = None
    for number, written in enumerate(lines, 1):
        line = written.strip()
        timed = _TIME.match(line)
        name, said = split_name(line[timed.end() :] if timed else line)
        if begun is None or timed or name:
            if begun is not None and line:
                yield begun.line, begun.cue()
            begun = _Begun(number, name, _start(timed), [said]) if line else begun
        elif line:
            begun.said.append(line)
    if begun is not None:
        yield begun.line, begun.cue()


class _Begun:
    """A passage that is being read."""

    def __init__(self, line: int, name: str, start_ms: int | None, said: list[str]) -> None:
        self.line, self.name, self.start_ms, self.said = line, name, start_ms, said

    def cue(self) -> Cue | Flaw:
        text = "\n".join(self.said).strip()
        return Cue(text, self.name, self.start_ms) if text else Flaw(self.line, _("đoạn không có lời."))


def _start(timed: re.Match[str] | None) -> int | None:
    if timed is None:
        return None
    hours, minutes, seconds = (int(part) for part in timed.groups())
    return min(((hours * 60 + minutes) * 60 + seconds) * 1000, LAST_MS)
