"""How channels and keys in Redis are called. The place's own key leads each of them."""

import re
from hashlib import sha256

ROOM = re.compile(r"[a-z0-9][a-z0-9_-]{0,79}")
PLACE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,79}")

ACCOUNT = "account-"


class NoRoom(ValueError):
    """A room's name has letters that do not belong into a channel or an address."""


def checked(room: str) -> str:
    """Return a room's name.

    :raises NoRoom: it is more than small letters, digits, hyphens and underscores.
    """
    if not ROOM.fullmatch(room):
        raise NoRoom(f"no name of a live room: {room[:80]!r}")
    return room


def channel(place: str, room: str) -> str:
    """Return the channel on which a room's messages travel."""
    return f"live:{place}:room:{checked(room)}"


def control(place: str) -> str:
    """Return the channel on which a place's streams are ended."""
    return f"live:{place}:control"


def version_key(place: str, room: str) -> str:
    """Return the key under which a room's version is counted."""
    return f"live:{place}:version:{checked(room)}"


def seen_key(place: str, room: str) -> str:
    """Return the key under which it is written when each device of a room was last known to listen."""
    return f"live:{place}:seen:{checked(room)}"


def left_key(place: str, room: str) -> str:
    """Return the key under which it is written when each device of a room let its stream go."""
    return f"live:{place}:left:{checked(room)}"


def revoked_key(place: str, whom: str) -> str:
    """Return the key under which it is written when somebody's passes ended."""
    return f"live:{place}:revoked:{whom}"


def whom_session(session_key: str) -> str:
    """Return the name of a session in passes and revocations: a hash, since the key itself is a secret."""
    return "session-" + sha256(b"live:" + session_key.encode()).hexdigest()[:32]


def whom_account(account_id: object) -> str:
    """Return the name of an account in passes and revocations."""
    return f"{ACCOUNT}{account_id}"


WHOM_PLACE = "place"
