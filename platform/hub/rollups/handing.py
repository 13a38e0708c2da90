"""Handing out what a council publishes: its border rooms tell parts as they stand, now or all of them again.

    hand_out("resolution", document.id, {"resolution": [columns]}, at=at)

``at`` is taken before the part is read. A room registers, with ``hands_out``, what tells everything of its module
anew: for councils that published before a column or a kind was there, and after a restore.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from hub.rollups import tasks
from kernel.place import current_key

Teller = Callable[[], int]
_TELLERS: dict[str, Teller] = {}


def hand_out(part: str, part_of: UUID, rows: Mapping[str, Sequence[Mapping[str, Any]]], *, at: datetime) -> None:
    """Send a part of the present council as it stands, after the commit; no rows take it back."""
    tasks.publish.delay_on_commit(
        council_key=current_key(),
        part=part,
        part_of=str(part_of),
        rows={type_: list(each) for type_, each in rows.items()},
        at=at.isoformat(),
    )


def hands_out(name: str) -> Callable[[Teller], Teller]:
    """Register a function that hands out all that a module has published, and returns how many parts that are."""

    def register(teller: Teller) -> Teller:
        _TELLERS[name] = teller
        return teller

    return register


def hand_out_all() -> dict[str, int]:
    """Hand out everything that the present council has published; return how many parts each module has."""
    return {name: _TELLERS[name]() for name in sorted(_TELLERS)}
