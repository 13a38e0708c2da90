"""What happens to the rights of a place: ids and plain values only, never names."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, kw_only=True)
class RightMoveProposed:
    """A change of rights waits for a second person. Not fired for one that is in force at once."""

    move_id: UUID


@dataclass(frozen=True, kw_only=True)
class RightMoveDecided:
    """A change of rights was put in force, refused or undone: ``state`` is its new state. Not fired on withdrawal."""

    move_id: UUID
    state: str
