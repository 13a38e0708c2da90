"""One server process: pages by a fixed number of threads, live streams beside them."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection
from pathlib import Path

import pytest
from django.db import connections

from config.development.ports import free_port

ROOT = Path(__file__).resolve().parents[2]
THREADS = 3


@pytest.fixture(scope="module")
def of_this_run(ground: None) -> set[int]:
    """The connections that stood open before the server began: those of this process's own threads."""
    return backends()


@pytest.fixture(scope="module")
def port(of_this_run: set[int], tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """A real uvicorn on the test database, with three threads."""
    known = connections["default"].settings_dict
    before, _, _ = os.environ["DATABASE_URL"].rpartition("/")
    env = {**os.environ, "DATABASE_URL": f"{before}/{known['NAME']}", "WEB_THREADS": str(THREADS)}
    env.pop("DATABASE_OWNER_URL")
    env["PYTHONPATH"] = os.pathsep.join(str(ROOT / street) for street in ("platform", "tenants", "graphql", "modules"))
    number = free_port()
    log = (tmp_path_factory.mktemp("web") / "log").open("w")
    command = [sys.executable, "-m", "uvicorn", "config.asgi:application", "--port", str(number)]
    with log, subprocess.Popen(command, cwd=ROOT, env=env, stdout=log, stderr=log) as server:
        until = time.monotonic() + 30
        while time.monotonic() < until and server.poll() is None and not is_open(number):
            time.sleep(0.05)
        yield number
        server.terminate()


def is_open(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def status(port: int, path: str, host: str = "hoalu.localhost") -> int:
    connection = HTTPConnection("127.0.0.1", port, timeout=20)
    connection.request("GET", path, headers={"Host": host})
    answer = connection.getresponse().status
    connection.close()
    return answer


def test_page_is_answered_by_django(port: int) -> None:
    assert status(port, "/no-such-page/") == 404


def test_unknown_host_learns_nothing(port: int) -> None:
    assert status(port, "/", host="unknown.localhost") == 404


def test_live_stream_is_not_django_and_refuses_a_stranger(port: int) -> None:
    assert status(port, "/_live/room/") == 403


def backends() -> set[int]:
    """Return the web's connections on the test database, by their processes' numbers."""
    with connections["owner"].cursor() as cursor:
        cursor.execute("select pid from pg_stat_activity where usename = 'hdnd_app' and datname = current_database()")
        return {pid for (pid,) in cursor.fetchall()}


def test_many_requests_use_no_more_backends_than_threads(of_this_run: set[int], port: int) -> None:
    with ThreadPoolExecutor(20) as callers:  # a host that nobody has is asked of the database each time
        answers = list(callers.map(lambda number: status(port, "/", f"unknown{number}.localhost"), range(200)))

    assert answers == [404] * 200
    assert 0 < len(backends() - of_this_run) <= THREADS
