"""The client of a national identity provider: OpenID Connect Core 1.0, authorization code with PKCE (RFC 7636).

The provider is asked at each use and nothing of it is trusted before its signature, issuer, audience, time and nonce
have been proved. When it does not answer, people come in by password or passkey as before.
"""

import base64
import hashlib
import json
import secrets
from dataclasses import dataclass
from datetime import datetime
from http.client import HTTPException
from typing import Any
from urllib.error import HTTPError
from urllib.parse import quote, urlencode, urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from django.utils.translation import gettext_lazy as _
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from kernel.refusal import Refusal

SECONDS = 5  # a person waits at the door
LARGEST = 256 * 1024  # bytes of an answer
LEEWAY_SECONDS = 60  # two clocks differ
ALGORITHMS = ("RS256", "ES256", "PS256")
SCOPE = "openid email profile"


class ProviderAway(Refusal):
    """The provider does not answer, or answers nonsense."""

    code = "provider_away"
    message = _("Hệ thống định danh chưa trả lời. Hãy thử lại sau, hoặc đăng nhập bằng mật khẩu.")


class IdentityRefused(Refusal):
    """What came back proves nobody's identity here."""

    code = "identity_refused"
    message = _("Chưa xác nhận được định danh. Hãy bắt đầu lại, hoặc đăng nhập bằng mật khẩu.")


@dataclass(frozen=True)
class Provider:
    """Who confirms identities, and as whom we ask. ``issuer`` is its address, without a stroke at the end."""

    issuer: str
    client: str
    secret: str
    name: str


@dataclass(frozen=True)
class Question:
    """What one browser was sent with: kept by the browser alone, signed, until it comes back."""

    state: str
    nonce: str
    verifier: str
    back: str


@dataclass(frozen=True)
class Identity:
    """Whom the provider confirms. ``email`` is "" unless the provider has confirmed that it is theirs."""

    issuer: str
    subject: str
    email: str


def new_question(back: str) -> Question:
    """Return a question that nobody can guess; ``back`` is the page to go to in the end."""
    return Question(*(secrets.token_urlsafe(32) for _each in range(3)), back)


def way_there(provider: Provider, question: Question, *, return_to: str) -> str:
    """Return the provider's address to which the browser is sent.

    :raises ProviderAway: the provider does not say where that is.
    """
    proof = hashlib.sha256(question.verifier.encode()).digest()
    asked = {
        "response_type": "code",
        "client_id": provider.client,
        "redirect_uri": return_to,
        "scope": SCOPE,
        "state": question.state,
        "nonce": question.nonce,
        "code_challenge": base64.urlsafe_b64encode(proof).rstrip(b"=").decode(),
        "code_challenge_method": "S256",
        "ui_locales": "vi",
    }
    return _with_query(_described(provider)["authorization_endpoint"], asked)


def way_out(provider: Provider, *, return_to: str) -> str:
    """Return the provider's address where somebody signs out there too, "" when it has none.

    :raises ProviderAway: the provider does not answer.
    """
    address = _described(provider).get("end_session_endpoint", "")
    asked = {"client_id": provider.client, "post_logout_redirect_uri": return_to}
    return _with_query(address, asked) if address else ""


def confirmed(provider: Provider, question: Question, *, code: str, return_to: str, now: datetime) -> Identity:
    """Exchange the code that the browser brought for a proof of identity, and prove it.

    :raises ProviderAway: the provider does not answer.
    :raises IdentityRefused: it takes no such code, or its proof does not hold.
    """
    described = _described(provider)
    token = _exchanged(provider, described["token_endpoint"], question, code, return_to)
    keys = _asked(described["jwks_uri"])
    try:
        proof = jwt.decode(token, KeySet.import_key_set(keys), algorithms=ALGORITHMS)
        _registry(provider, question, now).validate(proof.claims)
    except (JoseError, ValueError, KeyError, TypeError, AttributeError):
        raise IdentityRefused() from None
    return _identity(provider, proof.claims)


def _registry(provider: Provider, question: Question, now: datetime) -> jwt.JWTClaimsRegistry:
    return jwt.JWTClaimsRegistry(
        now=int(now.timestamp()),
        leeway=LEEWAY_SECONDS,
        iss={"essential": True, "value": provider.issuer},
        aud={"essential": True, "value": provider.client},
        sub={"essential": True},
        exp={"essential": True},
        iat={"essential": True},
        nonce={"essential": True, "value": question.nonce},
    )


def _identity(provider: Provider, claims: dict[str, Any]) -> Identity:
    subject, email, party = claims["sub"], claims.get("email"), claims.get("azp", provider.client)
    if not isinstance(subject, str) or not 0 < len(subject) <= 255 or party != provider.client:
        raise IdentityRefused()
    # Outside of ASCII a letter may become another one when names are compared (K, the sign of Kelvin, becomes k).
    is_confirmed = claims.get("email_verified") is True and isinstance(email, str) and email.isascii()
    return Identity(provider.issuer, subject, email if is_confirmed else "")


def _described(provider: Provider) -> dict[str, str]:
    """Return what the provider publishes about itself (OpenID Connect Discovery 1.0)."""
    told = _asked(f"{provider.issuer}/.well-known/openid-configuration")
    ends = ("authorization_endpoint", "token_endpoint", "jwks_uri")
    if told.get("issuer") != provider.issuer or not all(_is_address(told.get(end)) for end in ends):
        raise ProviderAway()
    if not _is_address(told.get("end_session_endpoint")):
        told.pop("end_session_endpoint", None)
    return told


def _exchanged(provider: Provider, address: str, question: Question, code: str, return_to: str) -> str:
    body = {
        "grant_type": "authorization_code",
        "code": code,
        "redirect_uri": return_to,
        "code_verifier": question.verifier,
    }
    login = f"{quote(provider.client, safe='')}:{quote(provider.secret, safe='')}"
    told = _asked(address, body=body, login=base64.b64encode(login.encode()).decode())
    token = told.get("id_token")
    if not isinstance(token, str):
        raise IdentityRefused()
    return token


class _Unmoved(HTTPRedirectHandler):
    """A provider that sends us elsewhere is not asked there."""

    def redirect_request(self, *_given: Any) -> None:
        return None


def _asked(address: str, *, body: dict[str, str] | None = None, login: str = "") -> dict[str, Any]:
    """Return the provider's answer as an object of JSON; a refusal with status 4xx is an empty one."""
    headers = {"Accept": "application/json", **({"Authorization": f"Basic {login}"} if login else {})}
    data = urlencode(body).encode() if body is not None else None
    try:
        with build_opener(_Unmoved()).open(_request(address, data, headers), timeout=SECONDS) as answer:
            told = json.loads(answer.read(LARGEST))
    except HTTPError as error:
        if body is not None and error.code in {400, 401}:  # RFC 6749, section 5.2: the code is worth nothing
            return {}
        raise ProviderAway() from None
    except (OSError, HTTPException, ValueError):
        raise ProviderAway() from None
    if not isinstance(told, dict):
        raise ProviderAway()
    return told


def _request(address: str, data: bytes | None, headers: dict[str, str]) -> Request:
    if not _is_address(address):
        raise ProviderAway()
    return Request(address, data, headers)  # noqa: S310 -- https, or http on this machine: checked a line above


def _is_address(value: Any) -> bool:
    """Tell whether a value is an address that may be asked: https, or this very machine in development."""
    if not isinstance(value, str):
        return False
    parts = urlsplit(value)
    return parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in {"127.0.0.1", "localhost"})


def _with_query(address: str, asked: dict[str, str]) -> str:
    return f"{address}{'&' if urlsplit(address).query else '?'}{urlencode(asked)}"
