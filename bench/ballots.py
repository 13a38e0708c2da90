"""A thousand delegates vote: every receipt is counted once, whatever is sent twice and whenever the vote closes.

Each ballot is sent five times with the same key by twelve threads, through the action with its audit entry, its
outbox event and the bell for a real worker, which drains the outbox meanwhile. First the five follow on each
other's heels; then all are shuffled, and another thread closes the vote after the two-thousandth answer. Then a
hundred signed-in delegates do the same over HTTP, through the whole product on uvicorn with eight threads. A
fault is a receipt without its ballot or its line in the log, a ballot without a receipt, two receipts for one key,
a number of the closed vote that differs, an answer that is no refusal of the law, or an event nobody handled.
The bare way is one INSERT of a ballot, by the same threads in the same council, in turn; its time is what a ballot
costs that nobody can prove.
"""

import json
import random
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from celery.signals import before_task_publish
from django.conf import settings
from django.db import connections
from django.urls import reverse
from tests.factories.councils import make_council
from tests.factories.sessions import AT_OPENING, Hall

from bench import hall as halls
from bench import servers
from bench.measure import Report, percentile, ratio_in_turn
from council.sessions.actions.refusals import VoteNotOpen
from council.sessions.models import Ballot, BallotLog, Vote
from kernel.keys import new_key
from kernel.outbox.models import OutboxWaiting
from tenancy.models import Council
from tenancy.place import entered

DELEGATES, DUPLICATES, THREADS = 1_000, 5, 12
CLOSED_AFTER = 2_000
OVER_HTTP = 100
SLICE, ROUNDS = 60, 14
PATIENCE_S = 30.0
CHOICES = ("for", "against", "abstain")
CSRF = "a" * 32


@dataclass(frozen=True)
class Tap:
    """One delegate's tap: the same key however often it is sent."""

    number: int
    key: UUID

    @property
    def choice(self) -> str:
        """Which of the three she chose."""
        return CHOICES[self.number % 3]


@dataclass
class Answers:
    """What came back: the receipts of each key, how long each answer took, and what should not have come."""

    receipts: dict[UUID, set[str]] = field(default_factory=dict)
    seconds: list[float] = field(default_factory=list)
    strange: list[str] = field(default_factory=list)
    took: float = 0.0

    def faults(self, vote: Vote) -> int:
        """Count every difference between receipts, ballots, log and the vote's own numbers."""
        given = {receipt for receipts in self.receipts.values() for receipt in receipts}
        ballots = list(Ballot.objects.filter(vote=vote).values_list("receipt", flat=True))
        log = list(BallotLog.objects.filter(vote=vote).values_list("receipt", flat=True))
        counted = Vote.objects.filter(pk=vote.pk).values_list("in_favour", "against", "abstained").get()
        twice = sum(len(receipts) - 1 for receipts in self.receipts.values())
        lost = len(given ^ set(ballots)) + len(given ^ set(log))
        double = len(ballots) - len(set(ballots)) + len(log) - len(set(log))
        wrong = 0 if None in counted else abs(sum(counted) - len(given))
        for what in self.strange[:3]:
            print(what, file=sys.stderr)
        return twice + lost + double + wrong + len(self.strange)


def run() -> Report:
    """Measure and compare."""
    report = Report(f"{DELEGATES:,} ballots, each sent {DUPLICATES} times", __doc__ or "")
    council = make_council()
    with entered(council):
        hall = halls.full_hall(DELEGATES)
    with servers.worker(), _crew(council) as crew:
        _first_round(report, crew, council, hall)
        _closed_in_the_middle(report, crew, council, hall)
        _against_bare(report, crew, council, hall)
    with servers.worker(), servers.web() as (port, _pid), _crew(council) as crew:
        _over_http(report, crew, council, hall, port)
        report.add("events that nobody handled", _unhandled(council), unit="", at_most=0)
    return report


class Crew:
    """Twelve threads that stay, each with a connection of its own."""

    def __init__(self, council: Council, threads: ThreadPoolExecutor) -> None:
        self.council, self.threads = council, threads

    def send(
        self, taps: list[Tap], cast: Callable[[Tap], str], *, after: Callable[[int], None] | None = None
    ) -> Answers:
        """Send the taps in their order and gather the answers; ``after`` hears how many have come."""
        answers, gate = Answers(), threading.Lock()

        def one(tap: Tap) -> None:
            started, receipt, strange = time.perf_counter(), "", ""
            try:
                receipt = cast(tap)
            except VoteNotOpen:
                pass
            except Exception as error:  # whatever it is, it should not have come
                strange = repr(error)
            taken = time.perf_counter() - started
            with gate:
                answers.seconds.append(taken)
                if receipt:
                    answers.receipts.setdefault(tap.key, set()).add(receipt)
                if strange:
                    answers.strange.append(strange)
                if after:
                    after(len(answers.seconds))

        started = time.perf_counter()
        list(self.threads.map(one, taps))
        answers.took = time.perf_counter() - started
        return answers

    def each(self, work: Callable[[Tap], Any], taps: list[Tap]) -> None:
        """Do something for each tap."""
        list(self.threads.map(work, taps))


@contextmanager
def _crew(council: Council) -> Iterator[Crew]:
    with ThreadPoolExecutor(THREADS) as threads:
        yield Crew(council, threads)
        gate = threading.Barrier(THREADS)
        list(threads.map(lambda _: (gate.wait(PATIENCE_S), connections.close_all()), range(THREADS)))


def _taps(number: int) -> list[Tap]:
    return [Tap(place, new_key()) for place in range(number)]


def _by_action(council: Council, hall: Hall, vote: Vote) -> Callable[[Tap], str]:
    actors = [hall.voter(number) for number in range(len(hall.mandates))]

    def cast(tap: Tap) -> str:
        with entered(council):
            return hall.cast(tap.number, tap.choice, key=tap.key, vote=vote, actor=actors[tap.number])

    return cast


def _first_round(report: Report, crew: Crew, council: Council, hall: Hall) -> None:
    bells: list[int] = []

    def count(**_: Any) -> None:
        bells.append(1)

    before_task_publish.connect(count)
    heels = [tap for tap in _taps(DELEGATES) for _ in range(DUPLICATES)]
    answers = crew.send(heels, _by_action(council, hall, hall.vote))
    before_task_publish.disconnect(count)
    with entered(council):
        hall.close()
        report.add("faults", answers.faults(hall.vote), unit="", at_most=0)
    report.add("ballots with a receipt", len(answers.receipts), unit="", at_least=DELEGATES)
    report.add("a ballot, p95", percentile(answers.seconds, 0.95) * 1000, unit=" ms")
    report.add("ballots a second, each sent five times", DELEGATES / answers.took, unit="")
    report.add("messages to the worker, a ballot", len(bells) / DELEGATES, unit="")


def _closed_in_the_middle(report: Report, crew: Crew, council: Council, hall: Hall) -> None:
    with entered(council):
        vote = halls.another_vote(hall)
    shuffled = [tap for tap in _taps(DELEGATES) for _ in range(DUPLICATES)]
    random.Random(2026).shuffle(shuffled)
    enough = threading.Event()

    def close() -> None:
        enough.wait(PATIENCE_S)
        with entered(council):
            hall.close(vote=vote)
        connections.close_all()

    closer = threading.Thread(target=close)
    closer.start()
    cast = _by_action(council, hall, vote)
    answers = crew.send(shuffled, cast, after=lambda number: enough.set() if number >= CLOSED_AFTER else None)
    closer.join(PATIENCE_S)
    with entered(council):
        report.add("faults when it closes in the middle", answers.faults(vote), unit="", at_most=0)
    report.add("delegates who came in time", len(answers.receipts), unit="", at_most=DELEGATES - 1)


def _against_bare(report: Report, crew: Crew, council: Council, hall: Hall) -> None:
    with entered(council):
        vote, never_opened = halls.another_vote(hall), halls.another_vote(hall, is_open=False)
    cast, taps = _by_action(council, hall, vote), _taps(DELEGATES)

    def bare(tap: Tap) -> None:
        with entered(council):
            mandate = hall.mandates[tap.number]
            known = {"choice": tap.choice, "receipt": "AAAA-AAAA", "recorded_at": AT_OPENING}
            Ballot.objects.create(vote=never_opened, mandate=mandate, **known)

    slices = [iter([taps[at : at + SLICE] for at in range(0, DELEGATES, SLICE)]) for _ in range(2)]
    ratio = ratio_in_turn(
        lambda: crew.each(cast, next(slices[0])), lambda: crew.each(bare, next(slices[1])), rounds=ROUNDS
    )
    report.add("a ballot with receipt, log, audit and outbox against one bare INSERT", ratio)
    with entered(council):
        hall.close(vote=vote)


def _over_http(report: Report, crew: Crew, council: Council, hall: Hall, port: int) -> None:
    with entered(council):
        vote = halls.another_vote(hall)
        cookies = [halls.signed_in(hall.mandates[number], f"dai.bieu.{number}") for number in range(OVER_HTTP)]
    path = reverse("sessions:cast", urlconf=settings.ROOT_URLCONF, kwargs={"vote_id": vote.pk})
    here = threading.local()

    def cast(tap: Tap) -> str:
        if not hasattr(here, "line"):
            here.line = HTTPConnection(servers.HOST, port, timeout=PATIENCE_S)
        return _post(here.line, path, f"{council.subdomain}.localhost", cookies[tap.number], tap)

    answers = crew.send([tap for tap in _taps(OVER_HTTP) for _ in range(DUPLICATES)], cast)
    with entered(council):
        hall.close(vote=vote)
        report.add("faults over HTTP", answers.faults(vote), unit="", at_most=0)
    report.add("ballots with a receipt over HTTP", len(answers.receipts), unit="", at_least=OVER_HTTP)
    report.add("a ballot over HTTP, p95", percentile(answers.seconds, 0.95) * 1000, unit=" ms")


def _post(line: HTTPConnection, path: str, host: str, cookies: str, tap: Tap) -> str:
    headers = {
        "Host": host,
        "Cookie": f"{cookies}; {settings.CSRF_COOKIE_NAME}={CSRF}",
        "X-CSRFToken": CSRF,
        "Accept": "application/json",
        "Content-Type": "application/x-www-form-urlencoded",
    }
    line.request("POST", path, urlencode({"choice": tap.choice, "key": tap.key, "prev": ""}), headers)
    answer = line.getresponse()
    body = answer.read()
    if answer.status != 200:
        raise RuntimeError(f"{answer.status}: {body[:200]!r}")
    receipt: str = json.loads(body)["receipt"]
    return receipt


def _unhandled(council: Council) -> int:
    """Wait for the worker, and return how many events still wait when patience ends."""
    until = time.monotonic() + PATIENCE_S
    with entered(council):
        while (waiting := OutboxWaiting.objects.count()) and time.monotonic() < until:
            time.sleep(0.1)
    return waiting
