"""What a tablet, a phone or a program sends twice is done once, and answered twice with the same result."""

from typing import TYPE_CHECKING

from kernel.doorplate import doorplate

if TYPE_CHECKING:
    from kernel.idempotency.repeating import KeyReused, digest_of, once

__all__ = ["KeyReused", "digest_of", "once"]

__getattr__ = doorplate(__name__, {"once": "repeating", "digest_of": "repeating", "KeyReused": "repeating"})
