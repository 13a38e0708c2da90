"""The supervisor: starts again what is killed, gives up in the end, and leaves nothing behind."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.testbed.waiting import is_alive

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = """
import signal, sys
from pathlib import Path
from config.development.children import Child
from config.development.supervisor import StopAsked, Supervisor
from config.development.trouble import Trouble
speak = "import os, sys, time; print('pid', os.getpid(), flush=True); time.sleep(float(sys.argv[1]))"
polite = '''
import signal, sys, time
def end(*_):
    time.sleep(float(sys.argv[1])); print('bye', flush=True); sys.exit()
signal.signal(signal.SIGTERM, end)
print('pid', __import__('os').getpid(), flush=True)
time.sleep(60)
'''
stubborn = "import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN); " + speak
def child(name, code, seconds, **more):
    return Child(name, [sys.executable, "-c", code, seconds], env={}, **more)
supervisor = Supervisor()
try:
    for argument in sys.argv[1:]:
        name, kind, seconds = argument.split(":")
        code = {"stubborn": stubborn, "polite": polite, "server": polite}.get(kind, speak)
        serves = kind == "server"
        supervisor.keep(child(name, code, seconds, grace=3, dying=signal.SIGKILL, serves_others=serves))
    print("ready", flush=True)
    while True:
        supervisor.turn()
except StopAsked:
    print("stopping", flush=True)
except Trouble as trouble:
    print("trouble:", trouble, flush=True)
finally:
    supervisor.stop()
    print("stopped", flush=True)
"""


class Run:
    """One supervisor in a process of its own, and what it has printed so far."""

    def __init__(self, process: subprocess.Popen[bytes], output: Path) -> None:
        self.process, self.output = process, output

    def said(self) -> str:
        return self.output.read_text()

    def pids(self, name: str) -> list[int]:
        return [int(line.split()[-1]) for line in self.said().splitlines() if line.startswith(f"{name:<9}| pid")]

    def until(self, condition: Callable[[], bool], seconds: float = 15) -> None:
        end = time.monotonic() + seconds
        while not condition():
            assert time.monotonic() < end, self.said()
            time.sleep(0.02)


@contextmanager
def supervising(tmp_path: Path, *children: str) -> Iterator[Run]:
    output = tmp_path / "output"
    env = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT / "platform"), str(ROOT / "tenants")])}
    with output.open("wb") as stream:
        process = subprocess.Popen([sys.executable, "-c", PROGRAM, *children], stdout=stream, env=env)
    try:
        yield Run(process, output)
    finally:
        process.kill()
        process.wait()


def test_killed_child_is_started_again(tmp_path: Path) -> None:
    with supervising(tmp_path, "one:plain:60", "two:plain:60") as run:
        run.until(lambda: len(run.pids("one")) == 1 and len(run.pids("two")) == 1)

        os.kill(run.pids("one")[0], signal.SIGKILL)

        run.until(lambda: len(run.pids("one")) == 2)
        assert "one      | ended (signal SIGKILL); starting it again" in run.said()
        assert len(run.pids("two")) == 1


def test_child_that_ends_again_and_again_ends_everything(tmp_path: Path) -> None:
    with supervising(tmp_path, "lasting:plain:60", "brief:plain:0") as run:
        assert run.process.wait(30) == 0

        assert len(run.pids("brief")) == 6
        assert "trouble: brief ended (exit code 0) for the 6th time in a minute; giving up" in run.said()
        assert not is_alive(run.pids("lasting")[0])


@pytest.mark.parametrize("signum", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_asked_to_stop_leaves_nothing_behind(tmp_path: Path, signum: signal.Signals) -> None:
    with supervising(tmp_path, "one:plain:60", "deaf:stubborn:60") as run:
        run.until(lambda: len(run.pids("one")) == 1 and len(run.pids("deaf")) == 1)

        run.process.send_signal(signum)

        assert run.process.wait(10) == 0
        assert run.said().endswith("stopping\nstopped\n")
        assert [pid for name in ("one", "deaf") for pid in run.pids(name) if is_alive(pid)] == []


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells children of their parent's death")
def test_killed_supervisor_leaves_nothing_behind(tmp_path: Path) -> None:
    with supervising(tmp_path, "one:plain:60", "deaf:stubborn:60") as run:
        run.until(lambda: len(run.pids("one")) == 1 and len(run.pids("deaf")) == 1)

        run.process.kill()

        run.until(lambda: not any(is_alive(pid) for name in ("one", "deaf") for pid in run.pids(name)))


def test_servers_stop_after_those_who_use_them_and_last_started_first(tmp_path: Path) -> None:
    with supervising(tmp_path, "first:server:0", "second:server:0", "slow:polite:1", "quick:polite:0") as run:
        run.until(lambda: all(run.pids(name) for name in ("first", "second", "slow", "quick")))

        run.process.send_signal(signal.SIGTERM)
        run.process.wait(15)

        farewells = [line.partition("|")[0].strip() for line in run.said().splitlines() if line.endswith("| bye")]
        assert farewells == ["quick", "slow", "second", "first"]
