"""Rows of any counted table, made from what is declared: a new measure is fuzzed without a word more.

The table is the real one, with its real triggers and the rights of the council's role; only its other rules (checks,
references, unique keys, guards) are taken off in the test's own council, so that every column may hold whatever it can.
"""

import io
import random
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from uuid import UUID

from django.db import connection

from hub.rollups import Measure, sqltext, triggers
from kernel.keeping import Rights, keeping_of
from tenancy.postgres import ground

Numbers = tuple[int, int]  # of keys: the first and the last
ANY = (0, 2**62)
DAYS = ("2026-01-31", "2026-02-01", "2026-02-10", "9999-12-31")
FILLERS: dict[str, tuple[Any, ...]] = {
    "varchar": ("x", "y'z", ""),
    "text": ("x", "ý"),
    "int2": (0, 1, 3),
    "int4": (0, 1, 40),
    "int8": (0, 1, 40),
    "bool": (False, True),
    "uuid": (str(UUID(int=7)), str(UUID(int=8))),
    "date": DAYS,
    "timestamptz": ("2026-01-05T00:00:00Z",),
    "time": ("08:00",),
    "jsonb": ("{}",),
    "numeric": (1,),
    "bytea": ("",),
    "_text": ("{}",),
    "_varchar": ("{}",),
}
COLUMNS = """
select a.attname, t.typname, a.attnotnull, a.atthasdef or a.attidentity <> '' or a.attgenerated <> '',
  case when t.typname = 'varchar' and a.atttypmod > 0 then a.atttypmod - 4 else 9999 end
from pg_attribute a join pg_type t on t.oid = a.atttypid
where a.attrelid = %s::regclass and a.attnum > 0 and not a.attisdropped order by a.attnum
"""
RULES = "select conname from pg_constraint where conrelid = %s::regclass and contype in ('c', 'f', 'u', 'x')"
UNIQUE = """
select indexrelid::regclass::text from pg_index where indrelid = %s::regclass and indisunique and not indisprimary
"""
GUARDS = """
select tgname from pg_trigger where tgrelid = %s::regclass and not tgisinternal
and not starts_with(tgname, 'hdnd_count_') and tgname <> 'hdnd_no_truncate'
"""


@dataclass
class Rows:
    """One counted table of one council, written as that council."""

    schema: str
    measures: list[Measure]

    @property
    def table(self) -> str:
        """The table's name, quoted."""
        return sqltext.name(sqltext.counted_model(self.measures[0])._meta.db_table)

    @property
    def place(self) -> str:
        """The table with its schema, quoted."""
        return f"{sqltext.name(self.schema)}.{self.table}"

    @cached_property
    def rights(self) -> Rights:
        """What the council's role may do with it."""
        return keeping_of(sqltext.counted_model(self.measures[0])).rights

    def may(self, event: str) -> bool:
        """Whether the council's role may do it."""
        return event.upper() in self.rights.value

    def loosen(self) -> None:
        """Take off the rules that stand between a random row and the table."""
        for (rule,) in ground.rows(RULES, [self.place]):
            ground.execute(f'alter table {self.place} drop constraint "{rule}" cascade')
        for (index,) in ground.rows(UNIQUE, [self.place]):
            ground.execute(f"drop index {index}")
        for (guard,) in ground.rows(GUARDS, [self.place]):
            ground.execute(f'drop trigger "{guard}" on {self.place}')

    @cached_property
    def pools(self) -> dict[str, tuple[Any, ...]]:
        """What each column that is written may hold: all that measures look at, and what may not be left out."""
        looked_at = set(sqltext.counted_columns(self.measures))
        found = {}
        for name, kind, needed, given, longest in ground.rows(COLUMNS, [self.place]):
            fits = tuple(one for one in FILLERS.get(kind, ()) if not isinstance(one, str) or len(one) <= longest)
            if name in looked_at:
                found[name] = (*self._named(name), *fits, *(() if needed else (None,)))
            elif needed and not given and name != "id":
                found[name] = fits[:1]
        return found

    def _named(self, name: str) -> tuple[Any, ...]:
        conditions = [item for one in self.measures for item in conditions_of(one)]
        return tuple(dict.fromkeys(value for column, values, _ in conditions if column == name for value in values))

    @cached_property
    def key_kind(self) -> str:
        """The type of the key."""
        return next(kind for name, kind, *_ in ground.rows(COLUMNS, [self.place]) if name == "id")

    def key(self, number: int) -> Any:
        """Return a key by its number."""
        return str(UUID(int=number)) if self.key_kind == "uuid" else number

    def row(self, chance: random.Random, measure: Measure | None = None) -> dict[str, Any]:
        """Return a random row; one that this measure counts when it is given."""
        row = {name: chance.choice(pool) for name, pool in self.pools.items()}
        if measure is None:
            return row
        for column, values, is_empty in conditions_of(measure):
            given = [one for one in self.pools[column] if one is not None]
            row[column] = None if is_empty else chance.choice(values or given)
        row[sqltext.column(measure, measure.day).column] = chance.choice(DAYS[:3])
        if measure.adds:
            row[sqltext.column(measure, measure.adds).column] = 3
        return row

    def run(self, sql: str, parameters: Any) -> None:
        """Run a statement as the council."""
        with connection.cursor() as cursor:
            cursor.execute(sql, parameters)

    def insert(self, rows: list[tuple[int, dict[str, Any]]], *, on_conflict: bool = False) -> None:
        """Insert rows by the numbers of their keys, or change those that are there."""
        names = ["id", *self.pools]
        changed = ", ".join(f'"{name}" = excluded."{name}"' for name in self.pools)
        marks = ", ".join(f"({', '.join(['%s'] * len(names))})" for _ in rows)
        values = [value for number, row in rows for value in (self.key(number), *row.values())]
        more = f" on conflict (id) do update set {changed}" if on_conflict else ""
        self.run(f"insert into {self.table} ({self._names(names)}) values {marks}{more}", values)

    def copy(self, rows: list[tuple[int, dict[str, Any]]]) -> None:
        """Insert rows by COPY."""
        names = ["id", *self.pools]
        text = "".join(
            "\t".join(r"\N" if one is None else str(one) for one in (self.key(number), *row.values())) + "\n"
            for number, row in rows
        )
        with connection.cursor() as cursor:
            cursor.copy_expert(f"copy {self.table} ({self._names(names)}) from stdin", io.StringIO(text))

    def update(self, row: dict[str, Any], *, at_most: int, among: Numbers = ANY) -> None:
        """Give many rows the same values at once."""
        changed = ", ".join(f'"{name}" = %s' for name in row)
        self.run(
            f"update {self.table} set {changed} where id in ({self._some})",
            [*row.values(), *map(self.key, among), at_most],
        )

    def delete(self, *, at_most: int, among: Numbers = ANY) -> None:
        """Delete rows."""
        self.run(f"delete from {self.table} where id in ({self._some})", [*map(self.key, among), at_most])

    @property
    def _some(self) -> str:
        return f"select id from {self.table} where id between %s and %s order by random() limit %s for update"

    def _names(self, names: list[str]) -> str:
        return ", ".join(f'"{name}"' for name in names)


def conditions_of(measure: Measure) -> list[tuple[str, tuple[Any, ...], bool]]:
    """Return the columns that a measure asks something of, the values it wants (none: any), and whether NULL."""
    found = []
    for key, value in measure.where.items():
        name, _, lookup = key.partition("__")
        column = sqltext.column(measure, name).column
        if lookup == "isnull":
            found.append((column, (), value))
        else:
            found.append((column, tuple(value) if lookup == "in" else (value,), False))
    return found


def tables_of(schema: str) -> list[Rows]:
    """Return every counted table of a council."""
    return [Rows(schema, measures) for _, measures in triggers.by_model()]
