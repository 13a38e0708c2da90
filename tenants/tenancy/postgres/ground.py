"""Raw statements as the owner: the one door through which DDL, grants and catalog reads go."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from django.db import connections, transaction

from tenancy.postgres.standing import quoted

OWNER = "owner"


def owner() -> Any:
    """Return the owner's connection.

    :raises ConnectionDoesNotExist: this process was not given the owner's address (web, ordinary worker).
    """
    return connections[OWNER]


def execute(sql: str, parameters: Sequence[Any] | None = None) -> None:
    """Send one message, of one or many statements, as the owner."""
    with owner().cursor() as cursor:
        cursor.execute(sql, parameters)


def rows(sql: str, parameters: Sequence[Any] | None = None) -> list[tuple[Any, ...]]:
    """Return the rows of one statement, read as the owner."""
    with owner().cursor() as cursor:
        cursor.execute(sql, parameters)
        found: list[tuple[Any, ...]] = cursor.fetchall()
        return found


def value(sql: str, parameters: Sequence[Any] | None = None) -> Any:
    """Return the first column of the first row, or None when there is none."""
    found = rows(sql, parameters)
    return found[0][0] if found else None


@contextmanager
def owner_transaction() -> Iterator[None]:
    """One transaction of the owner, in the public schema."""
    owner().set_schema_to_public()
    with transaction.atomic(using=OWNER):
        yield


@contextmanager
def owner_in(schema: str) -> Iterator[None]:
    """Stand in a schema as the owner: for migrations, recount and backup."""
    connection = owner()
    before = connection.schema_name
    connection.set_schema(schema)
    try:
        yield
    finally:
        connection.set_schema(before)


def schema_oid(schema: str) -> int | None:
    """Return a schema's identity in the catalog, or None when it is not there."""
    found = value("select oid from pg_namespace where nspname = %s", [schema])
    return None if found is None else int(found)


def role_exists(role: str) -> bool:
    """Whether the cluster has a role of this name."""
    return value("select 1 from pg_roles where rolname = %s", [role]) is not None


def database_name() -> str:
    """Return the name of the database that the owner works in."""
    return str(owner().settings_dict["NAME"])


def drop_schema(schema: str) -> None:
    """Remove a schema with all it holds."""
    execute(f"drop schema if exists {quoted(schema)} cascade")
