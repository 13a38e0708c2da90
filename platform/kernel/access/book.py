"""The one book of rights, filled while the modules are imported: tables of grants, words, bounds, separations."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext_lazy as _

from kernel.access.actor import Actor, KernelRole
from kernel.access.scopes import WHOLE, Belongs, Scope, Scoped

Condition = Callable[[Actor, Any], bool]
BelongsOf = Callable[[Any], Belongs]
Table = Mapping[str, Iterable[StrEnum | Scoped]]
Reach = dict[str, tuple[Scope, ...]]

NOT_MOVABLE = _("Quyền này gắn với chức năng của vai trò, Hội đồng không chuyển sang vai trò khác.")


class UnknownCapability(LookupError):
    """A name that no table of grants declares: a mistake of the programmer."""


class UnknownRole(LookupError):
    """A role that no enum declares: a mistake of the programmer."""


@dataclass(frozen=True)
class Described:
    """What people read of a capability, and how far a place may move it.

    ``to`` are the roles that a place may give it to, ``away`` those from which it may take it; without either the
    law fixes it and ``fixed`` says why. ``two_people`` asks for a second person's word (work on the council's
    content); what is only reading or running the system moves by one.
    """

    label: Any
    fixed: Any = ""
    to: frozenset[str] = frozenset()
    away: frozenset[str] = frozenset()
    two_people: bool = True

    @property
    def is_movable(self) -> bool:
        """Tell whether a place may move the capability at all."""
        return bool(self.to or self.away)

    @property
    def why_fixed(self) -> Any:
        """Return the sentence why it cannot be moved; nothing when it can."""
        return "" if self.is_movable else self.fixed or NOT_MOVABLE


@dataclass(frozen=True)
class Separation:
    """One row of the table of separated duties: who did this does not do that, whatever the roles.

    ``touches`` tells whether the actor's hands were already in the object. One that is ``lifted`` does not hold in
    a place whose whole office is one person; the law asks for two people wherever it is not.
    """

    code: str
    can: StrEnum
    touches: Condition
    why: Any
    lifted: bool = False


@dataclass
class Book:
    """All that was registered, by capability."""

    roles: set[str] = field(default_factory=lambda: {role.value for role in KernelRole})
    role_names: dict[str, Any] = field(default_factory=dict)
    capabilities: dict[str, StrEnum] = field(default_factory=dict)
    reach: dict[str, Reach] = field(default_factory=dict)
    conditions: dict[str, Condition] = field(default_factory=dict)
    belongs: dict[str, BelongsOf] = field(default_factory=dict)
    described: dict[str, Described] = field(default_factory=dict)
    separations: dict[str, tuple[Separation, ...]] = field(default_factory=dict)
    office: frozenset[str] = frozenset()
    most_hands: int = 0

    def description_of(self, name: str) -> Described:
        """Return what was said of a capability; of one that is not described its own name, not movable."""
        return self.described.get(name) or Described(label=name)


BOOK = Book()


def declare_roles(roles: type[StrEnum], names: Mapping[Any, Any] | None = None) -> None:
    """Make the roles of an enum known with their names, so that accounts can hold them before any grant."""
    BOOK.roles |= {role.value for role in roles}
    BOOK.role_names |= {str(role): name for role, name in (names or {}).items()}


def declare_office(roles: Iterable[str], *, most_hands: int) -> None:
    """Say which roles do a place's office work, and how many people at most may do it all without keeping apart.

    :raises UnknownRole: nothing declared one of the roles.
    """
    BOOK.office = frozenset(known_role(role) for role in roles)
    BOOK.most_hands = most_hands


def grants(
    can: type[StrEnum],
    table: Table,
    only_if: Mapping[Any, Condition] | None = None,
    belongs: Mapping[Any, BelongsOf] | None = None,
) -> Table:
    """Register one module's capabilities and who has them, and return the table.

    ``belongs`` says for each capability that the table narrows to whom its objects belong.

    :raises UnknownCapability: the table or the conditions name something outside ``can``.
    :raises UnknownRole: a key is neither a member of an enum of roles nor a role known already.
    :raises ValueError: a capability of that name was registered before, or a reach has no ``belongs``.
    """
    conditions, owners = dict(only_if or {}), dict(belongs or {})
    twice = [member.value for member in can if member.value in BOOK.capabilities]
    if twice:
        raise ValueError(f"registered twice: {', '.join(twice)}")
    _check(can, table, (*conditions, *owners), placed={str(name) for name in owners})
    for member in can:
        BOOK.capabilities[member.value] = member
        BOOK.reach[member.value] = {}
    BOOK.belongs |= {str(name): of for name, of in owners.items()}
    BOOK.conditions.update({str(name): condition for name, condition in conditions.items()})
    _grant(table)
    return table


def also_grants(can: type[StrEnum], table: Table) -> Table:
    """Give capabilities of a lower floor (say, inviting an account) to more roles, and return the table.

    The conditions stay as the lower floor set them.

    :raises UnknownCapability: the table names something outside ``can``, or ``can`` is not registered yet.
    :raises UnknownRole: as in ``grants``.
    :raises ValueError: as in ``grants``.
    """
    for member in can:
        known(member)
    _check(can, table, (), placed=set(BOOK.belongs))
    _grant(table)
    return table


def describe(can: type[StrEnum], words: Mapping[Any, Described]) -> Mapping[Any, Described]:
    """Register what people read of a module's capabilities and what a place may move, and return it.

    :raises UnknownCapability: a key is none of ``can``, or ``can`` is not registered yet.
    :raises UnknownRole: a role that could get or lose it is none.
    """
    for name, described in words.items():
        if not isinstance(name, can):
            raise UnknownCapability(f"{name!r} is no member of {can.__module__}.{can.__qualname__}")
        known(name)
        for role in described.to | described.away:
            known_role(role)
    BOOK.described |= {str(name): described for name, described in words.items()}
    return words


def separations(*rows: Separation) -> tuple[Separation, ...]:
    """Register rows of the table of separated duties and return them.

    :raises UnknownCapability: a row's capability was not granted by any module.
    :raises ValueError: a row of that code was registered before.
    """
    codes = {row.code for each in BOOK.separations.values() for row in each}
    for row in rows:
        if row.code in codes:
            raise ValueError(f"registered twice: {row.code}")
        codes.add(row.code)
        BOOK.separations[known(row.can)] = (*BOOK.separations.get(str(row.can), ()), row)
    return rows


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


def _check(can: type[StrEnum], table: Table, others: Iterable[Any], *, placed: set[str]) -> None:
    cells = [_cell(cell) for cells in table.values() for cell in cells]
    for name in (*others, *(name for name, _scope in cells)):
        if not isinstance(name, can):
            raise UnknownCapability(f"{name!r} is no member of {can.__module__}.{can.__qualname__}")
    unplaced = sorted({str(name) for name, scope in cells if scope.asks} - placed)
    if unplaced:
        raise ValueError(f"narrowed, but nothing says to whom the objects belong: {', '.join(unplaced)}")
    BOOK.roles |= {value for role in table for value in _roles_beside(role)}


def _cell(cell: StrEnum | Scoped) -> tuple[StrEnum, Scope]:
    return (cell.can, cell.scope) if isinstance(cell, Scoped) else (cell, WHOLE)


def _grant(table: Table) -> None:
    for role, cells in table.items():
        for name, scope in map(_cell, cells):
            reach = BOOK.reach[str(name)]
            reach[str(role)] = (*(one for one in reach.get(str(role), ()) if one != scope), scope)


def _roles_beside(role: str) -> set[str]:
    """Return the roles of the enum that a key belongs to: a member of an enum cannot be misspelt."""
    if isinstance(role, StrEnum):
        return {member.value for member in type(role)}
    if role in BOOK.roles:
        return {role}
    raise UnknownRole(f"no enum of roles has {role!r}")
