"""The product's own processes for a bench: the web server and a worker, on the bench's database."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import connections

ROOT = Path(__file__).resolve().parents[1]
STREETS = ("platform", "tenants", "graphql", "modules")
PATIENCE_S = 60
HOST = "127.0.0.1"


@contextmanager
def web(*, threads: int = 8, **more: str) -> Iterator[tuple[int, int]]:
    """Run uvicorn with the whole product until the end of the block; yield its port and its process's number."""
    port = _free_port()
    command = ["uvicorn", "config.asgi:application", "--host", HOST, "--port", str(port)]
    quiet = ["--log-level", "warning", "--no-access-log", "--timeout-graceful-shutdown", "5"]
    with _process([*command, *quiet, "--backlog", "4096"], WEB_THREADS=str(threads), **more) as process:
        _wait_for(lambda: _answers(port), process)
        yield port, process.pid


@contextmanager
def worker() -> Iterator[None]:
    """Run a Celery worker until the end of the block; messages sent before it is ready wait for it."""
    command = ["celery", "-q", "-A", "config.celery", "worker", "-Q", "default", "-P", "solo"]
    with _process([*command, "--loglevel", "error", "--without-gossip", "--without-mingle"]):
        yield


@contextmanager
def _process(command: list[str], **more: str) -> Iterator[subprocess.Popen[bytes]]:
    quiet = ["-W", "ignore", "-m", *command]
    with subprocess.Popen([sys.executable, *quiet], cwd=ROOT, env={**_environment(), **more}) as process:
        try:
            yield process
        finally:
            process.send_signal(signal.SIGTERM)
            try:
                process.wait(PATIENCE_S)
            except subprocess.TimeoutExpired:
                process.kill()


def _environment() -> dict[str, str]:
    """Return ours, with the bench's database and without the owner's address."""
    name = connections["default"].settings_dict["NAME"]
    env = {key: value for key, value in os.environ.items() if key != "DATABASE_OWNER_URL"}
    for key in ("DATABASE_URL", "DATABASE_READER_URL"):
        if key in env:
            env[key] = f"{env[key].rpartition('/')[0]}/{name}"
    return {**env, "PYTHONPATH": os.pathsep.join(str(ROOT / street) for street in STREETS)}


def _wait_for(happens, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + PATIENCE_S
    while not happens():
        if process.poll() is not None or time.monotonic() > until:
            raise RuntimeError(f"the server did not start (exit code {process.poll()})")
        time.sleep(0.05)


def _answers(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex((HOST, port)) == 0


def _free_port() -> int:
    with socket.socket() as one:
        one.bind((HOST, 0))
        return int(one.getsockname()[1])
