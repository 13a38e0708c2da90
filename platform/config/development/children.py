"""A process that we started: in a session of its own, dying with us, stopped politely and then surely."""

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

from config.development.trouble import Trouble

PR_SET_PDEATHSIG = 1  # linux/prctl.h
_LIBC = ctypes.CDLL(None, use_errno=True) if sys.platform == "linux" else None


@dataclass(frozen=True)
class User:
    """The system account under which a child runs."""

    uid: int
    gid: int


def _wait_a_moment() -> None:
    time.sleep(0.02)


@dataclass
class Child:
    """One process of ours and how it is stopped.

    ``dying`` is the signal that the kernel sends it when we die without stopping it (Linux only);
    ``grace`` is how many seconds it has between ``stopping`` and SIGKILL. ``serves_others`` makes it
    stop only after all that do not.
    """

    name: str
    command: Sequence[str]
    env: Mapping[str, str]
    cwd: Path = Path("/")
    user: User | None = None
    stopping: signal.Signals = signal.SIGTERM
    dying: signal.Signals = signal.SIGTERM
    grace: float = 30
    serves_others: bool = False
    process: subprocess.Popen[bytes] | None = field(default=None, repr=False)
    was_asked: bool = False

    def start(self, output: int | IO[Any]) -> subprocess.Popen[bytes]:
        """Start the process with both outputs going to ``output``; its input is empty.

        :raises Trouble: the program cannot be run.
        """
        account: dict[str, Any] = {}
        if self.user:
            account = {"user": self.user.uid, "group": self.user.gid, "extra_groups": []}
        try:
            self.process = subprocess.Popen(
                list(self.command),
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                cwd=self.cwd,
                env=dict(self.env),
                start_new_session=True,
                preexec_fn=die_with_parent(self.dying),  # noqa: PLW1509 -- it only makes two system calls
                **account,
            )
        except OSError as failure:
            raise Trouble(f"{self.name} cannot be started: {failure}") from failure
        self.was_asked = False
        return self.process

    @property
    def is_running(self) -> bool:
        """Tell whether it was started and has not ended."""
        return self.process is not None and self.process.poll() is None

    def ask_to_stop(self) -> None:
        """Ask it to end, once, and do not wait."""
        if self.process is not None and self.is_running and not self.was_asked:
            self.process.send_signal(self.stopping)
        self.was_asked = True

    def stop(self, meanwhile: Callable[[], None] = _wait_a_moment) -> None:
        """Ask it to end, wait for its grace (doing ``meanwhile``), then kill it and what it left in its session."""
        if self.process is None:
            return
        self.ask_to_stop()
        until = time.monotonic() + self.grace
        while self.is_running and time.monotonic() < until:
            meanwhile()
        self.sweep()
        self.process.wait()
        self.process = None

    def sweep(self) -> None:
        """Kill whatever of its session is still there."""
        if self.process is None:
            return
        try:
            os.killpg(self.process.pid, signal.SIGKILL)
        except (ProcessLookupError, PermissionError):
            return


def die_with_parent(signum: signal.Signals) -> Callable[[], None] | None:
    """Return what a new child must do so that the kernel signals it when its parent dies."""
    if _LIBC is None:
        return None
    libc, parent = _LIBC, os.getpid()

    def arrange() -> None:
        libc.prctl(PR_SET_PDEATHSIG, int(signum))
        if os.getppid() != parent:  # it died in between
            os.kill(os.getpid(), signal.SIGKILL)

    return arrange
