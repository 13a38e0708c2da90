"""Two callers at once: real threads, each with a connection of its own."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

from django.db import connections

from tenancy.models import Council
from tenancy.place import entered


def together(council: Council, calls: Sequence[Callable[[], Any]]) -> list[Any]:
    """Run the calls at the same moment in the council, and return each one's result or exception."""
    gate = Barrier(len(calls))

    def one(call: Callable[[], Any]) -> Any:
        try:
            gate.wait(30)
            with entered(council):
                return call()
        except Exception as error:  # the caller looks at it
            return error
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(calls)) as threads:
        return list(threads.map(one, calls))
