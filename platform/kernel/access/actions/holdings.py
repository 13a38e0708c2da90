"""Giving and ending roles. The callers (mandates, posts, invitations) decide who may, and write the audit."""

from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from kernel.access.actor import KernelRole
from kernel.access.book import UnknownRole, known_role
from kernel.access.models import HoldingRow
from kernel.place import PUBLIC_KEY, current_key

_NEVER_HELD = frozenset({KernelRole.SYSTEM, KernelRole.EVERYONE})
_OF_THE_PUBLIC_PLACE = frozenset({KernelRole.OPERATOR, KernelRole.READER})


@transaction.atomic
def hold(
    *,
    account: Any,
    role: str,
    scope: str = "council",
    scope_id: UUID | None = None,
    from_on: date,
    to_on: date | None = None,
    source: str,
    on_behalf_of: str = "",
) -> HoldingRow:
    """Let an account hold a role; saying the same again changes nothing and returns the same row.

    ``on_behalf_of`` names the document by which the role is exercised for somebody else: the actor carries it.

    :raises UnknownRole: nothing declared the role, nobody can hold it (``system``, ``everyone``), or a
        council is asked for an operator or a central reader, who exist in the operators' place only.
    :raises ValueError: the last day lies before the first.
    """
    if known_role(role) in _NEVER_HELD or (role in _OF_THE_PUBLIC_PLACE and current_key() != PUBLIC_KEY):
        raise UnknownRole(f"no account of this place can hold {role!r}")
    if to_on is not None and to_on < from_on:
        raise ValueError("a role cannot end before it begins")
    row: HoldingRow
    row, _created = HoldingRow.objects.get_or_create(
        account=account,
        role=str(role),
        scope=scope,
        scope_id=scope_id,
        from_on=from_on,
        source=source,
        defaults={"to_on": to_on, "on_behalf_of": on_behalf_of},
    )
    return row


@transaction.atomic
def end_holdings(*, source: str, on: date) -> int:
    """End at 24:00 of a day every role that came from a source, and return how many were ended.

    Roles that end earlier keep their day; one that was still to begin never will.
    """
    going_on = HoldingRow.objects.filter(Q(to_on__isnull=True) | Q(to_on__gt=on), source=source)
    return int(going_on.update(to_on=on))
