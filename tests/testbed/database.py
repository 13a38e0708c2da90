"""Raising the test database: as in production, by the owner, with every wall in place."""

import fcntl
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from urllib.parse import quote

import psycopg2
from django.db import connections
from psycopg2.extensions import ISOLATION_LEVEL_AUTOCOMMIT

POOL_SIZE = 4  # what tests are done with comes back (recycling)
ATTEMPTS = 4


def raise_database(name: str, *, shared: Path | None = None) -> None:
    """Make an empty database of this name and bring it to the state that ``prepare_places`` leaves.

    ``shared`` is a folder of this very run that all its workers see, when there are several.
    """
    with _administering() as cursor:
        _drop(cursor, name)
        cursor.execute(f'create database "{name}"')
        cursor.execute(f'revoke all on database "{name}" from public')
        cursor.execute(f'grant connect on database "{name}" to hdnd_app, hdnd_reader')
    for alias in connections:
        connections[alias].close()
        connections[alias].settings_dict["NAME"] = name
    from tenancy import pool, template
    from tenancy.postgres import ground

    ground.owner().set_schema_to_public()
    ground.execute("revoke all on schema public from public")
    template.migrate_public()
    if shared is None:
        template.migrate_template()
    else:
        _make_template(shared)
    pool.fill(POOL_SIZE)


def _make_template(shared: Path) -> None:
    """Migrate the template; of several workers only the first does, and the others take its DDL from the shared folder.

    That a schema made from the DDL is the migrated one to the last name is what ``tests/tenancy/test_pool.py`` proves.
    """
    from tenancy import template
    from tenancy.postgres import ground

    with (shared / "template.sql").open("a+", encoding="utf-8") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        file.seek(0)
        if ddl := file.read():
            with ground.owner_transaction():
                ground.execute(f"create schema {template.SCHEMA}")
                ground.execute(f"set local search_path to {template.SCHEMA}, kit;\n{ddl}")
        described = template.migrate_template()
        if not ddl:
            file.write(described.ddl)


def lower_database(name: str) -> None:
    """Remove the test database with the roles of its councils."""
    connections.close_all()
    with _administering() as cursor:
        _drop(cursor, name)


def _drop(cursor, name: str) -> None:
    """Remove a database and its roles.

    Not by force: only a superuser may end an autovacuum, whereas a plain DROP asks it to stop and waits.
    """
    for attempt in range(1, ATTEMPTS + 1):
        for alias in connections:
            _end_sessions(alias, name)
        try:
            cursor.execute(f'drop database if exists "{name}"')
            break
        except psycopg2.errors.ObjectInUse:  # somebody came while it waited its five seconds
            if attempt == ATTEMPTS:
                raise
    cursor.execute("select rolname from pg_roles where starts_with(rolname, %s)", [f"c_{name}_"])
    for (role,) in cursor.fetchall():
        cursor.execute(f'drop role "{role}"')


def _end_sessions(alias: str, name: str) -> None:
    """End what a login still has open in a database: only itself may, the owner has no power over the app's login."""
    with _session(alias) as cursor:
        cursor.execute("set role none")
        cursor.execute(
            "select pg_terminate_backend(pid, 5000) from pg_stat_activity "
            "where datname = %s and usename = session_user and pid <> pg_backend_pid()",
            [name],
        )


def _administering() -> AbstractContextManager:
    return _session("owner")


@contextmanager
def _session(alias: str) -> Iterator:
    """A session of an alias's login in the server's own database."""
    known = connections[alias].settings_dict
    dsn = f"postgresql://{quote(known['USER'])}:{quote(known['PASSWORD'])}@{known['HOST']}:{known['PORT']}/postgres"
    connection = psycopg2.connect(dsn)
    connection.set_isolation_level(ISOLATION_LEVEL_AUTOCOMMIT)
    try:
        with connection.cursor() as cursor:
            yield cursor
    finally:
        connection.close()
