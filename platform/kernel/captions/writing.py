"""Writing what was said, so that reading it gives the same again."""

from collections.abc import Sequence

from kernel.captions.cues import Cue, Form


def write(cues: Sequence[Cue], form: Form) -> str:
    """Return the file of these cues; SRT and WebVTT need their times.

    :raises ValueError: a cue has no time, and the form needs it.
    """
    if form is Form.TEXT:
        return "".join(f"{_plain_time(cue)}{_named(cue)}\n\n" for cue in cues)
    if form is Form.SRT:
        return "".join(f"{number}\n{_times(cue, ',')}\n{_named(cue)}\n\n" for number, cue in enumerate(cues, 1))
    return "WEBVTT\n\n" + "".join(f"{_times(cue, '.')}\n{_voice(cue)}{_escaped(cue.text)}\n\n" for cue in cues)


def clock_of(milliseconds: int, mark: str = "") -> str:
    """Return a time as ``01:02:03``, with ``mark`` as ``01:02:03,004``."""
    seconds, thousandths = divmod(milliseconds, 1000)
    shown = f"{seconds // 3600:02d}:{seconds // 60 % 60:02d}:{seconds % 60:02d}"
    return f"{shown}{mark}{thousandths:03d}" if mark else shown


def _times(cue: Cue, mark: str) -> str:
    if cue.start_ms is None or cue.end_ms is None:
        raise ValueError("a cue without times cannot be written in this form")
    return f"{clock_of(cue.start_ms, mark)} --> {clock_of(cue.end_ms, mark)}"


def _plain_time(cue: Cue) -> str:
    return "" if cue.start_ms is None else f"[{clock_of(cue.start_ms)}] "


def _named(cue: Cue) -> str:
    return f"{cue.name}: {cue.text}" if cue.name else cue.text


def _voice(cue: Cue) -> str:
    return f"<v {_escaped(cue.name)}>" if cue.name else ""


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
