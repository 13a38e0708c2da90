"""OAuth 2.0 for machines: a key's secret is exchanged for short-lived tokens (RFC 6749 4.4, RFC 7009, RFC 8414)."""

import base64
import binascii
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import wraps
from typing import Any
from urllib.parse import unquote_plus

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET

from gateway.core import tokens
from gateway.core.errors import Refused
from gateway.core.keys import digest_of, is_from, known_key
from gateway.models import ApiKey, Scope, Way
from gateway.notices import came_from_elsewhere
from kernel import clock, limits
from kernel.openness import behind_key, open_to_all
from kernel.requests import client_address

FORM = "application/x-www-form-urlencoded"
MOST_BYTES = 8 * 1024
KNOCKS, WINDOW_S = 60, 60  # of one address
BASIC = "Basic "
NO_STORE = {"Cache-Control": "no-store", "Pragma": "no-cache"}


@dataclass
class Fault(Exception):
    """What is answered by the RFC: its word, the status, headers."""

    error: str
    status: int = 400
    headers: Mapping[str, str] = field(default_factory=dict)


def endpoint(act: Callable[[HttpRequest, Mapping[str, str]], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Return the view of an endpoint: a form by POST from who does not knock too often; faults by the RFC."""

    @behind_key
    @csrf_exempt  # the client proves itself by its secret; no cookie is read
    @sensitive_post_parameters()
    @wraps(act)
    def view(request: HttpRequest) -> HttpResponse:
        try:
            limits.count("gateway:oauth", client_address(request), times=KNOCKS, seconds=WINDOW_S)
            answer = act(request, _form(request))
        except limits.TooMany as refusal:
            answer = _faulty(Fault("temporarily_unavailable", 429, {"Retry-After": str(refusal.seconds)}))
        except Refused as refused:  # Redis is away
            answer = _faulty(Fault("temporarily_unavailable", refused.status, refused.headers))
        except Fault as fault:
            answer = _faulty(fault)
        for name, value in NO_STORE.items():
            answer.headers[name] = value
        return answer

    return view


@endpoint
def token(request: HttpRequest, form: Mapping[str, str]) -> HttpResponse:
    """Give a token for the client's own secret, with the scopes asked for or all of its key's."""
    now = clock.now()
    key, secret = _client(request, form, now)
    grant = form.get("grant_type", "")
    if not grant:
        raise Fault("invalid_request")
    if grant != "client_credentials":
        raise Fault("unsupported_grant_type")
    if key.way != Way.TOKEN:
        raise Fault("unauthorized_client")
    scopes = frozenset(form["scope"].split(" ") if form.get("scope") else key.scopes)
    if scopes - set(key.scopes):
        raise Fault("invalid_scope")
    text = tokens.issue(key, digest=digest_of(secret), scopes=scopes)
    told = {
        "access_token": text,
        "token_type": "Bearer",
        "expires_in": tokens.LIFE_S,
        "scope": " ".join(sorted(scopes)),
    }
    return JsonResponse(told)


@endpoint
def revoke(request: HttpRequest, form: Mapping[str, str]) -> HttpResponse:
    """End a token of the client's own; one that is unknown is answered alike."""
    key, _secret = _client(request, form, clock.now())
    if not form.get("token"):
        raise Fault("invalid_request")
    tokens.forget(form["token"], key=key)
    return HttpResponse(status=200)


@open_to_all
@require_GET
def metadata(request: HttpRequest) -> HttpResponse:
    """Tell where the endpoints of this host are and what they take."""
    ways = ["client_secret_basic", "client_secret_post"]
    told = {
        "issuer": request.build_absolute_uri("/").rstrip("/"),
        "token_endpoint": request.build_absolute_uri(reverse("oauth:token")),
        "revocation_endpoint": request.build_absolute_uri(reverse("oauth:revoke")),
        "token_endpoint_auth_methods_supported": ways,
        "revocation_endpoint_auth_methods_supported": ways,
        "grant_types_supported": ["client_credentials"],
        "response_types_supported": [],
        "scopes_supported": sorted(Scope.values),
        "service_documentation": request.build_absolute_uri(reverse("api:documentation")),
    }
    return JsonResponse(told)


def _form(request: HttpRequest) -> dict[str, str]:
    """Return the form of a request, each parameter once, without those that are empty (RFC 6749, 3.2)."""
    length = request.META.get("CONTENT_LENGTH") or "0"
    if request.method != "POST":
        raise Fault("invalid_request", 405, {"Allow": "POST"})
    if request.content_type != FORM or not length.isdecimal() or int(length) > MOST_BYTES:
        raise Fault("invalid_request")
    lists: list[tuple[str, list[Any]]] = list(request.POST.lists())
    if request.GET or any(len(told) > 1 or "\x00" in told[0] for _name, told in lists):
        raise Fault("invalid_request")
    return {name: str(told[0]) for name, told in lists if told[0]}


def _client(request: HttpRequest, form: Mapping[str, str], now: datetime) -> tuple[ApiKey, str]:
    """Return the key of the client that proves itself, with the secret it did it by.

    :raises Fault: it does not, or in two ways at once; a foreign network looks like a wrong secret.
    """
    told = request.headers.get("Authorization", "")
    if told and ("client_secret" in form or "client_id" in form):
        raise Fault("invalid_request")
    name, secret = _basic(told) if told else (form.get("client_id", ""), form.get("client_secret", ""))
    key = known_key(secret, now=now)
    address = client_address(request)
    if key is not None and key.prefix == name:
        if is_from(address, key.networks):
            return key, secret
        came_from_elsewhere(key, address=address, now=now)
    raise Fault("invalid_client", 401, {"WWW-Authenticate": 'Basic realm="hdnd"'} if told else {})


def _basic(told: str) -> tuple[str, str]:
    """Return the id and the secret of an Authorization header, each written as in a form (RFC 6749, 2.3.1)."""
    try:
        text = base64.b64decode(told.removeprefix(BASIC), validate=True).decode() if told.startswith(BASIC) else ""
    except (binascii.Error, UnicodeDecodeError, ValueError):
        text = ""
    name, _, secret = text.partition(":")
    return unquote_plus(name), unquote_plus(secret)


def _faulty(fault: Fault) -> HttpResponse:
    return JsonResponse({"error": fault.error}, status=fault.status, headers=dict(fault.headers))
