"""Callers that ask for much and then read nothing: they hold no thread and no connection, and nobody waits for them."""

import socket
import time
from contextlib import ExitStack
from datetime import date

import orjson
import pytest
from django.conf import settings
from django.db import connections

from gateway.core import bucket
from hub.rollups.models import Figure
from tests.gateway.conftest import CENTRAL_HOST
from tests.hub.rollups.cells import standing
from tests.testbed.serving import served

pytestmark = pytest.mark.full

KINDS = 1_900
PATIENCE_S = 20.0
LARGE = """{ rollup(measures: [PAPERS_ISSUED], level: COMMUNE, dimensions: [KIND],
  period: {firstDay: "2026-01-01", lastDay: "2026-12-31"}) { kind councilName unitCode councilId a: kind b: kind } }"""
BUSY = """
select count(*) from pg_stat_activity
where usename = 'hdnd_reader' and datname = current_database() and state <> 'idle'
"""


@pytest.fixture
def large(world, monkeypatch) -> None:
    """An answer of half a megabyte, for callers whose bucket is never empty."""
    for function in (bucket.charge, bucket.settle):
        monkeypatch.setattr(function, "__kwdefaults__", {"capacity": 10**9, "per_second": 10**6})
    key = standing()["hoalu"].key
    cells = [
        Figure(council_key=key, measure="papers_issued", d1=f"loại văn bản thứ {n:060d}", day=date(2026, 5, 1), n=1)
        for n in range(KINDS)
    ]
    Figure.objects.using("owner").bulk_create(cells)


def asked(port: int, key: str) -> socket.socket:
    """Send the question over a line that takes very little at a time, and read nothing."""
    line = socket.socket()
    line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    line.settimeout(PATIENCE_S)
    line.connect(("127.0.0.1", port))
    body = orjson.dumps({"query": LARGE})
    head = (
        f"POST /api/graphql HTTP/1.1\r\nHost: {CENTRAL_HOST}\r\nAuthorization: Bearer {key}\r\n"
        f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\nConnection: close\r\n\r\n"
    )
    line.sendall(head.encode() + body)
    return line


def read(line: socket.socket, most: int | None = None) -> bytes:
    """Read from a line, to its end unless told how much."""
    told = b""
    while most is None or len(told) < most:
        part = line.recv(65536 if most is None else most - len(told))
        if not part:
            break
        told += part
    return told


def busy() -> int:
    with connections["owner"].cursor() as cursor:
        cursor.execute(BUSY)
        return int(cursor.fetchone()[0])


def test_callers_that_stop_reading_hold_nothing_that_others_need(large, make_key):
    key = make_key()
    with served() as port, ExitStack() as lines:
        slow = [lines.enter_context(asked(port, key)) for _ in range(settings.WEB_THREADS + 2)]
        starts = [read(line, 15) for line in slow]  # each of them is being answered

        quick = read(lines.enter_context(asked(port, key)))
        until = time.monotonic() + PATIENCE_S
        while busy() and time.monotonic() < until:
            time.sleep(0.05)

        assert set(starts) == {b"HTTP/1.1 200 OK"}
        assert quick.count(b'"kind"') >= KINDS
        assert len(quick) > 400_000
        assert busy() == 0
        assert all(len(read(line)) > 400_000 for line in slow)
