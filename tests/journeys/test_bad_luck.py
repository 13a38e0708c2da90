"""kill -9 in the middle: nothing acknowledged is lost, nothing half made remains, and work goes on by itself.

The product runs under its own supervisor on servers of its own; each process is killed while delegates vote and
while councils are made.
"""

import time
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from functools import partial
from typing import Any

import psycopg2
import pytest

from presets.preset import preset_for
from presets.units import unit_of
from tests.journeys.stage import Stage, staged, until
from tests.journeys.tablets import CHOICES, Hall, Tablet, voting

pytestmark = [pytest.mark.journey, pytest.mark.full]

HALL = "tests.journeys.hall"
WARD = "14329"
DELEGATES = 24
WITHIN_SECONDS = 45  # of a killed server's end somebody must have voted again; the machine may be busy
UNITS = ("46", "20056", "20044", "20071", "20101", "20050")  # a city and five of its communes


@pytest.fixture(scope="module")
def stage() -> Iterator[Stage]:
    with staged() as product:
        yield product


def test_no_receipt_is_lost_whoever_is_killed_while_delegates_vote(stage: Stage) -> None:
    (ward,) = stage.run("found", WARD, module=HALL)
    held = stage.run("hold", ward, str(DELEGATES), module=HALL)
    tablets = [Tablet(mandate, cookie) for mandate, cookie in held["voters"].items()]
    hall = Hall(f"{ward}.localhost:{stage.port}", stage.port, held["vote"], tablets)

    with voting(hall):
        until(lambda: hall.last_at, seconds=WITHIN_SECONDS, what="the first receipt")
        for name in ("web", "worker", "redis", "control", "postgres"):
            _survive(stage, hall, name)
        stage.run("convene", ward, module=HALL)
        _survive(stage, hall, "worker")
        _survive(stage, hall, "postgres")
    stage.run("close", ward, held["vote"], module=HALL)
    told = until(partial(_at_rest, stage, ward, held["vote"]), seconds=90, what="the end of all that waits")

    assert hall.repeated > 0, "nobody noticed that anything was killed"
    _prove(told, tablets)


def _survive(stage: Stage, hall: Hall, name: str) -> None:
    """Kill a process while delegates vote, and wait until it is there again and they vote on."""
    before = stage.kill(name)
    killed_at = time.monotonic()
    until(lambda: stage.pids().get(name, before) != before, seconds=WITHIN_SECONDS, what=f"another {name}")
    until(lambda: hall.last_at > killed_at + 1, seconds=WITHIN_SECONDS, what=f"a receipt after the end of {name}")


def _at_rest(stage: Stage, ward: str, vote: str) -> dict[str, Any] | None:
    told: dict[str, Any] = stage.run("account", ward, vote, module=HALL)
    return None if told["waiting"] else told


def _prove(told: dict[str, Any], tablets: list[Tablet]) -> None:
    """Assert that the database holds exactly what the tablets were told, and did everything once."""
    assert {tablet.mandate: tablet.refused for tablet in tablets if tablet.refused} == {}
    receipts = [(t.mandate, *tap) for t in tablets for tap in t.acknowledged]
    assert sorted(map(tuple, told["log"])) == sorted(receipts)
    assert told["ballots"] == {t.mandate: [t.acknowledged[-1][1], t.receipt] for t in tablets}
    counted = Counter(t.acknowledged[-1][1] for t in tablets)
    assert told["tally"] == [*(counted[choice] for choice in CHOICES), 0]

    assert told["events"] == len(receipts)
    assert told["failures"] == []
    assert told["drafts"] == (1 if counted["for"] * 2 > DELEGATES else 0)
    assert set(Counter(map(tuple, told["notices"])).values()) == {1}
    told_of = Counter(event for event, _account in told["notices"])
    assert told_of[max(told_of)] == DELEGATES  # the session convened amid the kills; keys rise with time
    assert len(told["notices"]) >= DELEGATES
    assert told["audit"]


def test_councils_are_made_whole_though_their_maker_is_killed(stage: Stage) -> None:
    stage.run("start", *UNITS, module=HALL)
    for name in ("control", "postgres", "control"):
        done = _done(stage)
        stage.kill(name)
        until(lambda: _done(stage) > done, seconds=240, what=f"another council after the end of {name}")  # noqa: B023
    until(lambda: _done(stage) == len(UNITS), seconds=150, what="all councils")

    told = stage.run("standing", *UNITS, module=HALL)

    assert told["states"] == dict.fromkeys(UNITS, "done")
    committees = {code: len(preset_for(unit_of(code)).committees) for code in UNITS}
    assert told["councils"] == [[code, "active", 1, committees[code], 1] for code in sorted(UNITS)]
    assert told["differences"] == {}


def _done(stage: Stage) -> int:
    """Return how many councils are made, as the operators' page would say; none while nobody answers."""
    try:
        with closing(psycopg2.connect(stage.environment()["DATABASE_OWNER_URL"])) as connection:
            with connection.cursor() as cursor:
                cursor.execute(
                    "select count(*) from public.console_onboardingitem where state = 'done' and unit_code in %s",
                    [UNITS],
                )
                return int(cursor.fetchone()[0])
    except psycopg2.OperationalError:
        return 0
