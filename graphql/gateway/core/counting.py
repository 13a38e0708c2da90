"""How much each key asks: counted in Redis by the legal day, so that a question writes no row.

One hash for each place and day; its fields are ``<prefix> requests``, ``<prefix> points`` and ``<prefix> !<code>``.
A count that Redis lost is lost: it is told to people, nothing depends on it.
"""

import logging
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, timedelta

from redis.client import Pipeline
from redis.exceptions import RedisError

from kernel import clock
from kernel.place import named
from kernel.redis import memory

LOG = logging.getLogger("gateway")
KEPT = timedelta(days=4)  # until long after the night in which the day is folded


@dataclass
class Count:
    """What one key asked on one day."""

    requests: int = 0
    points: int = 0
    refusals: dict[str, int] = field(default_factory=dict)


def count(prefix: str, *, points: int = 0, refused: str = "") -> None:
    """Count one question of a key in the present place; without Redis it is not counted."""
    try:
        with memory().pipeline(transaction=False) as pipe:
            note(pipe, prefix=prefix, points=points, refused=refused)
            pipe.execute()
    except RedisError as error:
        LOG.warning("a question was not counted: %s", type(error).__name__)


def note(pipe: Pipeline, *, prefix: str, points: int = 0, refused: str = "") -> None:
    """Add the count of one question to what is about to be sent to Redis; without a prefix nobody counts."""
    if not prefix:
        return
    name = _name(clock.today())
    pipe.hincrby(name, f"{prefix} requests", 1)
    if points:
        pipe.hincrby(name, f"{prefix} points", points)
    if refused:
        pipe.hincrby(name, f"{prefix} !{refused}", 1)
    pipe.expire(name, int(KEPT.total_seconds()))


def counted(day: date) -> dict[str, Count]:
    """Return what each key of the present place asked on a day of the last ones, by prefix; nothing without Redis."""
    try:
        told = memory().hgetall(_name(day))
    except RedisError as error:
        LOG.warning("the use of keys could not be read: %s", type(error).__name__)
        return {}
    found: dict[str, Count] = defaultdict(Count)
    for name, number in dict(told).items():  # type: ignore[arg-type]  # redis' stubs tell of both clients at once
        prefix, _, what = name.decode().partition(" ")
        one = found[prefix]
        if what == "requests":
            one.requests = int(number)
        elif what == "points":
            one.points = int(number)
        else:
            one.refusals[what.removeprefix("!")] = int(number)
    return dict(found)


def _name(day: date) -> str:
    return named(f"gateway:use:{day.isoformat()}")
