"""The process's ordinary connection, by its own type: Django's stubs know only the backend's base class."""

from typing import cast

from django.db import DEFAULT_DB_ALIAS, connections

from tenancy.postgres.base import DatabaseWrapper


def here() -> DatabaseWrapper:
    """Return the thread's default connection, on which the place is entered and left."""
    return cast(DatabaseWrapper, connections[DEFAULT_DB_ALIAS])
