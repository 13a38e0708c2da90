"""Secrets that people carry: made by the system's random source, stored only as digests.

A digest is keyed with ``SECRET_KEY``, so a copy of the database alone opens nothing.
"""

import base64
import hashlib
import hmac
import secrets

from django.conf import settings

RECOVERY_CODES = 10


def new_token() -> str:
    """Return 256 random bits as 43 characters that stand in an address."""
    return secrets.token_urlsafe(32)


def new_recovery_code() -> str:
    """Return a code of 50 random bits that a person can copy from paper: ``k3m9q-x7wab``."""
    text = base64.b32encode(secrets.token_bytes(7)).decode().lower()[:10]
    return f"{text[:5]}-{text[5:]}"


def plain_code(typed: str) -> str:
    """Return a recovery code as it is compared: without spaces and dashes, lower case."""
    return "".join(char for char in typed.lower() if char.isalnum())


def digest(purpose: str, secret: str) -> str:
    """Return the stored form of a secret: 64 hexadecimal digits; the purpose keeps two uses apart."""
    return hmac.new(settings.SECRET_KEY.encode(), f"{purpose}:{secret}".encode(), hashlib.sha256).hexdigest()
