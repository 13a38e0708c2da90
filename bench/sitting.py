"""A sitting with 500 delegates and 1,500 onlookers on one process: a vote opens on all screens, and all tap at once.

The real uvicorn with the whole product and eight threads; readers and tablets are sockets on loopback in processes
of their own, on the same two cores. Five votes are opened and closed by the actions, and each change is drawn and
sent as the chair's press does it; the time is from the press, before its transaction, to the arrival of the
message at each reader. The other way, in which a screen is only told and fetches its page again, is measured
with the 500 delegates alone, twenty connections at a time; the 1,500 onlookers, who would fetch too, are left out.
Then each delegate taps once within two seconds, each over a connection of her own. A fault is a receipt without its
ballot, a ballot without a receipt, a number of the closed vote that differs, or an answer that is no receipt.
"""

import json
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from http.client import HTTPConnection
from typing import Any

from django.conf import settings
from django.urls import reverse
from tests.factories.councils import make_council
from tests.factories.sessions import RULES, Hall

from bench import hall as halls
from bench import servers
from bench.crowds import crowd, memory
from bench.measure import Report, percentile
from council.sessions.models import Ballot, Vote
from council.sessions.web.broadcast import tell_the_hall
from council.sessions.web.screens import DELEGATE, PUBLIC
from kernel.keys import new_key
from tenancy.models import Council
from tenancy.place import entered

DELEGATES, ONLOOKERS, VOTES, AT_ONCE = 500, 1_500, 5, 20
PAUSE_S = 1.0
CHOICES = ("for", "against", "abstain")
CSRF = "b" * 32


@dataclass(frozen=True)
class Scene:
    """A council in session, and the cookies with which its delegates are signed in."""

    council: Council
    hall: Hall
    cookies: list[str]

    @property
    def host(self) -> str:
        """Return the name under which browsers know the council."""
        return f"{self.council.subdomain}.localhost"

    def cookie(self, number: int) -> str:
        """Return all cookies of a delegate's browser."""
        return f"{self.cookies[number]}; {settings.CSRF_COOKIE_NAME}={CSRF}"


def run() -> Report:
    """Measure and compare."""
    report = Report(f"A sitting with {DELEGATES:,} delegates and {ONLOOKERS:,} onlookers", __doc__ or "")
    scene = _scene()
    with servers.web() as (port, pid):
        fetched = _fetched_again(scene, port)
        _screens(report, scene, port, pid, fetched)
        _tapped(report, scene, port)
    return report


def _scene() -> Scene:
    council = make_council()
    with entered(council):
        hall = halls.full_hall(DELEGATES)
        cookies = [halls.signed_in(mandate, f"dai.bieu.{number}") for number, mandate in enumerate(hall.mandates)]
        hall.close()
    return Scene(council, hall, cookies)


def _screens(report: Report, scene: Scene, port: int, pid: int, fetched: list[float]) -> None:
    """Let everybody watch five votes open and close."""
    before, crowds = memory(pid), {DELEGATE: DELEGATES, PUBLIC: ONLOOKERS}
    with ExitStack() as stack:
        rooms = {screen: screen.room_of(scene.hall.session) for screen in crowds}
        people = [
            stack.enter_context(crowd(port, scene.council, rooms[screen], readers, 2 * VOTES))
            for screen, readers in crowds.items()
        ]
        grown = memory(pid) - before
        pressed = [_opened_and_closed(scene) for _ in range(VOTES)]
        heard = [json.loads(each.stdout.readline()) for each in people]
    arrived = [[moments for came in heard for moments in came[2 * number]] for number in range(VOTES)]
    took = [moment - start for start, moments in zip(pressed, arrived, strict=True) for moment in moments]
    lost = sum(abs(len(moments) - sum(crowds.values())) for moments in arrived)
    report.add("screens that a vote did not reach, or twice", lost, unit="", at_most=0)
    report.add("a vote opens on all screens, p95", percentile(took, 0.95) * 1000, unit=" ms")
    report.add("the last screen of all", max(took) * 1000, unit=" ms")
    ratio = percentile(fetched, 0.95) / percentile(took, 0.95)
    report.add("the delegates alone fetching their page again, against this, p95", ratio, at_least=5.0)
    report.add("memory of a reader", grown / sum(crowds.values()) / 1024, unit=" KB", at_most=32.0)


def _opened_and_closed(scene: Scene) -> float:
    """Open a vote and close it, as the chair's presses do; return the moment of the first press."""
    time.sleep(PAUSE_S)
    with entered(scene.council):
        vote = halls.another_vote(scene.hall, is_open=False)
        pressed = time.monotonic()
        scene.hall.open(vote=vote)
        tell_the_hall(scene.hall.session, rules=RULES)
        time.sleep(PAUSE_S)
        scene.hall.close(vote=vote)
        tell_the_hall(scene.hall.session, rules=RULES)
    return pressed


def _fetched_again(scene: Scene, port: int) -> list[float]:
    """Let every delegate fetch her page at once, and return how long after the word each had it."""
    path = reverse("sessions:hall", urlconf=settings.ROOT_URLCONF)

    def fetch(number: int, word: float) -> float:
        line = HTTPConnection(servers.HOST, port, timeout=120)
        line.request("GET", path, headers={"Host": scene.host, "Cookie": scene.cookie(number)})
        answer = line.getresponse()
        answer.read()
        line.close()
        if answer.status != 200:
            raise RuntimeError(f"the page answered {answer.status}")
        return time.monotonic() - word

    with ThreadPoolExecutor(AT_ONCE) as browsers:
        list(browsers.map(fetch, range(AT_ONCE), [time.monotonic()] * AT_ONCE))  # templates are read the first time
        return list(browsers.map(fetch, range(DELEGATES), [time.monotonic()] * DELEGATES))


def _tapped(report: Report, scene: Scene, port: int) -> None:
    """Let every delegate tap within two seconds, and compare receipts, ballots and the count."""
    with entered(scene.council):
        vote = halls.another_vote(scene.hall)
    heard = _all_at_once(scene, port, vote)
    with entered(scene.council):
        scene.hall.close(vote=vote)
        faults = _faults(vote, [receipt for _key, receipt, _at in heard["answers"]])
    moments = [at - heard["started"] for _key, _receipt, at in heard["answers"]]
    report.add(f"faults of {DELEGATES} ballots within two seconds", faults, unit="", at_most=0)
    report.add("from the first tap to the last receipt", max(moments), unit=" s")


def _all_at_once(scene: Scene, port: int, vote: Vote) -> dict[str, Any]:
    taps = [
        {"cookie": scene.cookie(number), "key": str(new_key()), "choice": CHOICES[number % 3]}
        for number in range(DELEGATES)
    ]
    path = reverse("sessions:cast", urlconf=settings.ROOT_URLCONF, kwargs={"vote_id": vote.pk})
    told = {"port": port, "host": scene.host, "path": path, "csrf": CSRF, "taps": taps}
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    with subprocess.Popen([sys.executable, "-m", "bench.tablets"], cwd=servers.ROOT, **pipes) as tablets:
        tablets.stdin.write(json.dumps(told) + "\n")
        tablets.stdin.flush()
        tablets.stdout.readline()
        tablets.stdin.write("go\n")
        tablets.stdin.flush()
        heard: dict[str, Any] = json.loads(tablets.stdout.readline())
    return heard


def _faults(vote: Vote, receipts: list[str]) -> int:
    """Count every difference between receipts, ballots and the vote's own numbers."""
    for strange in [receipt for receipt in receipts if receipt.startswith("?")][:3]:
        print(strange, file=sys.stderr)
    ballots = list(Ballot.objects.filter(vote=vote).values_list("receipt", flat=True))
    counted = Vote.objects.filter(pk=vote.pk).values_list("in_favour", "against", "abstained").get()
    wrong = abs(sum(counted) - DELEGATES)
    return len(set(receipts) ^ set(ballots)) + len(ballots) - len(set(ballots)) + wrong
