"""The gate between councils: what leaves one passes here, column by column, or not at all.

Data crosses a border in exactly three ways: *figures* (counted by hub.rollups), *publications* (a
snapshot for everybody) and *hand-overs* (a case or a request to another council, with a receipt on both
sides). Whoever sends something registers its passage once, with the list of columns that may leave:

    RESOLUTION = open_passage("publication.resolution", Kind.PUBLICATION, columns={"id", "title"})
    checked(RESOLUTION, columns)

Only rooms ``border`` of the modules and hub.rollups may import this (contract in .importlinter). A
denouncer's identity and a secret ballot have no passage, of any kind.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class Kind(StrEnum):
    """The three ways across a border."""

    FIGURES = "figures"
    PUBLICATION = "publication"
    HAND_OVER = "hand_over"


class ColumnNotAllowed(ValueError):
    """Something carries a column that may not leave the council, or a value of another kind."""


class BadPassage(ValueError):
    """A passage is declared twice in different ways, or lets nothing through; the application does not start."""


@dataclass(frozen=True)
class Passage:
    """One kind of thing that may leave a council, with all the columns it may have."""

    name: str
    kind: Kind
    columns: frozenset[str]


_PASSAGES: dict[str, Passage] = {}


def open_passage(name: str, kind: Kind, *, columns: Iterable[str]) -> Passage:
    """Register a passage; the same declaration may come twice.

    :raises BadPassage: another passage has the name, or no column is allowed.
    """
    new = Passage(name, kind, frozenset(columns))
    if not new.columns:
        raise BadPassage(f"{name} lets nothing through")
    if _PASSAGES.setdefault(name, new) != new:
        raise BadPassage(f"{name} is declared twice")
    return new


def passages() -> list[Passage]:
    """Return every passage, by name."""
    return [_PASSAGES[name] for name in sorted(_PASSAGES)]


def checked(passage: Passage, row: Mapping[str, Any]) -> dict[str, Any]:
    """Return the row as it may leave.

    :raises ColumnNotAllowed: a column is not on the passage's list.
    """
    foreign = set(row) - passage.columns
    if foreign:
        raise ColumnNotAllowed(f"{passage.name} may not leave the council with {', '.join(sorted(foreign))}")
    return dict(row)
