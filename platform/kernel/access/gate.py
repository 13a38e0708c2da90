"""May this actor do that? The one place where it is decided, from the book of rights; denied is the default.

A grant says which roles have a capability and how far it reaches; what the place moved is added and taken away, as
far as the law lets it; a condition narrows it for one object; separated duties refuse whoever had a hand in the
object before. The condition is always asked, with ``None`` when no object was given, so forgetting the object never
opens a door. Menus, which know no object yet, ask ``may_at_all``.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, StrEnum
from typing import Any

from django.utils.translation import gettext_lazy as _

from kernel.access.actor import Actor, Holding, KernelRole
from kernel.access.book import BOOK, Separation, known
from kernel.access.scopes import NOTHING, WHOLE, Scope
from kernel.refusal import Refusal


class Why(Enum):
    """For which of four reasons the gate stays shut."""

    RIGHT = "right"  # no role of the actor has the capability
    SCOPE = "scope"  # a role has it, but not over this object
    CONDITION = "condition"  # the module's own condition does not hold for this object
    SEPARATION = "separation"  # another person must do this


@dataclass(frozen=True)
class Denial:
    """Why the gate stays shut, with the row of the table of separated duties when that is the reason."""

    capability: str
    why: Why
    separation: Separation | None = None


class NotPermitted(Refusal):
    """The actor's roles do not include this, or it does not hold for this object."""

    code = "not_permitted"
    message = _("Vai trò của ông/bà không được thực hiện việc này.")

    def __init__(
        self, message: Any = None, *, field: str | None = None, capability: str = "", denial: Denial | None = None
    ) -> None:
        self.denial = denial or Denial(capability, Why.RIGHT)
        if message is None and self.denial.separation is not None:
            message = self.denial.separation.why
        super().__init__(message, field=field)
        self.capability = self.denial.capability


def may_at_all(actor: Actor, can: StrEnum) -> bool:
    """Tell whether a role of the actor has the capability, whatever the object: for menus only."""
    return next(_reaches(actor, known(can)), None) is not None


def why_not(actor: Actor, can: StrEnum, obj: Any = None) -> Denial | None:
    """Return why the actor has not the capability for this object; None when the actor has it.

    :raises UnknownCapability: no table of grants declares it.
    """
    name = known(can)
    reaches = list(_reaches(actor, name))
    if not reaches:
        return Denial(name, Why.RIGHT)
    of = BOOK.belongs.get(name)
    belongs = NOTHING if obj is None or of is None or not any(scope.asks for _held, scope in reaches) else of(obj)
    if not any(scope.covers(actor, holding, belongs) for holding, scope in reaches):
        return Denial(name, Why.SCOPE)
    condition = BOOK.conditions.get(name)
    if condition is not None and not condition(actor, obj):
        return Denial(name, Why.CONDITION)
    touching = _touching(actor, name, obj)
    return None if touching is None else Denial(name, Why.SEPARATION, touching)


def may(actor: Actor, can: StrEnum, obj: Any = None) -> bool:
    """Tell whether the actor has the capability for this object.

    :raises UnknownCapability: no table of grants declares it.
    """
    return why_not(actor, can, obj) is None


def require(actor: Actor, can: StrEnum, obj: Any = None) -> None:
    """Pass when the actor has the capability for this object; nothing else happens.

    :raises NotPermitted: the actor has not; its ``denial`` says why.
    :raises UnknownCapability: no table of grants declares it.
    """
    denial = why_not(actor, can, obj)
    if denial is not None:
        raise NotPermitted(denial=denial)


def scopes_of(
    role: str, name: str, *, given: frozenset[tuple[str, str]], taken: frozenset[tuple[str, str]]
) -> tuple[Scope, ...]:
    """Return how far a role's capability reaches after what a place moved; nothing when the role has it not.

    What the law does not let a place move stays where the tables put it, whatever is stored.
    """
    bounds = BOOK.description_of(name)
    if (role, name) in taken and role in bounds.away:
        return ()
    own = BOOK.reach[name].get(role, ())
    return own or ((WHOLE,) if (role, name) in given and role in bounds.to else ())


def _reaches(actor: Actor, name: str) -> Iterator[tuple[Holding | None, Scope]]:
    for scope in BOOK.reach[name].get(KernelRole.EVERYONE.value, ()):
        yield None, scope
    for holding in actor.holdings:
        for scope in scopes_of(holding.role, name, given=actor.given, taken=actor.taken):
            yield holding, scope


def _touching(actor: Actor, name: str, obj: Any) -> Separation | None:
    """Return the first separation that refuses; the product itself, which has no hands, is never refused."""
    if actor.account_id is None:
        return None
    rows = (row for row in BOOK.separations.get(name, ()) if not (row.lifted and actor.simplified))
    return next((row for row in rows if row.touches(actor, obj)), None)
