"""What many do at once is told once, and nothing that was committed is left untold."""

import threading
from types import SimpleNamespace

from kernel import redis
from kernel.live import bursts
from kernel.live.bursts import spaced
from tests.testbed.threads import together

MANY = 24


def test_the_first_is_told_at_once_and_the_next_waits_for_the_gap(council, monkeypatch) -> None:
    """The machine may stand still for longer than the real gap, so this one is as long as no machine stands."""
    naps: list[float] = []
    told: list[tuple[str, list[float]]] = []
    monkeypatch.setattr(bursts, "GAP_MS", 60_000)
    monkeypatch.setattr(bursts, "time", SimpleNamespace(sleep=naps.append))

    for room in ("one", "one", "another"):
        spaced(f"hall:{room}", lambda room=room: told.append((room, list(naps))))

    assert told == [("one", []), ("one", [60.0]), ("another", [60.0])]


def test_many_at_once_are_told_a_few_times_and_the_last_telling_knows_of_all(fresh_council) -> None:
    committed, told, lock, gate = [], [], threading.Lock(), threading.Barrier(MANY)

    def commit_and_tell() -> None:
        gate.wait(30)  # coming into the place takes each of them a while
        with lock:
            committed.append(1)
        spaced("hall:many", lambda: told.append(len(committed)))

    together(fresh_council, [commit_and_tell] * MANY)

    assert told[-1] == max(told) == MANY
    assert len(told) < MANY / 3


def test_without_redis_each_is_told(council, settings) -> None:
    told: list[int] = []
    settings.REDIS_URL = "redis://127.0.0.1:1/0"
    redis.memory.cache_clear()
    try:
        for number in range(3):
            spaced("hall:away", lambda number=number: told.append(number))
    finally:
        redis.memory.cache_clear()

    assert told == [0, 1, 2]
