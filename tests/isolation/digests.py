"""What a council's tables hold, as one digest for each table: the proof that nothing was changed."""

from typing import Any

from django.db import connection

from tenancy import dress
from tenancy.models import Council
from tenancy.place import entered

Digest = dict[str, str]
# By the present transaction, its savepoints that were taken back included.
ROWS_WRITTEN = """
    select coalesce(sum(
        pg_stat_get_xact_tuples_inserted(oid)
        + pg_stat_get_xact_tuples_updated(oid)
        + pg_stat_get_xact_tuples_deleted(oid)
    ), 0)::bigint from unnest(%s::oid[]) as oid
"""
TABLES_IN = "select array_agg(oid::bigint) from pg_class where relnamespace = any(%s::oid[]) and relkind = 'r'"


def tables() -> list[str]:
    """Return every table of a council."""
    return [model._meta.db_table for model in dress.council_models()]


def digest_of(council: Council) -> Digest:
    """Return a digest of every row of every table of a council.

    The statement is prepared once a session for each council: planning a hundred tables costs more than reading them.
    """
    name = f"digest_{council.schema_name}"
    with entered(council), connection.cursor() as cursor:
        cursor.execute("select 1 from pg_prepared_statements where name = %s", [name])
        if cursor.fetchone() is None:
            cursor.execute(f'prepare "{name}" as {_digesting()}')
        cursor.execute(f'execute "{name}"')
        return dict(cursor.fetchall())


def _digesting() -> str:
    return " union all ".join(
        f"select '{table}', md5(coalesce(string_agg(t::text, '|' order by t::text), '')) from \"{table}\" t"
        for table in tables()
    )


class Watch:
    """Tells what has changed in councils' tables since now.

    PostgreSQL counts the rows that a transaction writes, whether it keeps them or not. While it has counted none more
    in these councils since the last look there is nothing to read; ``whole`` reads all the same, for writers from
    outside the test's own transaction.
    """

    def __init__(self, *councils: Council) -> None:
        self.councils = councils
        self._tables = _value(TABLES_IN, [[council.schema_oid for council in councils]])
        self._before = [digest_of(council) for council in councils]
        self._counted = self._count()

    def changed(self) -> list[list[str]]:
        """Return for each council the tables in which something is different."""
        counted, before = self._count(), self._counted
        self._counted = counted
        return [[] for _ in self.councils] if counted == before else self.whole()

    def whole(self) -> list[list[str]]:
        """Return the same, having read every row."""
        pairs = zip(self._before, self.councils, strict=True)
        return [changed(before, digest_of(council)) for before, council in pairs]

    def _count(self) -> int:
        return _value(ROWS_WRITTEN, [self._tables])


def changed(before: Digest, after: Digest) -> list[str]:
    """Return the tables in which something is different."""
    return [table for table in before if before[table] != after[table]]


def rows_as_json(table: str) -> str:
    """Return the rows of a table of the present council as a JSON list."""
    return _value(f"select coalesce(json_agg(t), '[]')::text from \"{table}\" t")


def insert_json(table: str, rows: str) -> None:
    """Insert a JSON list of rows into a table of the present council."""
    with connection.cursor() as cursor:
        cursor.execute(
            f'insert into "{table}" overriding system value '
            f'select * from json_populate_recordset(null::"{table}", %s::json)',
            [rows],
        )


def _value(sql: str, values: list[Any] | None = None) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchone()[0]
