"""Primary keys that never overlap between councils: UUID version 7 (RFC 9562)."""

import os
import time
from threading import Lock
from uuid import UUID

from django.db.models import Func, UUIDField


class _Moments:
    """The moments of this process's keys, each later than the one before, however fast they are asked for."""

    STEP = 1_000_000 // 4096 + 1  # nanoseconds: the 4,096th of a millisecond always moves on

    def __init__(self) -> None:
        self._lock = Lock()
        self._latest = 0

    def next(self) -> int:
        """Return nanoseconds since 1970."""
        with self._lock:
            self._latest = max(time.time_ns(), self._latest + self.STEP)
            return self._latest


_moments = _Moments()


def new_key() -> UUID:
    """Return a fresh UUIDv7 that sorts after every one that this process made before.

    48 bits of Unix milliseconds, the 4,096ths of the millisecond in 12 bits (RFC 9562, section 6.2, method 3, as
    PostgreSQL does it), then 62 random bits.
    """
    milliseconds, rest = divmod(_moments.next(), 1_000_000)
    value = (milliseconds & 0xFFFFFFFFFFFF) << 80 | 0x7 << 76 | (rest * 4096 // 1_000_000) << 64
    return UUID(int=value | 0x2 << 62 | int.from_bytes(os.urandom(8), "big") >> 2)


class UuidV7(Func):
    """PostgreSQL 18's own ``uuidv7()``, so that rows written by raw SQL get keys of the same kind."""

    function = "uuidv7"
    arity = 0
    output_field = UUIDField()
