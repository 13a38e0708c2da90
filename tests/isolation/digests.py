"""What a council's tables hold, as one digest for each table: the proof that nothing was changed."""

from typing import Any

from django.db import connection

from tenancy import dress
from tenancy.models import Council
from tenancy.place import entered

Digest = dict[str, str]


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


def _value(sql: str) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchone()[0]
