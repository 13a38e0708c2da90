"""Judging an answer (a password, a code) so that nobody can guess on: the count stands in the database.

Answers under one name are judged one after the other, in a transaction of their own: two guesses at
once are two tries, a refused sign-in does not undo its count, and a restart forgets nothing. A name
that no account has is counted just the same, so the count tells nothing about who exists.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from kernel.accounts.law import Tries, TryLimit, after_failure
from kernel.accounts.models import WrongTries
from kernel.accounts.tokens import digest
from kernel.refusal import Refusal

KEPT = timedelta(days=1)


class WrongAnswer(Refusal):
    """The answer was wrong; which part of it, nobody is told."""

    code = "wrong_answer"
    message = _("Thông tin vừa nhập không đúng.")


class LockedOut(Refusal):
    """Too many wrong answers; for a while no answer counts, not even a right one."""

    code = "locked_out"

    def __init__(self, *, minutes: int) -> None:
        said = ngettext_lazy(
            "Đã nhập sai nhiều lần. Vui lòng thử lại sau %(minutes)d phút.",
            "Đã nhập sai nhiều lần. Vui lòng thử lại sau %(minutes)d phút.",
            minutes,
        )
        super().__init__(said % {"minutes": minutes})


def judge(
    purpose: str,
    name: str,
    *,
    right: Callable[[], bool],
    wrong: Callable[[], Any],
    now: datetime,
    limit: TryLimit,
) -> None:
    """Ask ``right`` unless the name is locked; call ``wrong`` (the audit) in the same commit when it is not.

    :raises WrongAnswer: it was wrong.
    :raises LockedOut: it was the last wrong one allowed, or the name was locked already.
    """
    with transaction.atomic():
        row = _locked(digest(purpose, name))
        refusal = _refusal(row, right=right, wrong=wrong, now=now, limit=limit)
    if refusal is not None:
        raise refusal


def forget_old_tries(*, now: datetime) -> int:
    """Remove the counts that no longer lock anything, and return how many there were."""
    old = now - KEPT
    return int(WrongTries.objects.filter(since__lt=old).delete()[0])


def _locked(subject: str) -> WrongTries:
    WrongTries.objects.bulk_create([WrongTries(subject=subject)], ignore_conflicts=True)
    return WrongTries.objects.select_for_update().get(subject=subject)


def _refusal(
    row: WrongTries, *, right: Callable[[], bool], wrong: Callable[[], Any], now: datetime, limit: TryLimit
) -> Refusal | None:
    tries = row.as_tries()
    if tries.is_locked(now):
        return _lock_refusal(tries, now)
    if right():
        _keep(row, Tries(since=now))
        return None
    wrong()
    tries = after_failure(tries, now=now, limit=limit)
    _keep(row, tries)
    return _lock_refusal(tries, now) if tries.is_locked(now) else WrongAnswer()


def _keep(row: WrongTries, tries: Tries) -> None:
    row.failures, row.since, row.locked_until = tries.failures, tries.since, tries.locked_until
    row.save(update_fields=["failures", "since", "locked_until"])


def _lock_refusal(tries: Tries, now: datetime) -> LockedOut:
    left = tries.locked_until - now if tries.locked_until else timedelta()
    return LockedOut(minutes=-(-int(left.total_seconds()) // 60) or 1)
