"""Who asks: a machine with a key, or at a council's own host a signed-in person who may.

Nobody asks anonymously: what is published for everybody stands on the portal's pages.
"""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import CsrfViewMiddleware

from gateway.core.errors import Refused
from gateway.core.keys import find_key
from gateway.models import Endpoint, Scope
from gateway.permissions import Can
from kernel import clock
from kernel.access import ANONYMOUS, may
from kernel.place import current_key
from kernel.requests import client_address

BEARER = "Bearer "


@dataclass(frozen=True)
class Caller:
    """Who asks, by a name for the bucket and the log that reveals no secret, and what is open to them."""

    name: str
    scopes: frozenset[str]

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
    if endpoint == Endpoint.PROVINCE:
        return _by_login(request)
    raise _unknown()


def _by_key(told: str, request: HttpRequest, endpoint: Endpoint) -> Caller:
    address = client_address(request)
    key = find_key(told.removeprefix(BEARER), now=clock.now(), address=address) if told.startswith(BEARER) else None
    if key is None or key.endpoint != endpoint:
        raise _unknown()
    if endpoint == Endpoint.PROVINCE and key.council_key != current_key():
        raise _unknown()
    return Caller(f"key:{key.prefix}", frozenset(key.scopes))


def _by_login(request: HttpRequest) -> Caller:
    actor: Any = getattr(request, "actor", ANONYMOUS)
    if actor.account_id is None or not may(actor, Can.ASK):
        raise _unknown()
    if CsrfViewMiddleware(_never).process_view(request, _never, (), {}) is not None:
        raise Refused("FORBIDDEN", detail="CSRF")
    scopes = set(Scope.values) - (set() if settings.GATEWAY_INTROSPECTION else {Scope.SCHEMA.value})
    return Caller(f"account:{actor.account_id}", frozenset(scopes))


def _never(_request: HttpRequest) -> HttpResponse:
    raise AssertionError("only the check of the CSRF token is used")


def _unknown() -> Refused:
    return Refused("UNAUTHENTICATED", headers={"WWW-Authenticate": 'Bearer realm="hdnd"'})
