"""Counting knocks in Redis, per place and subject."""

from uuid import uuid4

import pytest
from redis import Redis

from kernel import limits
from kernel.limits import TooMany
from kernel.redis import ONCE_MORE, memory
from tenancy.place import entered


def knock(subject: str, *, times: int = 2, name: str = "door") -> int:
    """Seconds to wait; 0 when the door opened."""
    try:
        limits.count(name, subject, times=times, seconds=60)
    except TooMany as refusal:
        return refusal.seconds
    return 0


def test_knocks_over_the_limit_wait_for_the_rest_of_the_window(council):
    subject = str(uuid4())

    waits = [knock(subject) for _ in range(4)]

    assert waits[:2] == [0, 0]
    assert all(0 < wait <= 60 for wait in waits[2:])


def test_subjects_doors_and_places_are_counted_apart(council, other_council):
    subject = str(uuid4())
    for _ in range(3):
        knock(subject)

    assert knock(subject) > 0
    assert knock(str(uuid4())) == 0
    assert knock(subject, name="other") == 0
    with entered(other_council):
        assert knock(subject) == 0


def test_window_is_not_prolonged_by_further_knocks(council):
    subject = str(uuid4())
    knock(subject)
    [key] = [key for key in memory().scan_iter(f"{council.key}:limit:door:*") if memory().get(key) == b"1"][:1]
    memory().expire(key, 5)

    knock(subject)

    assert memory().ttl(key) <= 5


def test_subject_is_not_readable_in_redis(council):
    knock("203.0.113.77")

    assert not [key for key in memory().scan_iter("*") if b"203.0.113.77" in key]


def test_door_opens_and_says_so_in_the_log_when_redis_is_away(council, monkeypatch, caplog):
    away = Redis(host="127.0.0.1", port=1, socket_connect_timeout=0.2, retry=ONCE_MORE)
    monkeypatch.setattr(limits, "memory", lambda: away)

    assert [knock("x", times=1) for _ in range(3)] == [0, 0, 0]
    assert "the limit of door was not counted" in caplog.text
    away.close()


@pytest.fixture(autouse=True)
def leave_nothing(council):
    yield
    for key in memory().scan_iter(f"{council.key}:limit:*"):
        memory().delete(key)
