"""What can be searched: each module declares its own sources, this room knows none of them.

    search.source(Source("resolution", _("Nghị quyết"), "stamp", read=entry_of, ids=all_ids, of={Document: own_id}))

``read`` returns what is to be found of one object now, or None when there is nothing to find (any more). ``of``
names the models whose every audited change makes entries stale, with the way from such a row to an entry's id or ids.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from kernel.search.words import plain_words

EVERYBODY = "public"


@dataclass(frozen=True)
class Entry:
    """What is found of one object.

    ``audience`` is ``EVERYBODY`` or a capability; who lacks it does not find the entry. ``path`` is the page that
    shows it, ``inner_path`` the one for those who work with it (empty: the same). Nobody finds it before ``open_at``,
    nor from ``close_at`` on.
    """

    title: str
    path: str
    audience: str
    text: str = ""
    note: str = ""
    on: date | None = None
    inner_path: str = ""
    open_at: datetime | None = None
    close_at: datetime | None = None


@dataclass(frozen=True)
class Source:
    """One kind of thing that can be found, by its name, its label and its icon.

    ``audiences`` are the capabilities that its entries name, besides everybody; ``inside`` is the one that opens
    their inner pages.
    """

    kind: str
    label: Any
    icon: str
    read: Callable[[UUID], Entry | None]
    ids: Callable[[], Iterable[UUID]]
    of: Mapping[type, Callable[[Any], UUID | Iterable[UUID] | None]] = field(default_factory=dict)
    audiences: tuple[StrEnum, ...] = ()
    inside: StrEnum | None = None
    order: int = 100


SOURCES: dict[str, Source] = {}
ABBREVIATIONS: dict[str, tuple[str, ...]] = {}


def source(new: Source) -> None:
    """Make a source known.

    :raises ValueError: another one has this kind.
    """
    if SOURCES.get(new.kind, new) is not new:
        raise ValueError(f"two sources are called {new.kind}")
    SOURCES[new.kind] = new


def abbreviations(known: Mapping[str, str]) -> None:
    """Make abbreviations known with what they stand for, such as ``HĐND``."""
    for short, full in known.items():
        ABBREVIATIONS["".join(plain_words(short))] = tuple(plain_words(full))


def stale_ids(row: Any) -> list[tuple[str, UUID]]:
    """Return kind and id of each entry that a change of this row makes stale."""
    found = [(known.kind, known.of[type(row)](row)) for known in SOURCES.values() if type(row) in known.of]
    return [(kind, object_id) for kind, ids in found for object_id in _each(ids)]


def _each(ids: UUID | Iterable[UUID] | None) -> Iterable[UUID]:
    if ids is None:
        return ()
    return (ids,) if isinstance(ids, UUID) else ids
