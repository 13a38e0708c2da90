"""A thousand open streams of one room: what each broadcast takes, and what a reader costs.

The real uvicorn with the whole product as in production (``config.asgi``) and the real broker; the readers are
sockets on loopback in a process of their own. Ten broadcasts of 1.6 KB are published as a view publishes them. Fan-out
is the time from the publishing to the arrival at each reader. Memory is what the server's private and proportional
pages (PSS) grow by while the streams open. The other way, to signal and let everybody fetch the page, is measured
with a hundred readers who fetch a page of the same server at once, twenty connections at a time; its p95 is the
time from the signal to the whole page, against the p95 of a broadcast to the same number of readers.
"""

import json
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from http.client import HTTPConnection

from tests.factories.councils import make_council

from bench import servers
from bench.crowds import crowd, memory, threads
from bench.measure import Report, percentile
from kernel import live
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
    before = (memory(pid), threads(pid), ground.value(BACKENDS))
    with crowd(port, council, ROOM, readers, BROADCASTS) as people:
        said = [_say(council, number) for number in range(BROADCASTS)]
        came = json.loads(people.stdout.readline())  # type: ignore[union-attr]
        after = (memory(pid), threads(pid), ground.value(BACKENDS))
    growth = [now - then for now, then in zip(after, before, strict=True)]
    fan_out = [moment - said[number] for number, moments in enumerate(came) for moment in moments]
    astray = sum(abs(len(moments) - readers) for moments in came)
    return Heard(astray, fan_out, *growth)


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
