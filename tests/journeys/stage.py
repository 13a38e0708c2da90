"""The whole product for a journey: what ``dev up`` runs, on servers, files and ports of its own.

Web, worker, control worker, clock, PostgreSQL and Valkey are real processes under the real supervisor; nothing of
them lives in the test's process. Mail is laid into a folder. Linux only: the processes are found in /proc.
"""

import email
import email.policy
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

from config.development.ports import free_port

ROOT = Path(__file__).resolve().parents[2]
STREETS = ("platform", "tenants", "graphql", "modules", ".")
START_SECONDS = 240
# By what each process of the product is known in its command line.
MARKS = {
    "web": "uvicorn",
    "worker": "worker@",
    "control": "control@",
    "beat": "\0beat\0",
    "postgres": "/postgres\0",
    "redis": "valkey-server",
}


@dataclass(frozen=True)
class Answer:
    """What a machine client got."""

    status: int
    body: bytes
    headers: dict[str, str]

    def json(self) -> Any:
        """Return the body as JSON."""
        return json.loads(self.body)


@dataclass(frozen=True)
class Stage:
    """A product that runs."""

    folder: Path
    port: int
    supervisor: subprocess.Popen[bytes]

    def url(self, subdomain: str, path: str = "/") -> str:
        """Return the address of a page for a browser."""
        return f"http://{subdomain}.localhost:{self.port}{path}"

    def ask(self, subdomain: str, path: str, *, body: Any = None, headers: dict[str, str] | None = None) -> Answer:
        """Ask as a machine does: without a browser, by the host's name; ``body`` is sent as JSON."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=20)
        sent = {"Host": f"{subdomain}.localhost:{self.port}", **(headers or {})}
        try:
            if body is None:
                connection.request("GET", path, headers=sent)
            else:
                connection.request("POST", path, json.dumps(body), {"Content-Type": "application/json", **sent})
            response = connection.getresponse()
            headers = {name.lower(): value for name, value in response.getheaders()}
            return Answer(response.status, response.read(), headers)
        finally:
            connection.close()

    def run(self, *arguments: str, module: str = "tests.journeys.people") -> Any:
        """Run a command of a module of ours beside the product, as its operator, and return its answer."""
        command = [sys.executable, "-m", module, *arguments]
        done = subprocess.run(command, cwd=ROOT, env=self.environment(), capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    def environment(self) -> dict[str, str]:
        """Return the environment of the product with the addresses of its servers."""
        servers = json.loads((self.folder / "addresses.json").read_text())
        return environment(self.folder, self.port) | servers

    def letter_to(self, address: str, *, seconds: float = 90) -> str:
        """Return the text of the last mail to an address, waiting until there is one."""
        return until(lambda: next(iter(self.letters(address)), ""), seconds=seconds, what=f"a letter to {address}")

    def letters(self, address: str) -> list[str]:
        """Return the texts of all mails to an address, the last one first."""
        files = sorted((self.folder / "mail").glob("*.log"), key=lambda file: file.stat().st_mtime, reverse=True)
        read = [email.message_from_bytes(file.read_bytes(), policy=email.policy.default) for file in files]
        return [letter.get_content() for letter in read if letter["To"] == address]

    def pids(self) -> dict[str, int]:
        """Return the processes that run now, by name."""
        found = {}
        for pid, words in children(self.supervisor.pid).items():
            found |= {name: pid for name, mark in MARKS.items() if mark in words}
        return found

    def kill(self, name: str) -> int:
        """Kill a process as a failing machine does, and return its number; the supervisor starts another."""
        pid = self.pids()[name]
        os.kill(pid, signal.SIGKILL)
        return pid

    def said(self) -> str:
        """Return everything that the processes said."""
        return (self.folder / "said").read_text(errors="replace")


def environment(folder: Path, port: int) -> dict[str, str]:
    """Return the environment in which the product starts: nothing of the test run's own servers is in it."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG", "TMPDIR") if name in os.environ}
    return {
        **kept,
        "PYTHONPATH": os.pathsep.join(str(ROOT / street) for street in STREETS),
        "DJANGO_SETTINGS_MODULE": "config.settings.dev",
        "RUN_DIR": str(folder),
        "PORT": str(port),
        "POOL_SIZE": "3",  # of councils made ready ahead: no journey needs more at once, and each costs its start
    }


@contextmanager
def staged() -> Iterator[Stage]:
    """Start the product with nobody and no council in it; stop it as Ctrl-C does, and leave nothing behind."""
    with tempfile.TemporaryDirectory(prefix="hdnd-journey-") as name:
        folder, port = Path(name), free_port()
        folder.chmod(0o711)  # PostgreSQL's account must be able to enter
        command = [sys.executable, "-m", "config.development", "up", "--empty"]
        with (folder / "said").open("wb") as said:
            supervisor = subprocess.Popen(
                command, cwd=ROOT, env=environment(folder, port), stdout=said, stderr=said, start_new_session=True
            )
        stage = Stage(folder, port, supervisor)
        try:
            until(lambda: _is_ready(stage), seconds=START_SECONDS, what="the ready line")
            yield stage
        finally:
            _stop(stage)


def until(ready: Callable[[], Any], *, seconds: float, what: str) -> Any:
    """Wait until something is so, and return it."""
    end = time.monotonic() + seconds
    while not (found := ready()):
        assert time.monotonic() < end, f"{what}: not within {seconds:.0f} s"
        time.sleep(0.1)
    return found


def is_alive(pid: int) -> bool:
    """Tell whether a process runs; one that only waits to be buried does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def children(parent: int) -> dict[int, str]:
    """Return the direct children of a process with their command lines; those waiting to be buried are left out."""
    found = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                state, ppid = (entry / "stat").read_text().rpartition(")")[2].split()[:2]
                words = (entry / "cmdline").read_text(errors="replace")
            except OSError:
                continue
            if int(ppid) == parent and state != "Z":
                found[int(entry.name)] = words
    return found


def _is_ready(stage: Stage) -> bool:
    assert stage.supervisor.poll() is None, stage.said()
    return f"ready http://localhost:{stage.port}" in stage.said() and len(stage.pids()) == len(MARKS)


def _stop(stage: Stage) -> None:
    stage.supervisor.send_signal(signal.SIGINT)
    try:
        stage.supervisor.wait(60)
    except subprocess.TimeoutExpired:
        stage.supervisor.kill()  # its children die with it
        stage.supervisor.wait()
