"""Letting an engine listen for a while, in a process that is ended when its time is over."""

import json
import logging
import os
import subprocess
import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import IO

from kernel.transcribing.child import NOT_TAKEN, OVER
from kernel.transcribing.interface import Heard

logger = logging.getLogger(__name__)

LONGEST_TEXT = 10_000  # letters of one passage
LONGEST_LINE = 100_000


class Outcome(StrEnum):
    """How a piece of work ended."""

    OVER = "over"
    GOES_ON = "goes_on"
    NOT_TAKEN = "not_taken"
    BROKEN = "broken"


@dataclass(frozen=True)
class Transcriber:
    """The engine of this installation; ``megabytes`` is what its process may hold."""

    engine: str
    megabytes: int


@dataclass
class Portion:
    """What was heard in one piece of work, up to which moment, and how it ended."""

    reached_ms: int
    heard: list[Heard] = field(default_factory=list)
    outcome: Outcome = Outcome.BROKEN


def listen(
    transcriber: Transcriber,
    path: Path,
    *,
    content_type: str,
    from_ms: int,
    seconds: float,
    tell: Callable[[int], None],
) -> Portion:
    """Let the engine listen for so many seconds; ``tell`` is called with each moment that it has reached.

    An engine whose time is over goes on another time behind the last passage that it gave.
    """
    command = [sys.executable, "-m", "kernel.transcribing.child", transcriber.engine, str(path), content_type]
    command += [str(from_ms), str(transcriber.megabytes)]
    child = subprocess.Popen(  # noqa: S603 -- fixed command; the engine is named by the installation
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=_surroundings(path), text=True
    )
    over_time = threading.Event()

    def end() -> None:
        over_time.set()
        child.kill()

    timer = threading.Timer(seconds, end)
    timer.start()
    portion = Portion(from_ms)
    try:
        assert child.stdout is not None
        _take(child.stdout, portion, tell)
    finally:
        timer.cancel()
        child.kill()
        child.communicate()
    if portion.outcome is Outcome.BROKEN:
        portion.outcome = Outcome.GOES_ON if over_time.is_set() else Outcome.BROKEN
        logger.warning("engine %s ended with %s at %s ms", transcriber.engine, portion.outcome, portion.reached_ms)
    return portion


def _take(lines: IO[str], portion: Portion, tell: Callable[[int], None]) -> None:
    """Take the engine's lines until it says that it is over; a line that is none of ours ends it."""
    while line := lines.readline(LONGEST_LINE):
        try:
            said = json.loads(line)
            if said in (OVER, NOT_TAKEN):
                portion.outcome = Outcome.OVER if said == OVER else Outcome.NOT_TAKEN
                return
            heard = _heard(said, portion.reached_ms)
        except ValueError:
            return
        portion.reached_ms = heard.end_ms
        if heard.text:
            portion.heard.append(heard)
        tell(heard.end_ms)


def _heard(said: object, reached_ms: int) -> Heard:
    """Return a passage as the product takes it: in order, bounded, on one line.

    :raises ValueError: it is none.
    """
    if not (isinstance(said, list) and len(said) == 3 and isinstance(said[2], str)):
        raise ValueError(said)
    start, end = max(int(said[0]), 0), int(said[1])
    if end < max(start, reached_ms):
        raise ValueError("an engine goes forward")
    return Heard(start, end, " ".join(said[2].split())[:LONGEST_TEXT])


def _surroundings(path: Path) -> dict[str, str]:
    """Return what the engine's process knows of the machine: where code lies, and a folder; no secret."""
    known = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    return {**known, "PYTHONPATH": os.pathsep.join(filter(None, sys.path)), "TMPDIR": str(path.parent)}
