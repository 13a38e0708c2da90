"""What many do at once is told once, and nothing that was committed is left untold."""

import threading
import time

from kernel import redis
from kernel.live.bursts import GAP_MS, spaced
from tests.testbed.threads import together

MANY = 24


def test_the_first_is_told_at_once_and_the_next_waits_for_the_gap(council) -> None:
    told: list[float] = []
    began = time.monotonic()

    for _ in range(2):
        spaced("hall:one", lambda: told.append(time.monotonic() - began))
    spaced("hall:another", lambda: told.append(0))

    at_once, later, other = told
    assert at_once < GAP_MS / 1000 <= later
    assert other == 0


def test_many_at_once_are_told_a_few_times_and_the_last_telling_knows_of_all(fresh_council) -> None:
    committed, told, lock = [], [], threading.Lock()

    def commit_and_tell() -> None:
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
