"""Hearing what is told on live channels: all of it, and without waiting for what never comes."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from kernel.keys import new_key
from kernel.live.publishing import redis

PATIENCE_S = 20
Told = list[tuple[str, str]]


@contextmanager
def listening(*channels: str) -> Iterator[Callable[[], Told]]:
    """Listen from now on; what is yielded returns all that was told since it was last asked, as (channel, text)."""
    mark = f"mark:{new_key()}"
    with redis().pubsub() as line:

        def until(kind: str) -> Told:
            """Read up to a word of the mark's own, behind which nothing lies that was told before it."""
            told = []
            while (heard := _next(line))["channel"] != mark or heard["type"] != kind:
                told += [(heard["channel"], heard["data"])] if heard["type"] == "message" else []
            return told

        def told_by_now() -> Told:
            redis().publish(mark, "")
            return until("message")

        line.subscribe(*channels, mark)
        until("subscribe")
        yield told_by_now


def _next(line: Any) -> dict[str, Any]:
    heard = line.get_message(timeout=PATIENCE_S)
    assert heard, f"nothing was heard for {PATIENCE_S} s"
    return heard
