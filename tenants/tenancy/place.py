"""Entering a place: for views, tasks, commands and tests alike."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import Error

from kernel.place import NoPlace
from tenancy.models import Council
from tenancy.postgres.here import here
from tenancy.postgres.standing import PUBLIC, Standing, standing_of


@contextmanager
def standing_in(standing: Standing) -> Iterator[None]:
    """Stand in a place until the end of the block, then where the connection stood before.

    What is still demanded of the place before is judged first: a stopped council does no work elsewhere either.
    """
    connection = here()
    if connection.demanded is not None:
        connection.arrive()
    before = connection.whereabouts
    connection.enter(standing)
    try:
        yield
    finally:
        connection.go_back(*before)


@contextmanager
def entered(council: Council) -> Iterator[Council]:
    """Work in a council: its schema, its role, its keys."""
    with standing_in(standing_of(council, here().settings_dict["NAME"])):
        here().tenant = council
        yield council


@contextmanager
def in_public() -> Iterator[None]:
    """Work in the operators' place as the hub, which has no right on any council's schema."""
    with standing_in(PUBLIC):
        yield


def status_now(council: Council) -> str:
    """Return how the council stands whose place was entered; what was last known of it when it cannot be asked."""
    try:
        return here().status() or council.status
    except (Error, NoPlace):
        return council.status
