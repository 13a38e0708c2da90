"""A token bucket per caller, in Redis: charged with the most a question can cost, refunded to what it did."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import redis
from django.conf import settings

from gateway.core.errors import Refused
from kernel.place import named

CAPACITY = 20_000
PER_SECOND = 200
TAKE = """
local capacity, rate, cost = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
local clock = redis.call('TIME')
local now = clock[1] * 1000 + math.floor(clock[2] / 1000)
local kept = redis.call('HMGET', KEYS[1], 'points', 'at')
local points = tonumber(kept[1]) or capacity
points = math.min(capacity, points + math.max(0, now - (tonumber(kept[2]) or now)) * rate / 1000)
local wait = 0
if cost > points then
  wait = math.ceil((cost - points) * 1000 / rate)
else
  points = math.min(capacity, points - cost)
end
redis.call('HSET', KEYS[1], 'points', tostring(points), 'at', tostring(now))
redis.call('PEXPIRE', KEYS[1], math.ceil(capacity / rate * 1000) + 1000)
return {wait, math.floor(points)}
"""


@dataclass(frozen=True)
class Charge:
    """What was taken, by whom, and what is left."""

    caller: str
    points: int
    left: int


@lru_cache(maxsize=1)
def _client() -> Any:
    return redis.Redis.from_url(settings.REDIS_URL, socket_timeout=2, socket_connect_timeout=2)


def charge(caller: str, points: int, *, capacity: int = CAPACITY, per_second: int = PER_SECOND) -> Charge:
    """Take points from a caller's bucket in the present place.

    :raises Refused: not enough is there (429, with the seconds to wait), or Redis does not answer (503).
    """
    wait, left = _run(caller, points, capacity, per_second)
    if wait:
        seconds = str(-(-wait // 1000))
        raise Refused("TOO_MANY_REQUESTS", headers={"Retry-After": seconds}, retryAfter=int(seconds))
    return Charge(caller, points, left)


def refund(taken: Charge, points: int, *, capacity: int = CAPACITY, per_second: int = PER_SECOND) -> Charge:
    """Give back what a question did not use after all, and return what is left."""
    unused = max(0, taken.points - points)
    _, left = _run(taken.caller, -unused, capacity, per_second)
    return Charge(taken.caller, taken.points - unused, left)


def _run(caller: str, points: int, capacity: int, per_second: int) -> tuple[int, int]:
    try:
        wait, left = _client().eval(TAKE, 1, named(f"gateway:bucket:{caller}"), capacity, per_second, points)
    except redis.RedisError as error:
        raise Refused("SERVICE_UNAVAILABLE", headers={"Retry-After": "5"}) from error
    return int(wait), int(left)
