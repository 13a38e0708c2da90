"""Actors for tests: somebody with given roles, without any account behind."""

from datetime import date
from typing import Any

from council.roles import Role
from kernel.access import SYSTEM, Actor, Holding
from kernel.keys import new_key

LONG_AGO = date(2000, 1, 1)
EVERY_ROLE = [*Role, SYSTEM]


def actor_with(
    *roles: str, person: Any = None, second_factor: bool = False, on_behalf_of: str = "", **more: Any
) -> Actor:
    """Return an actor who holds the roles in the whole council; ``more`` is the rest that an actor may carry.

    ``on_behalf_of`` is a document by which the roles are exercised for the chair (ký thay).
    """
    scope = "sign_for" if on_behalf_of else "council"
    return Actor(
        account_id=new_key(),
        name="Người Thử Nghiệm",
        person_id=person.id if person is not None else new_key(),
        holdings=frozenset(Holding(str(role), scope, None, LONG_AGO, None, "test", on_behalf_of) for role in roles),
        second_factor=second_factor,
        on_behalf_of=on_behalf_of,
        **more,
    )
