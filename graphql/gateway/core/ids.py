"""Global ids: base64url of ``v1:Type:council:key``. Opaque to callers; the council in it is only a claim."""

import base64
import binascii
from typing import NamedTuple
from uuid import UUID

VERSION = "v1"
LONGEST = 200


class NodeId(NamedTuple):
    """What a global id claims to name."""

    type_name: str
    council_key: str
    key: UUID


def encoded(type_name: str, council_key: str, key: UUID) -> str:
    """Return the global id of an object."""
    text = f"{id_prefix(type_name)}{council_key}:{key}"
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def id_prefix(type_name: str) -> str:
    """Return how the ids of a type begin before they are written in base64url; the council and the key follow."""
    return f"{VERSION}:{type_name}:"


def decoded(text: str) -> NodeId | None:
    """Return what an id claims, or None when it is none of ours."""
    plain = from_base64(text)
    parts = plain.split(":") if plain else []
    if len(parts) != 4 or parts[0] != VERSION:
        return None
    try:
        claim = NodeId(parts[1], parts[2], UUID(parts[3]))
    except ValueError:
        return None
    return claim if encoded(*claim) == text else None


def from_base64(text: str, *, longest: int = LONGEST * 2) -> str | None:
    """Return the text in unpadded base64url, or None when it is none."""
    if len(text) > longest or not text.isascii():
        return None
    try:
        return base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True).decode()
    except (binascii.Error, UnicodeDecodeError):
        return None
