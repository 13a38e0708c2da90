"""A thousand open streams of one room: what each broadcast takes, and what a reader costs.

The real uvicorn with the whole product as in production (``config.asgi``) and the real broker; the readers are
sockets on loopback in a process of their own. Ten broadcasts of 1.6 KB are published as a view publishes them. Fan-out
is the time from the publishing to the arrival at each reader. Memory is what the server's private and proportional
pages (PSS) grow by while the streams open. The other way, to signal and let everybody fetch the page, is measured
with a hundred readers who fetch a page of the same server at once, twenty connections at a time; its p95 is the
time from the signal to the whole page, against the p95 of a broadcast to the same number of readers.
"""

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path

from django.http import HttpResponse
from django.test import RequestFactory
from tests.factories.councils import make_council

from bench import servers
from bench.measure import Report, percentile
from kernel import live
from kernel.access import Actor
from tenancy.models import Council
from tenancy.place import entered
from tenancy.postgres import ground

READERS, FEW, BROADCASTS, SIZE, AT_ONCE = 1_000, 100, 10, 1_600, 20
PAUSE_S = 0.5
ROOM = "session-bench"
PAGE = "/tai-khoan/dang-nhap/"
BACKENDS = "select count(*) from pg_stat_activity where usename = 'hdnd_app' and datname = current_database()"


@dataclass(frozen=True)
class Heard:
    """What one crowd of readers heard."""

    astray: int
    fan_out: list[float]
    memory: float
    threads: int
    backends: int


def run() -> Report:
    """Measure and compare."""
    report = Report(f"{READERS:,} open streams", __doc__ or "")
    council = make_council()
    with servers.web() as (port, pid):
        fetched = _refetched(port, council)  # the pages' threads and their backends are there before any stream
        few = _broadcast(port, pid, council, FEW)
        many = _broadcast(port, pid, council, READERS)
    report.add("messages delivered", len(many.fan_out), unit="", at_least=READERS * BROADCASTS)
    report.add("messages lost or doubled", many.astray, unit="", at_most=0)
    report.add("backends opened by streams", many.backends, unit="", at_most=0)
    report.add("threads opened by streams", many.threads, unit="", at_most=0)
    report.add("memory of a reader", many.memory / READERS / 1024, unit=" KB")
    report.add("fan-out to all, p95", percentile(many.fan_out, 0.95) * 1000, unit=" ms")
    ratio = percentile(fetched, 0.95) / percentile(few.fan_out, 0.95)
    report.add(f"fetching the page again, against a broadcast, p95 of {FEW}", ratio)
    return report


def _broadcast(port: int, pid: int, council: Council, readers: int) -> Heard:
    before = (_memory(pid), _threads(pid), ground.value(BACKENDS))
    with _crowd(port, council, readers) as crowd:
        said = [_say(council, number) for number in range(BROADCASTS)]
        came = json.loads(crowd.stdout.readline())  # type: ignore[union-attr]
        after = (_memory(pid), _threads(pid), ground.value(BACKENDS))
    growth = [now - then for now, then in zip(after, before, strict=True)]
    fan_out = [moment - said[number] for number, moments in enumerate(came) for moment in moments]
    astray = sum(abs(len(moments) - readers) for moments in came)
    return Heard(astray, fan_out, *growth)


@contextmanager
def _crowd(port: int, council: Council, readers: int) -> Iterator[subprocess.Popen[str]]:
    """Let so many readers open their streams, in another process, and wait until they have."""
    host = f"{council.subdomain}.localhost"
    told = [str(port), ROOM, host, _pass(council, host), str(readers), str(BROADCASTS)]
    command = [sys.executable, "-m", "bench.readers", *told]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    with subprocess.Popen(command, cwd=servers.ROOT, **pipes) as crowd:
        try:
            if crowd.stdout.readline() != "ready\n":
                raise RuntimeError("the readers could not open their streams")
            yield crowd
        finally:
            crowd.stdin.close()


def _pass(council: Council, host: str) -> str:
    reader = Actor.system("bench")
    with entered(council):
        response = HttpResponse()
        live.admit(response, request=RequestFactory().get("/", headers={"host": host}), room=ROOM, actor=reader)
    return response.cookies[live.COOKIE].value


def _say(council: Council, number: int) -> float:
    """Publish one broadcast and return the moment just before."""
    time.sleep(PAUSE_S)
    text = f"broadcast {number} "
    with entered(council):
        version = live.next_version(ROOM)
        moment = time.monotonic()
        live.publish(ROOM, text + "x" * (SIZE - len(text)), version=version)
    return moment


def _refetched(port: int, council: Council) -> list[float]:
    """Let a few readers fetch a page at once, and return how long after the signal each had it."""
    host = f"{council.subdomain}.localhost"

    def fetch(signal: float) -> float:
        line = HTTPConnection(servers.HOST, port, timeout=60)
        line.request("GET", PAGE, headers={"Host": host})
        line.getresponse().read()
        line.close()
        return time.monotonic() - signal

    with ThreadPoolExecutor(AT_ONCE) as browsers:
        list(browsers.map(fetch, [time.monotonic()] * FEW))  # the first time templates are read
        return list(browsers.map(fetch, [time.monotonic()] * FEW))


def _memory(pid: int) -> int:
    """Return a process's proportional set size in bytes."""
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    return next(int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:"))


def _threads(pid: int) -> int:
    return len(list(Path(f"/proc/{pid}/task").iterdir()))
