"""Ending sessions: one, the others, all. What is ended is gone at its next request and on its live stream."""

from datetime import datetime
from functools import partial
from typing import Any
from uuid import UUID

from django.db import transaction

from kernel import audit, live
from kernel.access import Actor
from kernel.accounts.models import Account, SessionRow
from kernel.accounts.queries import get_session
from kernel.refusal import NotFound


@transaction.atomic
def end_session(*, actor: Actor, session_id: UUID) -> None:
    """End one of the actor's own sessions.

    :raises NotFound: there is none of that id among them.
    """
    row = get_session(actor, session_id)
    end(SessionRow.objects.filter(pk=row.pk))
    audit.record(actor, "accounts.end_session", row)


@transaction.atomic
def end_other_sessions(*, actor: Actor) -> int:
    """End the actor's sessions except the one that asks, and return how many."""
    account = _own_account(actor)
    ended = end(SessionRow.objects.filter(account=account).exclude(pk=actor.session_key))
    audit.record(actor, "accounts.end_other_sessions", account)
    return ended


@transaction.atomic
def end_all_sessions(*, actor: Actor) -> int:
    """End all of the actor's sessions, this one included, and return how many."""
    account = _own_account(actor)
    ended = end(SessionRow.objects.filter(account=account))
    audit.record(actor, "accounts.end_all_sessions", account)
    return ended


def _own_account(actor: Actor) -> Account:
    """Return the account that acts.

    :raises NotFound: nobody, or the system, acts.
    """
    if actor.account_id is None:
        raise NotFound()
    account: Account = Account.objects.get(pk=actor.account_id)
    return account


def end(rows: Any) -> int:
    """Remove sessions and, after the commit, close their live streams."""
    ids = list(rows.values_list("pk", flat=True))
    SessionRow.objects.filter(pk__in=ids).delete()
    for session_id in ids:
        transaction.on_commit(partial(live.revoke, session_key=str(session_id)), robust=True)
    return len(ids)


def forget_expired_sessions(*, now: datetime) -> int:
    """Remove the sessions whose longest life is over, and return how many."""
    return end(SessionRow.objects.filter(expire_date__lt=now))
