"""Crowds of readers before one room, in processes of their own, and what the server grows by while they are there."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.http import HttpResponse
from django.test import RequestFactory

from bench import servers
from kernel import live
from kernel.access import Actor
from tenancy.models import Council
from tenancy.place import entered


@contextmanager
def crowd(port: int, council: Council, room: str, readers: int, messages: int) -> Iterator[subprocess.Popen[str]]:
    """Let so many readers open their streams, and wait until they have; its next line tells what they heard."""
    host = f"{council.subdomain}.localhost"
    told = [str(port), room, host, _pass(council, host, room), str(readers), str(messages)]
    command = [sys.executable, "-m", "bench.readers", *told]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    with subprocess.Popen(command, cwd=servers.ROOT, **pipes) as people:
        try:
            if people.stdout.readline() != "ready\n":
                raise RuntimeError("the readers could not open their streams")
            yield people
        finally:
            people.stdin.close()


def _pass(council: Council, host: str, room: str) -> str:
    """Return the cookie of a reader of the room, whose count of messages has begun."""
    reader = Actor.system("bench")
    with entered(council):
        live.next_version(room)
        response = HttpResponse()
        live.admit(response, request=RequestFactory().get("/", headers={"host": host}), room=room, actor=reader)
    return response.cookies[live.COOKIE].value


def memory(pid: int) -> int:
    """Return a process's proportional set size in bytes."""
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    return next(int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:"))


def threads(pid: int) -> int:
    """Return how many threads a process has."""
    return len(list(Path(f"/proc/{pid}/task").iterdir()))
