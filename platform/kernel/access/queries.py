"""From stored holdings to an actor."""

from datetime import date
from typing import Any

from kernel.access.actor import Actor
from kernel.access.models import HoldingRow


def actor_of(account: Any, *, on: date, second_factor: bool = False, session_key: str = "") -> Actor:
    """Return the actor that an account is on a legal day, in one query.

    A role is gone on the day after its last day, whoever forgot to end it.
    """
    held = HoldingRow.objects.in_force(on).filter(account_id=account.pk)
    return Actor(
        account_id=account.pk,
        name=account.full_name,
        person_id=account.person_id,
        holdings=frozenset(row.as_holding() for row in held),
        second_factor=second_factor,
        session_key=session_key,
    )
