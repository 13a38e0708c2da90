"""Counting what a piece of work asks the database, without the switch of places, which is not its own."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection

OF_THE_SWITCH = ("set_config(", "SAVEPOINT", "RELEASE SAVEPOINT")


@contextmanager
def count_queries() -> Iterator[list[str]]:
    """Yield the list that fills with each statement of the default connection."""
    asked: list[str] = []

    def note(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if not any(mark in sql for mark in OF_THE_SWITCH):
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
