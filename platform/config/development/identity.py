"""An identity provider for one's own machine: development and tests. It confirms whatever address is typed.

    python -m config.development.identity PORT

OpenID Connect as far as a client can tell: discovery, codes that open once, PKCE, signed proofs, signing out.
It knows no password, so it listens on 127.0.0.1 alone and never stands in production.
"""

import base64
import hashlib
import html
import json
import secrets
import sys
import time
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from joserfc import jwt
from joserfc.jwk import ECKey, KeySet

CLIENT, SECRET = "hdnd-so", "minh-hoa"
SECONDS = 300
PAGE = """<!doctype html><html lang="vi"><meta charset="utf-8"><title>Định danh minh hoạ</title>
<h1>Định danh minh hoạ</h1><p>Chỉ dùng để chạy thử trên máy này. Hãy gõ địa chỉ thư sẽ được xác nhận.</p>
<form method="post" action="/agree">{kept}<p><label>Địa chỉ thư <input name="email" type="email" required></label></p>
<p><button>Đồng ý</button></p></form></html>"""


def trial_identity(port: int) -> dict[str, str]:
    """Return the variables by which the web finds the provider on a port of this machine."""
    return {
        "IDENTITY_ISSUER": f"http://127.0.0.1:{port}",
        "IDENTITY_CLIENT_ID": CLIENT,
        "IDENTITY_CLIENT_SECRET": SECRET,
        "IDENTITY_NAME": "Định danh minh hoạ",
        "IDENTITY_HOSTS": ".localhost",
    }


class Authority(ThreadingHTTPServer):
    """The provider with its key and the codes that it has given."""

    daemon_threads = True

    def __init__(self, port: int = 0) -> None:
        super().__init__(("127.0.0.1", port), Desk)
        self.key = ECKey.generate_key("P-256", {"kid": secrets.token_hex(4), "use": "sig", "alg": "ES256"})
        self.codes: dict[str, dict[str, str]] = {}

    @property
    def issuer(self) -> str:
        """Return the address by which the provider is known."""
        return f"http://127.0.0.1:{self.server_address[1]}"

    def described(self) -> dict[str, Any]:
        """Return what the provider publishes about itself."""
        ends = {"authorization_endpoint": "ask", "token_endpoint": "token", "jwks_uri": "keys"}
        addresses = {name: f"{self.issuer}/{end}" for name, end in ends.items()}
        return {"issuer": self.issuer, **addresses, "end_session_endpoint": f"{self.issuer}/leave"}

    def keys(self) -> dict[str, Any]:
        """Return the public half of the key."""
        return dict(KeySet([self.key]).as_dict(private=False))

    def claims(self, given: dict[str, str]) -> dict[str, Any]:
        """Return what is confirmed of somebody who typed an address."""
        now, email = int(time.time()), given["email"]
        return {
            "iss": self.issuer,
            "aud": given["client_id"],
            "sub": hashlib.sha256(email.encode()).hexdigest()[:24],
            "iat": now,
            "exp": now + SECONDS,
            "nonce": given["nonce"],
            "email": email,
            "email_verified": True,
        }

    def proof(self, given: dict[str, str]) -> str:
        """Return the signed proof of identity."""
        return jwt.encode({"alg": "ES256", "kid": self.key.kid}, self.claims(given), self.key)

    def token(self, login: str, body: dict[str, str]) -> dict[str, Any] | None:
        """Return what a code is exchanged for, None when client, code, address or PKCE do not fit."""
        given = self.codes.pop(body.get("code", ""), None)
        expected = base64.b64encode(f"{CLIENT}:{SECRET}".encode()).decode()
        shown = hashlib.sha256(body.get("code_verifier", "").encode()).digest()
        challenge = base64.urlsafe_b64encode(shown).rstrip(b"=").decode()
        if given is None or login != f"Basic {expected}" or given["redirect_uri"] != body.get("redirect_uri"):
            return None
        if challenge != given["code_challenge"]:
            return None
        return {"access_token": secrets.token_hex(), "token_type": "Bearer", "id_token": self.proof(given)}


class Desk(BaseHTTPRequestHandler):
    """Answers one request."""

    server: Authority

    def do_GET(self) -> None:
        """Answer what is published, the form, and the way out."""
        address = urlsplit(self.path)
        asked = _first(address.query)
        if address.path == "/.well-known/openid-configuration":
            self._json(self.server.described())
        elif address.path == "/keys":
            self._json(self.server.keys())
        elif address.path == "/ask" and asked.get("client_id") == CLIENT:
            fields = (
                f'<input type="hidden" name="{html.escape(n)}" value="{html.escape(v)}">' for n, v in asked.items()
            )
            self._send(HTTPStatus.OK, "text/html; charset=utf-8", PAGE.format(kept="".join(fields)).encode())
        elif address.path == "/leave":
            self._redirect(asked.get("post_logout_redirect_uri", "/"))
        else:
            self._json({"error": "not_found"}, HTTPStatus.NOT_FOUND)

    def do_POST(self) -> None:
        """Take the form, or exchange a code."""
        body = _first(self.rfile.read(int(self.headers.get("Content-Length", 0))).decode())
        if self.path == "/agree":
            code = secrets.token_urlsafe()
            self.server.codes[code] = body
            told = urlencode({"code": code, "state": body.get("state", ""), "iss": self.server.issuer})
            self._redirect(f"{body['redirect_uri']}?{told}")
        else:
            answer = self.server.token(self.headers.get("Authorization", ""), body)
            self._json(answer or {"error": "invalid_grant"}, HTTPStatus.OK if answer else HTTPStatus.BAD_REQUEST)

    def _json(self, value: Any, status: HTTPStatus = HTTPStatus.OK) -> None:
        self._send(status, "application/json", json.dumps(value).encode())

    def _redirect(self, address: str) -> None:
        self.send_response(HTTPStatus.FOUND)
        self.send_header("Location", address)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _send(self, status: HTTPStatus, kind: str, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_given: Any) -> None:
        """Say nothing: the addresses hold codes."""


def _kept(name: str, value: str) -> str:
    return f'<input type="hidden" name="{html.escape(name)}" value="{html.escape(value)}">'


def _first(query: str) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(query).items()}


if __name__ == "__main__":
    Authority(int(sys.argv[1])).serve_forever()
