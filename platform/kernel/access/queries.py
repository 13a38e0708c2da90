"""From stored holdings to an actor; who holds what; which rights this place moved."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Q, QuerySet, Value
from django.db.models.functions import Concat

from kernel.access.actor import Actor
from kernel.access.book import BOOK, known
from kernel.access.gate import may, require, scopes_of
from kernel.access.models import HoldingRow, RightMove
from kernel.access.permissions import Can
from kernel.access.workflow import OPEN, Effect
from kernel.place import current_key
from kernel.refusal import NotFound

Pairs = frozenset[tuple[str, str]]
_BETWEEN = " "
LONGEST = 200  # characters that a record of who acted for whom has room for


@dataclass(frozen=True)
class Holder:
    """Somebody who holds a role now, by name, for a page that says whom to ask."""

    name: str
    role: str


def actor_of(account: Any, *, on: date, second_factor: bool = False, session_key: str = "") -> Actor:
    """Return the actor that an account is on a legal day, in one query, with what the place moved of its roles.

    A role is gone on the day after its last day, whoever forgot to end it. Nothing is remembered between requests:
    a change of rights counts with its commit. Whoever holds a role for somebody else acts on behalf of that person
    as long as it is in force, and every record says so. Where the office is simplified, its hands are counted too: with
    more than the law's few the duties are kept apart again from that day on, whoever forgot to end it.
    """
    of_role = RightMove.objects.in_force(on).filter(Q(role=OuterRef("role")) | Q(role="")).order_by()
    words = of_role.values_list(Concat("effect", Value(_BETWEEN), "capability"))
    held = HoldingRow.objects.in_force(on).filter(account_id=account.pk).annotate(moved=ArraySubquery(words))
    rows: list[Any] = list(held)
    moved = [(row.role, *word.split(_BETWEEN)) for row in rows for word in row.moved]
    return Actor(
        account_id=account.pk,
        name=account.full_name,
        person_id=account.person_id,
        holdings=frozenset(row.as_holding() for row in rows),
        second_factor=second_factor,
        session_key=session_key,
        on_behalf_of="; ".join(sorted({row.on_behalf_of for row in rows} - {""}))[:LONGEST],
        place=current_key(),
        given=_pairs(moved, Effect.GIVE),
        taken=_pairs(moved, Effect.TAKE),
        simplified=any(effect == Effect.SIMPLIFY for _role, effect, _capability in moved) and has_few_hands(on),
    )


def moved_on(on: date) -> tuple[Pairs, Pairs]:
    """Return the pairs of role and capability that this place gave and took, in force on a day."""
    moved = list(RightMove.objects.in_force(on).values_list("role", "effect", "capability"))
    return _pairs(moved, Effect.GIVE), _pairs(moved, Effect.TAKE)


def is_simplified(on: date) -> bool:
    """Tell whether few hands do all the office's work here on a day."""
    return bool(RightMove.objects.in_force(on).filter(effect=Effect.SIMPLIFY).exists()) and has_few_hands(on)


def has_few_hands(on: date) -> bool:
    """Tell whether the office has no more people on a day than may work without keeping their duties apart."""
    return count_hands(BOOK.office, on=on) <= BOOK.most_hands


def find_outgrown_simplifying(on: date) -> RightMove | None:
    """Return the simplified office that is still in force though the office has too many people for it."""
    move: RightMove | None = RightMove.objects.in_force(on).filter(effect=Effect.SIMPLIFY).first()
    return move if move is not None and not has_few_hands(on) else None


def list_moves(actor: Actor) -> QuerySet[RightMove]:
    """Return every change of rights of this place, newest first.

    :raises NotPermitted: the actor may not see them.
    """
    require(actor, Can.SEE)
    moves: QuerySet[RightMove] = RightMove.objects.newest_first()
    return moves


def get_move(actor: Actor, move_id: UUID) -> RightMove:
    """Return one change of rights.

    :raises NotFound: there is none, or the actor may not see it.
    """
    move: RightMove | None = RightMove.objects.filter(pk=move_id).first()
    if move is None or not may(actor, Can.SEE):
        raise NotFound()
    return move


def has_open_simplifying() -> bool:
    """Tell whether the simplified office is in force, coming, or waits for a second person."""
    return bool(RightMove.objects.filter(effect=Effect.SIMPLIFY, state__in=OPEN).exists())


def roles_with(can: str, *, on: date) -> list[str]:
    """Return the roles that have a capability in this place on a day, after what the place moved."""
    given, taken = moved_on(on)
    name = known(can)
    return [role for role in sorted(BOOK.roles) if scopes_of(role, name, given=given, taken=taken)]


def holders_of(roles: Iterable[str], *, on: date, most: int) -> list[Holder]:
    """Return some of those who hold one of the roles on a day and can come in, each once, by name."""
    held = HoldingRow.objects.in_force(on).filter(role__in=list(roles), account__state="active")
    rows = held.order_by("account__full_name", "account_id", "role").values_list(
        "account_id", "account__full_name", "role"
    )
    first: dict[UUID, Holder] = {}
    for account_id, name, role in rows:
        first.setdefault(account_id, Holder(name, role))
    return list(first.values())[:most]


def count_hands(roles: Iterable[str], *, on: date) -> int:
    """Return how many accounts hold one of the roles on a day."""
    held = HoldingRow.objects.in_force(on).filter(role__in=list(roles)).exclude(account__state="closed")
    return int(held.values("account_id").distinct().count())


def _pairs(moved: Iterable[tuple[str, str, str]], effect: Effect) -> Pairs:
    return frozenset((role, capability) for role, word, capability in moved if word == effect)
