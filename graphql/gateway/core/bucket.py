"""A token bucket per caller, in Redis: charged with what a question is reckoned to cost, settled by what it did."""

from collections.abc import Callable
from dataclasses import dataclass

from redis.client import Pipeline
from redis.exceptions import RedisError

from gateway.core.errors import Refused
from kernel.place import named
from kernel.redis import memory

CAPACITY = 20_000
PER_SECOND = 200
TAKE = """
local capacity, rate, cost, settles = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3]), ARGV[4] == '1'
local clock = redis.call('TIME')
local now = clock[1] * 1000 + math.floor(clock[2] / 1000)
local kept = redis.call('HMGET', KEYS[1], 'points', 'at')
local points = tonumber(kept[1]) or capacity
points = math.min(capacity, points + math.max(0, now - (tonumber(kept[2]) or now)) * rate / 1000)
local wait = 0
if settles then
  points = math.max(0, math.min(capacity, points - cost))
elseif cost > points then
  wait = math.ceil((cost - points) * 1000 / rate)
else
  points = points - cost
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


def _nothing(_pipe: Pipeline) -> None:
    """Send nothing beside."""


def charge(caller: str, points: int, *, capacity: int = CAPACITY, per_second: int = PER_SECOND) -> Charge:
    """Take points from a caller's bucket in the present place.

    :raises Refused: not enough is there (429, with the seconds to wait), or Redis does not answer (503).
    """
    wait, left = _run(caller, points, capacity, per_second)
    if wait:
        seconds = str(-(-wait // 1000))
        raise Refused("TOO_MANY_REQUESTS", headers={"Retry-After": seconds}, retryAfter=int(seconds))
    return Charge(caller, points, left)


def settle(
    taken: Charge,
    points: int,
    *,
    beside: Callable[[Pipeline], None] = _nothing,
    capacity: int = CAPACITY,
    per_second: int = PER_SECOND,
) -> Charge:
    """Give back what a question did not use after all, or take what it used besides, and return what is left.

    Rows of figures are not known before they are counted: a bucket that is too small for them is empty then.

    ``beside`` adds to what is sent to Redis in the same turn; its answers are not waited for one by one.

    :raises Refused: Redis does not answer (503).
    """
    _, left = _run(taken.caller, points - taken.points, capacity, per_second, beside, settles=True)
    return Charge(taken.caller, points, left)


def _run(
    caller: str,
    points: int,
    capacity: int,
    per_second: int,
    beside: Callable[[Pipeline], None] = _nothing,
    *,
    settles: bool = False,
) -> tuple[int, int]:
    try:
        with memory().pipeline(transaction=False) as pipe:
            pipe.eval(TAKE, 1, named(f"gateway:bucket:{caller}"), capacity, per_second, points, int(settles))
            beside(pipe)
            (wait, left), *_others = pipe.execute()
    except RedisError as error:
        raise Refused("SERVICE_UNAVAILABLE", headers={"Retry-After": "5"}) from error
    return int(wait), int(left)
