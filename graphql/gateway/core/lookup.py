"""Rows that other rows point at, read together: a page says what it points at, and the first field that asks reads
all of a kind in one statement. So a page of fifty costs as many statements as a page of one.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from hub.rollups.models import (
    Published,
    PublishedAgendaItem,
    PublishedBody,
    PublishedDelegate,
    PublishedPaper,
    PublishedResolution,
    PublishedSession,
    PublishedTerm,
    PublishedVote,
)

Model = type[Published]
# Which column of which publication holds the key of which other one.
POINTS: Mapping[Model, Mapping[str, Model]] = {
    PublishedResolution: {
        "session_id": PublishedSession,
        "vote_id": PublishedVote,
        "supersedes_id": PublishedResolution,
        "superseded_by_id": PublishedResolution,
    },
    PublishedSession: {},
    PublishedAgendaItem: {"session_id": PublishedSession, "parent_id": PublishedAgendaItem},
    PublishedPaper: {"session_id": PublishedSession, "item_id": PublishedAgendaItem},
    PublishedVote: {"session_id": PublishedSession, "item_id": PublishedAgendaItem},
    PublishedTerm: {},
    PublishedBody: {"term_id": PublishedTerm},
    PublishedDelegate: {"term_id": PublishedTerm, "team_id": PublishedBody},
}


class Lookup:
    """What one question has met of publications, and what it may still ask for."""

    def __init__(self, using: str) -> None:
        self.using = using
        self.wanted: dict[Model, set[UUID]] = defaultdict(set)
        self.known: dict[Model, dict[UUID, Any]] = defaultdict(dict)

    def met(self, rows: Iterable[Any]) -> None:
        """Remember what rows point at."""
        for row in rows:
            for column, model in POINTS.get(type(row), {}).items():
                self.expect(model, [getattr(row, column)])

    def expect(self, model: Model, keys: Iterable[UUID | None]) -> None:
        """Remember keys that may be asked for."""
        self.wanted[model].update(key for key in keys if key is not None and key not in self.known[model])

    def of(self, row: Any, column: str) -> Any:
        """Return what a row points at, or None: nothing, withdrawn, or not of the row's own council."""
        found = self.get(POINTS[type(row)][column], getattr(row, column), row.council_key)
        return found if found is not None and found.withdrawn_at is None else None

    def get(self, model: Model, key: UUID | None, council_key: str) -> Any:
        """Return a council's publication, its tombstone too, or None."""
        if key is None:
            return None
        if key not in self.known[model]:
            self._read(model, key)
        found = self.known[model][key]
        return found if found is not None and found.council_key == council_key else None

    def _read(self, model: Model, key: UUID) -> None:
        wanted = self.wanted.pop(model, set()) | {key}
        found = model._default_manager.using(self.using).in_bulk(list(wanted))
        self.known[model].update({one: found.get(one) for one in wanted})
        self.met(found.values())
