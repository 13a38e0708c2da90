"""Random schedules against a model: whatever is tapped, repeated, cut, killed, closed and annulled, nothing is lost.

Each schedule is a list of deeds for four delegates with two devices each, dealt to three threads on real PostgreSQL. A
reply that is cut was lost after the commit, a worker that is killed loses its connection before it: either way the
device sends the same key again. The model knows only what the devices were told. At the end it must agree with the
ballots, the log and the numbers of the vote, and no delegate has more than one ballot.
"""

import random
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Barrier
from uuid import UUID

import pytest
from django.db import connection, connections, transaction

from council.sessions import actions
from council.sessions.actions import refusals
from council.sessions.models import Ballot, BallotLog, Vote, VoteSubject
from council.sessions.workflow import VoteState
from kernel.access import StepNotAllowed
from kernel.keys import new_key
from tenancy.models import Council
from tenancy.place import entered
from tests.factories.sessions import AT_OPENING, CHAIR, SECRETARY, Hall, make_hall

DELEGATES, DEVICES, TAPS, THREADS = 4, 2, 12, 3
CHOICES = ("for", "against", "abstain")
FATES = {"told": 6, "twice": 2, "cut": 2, "killed": 1}
OVER = (refusals.VoteNotOpen, StepNotAllowed)


@dataclass(frozen=True)
class Deed:
    """One thing that happens: a tap with its key and the fate of its reply, a closing, or an annulment."""

    kind: str
    delegate: int = 0
    device: int = 0
    choice: str = ""
    fate: str = "told"
    key: UUID = field(default_factory=new_key)


@dataclass(frozen=True)
class Receipt:
    """What a device was told: the receipt of its tap, and the one that it replaced."""

    delegate: int
    choice: str
    prev: str
    receipt: str


class Worker(Exception):
    """The worker is killed."""


def drawn(seed: int) -> list[Deed]:
    """Draw a schedule: taps, and the end somewhere in its second half; taps come after it too."""
    chance = random.Random(seed)
    deeds = [
        Deed(
            "tap",
            chance.randrange(DELEGATES),
            chance.randrange(DEVICES),
            chance.choice(CHOICES),
            chance.choices(list(FATES), weights=list(FATES.values()))[0],
        )
        for _ in range(TAPS)
    ]
    deeds.insert(chance.randrange(TAPS // 2, TAPS + 1), Deed(chance.choice(("close", "close", "annul"))))
    return deeds


class Devices:
    """All tablets of the hall: what each shows, and every receipt that any of them was given."""

    def __init__(self, council: Council, hall: Hall, vote: Vote) -> None:
        self.council, self.hall, self.vote = council, hall, vote
        self.shown: dict[tuple[int, int], str] = {}
        self.receipts: list[Receipt] = []
        self.faults: list[str] = []

    def do(self, deed: Deed) -> None:
        """Let one thing happen; that the vote is over is an answer, any other refusal is looked at by the caller."""
        try:
            if deed.fate == "killed":
                self.die_with(deed)
            with entered(self.council):
                {"tap": self.tap, "close": self.close, "annul": self.annul}[deed.kind](deed)
        except OVER:
            pass
        except Exception as error:  # whatever it is, it should not have come
            self.faults.append(f"{deed}: {error!r}")

    def close(self, _deed: Deed) -> None:
        self.hall.close(vote=self.vote)

    def annul(self, _deed: Deed) -> None:
        asked = actions.ask_annulment(actor=SECRETARY, vote=self.vote, reason="Mất điện", now=AT_OPENING)
        actions.confirm_annulment(actor=CHAIR, annulment=asked, now=AT_OPENING)

    def tap(self, deed: Deed) -> None:
        """Send a tap until it is answered; a device that was overtaken learns what stands and leaves it."""
        device = (deed.delegate, deed.device)
        prev = self.shown.get(device, "")
        try:
            receipt = self.send(deed, prev)
        except refusals.BallotSuperseded:
            standing = Ballot.objects.get(vote=self.vote, mandate=self.hall.mandates[deed.delegate])
            self.shown[device] = standing.receipt
            return
        if deed.fate in {"twice", "cut"} and (again := self.send(deed, prev)) != receipt:
            self.faults.append(f"{deed}: {receipt}, then {again}")
        self.shown[device] = receipt
        self.receipts.append(Receipt(deed.delegate, deed.choice, prev, receipt))

    def send(self, deed: Deed, prev: str) -> str:
        return self.hall.cast(deed.delegate, deed.choice, key=deed.key, prev=prev, vote=self.vote)

    def die_with(self, deed: Deed) -> None:
        """Lose the connection after the ballot is written and before it is committed."""
        try:
            with entered(self.council), transaction.atomic():
                self.send(deed, self.shown.get((deed.delegate, deed.device), ""))
                connection.connection.close()
                self.is_killed()
        except Exception:  # the worker is gone, whatever it died of
            pass
        finally:
            connections.close_all()

    def is_killed(self) -> None:
        raise Worker

    def modelled(self) -> dict[int, Receipt]:
        """Return each delegate's last receipt, following from the first tap what replaced what."""
        follows = {(each.delegate, each.prev): each for each in self.receipts}
        if len(follows) != len(self.receipts):
            self.faults.append("two receipts replaced the same one")
        last: dict[int, Receipt] = {}
        for delegate in range(DELEGATES):
            receipt = follows.get((delegate, ""))
            while receipt is not None:
                last[delegate] = receipt
                receipt = follows.get((delegate, receipt.receipt))
        return last


def dealt(deeds: list[Deed]) -> list[list[Deed]]:
    """Deal the deeds to the threads: a device keeps its own order, the chair is in one hand with some of them."""
    hands: list[list[Deed]] = [[] for _ in range(THREADS)]
    for deed in deeds:
        hands[(deed.delegate * DEVICES + deed.device) % THREADS if deed.kind == "tap" else 0].append(deed)
    return hands


@contextmanager
def players() -> Iterator[ThreadPoolExecutor]:
    """The threads that play, each with a connection that it keeps from schedule to schedule, as a worker does."""
    with ThreadPoolExecutor(THREADS) as threads:
        yield threads
        gate = Barrier(THREADS)

        def leave(_number: int) -> None:
            gate.wait(30)  # so that each thread is asked once
            connections.close_all()

        list(threads.map(leave, range(THREADS)))


def played(council: Council, hall: Hall, threads: ThreadPoolExecutor, seed: int) -> Devices:
    """Play one schedule on a vote of its own, and end it if nobody did."""
    vote = actions.prepare_procedural_vote(
        actor=SECRETARY, session=hall.session, subject=VoteSubject.PROCEDURE, question=f"Lần thử {seed}"
    )
    devices, gate = Devices(council, hall, hall.open(vote=vote)), Barrier(THREADS)

    def play(hand: list[Deed]) -> None:
        gate.wait(30)
        for deed in hand:
            devices.do(deed)

    list(threads.map(play, dealt(drawn(seed))))
    vote.refresh_from_db()
    if vote.state == VoteState.OPEN:
        hall.close(vote=vote)
    return devices


def disagreements(devices: Devices) -> list[str]:
    """Return what differs between the model, the ballots, the log and the numbers of the vote."""
    vote = Vote.objects.get(pk=devices.vote.pk)
    model = devices.modelled()
    ballots = list(Ballot.objects.filter(vote=vote).values_list("mandate_id", "choice", "receipt"))
    log = list(BallotLog.objects.filter(vote=vote).values_list("receipt", flat=True))
    expected = [(devices.hall.mandates[delegate].id, last.choice, last.receipt) for delegate, last in model.items()]
    tally = Counter(last.choice for last in model.values())
    numbers = {"for": vote.in_favour, "against": vote.against, "abstain": vote.abstained}
    found = list(devices.faults)
    if sorted(ballots) != sorted(expected):
        found.append(f"ballots {ballots} are not the model's {expected}")
    if sorted(log) != sorted(each.receipt for each in devices.receipts):
        found.append("the log is not the set of receipts")
    if numbers != {choice: tally[choice] for choice in CHOICES}:
        found.append(f"the vote says {numbers}, the model {tally}")
    if len({mandate for mandate, _, _ in ballots}) != len(ballots):
        found.append("a delegate has two ballots")
    return found


def play_all(council: Council, seeds: range) -> None:
    hall, ends, receipts = make_hall(DELEGATES, is_open=False), Counter(), 0
    with players() as threads:
        for seed in seeds:
            devices = played(council, hall, threads, seed)
            assert disagreements(devices) == [], seed
            ends[Vote.objects.get(pk=devices.vote.pk).state] += 1
            receipts += len(devices.receipts)
    assert set(ends) == {"closed", "annulled"}
    assert receipts > len(seeds) * 2  # the schedules are no silence


def test_schedules_lose_no_ballot_and_count_none_twice(fresh_council) -> None:
    play_all(fresh_council, range(30))


@pytest.mark.full
def test_a_thousand_schedules_lose_no_ballot_and_count_none_twice(fresh_council, silent_wakers) -> None:
    """Those who hear of what happened cost as much again as the ballots; they are listened to above."""
    play_all(fresh_council, range(1_000, 2_000))


def test_the_model_sees_a_lost_and_a_doubled_ballot(fresh_council) -> None:
    with players() as threads:
        devices = played(fresh_council, make_hall(DELEGATES, is_open=False), threads, 1)
    receipts = list(devices.receipts)

    devices.receipts = receipts[:-1]
    assert disagreements(devices)
    devices.receipts = [*receipts, receipts[0]]
    assert disagreements(devices)
