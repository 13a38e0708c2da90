"""Random writers, in every way in which PostgreSQL can change rows, from a seed."""

import random
from threading import Event

from django.db import connections, transaction

from hub.rollups.folding import fold
from tenancy.place import entered, in_public
from tests.hub.rollups.papers import Papers

KINDS, FIELDS, STATES = (
    ("qppl", "cá biệt", "ý kiến 'riêng'"),
    ("", "đất đai", "ngân sách"),
    ("draft", "issued", "effective"),
)
KEYS_OF_UPSERTS = 1_000_000
SOME = f"select id from {{t}} where id < {KEYS_OF_UPSERTS} order by id offset %s limit %s for update skip locked"


class Writer:
    """One connection that writes at random until its steps are done."""

    def __init__(self, papers: Papers, seed: int) -> None:
        self.papers, self.random = papers, random.Random(seed)
        self.first_key = KEYS_OF_UPSERTS * (1 + seed % 10)  # each writer its own, so that nobody deadlocks
        self.done: dict[str, int] = {}

    def run(self, steps: int) -> dict[str, int]:
        """Write, and return how often each thing was done."""
        try:
            with entered(self.papers.council):
                for _ in range(steps):
                    self._transaction()
        finally:
            connections.close_all()
        return self.done

    def _transaction(self) -> None:
        with transaction.atomic():
            for _ in range(self.random.randint(1, 4)):
                self._note(self.random.choice((self.insert, self.copy, self.update, self.upsert, self.delete)))
                if self.random.random() < 0.3:
                    self._savepoint()
            if self.random.random() < 0.2:
                self.done["rollback"] = self.done.get("rollback", 0) + 1
                transaction.set_rollback(True)

    def _savepoint(self) -> None:
        with transaction.atomic():
            self._note(self.random.choice((self.insert, self.copy, self.update)))
            if self.random.random() < 0.6:
                self.done["savepoint"] = self.done.get("savepoint", 0) + 1
                transaction.set_rollback(True)

    def _note(self, deed) -> None:
        deed()
        self.done[deed.__name__] = self.done.get(deed.__name__, 0) + 1

    def insert(self) -> None:
        self.papers.insert(self._kind(), field=self._field(), state=self._state(), day=self._day())

    def copy(self) -> None:
        rows = [(self._kind(), self._field(), self._state(), self._day() or r"\N") for _ in range(5)]
        self.papers.copy(rows)

    def update(self) -> None:
        """Change many rows at once, never waiting for another writer's."""
        self.papers.run(
            f"update {{t}} set kind = %s, state = %s, issued_on = %s where id in ({SOME})",
            [self._kind(), self._state(), self._day(), self.random.randint(0, 60), 20],
        )

    def upsert(self) -> None:
        self.papers.run(
            "insert into {t} (id, kind, field, state, issued_on) values (%s, %s, '', %s, %s) "
            "on conflict (id) do update set kind = excluded.kind, state = excluded.state, removed_at = "
            "case when {t}.removed_at is null then now() end",
            [self.first_key + self.random.randint(1, 200), self._kind(), self._state(), self._day()],
        )

    def delete(self) -> None:
        self.papers.run(f"delete from {{t}} where id in ({SOME})", [self.random.randint(0, 60), 6])

    def _kind(self) -> str:
        return self.random.choice(KINDS)

    def _field(self) -> str:
        return self.random.choice(FIELDS)

    def _state(self) -> str:
        return self.random.choice(STATES)

    def _day(self) -> str | None:
        return self.random.choice((None, "2026-01-31", "2026-02-01", "9999-12-31"))


def fold_until(over: Event) -> int:
    """Fold in small pieces until the writers are done; return how many deltas were folded."""
    total = 0
    try:
        with in_public():
            while not over.wait(0.005):
                total += fold(limit=7)
    finally:
        connections.close_all()
    return total
