"""Random writers, in every way in which PostgreSQL can change rows, from a seed, over every counted table."""

import random
from threading import Event
from typing import Any

from django.db import connections, transaction

from hub.rollups.folding import fold
from tenancy.place import entered, in_public
from tests.hub.rollups.rows import Rows

RANGE = 1_000_000  # of the keys of one writer, so that no two wait for each other


class Writer:
    """One connection that writes at random until its steps are done."""

    def __init__(self, council: Any, tables: list[Rows], seed: int) -> None:
        self.council, self.tables, self.random = council, tables, random.Random(seed)
        self.first = RANGE * (1 + seed)
        self.used = 0
        self.done: dict[str, int] = {}

    def run(self, steps: int) -> dict[str, int]:
        """Write, and return how often each thing was done."""
        try:
            with entered(self.council):
                for _ in range(steps):
                    self._transaction()
        finally:
            connections.close_all()
        return self.done

    def _transaction(self) -> None:
        with transaction.atomic():
            for _ in range(self.random.randint(1, 4)):
                self._deed(self.random.choice(self.tables))
                if self.random.random() < 0.3:
                    self._savepoint()
            if self.random.random() < 0.2:
                self._note("rollback")
                transaction.set_rollback(True)

    def _savepoint(self) -> None:
        with transaction.atomic():
            self._deed(self.random.choice(self.tables))
            if self.random.random() < 0.6:
                self._note("savepoint")
                transaction.set_rollback(True)

    def _deed(self, table: Rows) -> None:
        deeds = ["insert", "copy", "update", "upsert", "delete"]
        allowed = [deed for deed in deeds if table.may({"copy": "insert", "upsert": "update"}.get(deed, deed))]
        deed = self.random.choice(allowed)
        getattr(self, deed)(table)
        self._note(deed)

    def _note(self, deed: str) -> None:
        self.done[deed] = self.done.get(deed, 0) + 1

    def insert(self, table: Rows) -> None:
        table.insert([self._next(table) for _ in range(self.random.randint(1, 4))])

    def copy(self, table: Rows) -> None:
        table.copy([self._next(table) for _ in range(5)])

    def update(self, table: Rows) -> None:
        table.update(self._row(table), at_most=12, among=self._own)

    def upsert(self, table: Rows) -> None:
        table.insert([(self.first + self.random.randint(0, self.used), self._row(table))], on_conflict=True)

    def delete(self, table: Rows) -> None:
        table.delete(at_most=4, among=self._own)

    @property
    def _own(self) -> tuple[int, int]:
        return self.first, self.first + self.used

    def _next(self, table: Rows) -> tuple[int, dict[str, Any]]:
        self.used += 1
        return self.first + self.used, self._row(table)

    def _row(self, table: Rows) -> dict[str, Any]:
        chosen = self.random.choice(table.measures) if self.random.random() < 0.7 else None
        return table.row(self.random, chosen)


def fold_until(over: Event) -> int:
    """Fold in small pieces until the writers are done; return how many deltas were folded."""
    total = 0
    try:
        with in_public():
            while not over.wait(0.005):
                total += fold(limit=29)
    finally:
        connections.close_all()
    return total
