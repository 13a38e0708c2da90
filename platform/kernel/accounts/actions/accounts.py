"""What happens to an account after its owner came in: new password, locking, closing."""

from datetime import datetime
from functools import partial
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from kernel import audit
from kernel.access import Actor, take
from kernel.accounts import tries
from kernel.accounts.actions.invitations import check_password_strength
from kernel.accounts.actions.sessions import end
from kernel.accounts.actions.signing import WrongCredentials, counted_name, note_wrong_answer, own_actor
from kernel.accounts.models import Account, SessionRow
from kernel.accounts.rules import Rules
from kernel.accounts.sessions import SessionStore
from kernel.rows import lock


def change_password(
    *, session: SessionStore, account: Account, current: str, new: str, now: datetime, rules: Rules
) -> None:
    """Give the account a new password; its other sessions end and this one gets a new key.

    :raises WrongCredentials: the current password is wrong.
    :raises LockedOut: it was wrong too often.
    :raises WeakPassword: the new one is not good enough.
    """
    confirm_password(account=account, current=current, now=now, rules=rules)
    check_password_strength(new, account, field="new")
    _set_password(session, account, new, now)


def confirm_password(*, account: Account, current: str, now: datetime, rules: Rules) -> None:
    """Pass when somebody who is signed in shows the password once more.

    :raises WrongCredentials: it is wrong.
    :raises LockedOut: it was wrong too often.
    """
    try:
        tries.judge(
            "password",
            counted_name(account.username, account),
            right=partial(account.check_password, current),
            wrong=partial(note_wrong_answer, account, "password"),
            now=now,
            limit=rules.tries,
        )
    except tries.WrongAnswer:
        raise WrongCredentials(_("Mật khẩu hiện tại không đúng."), field="current") from None


@transaction.atomic
def _set_password(session: SessionStore, account: Account, new: str, now: datetime) -> None:
    account = lock(account)
    account.set_password(new)
    account.password_changed_at = now
    account.save(update_fields=["password", "password_changed_at"])
    row = session.row
    end(SessionRow.objects.filter(account=account).exclude(pk=row.pk if row else None))
    if row is not None:
        session.cycle_key()
        audit.record(own_actor(row), "accounts.change_password", account, fields=["password"])


@transaction.atomic
def lock_account(*, actor: Actor, account: Account, reason: str) -> Account:
    """Keep somebody out until the account is unlocked; all their sessions end at once.

    :raises NotPermitted: the actor may not, or it is their own account.
    :raises StepNotAllowed: the account is not active.
    """
    return _move("lock", actor, account, reason)


@transaction.atomic
def unlock_account(*, actor: Actor, account: Account, reason: str) -> Account:
    """Let a locked account sign in again.

    :raises NotPermitted: the actor may not, or it is their own account.
    :raises StepNotAllowed: the account is not locked.
    """
    return _move("unlock", actor, account, reason)


@transaction.atomic
def close_account(*, actor: Actor, account: Account, reason: str) -> Account:
    """Close an account for good; all its sessions end at once, its open invitations open nothing.

    :raises NotPermitted: the actor may not, or it is their own account.
    :raises StepNotAllowed: it is closed already.
    """
    return _move("close", actor, account, reason)


def _move(name: str, actor: Actor, account: Any, reason: str) -> Account:
    fresh: Account = lock(account)
    step = take(name, actor, fresh)
    fresh.state = step.target
    fresh.save(update_fields=["state"])
    end(SessionRow.objects.filter(account=fresh))
    audit.record(actor, f"accounts.{name}", fresh, fields=["state"], reason=reason)
    return fresh
