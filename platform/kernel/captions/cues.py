"""A cue, its limits, and what is wrong with a file, line by line."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from django.utils.translation import gettext_lazy as _

from kernel.refusal import Refusal

LARGEST = 1024 * 1024  # bytes: a whole day of speeches is a third of it
MOST_CUES = 5_000
LONGEST_TEXT, LONGEST_NAME = 10_000, 120  # letters
MOST_FLAWS = 20
LAST_MS = 100 * 3_600_000 - 1  # two digits of hours


class Form(StrEnum):
    """How the file is written."""

    TEXT = "txt"
    SRT = "srt"
    VTT = "vtt"


@dataclass(frozen=True)
class Cue:
    """What one voice said without a break; times in milliseconds from the beginning of the recording."""

    text: str
    name: str = ""
    start_ms: int | None = None
    end_ms: int | None = None


@dataclass(frozen=True)
class Flaw:
    """What is wrong at one line, counted from 1."""

    line: int
    why: Any

    def __str__(self) -> str:
        return _("Dòng %(line)d: %(why)s") % {"line": self.line, "why": self.why}


class Unreadable(Refusal):
    """The file is not taken; ``flaws`` say where, the first twenty of them."""

    code = "captions_unreadable"
    message = _("Không nhận được tệp này. Không có đoạn nào được nhập.")
    field = "file"

    def __init__(self, message: Any = None, flaws: Sequence[Flaw] = ()) -> None:
        super().__init__(message)
        self.flaws = tuple(flaws[:MOST_FLAWS])


def form_of_name(name: str) -> Form | None:
    """Return the form that a file's name claims."""
    ending = Path(name).suffix.lower().removeprefix(".")
    return next((form for form in Form if form.value == ending), None)
