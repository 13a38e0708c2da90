"""Changes of who may do what: in words, and who is to hear of them or to say a word on them."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from council.roles import OFFICE, ROLE_NAMES, Role
from kernel.access import Actor, actor_of, may, may_at_all
from kernel.access.book import BOOK
from kernel.access.models import HoldingRow, RightMove
from kernel.access.permissions import Can
from kernel.access.queries import find_outgrown_simplifying, roles_with
from kernel.access.workflow import Effect, MoveState
from kernel.accounts.models import Account


def words_of(move: RightMove) -> Any:
    """Return one change as a sentence."""
    if move.effect == Effect.SIMPLIFY:
        return _("Văn phòng đơn giản: một người được làm nhiều việc của văn phòng")
    words = {"right": BOOK.description_of(move.capability).label, "role": ROLE_NAMES[Role(move.role)]}
    if move.effect == Effect.GIVE:
        return _("Giao quyền “%(right)s” cho %(role)s") % words
    return _("Bỏ quyền “%(right)s” của %(role)s") % words


def list_moves_to_confirm(actor: Actor) -> list[RightMove]:
    """Return the changes that wait for the actor's word, the oldest first."""
    if not may_at_all(actor, Can.CONFIRM):
        return []
    waiting = RightMove.objects.filter(state=MoveState.PROPOSED).order_by("created_at", "id")
    return [move for move in waiting if may(actor, Can.CONFIRM, move)]


def find_move_to_undo(actor: Actor, *, on: date) -> RightMove | None:
    """Return the simplified office that its size has overtaken, for who may end it."""
    move = find_outgrown_simplifying(on) if may_at_all(actor, Can.PROPOSE) else None
    return move if move is not None and may(actor, Can.PROPOSE, move) else None


def list_who_may_confirm(move: RightMove, *, on: date) -> list[Account]:
    """Return the accounts whose word a change waits for: neither its proposer nor who holds the role."""
    accounts = _holders(roles_with(Can.CONFIRM, on=on), on=on)
    return [account for account in accounts if may(actor_of(account, on=on), Can.CONFIRM, move)]


def list_whom_it_moves(move: RightMove, *, on: date) -> list[Account]:
    """Return the accounts that hold the role whose right was moved; of a simplified office all its people."""
    return _holders([move.role] if move.role else OFFICE, on=on)


def _holders(roles: Iterable[str], *, on: date) -> list[Account]:
    held = HoldingRow.objects.in_force(on).filter(role__in=list(roles)).values("account_id")
    return list(Account.objects.filter(pk__in=held, state=Account.State.ACTIVE).order_by("full_name", "id"))
