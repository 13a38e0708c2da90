"""The request id that runs through web, task, stream, audit and log, so that one thing done can be followed."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from uuid import uuid4

LONGEST = 64
_REQUEST_ID: ContextVar[str] = ContextVar("request_id", default="")


def request_id() -> str:
    """Return the id of the request or task under way, or "" outside of any."""
    return _REQUEST_ID.get()


def new_request_id() -> str:
    """Return a fresh request id (32 hexadecimal digits)."""
    return uuid4().hex


@contextmanager
def traced(identifier: str) -> Iterator[None]:
    """Carry a request id through everything done inside; cut to 64 characters."""
    token = _REQUEST_ID.set(identifier[:LONGEST])
    try:
        yield
    finally:
        _REQUEST_ID.reset(token)
