"""Which open deadlines the modules hold, and the book of those that a change of the rulebook moved.

A module that stores due days registers where they are; the rulebook knows no module above it:

    register_deadlines(DeadlineSource("sessions.paper", find=find_open_papers, move=move_papers))
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from council import law
from council.rulebook.models import DeadlineMove
from council.rulebook.permissions import Can
from kernel.access import Actor, require


@dataclass(frozen=True)
class OpenDeadline:
    """One stored due day, with what the given rules make of it; ``told_on`` is None while nobody was told."""

    object_id: UUID
    name: str
    path: str
    due_on: date
    told_on: date | None
    deadline: law.Deadline


@dataclass(frozen=True)
class DeadlineSource:
    """Where open deadlines of one kind are found under some rules, and how their stored days are moved."""

    kind: str
    find: Callable[[law.Rules], Iterable[OpenDeadline]]
    move: Callable[[Actor, Mapping[UUID, date]], None]


SOURCES: dict[str, DeadlineSource] = {}


def register_deadlines(source: DeadlineSource) -> None:
    """Let a change of the rulebook recompute what a module holds; the same kind again replaces."""
    SOURCES[source.kind] = source


def list_moves(actor: Actor) -> QuerySet[DeadlineMove]:
    """Return the book of moved deadlines, the latest first.

    :raises NotPermitted: the actor may not read the rules.
    """
    require(actor, Can.READ)
    return DeadlineMove.objects.newest_first()
