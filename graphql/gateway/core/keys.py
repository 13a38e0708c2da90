"""The secret of a key: made once, shown once, known again by its hash."""

import hashlib
import re
import secrets
from datetime import datetime
from ipaddress import ip_address, ip_network
from typing import Any

from gateway.models import ApiKey

MARK = "hdnd_"
FORM = re.compile(r"hdnd_([a-z0-9]{8})_([A-Za-z0-9_-]{43})")
PREFIX_LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789"


def new_secret(prefix: str = "") -> tuple[str, str]:
    """Return a prefix, fresh unless given, and a whole new secret: ``hdnd_<prefix>_<256 random bits in base64url>``."""
    prefix = prefix or "".join(secrets.choice(PREFIX_LETTERS) for _ in range(8))
    return prefix, f"{MARK}{prefix}_{secrets.token_urlsafe(32)}"


def digest_of(secret: str) -> str:
    """Return the hash by which a secret is known again."""
    return hashlib.sha256(secret.encode()).hexdigest()


def known_key(secret: str, *, now: datetime) -> ApiKey | None:
    """Return the key of this place that a secret opens at this moment, from wherever it comes, or None.

    The row is read at every request, so a key revoked is refused at the next one.
    """
    form = FORM.fullmatch(secret)
    if form is None:
        return None
    key = ApiKey.objects.filter(prefix=form.group(1)).first()
    return key if key is not None and key.accepts(digest_of(secret), now) else None


def is_from(address: str, networks: list[Any]) -> bool:
    """Whether an address lies in one of the networks; without networks every address does."""
    if not networks:
        return True
    try:
        caller = ip_address(address)
    except ValueError:
        return False
    return any(caller in ip_network(network) for network in networks)
