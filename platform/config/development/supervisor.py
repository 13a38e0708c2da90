"""Keeps several processes running, prints what they say with their names, and stops them in reverse.

One thread: it reads, watches and starts again by turns, five times a second or when somebody speaks.
"""

import os
import selectors
import signal
import subprocess
import sys
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from types import FrameType

from config.development.children import Child
from config.development.trouble import Trouble

TURN_SECONDS = 0.2
MOST_RESTARTS, WITHIN_SECONDS = 5, 60
SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class StopAsked(Exception):
    """Ctrl-C or SIGTERM arrived."""


@dataclass
class Kept:
    """A child that is started again when it ends, and when that happened."""

    child: Child
    restarts: deque[float] = field(default_factory=deque)
    again_at: float | None = None


class Supervisor:
    """All processes of one `dev up`, in the order in which they were started."""

    def __init__(self) -> None:
        self.kept: list[Kept] = []
        self.voices = selectors.DefaultSelector()
        self.stop_asked = False
        for signum in SIGNALS:
            signal.signal(signum, self._note_stop)

    def keep(self, child: Child) -> None:
        """Start a process and start it again whenever it ends."""
        self.kept.append(Kept(child))
        self._start(child)

    def run(self, child: Child) -> str:
        """Run a process to its end, and return what it printed.

        :raises Trouble: it failed.
        :raises StopAsked: somebody wants everything to end; the process was stopped.
        """
        said: list[str] = []
        self._start(child, said.append)
        try:
            while child.is_running:
                self.turn()
        except (StopAsked, Trouble):
            child.stop(self._listen)
            raise
        code = child.process.wait() if child.process else 0
        self._listen(0)
        child.stop()
        if code:
            for line in said:
                say(child.name, line)
            raise Trouble(f"{child.name} failed: {said[-1] if said else describe(code)}")
        return "\n".join(said)

    def wait_for(self, ready: Callable[[], bool], *, seconds: float, what: str) -> None:
        """Go on by turns until something is ready.

        :raises Trouble: it took too long.
        """
        until = time.monotonic() + seconds
        while not ready():
            if time.monotonic() > until:
                raise Trouble(f"{what} was not ready in {seconds:.0f} s; its own lines above say why")
            self.turn(0.05)

    def turn(self, seconds: float = TURN_SECONDS) -> None:
        """Print what was said, start again what has ended.

        :raises StopAsked: somebody wants everything to end.
        :raises Trouble: a process ends again and again.
        """
        if self.stop_asked:
            raise StopAsked
        self._listen(seconds)
        for kept in self.kept:
            self._look_after(kept)

    def stop(self) -> None:
        """Stop everything: first, together, those on which nothing rests, then the servers, last started first."""
        children = [kept.child for kept in reversed(self.kept)]
        free = [child for child in children if not child.serves_others]
        for child in free:
            child.ask_to_stop()
        for child in [*free, *(child for child in children if child.serves_others)]:
            child.stop(self._listen)
        self._listen(0)
        self.kept.clear()

    def _start(self, child: Child, also: Callable[[str], None] | None = None) -> None:
        process = child.start(subprocess.PIPE)
        if process.stdout:
            os.set_blocking(process.stdout.fileno(), False)
            self.voices.register(process.stdout, selectors.EVENT_READ, Voice(child.name, also))

    def _listen(self, seconds: float = TURN_SECONDS) -> None:
        for key, _ in self.voices.select(seconds):
            voice: Voice = key.data
            heard = os.read(key.fd, 65536)
            if heard:
                voice.hear(heard)
                continue
            voice.end()
            self.voices.unregister(key.fileobj)
            key.fileobj.close()  # type: ignore[union-attr] -- we registered the pipe itself, not its number

    def _look_after(self, kept: Kept) -> None:
        child, now = kept.child, time.monotonic()
        if child.is_running:
            return
        if kept.again_at is None:
            kept.again_at = self._moment_to_start_again(kept, now)
        elif now >= kept.again_at:
            kept.again_at = None
            self._start(child)

    def _moment_to_start_again(self, kept: Kept, now: float) -> float:
        child = kept.child
        how = describe(child.process.returncode if child.process else 0)
        child.sweep()
        while kept.restarts and now - kept.restarts[0] > WITHIN_SECONDS:
            kept.restarts.popleft()
        if len(kept.restarts) >= MOST_RESTARTS:
            raise Trouble(f"{child.name} ended ({how}) for the {MOST_RESTARTS + 1}th time in a minute; giving up")
        kept.restarts.append(now)
        say(child.name, f"ended ({how}); starting it again")
        return now + 0.25 * 2 ** (len(kept.restarts) - 1)

    def _note_stop(self, _signum: int, _frame: FrameType | None) -> None:
        self.stop_asked = True


class Voice:
    """What one process says, cut into lines."""

    def __init__(self, name: str, also: Callable[[str], None] | None) -> None:
        self.name, self.also, self.rest = name, also, b""

    def hear(self, heard: bytes) -> None:
        """Take the next bytes and print each whole line."""
        *lines, self.rest = (self.rest + heard).split(b"\n")
        for line in lines:
            self._tell(line)

    def end(self) -> None:
        """Print what was left without a line's end."""
        if self.rest:
            self._tell(self.rest)

    def _tell(self, line: bytes) -> None:
        text = line.decode(errors="replace").rstrip()
        if not text:
            return
        if self.also:
            self.also(text)
        else:
            say(self.name, text)


def say(name: str, text: str) -> None:
    """Print a line with the name of who says it; a closed terminal must not keep us from stopping."""
    try:
        print(f"{name:<9}| {text}", flush=True)
    except BrokenPipeError:
        sys.stdout = open(os.devnull, "w")  # noqa: SIM115 -- stays open until the end


def describe(code: int) -> str:
    """Return an exit code in words."""
    if code < 0:
        return f"signal {signal.Signals(-code).name}"
    return f"exit code {code}"
