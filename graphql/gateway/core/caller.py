"""Who asks: a machine with a key or a token made from it, a signed-in person who may, or at a portal anybody.

At a portal's endpoint nobody needs a name for the registered operations: what they tell is published for everybody.
Everything else is asked with a key of this very place, or at a council's own host by login.
"""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import CsrfViewMiddleware

from gateway.core import tokens
from gateway.core.errors import Refused
from gateway.core.keys import is_from, known_key
from gateway.models import ApiKey, Endpoint, Scope, Way
from gateway.notices import came_from_elsewhere
from gateway.permissions import Can
from kernel import clock, limits
from kernel.access import ANONYMOUS, may
from kernel.place import current_key
from kernel.requests import client_address

BEARER = "Bearer "
# Where anybody may ask the registered operations, by the value of the endpoint.
OPEN_TO_ALL = frozenset({"portal"})
KNOCKS, WINDOW_S = 120, 60  # of one address without a key


@dataclass(frozen=True)
class Caller:
    """Who asks, by a name for the bucket and the log that reveals no secret, and what is open to them.

    ``prefix`` is that of the key, "" for people; whoever ``is_anonymous`` may ask registered operations only.
    """

    name: str
    scopes: frozenset[str]
    prefix: str = ""
    is_anonymous: bool = False

    @property
    def may_see_schema(self) -> bool:
        """Whether introspection is answered."""
        return Scope.SCHEMA.value in self.scopes


def caller_of(request: HttpRequest, endpoint: Endpoint) -> Caller:
    """Return who asks.

    :raises Refused: no key or login, or one that does not open this endpoint; the reasons look alike.
    """
    told = request.headers.get("Authorization", "")
    if told:
        return _by_key(told, request, endpoint)
    if endpoint.value in OPEN_TO_ALL and not _brings_login(request):
        return _anybody(request)
    if endpoint != Endpoint.CENTRAL and request.method == "POST":
        return _by_login(request)
    raise unknown_caller()


def _by_key(told: str, request: HttpRequest, endpoint: Endpoint) -> Caller:
    now, address = clock.now(), client_address(request)
    secret = told.removeprefix(BEARER) if told.startswith(BEARER) else ""
    key, scopes = _opened(secret, now)
    if key is None or not _opens(key, endpoint):
        raise unknown_caller()
    if not is_from(address, key.networks):
        came_from_elsewhere(key, address=address, now=now)
        raise unknown_caller()
    return Caller(f"key:{key.prefix}", scopes, prefix=key.prefix)


def _opened(secret: str, now: datetime) -> tuple[ApiKey | None, frozenset[str]]:
    """Return the key that a secret or a token opens, with the scopes that it opens."""
    token = tokens.find(secret, now=now)
    if token is not None:
        return token.key, token.scopes
    key = known_key(secret, now=now)
    if key is None or key.way != Way.DIRECT:
        return None, frozenset()
    return key, frozenset(key.scopes)


def _opens(key: ApiKey, endpoint: Endpoint) -> bool:
    """Whether a key is for an endpoint: that of the centre, or those of the council in whose place it was given."""
    if endpoint == Endpoint.CENTRAL:
        return key.endpoint == Endpoint.CENTRAL
    return key.endpoint != Endpoint.CENTRAL and key.council_key == current_key()


def _brings_login(request: HttpRequest) -> bool:
    actor: Any = getattr(request, "actor", ANONYMOUS)
    return request.method == "POST" and actor.account_id is not None and may(actor, Can.ASK)


def _anybody(request: HttpRequest) -> Caller:
    address = client_address(request)
    try:
        limits.count("gateway:anybody", address, times=KNOCKS, seconds=WINDOW_S)
    except limits.TooMany as refusal:
        wait = {"Retry-After": str(refusal.seconds)}
        raise Refused("TOO_MANY_REQUESTS", headers=wait, retryAfter=refusal.seconds) from None
    name = hashlib.sha256(address.encode()).hexdigest()[:16]
    scopes = frozenset(Scope.values) - {Scope.SCHEMA.value}
    return Caller(f"address:{name}", scopes, is_anonymous=True)


def _by_login(request: HttpRequest) -> Caller:
    actor: Any = getattr(request, "actor", ANONYMOUS)
    if actor.account_id is None or not may(actor, Can.ASK):
        raise unknown_caller()
    if CsrfViewMiddleware(_never).process_view(request, _never, (), {}) is not None:
        raise Refused("FORBIDDEN", detail="CSRF")
    scopes = set(Scope.values) - (set() if settings.GATEWAY_INTROSPECTION else {Scope.SCHEMA.value})
    return Caller(f"account:{actor.account_id}", frozenset(scopes))


def _never(_request: HttpRequest) -> HttpResponse:
    raise AssertionError("only the check of the CSRF token is used")


def unknown_caller() -> Refused:
    """Return the refusal of who brings nothing that opens; the reasons look alike."""
    return Refused("UNAUTHENTICATED", headers={"WWW-Authenticate": 'Bearer realm="hdnd"'})
