"""Primary keys that never overlap between councils: UUID version 7 (RFC 9562)."""

import os
import time
from uuid import UUID

from django.db.models import Func, UUIDField


def new_key() -> UUID:
    """Return a fresh UUIDv7: 48 bits of Unix milliseconds, then 74 random bits."""
    milliseconds = time.time_ns() // 1_000_000
    value = (milliseconds & 0xFFFFFFFFFFFF) << 80 | int.from_bytes(os.urandom(10), "big")
    value = value & ~(0xF << 76) | 0x7 << 76
    value = value & ~(0x3 << 62) | 0x2 << 62
    return UUID(int=value)


class UuidV7(Func):
    """PostgreSQL 18's own ``uuidv7()``, so that rows written by raw SQL get keys of the same kind."""

    function = "uuidv7"
    arity = 0
    output_field = UUIDField()
