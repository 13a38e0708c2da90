"""Locks by name: one worker per place for a piece of work, kept by PostgreSQL.

Advisory locks belong to the whole database, so each name carries the place's key. The two statements
are fixed text with a number as their parameter.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import blake2b

from django.db import connection

from kernel.place import named


def number_of(name: str) -> int:
    """Return the signed 64-bit number by which PostgreSQL knows a name of the current place."""
    return int.from_bytes(blake2b(named(name).encode(), digest_size=8).digest(), signed=True)


def hold_until_commit(name: str) -> None:
    """Wait for the named lock and keep it until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(%s)", [number_of(name)])


def try_until_commit(name: str) -> bool:
    """Take the named lock until the transaction ends; return False when somebody else holds it."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_try_advisory_xact_lock(%s)", [number_of(name)])
        return bool(cursor.fetchone()[0])


@contextmanager
def alone(name: str) -> Iterator[bool]:
    """Hold the named lock over several transactions; yield False when somebody else holds it.

    The lock lies on the connection: should that break, PostgreSQL releases it.
    """
    number = number_of(name)
    with connection.cursor() as cursor:
        cursor.execute("select pg_try_advisory_lock(%s)", [number])
        taken = bool(cursor.fetchone()[0])
    try:
        yield taken
    finally:
        if taken and connection.connection is not None:
            with connection.cursor() as cursor:
                cursor.execute("select pg_advisory_unlock(%s)", [number])
