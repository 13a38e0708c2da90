"""May this actor do that? Each module's table of grants is registered here, and denied is the default.

    GRANTS = grants(Can, {Role.DELEGATE: {Can.VOTE}}, only_if={Can.VOTE: has_a_vote})

A grant says which roles have a capability; a condition narrows it for one object. The condition is
always asked, with ``None`` when no object was given, so forgetting the object never opens a door.
Menus, which know no object yet, ask ``may_at_all``.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext_lazy as _

from kernel.access.actor import Actor, KernelRole
from kernel.refusal import Refusal

Condition = Callable[[Actor, Any], bool]
Table = Mapping[str, Iterable[StrEnum]]


class NotPermitted(Refusal):
    """The actor's roles do not include this, or its condition does not hold for this object."""

    code = "not_permitted"
    message = _("Vai trò của ông/bà không được thực hiện việc này.")

    def __init__(self, message: Any = None, *, field: str | None = None, capability: str = "") -> None:
        super().__init__(message, field=field)
        self.capability = capability


class UnknownCapability(LookupError):
    """A name that no table of grants declares: a mistake of the programmer."""


class UnknownRole(LookupError):
    """A role that no enum declares: a mistake of the programmer."""


@dataclass
class Book:
    """All that was granted, by capability. There is one, filled while the modules are imported."""

    roles: set[str] = field(default_factory=lambda: {role.value for role in KernelRole})
    capabilities: dict[str, StrEnum] = field(default_factory=dict)
    granted: dict[str, frozenset[str]] = field(default_factory=dict)
    conditions: dict[str, Condition] = field(default_factory=dict)


BOOK = Book()


def declare_roles(roles: type[StrEnum]) -> None:
    """Make the roles of an enum known, so that accounts can hold them before any module grants them something."""
    BOOK.roles |= {role.value for role in roles}


def grants(can: type[StrEnum], table: Table, only_if: Mapping[Any, Condition] | None = None) -> Table:
    """Register one module's capabilities and who has them, and return the table.

    :raises UnknownCapability: the table or the conditions name something outside ``can``.
    :raises UnknownRole: a key is neither a member of an enum of roles nor a role known already.
    :raises ValueError: a capability of that name was registered before.
    """
    conditions = dict(only_if or {})
    twice = [member.value for member in can if member.value in BOOK.capabilities]
    if twice:
        raise ValueError(f"registered twice: {', '.join(twice)}")
    _check(can, table, conditions)
    for member in can:
        BOOK.capabilities[member.value] = member
        BOOK.granted[member.value] = frozenset()
    BOOK.conditions.update({str(name): condition for name, condition in conditions.items()})
    _grant(table)
    return table


def also_grants(can: type[StrEnum], table: Table) -> Table:
    """Give capabilities of a lower floor (say, inviting an account) to more roles, and return the table.

    The conditions stay as the lower floor set them.

    :raises UnknownCapability: the table names something outside ``can``, or ``can`` is not registered yet.
    :raises UnknownRole: as in ``grants``.
    """
    for member in can:
        known(member)
    _check(can, table, ())
    _grant(table)
    return table


def _check(can: type[StrEnum], table: Table, conditions: Iterable[Any]) -> None:
    for name in (*conditions, *(name for names in table.values() for name in names)):
        if not isinstance(name, can):
            raise UnknownCapability(f"{name!r} is no member of {can.__module__}.{can.__qualname__}")
    BOOK.roles |= {value for role in table for value in _roles_beside(role)}


def _grant(table: Table) -> None:
    for role, names in table.items():
        for name in names:
            BOOK.granted[str(name)] |= {str(role)}


def _roles_beside(role: str) -> set[str]:
    """Return the roles of the enum that a key belongs to: a member of an enum cannot be misspelt."""
    if isinstance(role, StrEnum):
        return {member.value for member in type(role)}
    if role in BOOK.roles:
        return {role}
    raise UnknownRole(f"no enum of roles has {role!r}")


def known_role(role: str) -> str:
    """Return the role's plain name.

    :raises UnknownRole: nothing declared it.
    """
    (name,) = _roles_beside(role) & {str(role)}
    return name


def known(can: StrEnum | str) -> str:
    """Return a capability's plain name.

    :raises UnknownCapability: no table of grants declares it.
    """
    if str(can) not in BOOK.capabilities:
        raise UnknownCapability(f"no module grants {str(can)!r}")
    return str(can)


def may_at_all(actor: Actor, can: StrEnum) -> bool:
    """Tell whether a role of the actor has the capability, whatever the object: for menus only."""
    return bool(BOOK.granted[known(can)] & (actor.roles | {KernelRole.EVERYONE.value}))


def may(actor: Actor, can: StrEnum, obj: Any = None) -> bool:
    """Tell whether the actor has the capability for this object.

    :raises UnknownCapability: no table of grants declares it.
    """
    if not may_at_all(actor, can):
        return False
    condition = BOOK.conditions.get(str(can))
    return condition is None or bool(condition(actor, obj))


def require(actor: Actor, can: StrEnum, obj: Any = None) -> None:
    """Pass when the actor has the capability for this object; nothing else happens.

    :raises NotPermitted: the actor has not.
    :raises UnknownCapability: no table of grants declares it.
    """
    if not may(actor, can, obj):
        raise NotPermitted(capability=str(can))
