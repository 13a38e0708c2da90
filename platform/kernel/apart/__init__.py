"""What touches hostile files runs apart: in a process of its own, with bounded time and memory and no secrets.

A program is a module that imports nothing of the house and has ``main(*arguments: str)``, ``CPU_S`` (seconds) and
``MEMORY`` (bytes). Its libraries are imported once, by a server that this process starts when it is first asked; each
question is answered by a fork of that server, so that a hostile file ends the fork and nothing else.
"""

import atexit
import json
import socket
import subprocess
import sys
import threading
import time
from types import ModuleType
from typing import Any

from kernel.apart import server

__all__ = ["Failed", "Overdone", "ask"]

A_MOMENT_S = 0.2
_A_PIECE = 64 * 1024
_lock = threading.Lock()
_servers: dict[str, tuple[socket.socket, "subprocess.Popen[bytes]"]] = {}


class Failed(Exception):
    """The program ended with an error of this name."""


class Overdone(Exception):
    """The program took more time or memory than it may, or was ended by what it read."""


def ask(program: ModuleType, *arguments: str, within_s: int) -> Any:
    """Return what ``program.main(*arguments)`` returns, as JSON carries it, worked out in a process of its own.

    :param within_s: after so many seconds the process is ended, whatever it does.
    :raises Failed: it raised an error.
    :raises Overdone: it went beyond its time or memory.
    """
    question = json.dumps({"arguments": arguments, "within_s": within_s}).encode()
    answer = _asked(str(program.__file__), question, within_s)
    if not answer and _has_ended(str(program.__file__)):
        answer = _asked(str(program.__file__), question, within_s)
    if "said" in answer:
        return answer["said"]
    if answer.get("failed", "MemoryError") == "MemoryError":
        raise Overdone()
    raise Failed(answer["failed"])


def _asked(program: str, question: bytes, within_s: int) -> dict[str, Any]:
    """Return the answer to one question; an empty one when the process, or its server, ended without any."""
    ours, theirs = socket.socketpair()
    with ours:
        with theirs:
            _send(program, question, theirs)
        return _all_of(ours, until=time.monotonic() + within_s)


def _has_ended(program: str) -> bool:
    """Whether the server is gone, which may have taken the question with it."""
    with _lock:
        known = _servers.get(program)
    if known is None:
        return True
    try:
        known[1].wait(A_MOMENT_S)
    except subprocess.TimeoutExpired:
        return False
    return True


def _send(program: str, question: bytes, theirs: socket.socket) -> None:
    """Hand a question to the program's server, which is started when there is none, or none any more."""
    try:
        socket.send_fds(_server_of(program), [question], [theirs.fileno()])
    except (BrokenPipeError, ConnectionResetError):
        _forget(program)
        socket.send_fds(_server_of(program), [question], [theirs.fileno()])


def _forget(program: str) -> None:
    with _lock:
        known = _servers.pop(program, None)
    if known is not None:
        known[0].close()
        known[1].wait()


def _server_of(program: str) -> socket.socket:
    with _lock:
        if program not in _servers:
            _servers[program] = _started(program)
        return _servers[program][0]


def _started(program: str) -> tuple[socket.socket, "subprocess.Popen[bytes]"]:
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    with theirs:
        command = [sys.executable, "-I", str(server.__file__), str(theirs.fileno()), program]
        started = subprocess.Popen(  # noqa: S603 -- fixed command, path of our own
            command,
            pass_fds=[theirs.fileno()],
            env={},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
    return ours, started


@atexit.register
def _end_servers() -> None:
    """Close the sockets: a server that nobody can ask any more ends."""
    for questions, started in _servers.values():
        questions.close()
        started.wait()


def _all_of(ours: socket.socket, *, until: float) -> dict[str, Any]:
    """Return the whole answer; an empty one when the process ended without any, or not in time."""
    pieces: list[bytes] = []
    while (left := until - time.monotonic()) > 0:
        ours.settimeout(left)
        try:
            piece = ours.recv(_A_PIECE)
        except TimeoutError:
            break
        if not piece:
            return _understood(b"".join(pieces))
        pieces.append(piece)
    return {}


def _understood(answer: bytes) -> dict[str, Any]:
    """Read an answer; one that was cut off is none."""
    try:
        return dict(json.loads(answer))
    except ValueError:
        return {}
