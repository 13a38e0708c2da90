from datetime import UTC, datetime, timedelta

import pytest

from kernel.accounts.law import Tries, TryLimit, after_failure, device_label, idle_limit, is_idle, needs_second_factor

pytestmark = pytest.mark.unit

NOON = datetime(2026, 11, 20, 5, tzinfo=UTC)
LIMIT = TryLimit(times=5, within=timedelta(minutes=15), lock=timedelta(minutes=15))
OPTIONAL = frozenset({"delegate", "team_leader"})


def fail(times: int, *, every: timedelta) -> Tries:
    tries = Tries()
    for number in range(times):
        tries = after_failure(tries, now=NOON + number * every, limit=LIMIT)
    return tries


def test_fourth_failure_does_not_lock() -> None:
    tries = fail(4, every=timedelta(minutes=1))

    assert (tries.failures, tries.locked_until) == (4, None)


def test_fifth_failure_in_fifteen_minutes_locks_for_fifteen() -> None:
    tries = fail(5, every=timedelta(minutes=1))

    assert tries.locked_until == NOON + timedelta(minutes=4 + 15)
    assert tries.is_locked(NOON + timedelta(minutes=18, seconds=59)) is True
    assert tries.is_locked(NOON + timedelta(minutes=19)) is False


def test_failures_further_apart_than_the_window_begin_anew() -> None:
    assert fail(5, every=timedelta(minutes=4)).failures == 1


def test_failure_after_a_lock_is_the_first_again() -> None:
    tries = after_failure(fail(5, every=timedelta()), now=NOON + timedelta(minutes=15), limit=LIMIT)

    assert (tries.failures, tries.locked_until) == (1, None)


@pytest.mark.parametrize(
    ("roles", "expected"),
    [
        (set(), False),
        ({"delegate"}, False),
        ({"delegate", "team_leader"}, False),
        ({"office_staff"}, True),
        ({"delegate", "office_staff"}, True),
        ({"operator"}, True),
        ({"a_role_of_tomorrow"}, True),
    ],
)
def test_every_role_needs_a_second_factor_unless_listed(roles: set[str], expected: bool) -> None:
    assert needs_second_factor(roles, optional_for=OPTIONAL) is expected


@pytest.mark.parametrize(("roles", "expected"), [({"delegate"}, 60), ({"delegate", "office_staff"}, 15), (set(), 60)])
def test_strictest_role_sets_the_idle_limit(roles: set[str], expected: int) -> None:
    limit = idle_limit(roles, optional_for=OPTIONAL, strict=timedelta(minutes=15), easy=timedelta(minutes=60))

    assert limit == timedelta(minutes=expected)


@pytest.mark.parametrize(("seconds", "expected"), [(0, False), (899, False), (900, True)])
def test_session_is_idle_from_the_limit_on(seconds: int, expected: bool) -> None:
    now = NOON + timedelta(seconds=seconds)

    assert is_idle(last_seen_at=NOON, now=now, limit=timedelta(minutes=15)) is expected


@pytest.mark.parametrize(
    ("user_agent", "expected"),
    [
        ("Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0", "Edge · Windows"),
        ("Mozilla/5.0 (iPad; CPU OS 18_0 like Mac OS X) Version/18.0 Safari/604.1", "Safari · iPad"),
        ("Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 Chrome/140.0 Mobile Safari/537.36", "Chrome · Android"),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox · Linux"),
        ("curl/8.0", ""),
        ("", ""),
    ],
)
def test_device_label_names_browser_and_system(user_agent: str, expected: str) -> None:
    assert device_label(user_agent) == expected
