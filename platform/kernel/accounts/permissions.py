"""Who may manage accounts. A council gives these to its own roles with ``also_grants``."""

from enum import StrEnum
from typing import Any

from kernel.access import Actor, KernelRole, grants


class Can(StrEnum):
    """What can be done to somebody's account."""

    ACCEPT = "accounts.accept"
    INVITE = "accounts.invite"
    LOCK = "accounts.lock"
    UNLOCK = "accounts.unlock"
    CLOSE = "accounts.close"


def is_somebody_else(actor: Actor, account: Any) -> bool:
    """The account is not the actor's own."""
    return account is None or account.pk != actor.account_id


MANAGE = frozenset({Can.INVITE, Can.LOCK, Can.UNLOCK, Can.CLOSE})
GRANTS = grants(
    Can,
    # Whoever accepts is not signed in yet: the invitation's secret is the proof, and the action checks it.
    {KernelRole.EVERYONE: {Can.ACCEPT}, KernelRole.SYSTEM: MANAGE, KernelRole.OPERATOR: MANAGE},
    only_if=dict.fromkeys(MANAGE, is_somebody_else),
)
