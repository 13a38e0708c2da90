"""Counting what a piece of work asks the database, without the way to its place, which is not its own.

The switch comes with each place, the host's council is asked of the database every half minute: neither belongs to
the page that happens to be counted then.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection

OF_THE_WAY = ("set_config(", "SAVEPOINT", "RELEASE SAVEPOINT", '"tenancy_domain"."domain" = %s')


@contextmanager
def count_queries() -> Iterator[list[str]]:
    """Yield the list that fills with each statement of the default connection."""
    asked: list[str] = []

    def note(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if not any(mark in sql for mark in OF_THE_WAY):
            asked.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        yield asked


def cost_of(browser: Any, address: str) -> int:
    """Return how many statements a page asks for; the visit before it leaves nothing to be noted of the login."""
    browser.get(address)
    with count_queries() as asked:
        answer = browser.get(address)
    assert answer.status_code == 200, answer.status_code
    return len(asked)
