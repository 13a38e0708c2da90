"""The place in which the current connection works: one council, or the operators' public place.

The database backend keeps the truth; this module only reads it, so that tools which know no council
can name their cache keys, files and live channels by the council's own key.
"""

from django.db import connection

PUBLIC_KEY = "public"


class NoPlace(RuntimeError):
    """Nothing was entered on this connection, so nothing may be named or stored."""


def current_key() -> str:
    """Return the key of the council (or ``public``) on which the default connection stands.

    :raises NoPlace: neither a council nor the public place was entered.
    """
    key: str | None = getattr(connection, "place_key", None)
    if not key:
        raise NoPlace("no council and no public place was entered")
    return key


def named(name: str) -> str:
    """Return a name (cache key, channel, lock) that belongs to the current place alone."""
    return f"{current_key()}:{name}"


def cache_key(key: str, prefix: str, version: int) -> str:
    """Return the cache's own key for a name of the current place (a KEY_FUNCTION of Django's cache)."""
    return f"{prefix}:{named(key)}:{version}"
