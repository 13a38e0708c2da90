"""Sending to a room, and ending streams: called by views and actions, over an ordinary Redis connection."""

import json
import time
from collections.abc import Callable, Iterable, Sequence
from functools import cache, partial
from typing import cast
from uuid import UUID

from django.conf import settings
from django.db import transaction
from redis import Redis

from kernel.live import names
from kernel.live.bursts import spaced
from kernel.live.pass_cookie import LIFETIME
from kernel.place import current_key

ANSWER_WITHIN_S = 3


@cache
def redis() -> Redis:
    """Return this process's pool of connections to Redis."""
    return Redis.from_url(
        settings.REDIS_URL,
        socket_timeout=ANSWER_WITHIN_S,
        socket_connect_timeout=ANSWER_WITHIN_S,
        decode_responses=True,
    )


def next_version(room: str) -> int:
    """Return the next version of a room of the current place; it only ever rises.

    A counter begins at the present second, so that it is ahead of its past even when Redis lost it.
    """
    key = names.version_key(current_key(), room)
    with redis().pipeline(transaction=False) as pipe:
        pipe.set(key, int(time.time()), nx=True)
        pipe.incr(key)
        return int(pipe.execute()[1])


def current_version(room: str) -> int:
    """Return the room's version; a view reads it *before* the state that it draws."""
    return int(cast("str | None", redis().get(names.version_key(current_key(), room))) or 0)


def publish(room: str, html: str, *, version: int) -> None:
    """Send a fragment (``<hx-partial …>``) to all readers of a room of the current place, at once.

    Outside of ``publish_on_commit`` it may show something that is never committed.
    """
    redis().publish(names.channel(current_key(), room), f"{version}\n{html}")


def publish_on_commit(room: str, html: str | Callable[[], str]) -> None:
    """Send a fragment after the commit, under the room's next version.

    A callable draws the fragment after the version is taken, so that the highest version has seen every
    commit below it: give one whenever two people may act in the same room. A Redis that is away is
    logged; the readers' heartbeat makes good for it.
    """
    place = current_key()

    def send() -> None:
        version = next_version(room)
        publish(room, html() if callable(html) else html, version=version)

    names.channel(place, room)
    transaction.on_commit(send, robust=True)


def publish_to_rooms_on_commit(
    rooms: Sequence[str], draw: Callable[[], Iterable[tuple[str, str]]], *, burst: str = ""
) -> None:
    """Send to several rooms after the commit what is drawn from one and the same state.

    ``draw`` yields each of the rooms with its fragment, the most urgent first. All versions are taken before
    anything is read, so that in no room a higher version carries an older state. What many do at once is sent with
    ``burst``, a name: see ``spaced``.
    """
    place = current_key()

    def send() -> None:
        versions = {room: next_version(room) for room in rooms}
        for room, html in draw():
            publish(room, html, version=versions[room])

    for room in rooms:
        names.channel(place, room)
    transaction.on_commit(partial(spaced, f"{burst}:{rooms[0]}", send) if burst else send, robust=True)


def revoke(*, session_key: str = "", account: UUID | None = None, place: bool = False) -> None:
    """End streams of the current place at once, and refuse every pass given until now.

    Give a session (logout, a lost tablet), an account (locked), or the whole place (suspended).

    :raises ValueError: nothing to revoke was named.
    """
    whom = [names.whom_session(session_key)] if session_key else []
    whom += [names.whom_account(account)] if account else []
    whom += [names.WHOM_PLACE] if place else []
    if not whom:
        raise ValueError("say whose streams end: a session's, an account's or the place's")
    key, now = current_key(), time.time()
    with redis().pipeline(transaction=True) as pipe:
        for name in whom:
            pipe.set(names.revoked_key(key, name), now, ex=LIFETIME)
        pipe.publish(names.control(key), json.dumps({"whom": whom, "until": now}))
        pipe.execute()
