"""The passages: for each kind of thing the columns that may leave a council, and to whom."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class Kind(StrEnum):
    """The three ways across a border."""

    FIGURES = "figures"
    PUBLICATION = "publication"
    HAND_OVER = "hand_over"


class Way(StrEnum):
    """Whom a hand-over may reach."""

    DOWN = "down"  # from a province's council to one of its own communes
    UP = "up"  # from a commune's council to its province


class ColumnNotAllowed(ValueError):
    """Something carries a column that may not leave the council, or a value of another kind."""


class BadPassage(ValueError):
    """A passage is declared twice in different ways, or lets nothing through; the application does not start."""


@dataclass(frozen=True)
class Passage:
    """One kind of thing that may leave a council, with all the columns it may have.

    ``back`` are the columns of the answer to a hand-over, ``way`` says whom it may reach.
    """

    name: str
    kind: Kind
    columns: frozenset[str]
    back: frozenset[str] = frozenset()
    way: Way | None = None


_PASSAGES: dict[str, Passage] = {}


def open_passage(
    name: str, kind: Kind, *, columns: Iterable[str], back: Iterable[str] = (), way: Way | None = None
) -> Passage:
    """Register a passage; the same declaration may come twice.

    :raises BadPassage: another passage has the name, no column is allowed, or a hand-over says not to whom.
    """
    new = Passage(name, kind, frozenset(columns), frozenset(back), way)
    if not new.columns:
        raise BadPassage(f"{name} lets nothing through")
    if (kind is Kind.HAND_OVER) != (way is not None):
        raise BadPassage(f"{name}: a hand-over says whom it may reach, and nothing else does")
    if _PASSAGES.setdefault(name, new) != new:
        raise BadPassage(f"{name} is declared twice")
    return new


def passages() -> list[Passage]:
    """Return every passage, by name."""
    return [_PASSAGES[name] for name in sorted(_PASSAGES)]


def passage_named(name: str) -> Passage:
    """Return one passage.

    :raises KeyError: nothing of that name is declared.
    """
    return _PASSAGES[name]


def checked(passage: Passage, row: Mapping[str, Any], *, back: bool = False) -> dict[str, Any]:
    """Return the row as it may leave; ``back`` holds it against the columns of an answer.

    :raises ColumnNotAllowed: a column is not on the passage's list.
    """
    foreign = set(row) - (passage.back if back else passage.columns)
    if foreign:
        raise ColumnNotAllowed(f"{passage.name} may not leave the council with {', '.join(sorted(foreign))}")
    return dict(row)
