"""How far a right reaches: over one's own, one's team's, the whole place, the places below, what is public.

    GRANTS = grants(
        Can,
        {Role.TEAM_LEADER: {Can.READ, *TEAM.of(Can.RECORD)}, Role.DELEGATE: {*OWN.of(Can.VOTE)}},
        belongs={Can.RECORD: of_meeting, Can.VOTE: of_mandate},
    )

A capability written alone reaches over the whole place. A module that narrows one says of each of its objects to
whom it belongs; a predicate then compares that with the holding, and changes nothing. Without an object a narrowed
right reaches nothing: what was forgotten never opens a door.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from kernel.access.actor import Actor, Holding


@dataclass(frozen=True)
class Belongs:
    """To whom one object belongs.

    ``owners`` are keys of people and accounts, ``bodies`` of the teams or committees whose matter it is; ``above``
    is the key of the place over the object's own place; ``is_public`` says that everybody may see it.
    """

    owners: frozenset[UUID | None] = frozenset()
    bodies: frozenset[UUID | None] = frozenset()
    above: str = ""
    is_public: bool = False


NOTHING = Belongs()
Covers = Callable[[Actor, Holding | None, Belongs], bool]


@dataclass(frozen=True)
class Scope:
    """One reach with its predicate; ``label`` is the word of the matrix."""

    name: str
    label: Any = field(compare=False)
    covers: Covers
    asks: bool = True

    def of(self, *names: StrEnum) -> "tuple[Scoped, ...]":
        """Return capabilities within this reach, for a table of grants."""
        return tuple(Scoped(name, self) for name in names)


@dataclass(frozen=True)
class Scoped:
    """A capability within a reach."""

    can: StrEnum
    scope: Scope


def in_body(name: str, label: Any) -> Scope:
    """Return the reach over what belongs to the one body for which the role is held."""

    def covers(_actor: Actor, holding: Holding | None, belongs: Belongs) -> bool:
        return (
            holding is not None
            and holding.scope == name
            and holding.scope_id is not None
            and holding.scope_id in belongs.bodies
        )

    return Scope(name, label, covers)


def _is_own(actor: Actor, _holding: Holding | None, belongs: Belongs) -> bool:
    return bool(({actor.person_id, actor.account_id} - {None}) & belongs.owners)


def _is_below(actor: Actor, _holding: Holding | None, belongs: Belongs) -> bool:
    return bool(actor.place) and belongs.above == actor.place


def _is_public(_actor: Actor, _holding: Holding | None, belongs: Belongs) -> bool:
    return belongs.is_public


def _always(_actor: Actor, _holding: Holding | None, _belongs: Belongs) -> bool:
    return True


OWN = Scope("own", _("của mình"), _is_own)
WHOLE = Scope("council", _("toàn Hội đồng"), _always, asks=False)
CHILDREN = Scope("children", _("các xã, phường trực thuộc"), _is_below)
PUBLIC = Scope("public", _("phần công khai"), _is_public)
