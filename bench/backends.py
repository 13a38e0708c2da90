"""How many PostgreSQL backends a server uses: two hundred requests, twenty at a time, at ten councils' hosts.

The real uvicorn with the whole product and eight threads. Each request asks for the sign-in page of a council, which
is found and entered for it on the database, and comes over a connection of its own. The backends
are those that PostgreSQL shows for the application's login on this database, counted while the requests run and
after them. More than one a thread would mean that connections do not stay with their threads.
"""

import threading
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection

from django.db import connections
from tests.factories.councils import make_council

from bench import servers
from bench.measure import Report
from tenancy.postgres import ground

HOSTS, REQUESTS, AT_ONCE, THREADS = 10, 200, 20, 8
PAGE = "/tai-khoan/dang-nhap/"
PAUSE_S = 0.1
BACKENDS = """
select pid from pg_stat_activity where usename = 'hdnd_app' and datname = current_database()
"""


def run() -> Report:
    """Measure and count."""
    report = Report(f"PostgreSQL backends of {REQUESTS} requests", __doc__ or "")
    hosts = [f"{make_council().subdomain}.localhost" for _ in range(HOSTS)]
    connections["default"].close()
    with servers.web(threads=THREADS) as (port, _pid), ThreadPoolExecutor(AT_ONCE) as callers:
        with _Watch() as watch:
            answers = list(callers.map(lambda number: _status(port, hosts[number % HOSTS]), range(REQUESTS)))
        watch.look()
    report.add("backends used", len(watch.seen), unit="", at_most=THREADS, at_least=1)
    report.add("requests that failed", sum(status != 200 for status in answers), unit="", at_most=0)
    return report


class _Watch:
    """Looks at the backends again and again, in a thread, and remembers every one."""

    def __init__(self) -> None:
        self.seen: set[int] = set()
        self.over = threading.Event()
        self.thread = threading.Thread(target=self._keep_looking)

    def look(self) -> None:
        """Remember the backends that there are now."""
        self.seen |= {pid for (pid,) in ground.rows(BACKENDS)}

    def _keep_looking(self) -> None:
        while not self.over.wait(PAUSE_S):
            self.look()
        connections.close_all()

    def __enter__(self) -> "_Watch":
        self.thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.over.set()
        self.thread.join()


def _status(port: int, host: str) -> int:
    line = HTTPConnection(servers.HOST, port, timeout=60)
    line.request("GET", PAGE, headers={"Host": host})
    answer = line.getresponse()
    answer.read()
    line.close()
    return answer.status
