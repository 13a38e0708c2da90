"""Actors for tests that need no account: a name and the roles held today."""

from datetime import date
from uuid import UUID

from kernel.access import Actor, Holding

SOMEBODY = UUID(int=41)


def actor_with(*roles: str, account_id: UUID = SOMEBODY, name: str = "Nguyễn Văn Thử") -> Actor:
    """Return somebody who holds these roles in the whole council."""
    holdings = frozenset(Holding(role, "council", None, date(2026, 1, 1), None, "test") for role in roles)
    return Actor(account_id=account_id, name=name, person_id=None, holdings=holdings)
