"""The rules of signing in, as pure functions: facts in, facts out.

Source: roles and permissions, section 5 (second factor, idle lock); the numbers are the settings'.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

_BROWSERS = (("Edg/", "Edge"), ("OPR/", "Opera"), ("Chrome/", "Chrome"), ("Firefox/", "Firefox"), ("Safari/", "Safari"))
_SYSTEMS = (("iPad", "iPad"), ("iPhone", "iPhone"), ("Android", "Android"), ("Windows", "Windows"), ("Mac OS", "macOS"))


@dataclass(frozen=True)
class Tries:
    """Wrong answers in a row for one name, and until when the name is locked."""

    failures: int = 0
    since: datetime | None = None
    locked_until: datetime | None = None

    def is_locked(self, now: datetime) -> bool:
        """Tell whether no answer counts at this moment."""
        return self.locked_until is not None and now < self.locked_until


@dataclass(frozen=True)
class TryLimit:
    """How many wrong answers within which time lock a name, and for how long."""

    times: int = 5
    within: timedelta = timedelta(minutes=15)
    lock: timedelta = timedelta(minutes=15)


def after_failure(tries: Tries, *, now: datetime, limit: TryLimit) -> Tries:
    """Return the count after one more wrong answer; the last one allowed sets the lock."""
    running = tries.since is not None and now - tries.since < limit.within and tries.locked_until is None
    failures = tries.failures + 1 if running else 1
    since = tries.since if running else now
    return Tries(failures, since, now + limit.lock if failures >= limit.times else None)


def needs_second_factor(roles: Iterable[str], *, optional_for: frozenset[str]) -> bool:
    """Tell whether these roles may be used only after a second factor.

    Every role needs it unless it is listed, so a role added later does too.
    """
    return not set(roles) <= optional_for


def is_copied(*, kept: int, shown: int) -> bool:
    """Tell whether a passkey's counter betrays a second copy: it must rise with each use, unless it never counts.

    Source: Web Authentication Level 3, section 6.1.1 (signature counter considerations).
    """
    return (kept > 0 or shown > 0) and shown <= kept


def may_give_up(*, left: int, codes_left: int, is_needed: bool) -> bool:
    """Tell whether a second factor may go when so many others and recovery codes are left.

    The last one goes only where none is needed; the last but one only while codes on paper can stand in for the last.
    """
    if left == 0:
        return not is_needed
    return left > 1 or codes_left > 0


def idle_limit(roles: Iterable[str], *, optional_for: frozenset[str], strict: timedelta, easy: timedelta) -> timedelta:
    """Return after how long without a request a session ends: the strict time for roles with second factor."""
    return strict if needs_second_factor(roles, optional_for=optional_for) else easy


def is_idle(*, last_seen_at: datetime, now: datetime, limit: timedelta) -> bool:
    """Tell whether the session has been without a request for the whole limit."""
    return now - last_seen_at >= limit


def device_label(user_agent: str) -> str:
    """Return a short name of browser and system, or "" when neither is known."""
    browser = next((name for mark, name in _BROWSERS if mark in user_agent), "")
    system = next((name for mark, name in _SYSTEMS if mark in user_agent), "Linux" if "Linux" in user_agent else "")
    return " · ".join(part for part in (browser, system) if part)
