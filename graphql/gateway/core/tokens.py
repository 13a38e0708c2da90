"""Short-lived access tokens (RFC 6749, section 4.4): opaque, kept in Redis under their hash, bound to their key.

A token is 256 random bits. What it opens is looked up at every question together with its key's row, so a key that is
revoked, has ended or changed its secret takes its tokens along. A token that Redis lost must be asked for anew.
"""

import re
import secrets
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import orjson
from redis.exceptions import RedisError

from gateway.core.errors import Refused
from gateway.core.keys import digest_of
from gateway.models import ApiKey
from kernel.place import named
from kernel.redis import memory

LIFE_S = 900
FORM = re.compile(r"hdndt_[A-Za-z0-9_-]{43}")


@dataclass(frozen=True)
class Token:
    """What a token opens: its key, and of its scopes those that were asked for."""

    key: ApiKey
    scopes: frozenset[str]


def issue(key: ApiKey, *, digest: str, scopes: frozenset[str]) -> str:
    """Return a new token of a key, made with the secret of the given hash.

    :raises Refused: Redis does not answer.
    """
    token = f"hdndt_{secrets.token_urlsafe(32)}"
    told = orjson.dumps({"prefix": key.prefix, "digest": digest, "scopes": sorted(scopes)})
    try:
        memory().set(_name(token), told, ex=LIFE_S)
    except RedisError as error:
        raise _away() from error
    return token


def find(token: str, *, now: datetime) -> Token | None:
    """Return what a token opens at this moment in the present place, or None.

    :raises Refused: Redis does not answer.
    """
    told = _told(token)
    if told is None:
        return None
    key = ApiKey.objects.filter(prefix=told["prefix"]).first()
    if key is None or not key.accepts(told["digest"], now):
        return None
    return Token(key, frozenset(told["scopes"]) & frozenset(key.scopes))


def forget(token: str, *, key: ApiKey) -> None:
    """End a token of this key at once; another's, or none, stays as it is.

    :raises Refused: Redis does not answer.
    """
    told = _told(token)
    if told is None or told["prefix"] != key.prefix:
        return
    try:
        memory().delete(_name(token))
    except RedisError as error:
        raise _away() from error


def _told(token: str) -> dict[str, Any] | None:
    if FORM.fullmatch(token) is None:
        return None
    try:
        text: Any = memory().get(_name(token))
    except RedisError as error:
        raise _away() from error
    return orjson.loads(text) if text else None


def _name(token: str) -> str:
    return named(f"gateway:token:{digest_of(token)}")


def _away() -> Refused:
    return Refused("SERVICE_UNAVAILABLE", headers={"Retry-After": "5"})
