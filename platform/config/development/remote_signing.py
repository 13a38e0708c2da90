"""A remote signing service for one's own machine: development and tests. Whoever opens its page is every owner's phone.

    python -m config.development.remote_signing PORT FOLDER

It speaks the API of the Cloud Signature Consortium (v2) as far as our client can tell: a login, credentials,
an authorisation that waits for the phone, a signature for each that was confirmed, once. Every credential is known;
its name is the owner's. The keys lie in the folder of the keys for trying out, so it listens on 127.0.0.1 alone and
never stands in production.
"""

import html
import json
import secrets
import sys
import threading
from base64 import b64decode, b64encode
from dataclasses import dataclass
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, utils

from kernel.signing.authority import LocalAuthority, Owner, SoftKey

CLIENT, SECRET = "hdnd-so", "minh-hoa"
SECONDS = 300
SHA256_BYTES = 32
PAGE = """<!doctype html><html lang="vi"><meta charset="utf-8"><title>Điện thoại minh hoạ</title>
<h1>Điện thoại minh hoạ</h1><p>Chỉ dùng để chạy thử trên máy này. Các yêu cầu ký đang chờ:</p>{rows}</html>"""
ROW = """<form method="post" action="/phone"><input type="hidden" name="handle" value="{handle}"><p>{owner}: {words}
<button name="answer" value="yes">Đồng ý ký</button> <button name="answer" value="no">Từ chối</button></p></form>"""


def trial_signing(port: int) -> dict[str, str]:
    """Return the variables by which web and worker find the service on a port of this machine."""
    return {
        "REMOTE_SIGNING_URL": f"http://127.0.0.1:{port}",
        "REMOTE_SIGNING_CLIENT_ID": CLIENT,
        "REMOTE_SIGNING_CLIENT_SECRET": SECRET,
        "SIGNING_MEANS": "soft,outside,remote",
    }


@dataclass
class Ringing:
    """One question at a phone, and what the owner said: "", "yes", "no"; it is signed once."""

    credential: str
    digests: list[str]
    words: str
    said: str = ""
    activation: str = ""
    is_signed: bool = False


class Service(ThreadingHTTPServer):
    """The service with the questions that it was asked."""

    daemon_threads = True

    def __init__(self, folder: Path, port: int = 0) -> None:
        super().__init__(("127.0.0.1", port), Counter)
        self.authority = LocalAuthority(folder)
        self.ringing: dict[str, Ringing] = {}
        self.tokens: set[str] = set()
        self.guard = threading.Lock()

    @property
    def url(self) -> str:
        """Return the address of the service."""
        return f"http://127.0.0.1:{self.server_address[1]}"

    def key_of(self, credential: str) -> SoftKey:
        """Return the key of a credential."""
        return self.authority.key_of(Owner("remote", credential.encode().hex()[:60], credential, ""))

    def info(self, asked: dict[str, Any]) -> dict[str, Any]:
        """Return what is said of a credential."""
        der = self.key_of(asked["credentialID"]).certificate
        return {
            "key": {"status": "enabled", "algo": ["1.2.840.10045.4.3.2"], "len": 256},
            "cert": {"status": "valid", "certificates": [b64encode(der).decode()]},
            "auth": {"mode": "explicit"},
            "multisign": 1,
        }

    def authorize(self, asked: dict[str, Any]) -> dict[str, Any]:
        """Ring at the owner's phone."""
        handle = secrets.token_urlsafe(16)
        self.ringing[handle] = Ringing(asked["credentialID"], asked["hashes"], asked.get("description", ""))
        return {"handle": handle, "expiresIn": SECONDS}

    def check(self, asked: dict[str, Any]) -> dict[str, Any]:
        """Say whether the owner confirmed."""
        found = self.ringing.get(asked["handle"])
        if found is None or found.is_signed:
            return {"error": "invalid_handle"}
        if found.said == "":
            return {"error": "authorization_pending"}
        if found.said == "no":
            return {"error": "access_denied"}
        found.activation = found.activation or secrets.token_urlsafe(16)
        return {"SAD": found.activation, "expiresIn": SECONDS}

    def sign(self, asked: dict[str, Any]) -> dict[str, Any]:
        """Sign what was confirmed, once."""
        with self.guard:
            found = next((one for one in self.ringing.values() if one.activation == asked["SAD"]), None)
            fits = found is not None and (found.credential, found.digests) == (asked["credentialID"], asked["hashes"])
            if found is None or not fits or found.is_signed or not found.activation:
                return {"error": "invalid_request"}
            found.is_signed = True
        digest = b64decode(asked["hashes"][0])
        if len(digest) != SHA256_BYTES:
            return {"error": "invalid_request"}
        private: ec.EllipticCurvePrivateKey = self.key_of(found.credential).private
        value = private.sign(digest, ec.ECDSA(utils.Prehashed(hashes.SHA256())))
        return {"signatures": [b64encode(value).decode()]}

    def answer_all(self, said: str) -> None:
        """Answer at every phone that rings."""
        for one in self.ringing.values():
            one.said = one.said or said


class Counter(BaseHTTPRequestHandler):
    """Answers one request."""

    server: Service

    def do_GET(self) -> None:
        """Show the phone."""
        waiting = [(handle, one) for handle, one in self.server.ringing.items() if not one.said]
        rows = [
            ROW.format(handle=html.escape(handle), owner=html.escape(one.credential), words=html.escape(one.words))
            for handle, one in waiting
        ]
        self._send(HTTPStatus.OK, "text/html; charset=utf-8", PAGE.format(rows="".join(rows)).encode())

    def do_POST(self) -> None:
        """Let a client in, take an answer at the phone, or do what a method says."""
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        if self.path == "/phone":
            self._at_phone(_first(body.decode()))
        elif self.path == "/csc/v2/oauth2/token":
            self._let_in(_first(body.decode()))
        elif self.headers.get("Authorization", "").removeprefix("Bearer ") not in self.server.tokens:
            self._json({"error": "invalid_token"}, HTTPStatus.UNAUTHORIZED)
        else:
            self._method(json.loads(body))

    def _method(self, asked: dict[str, Any]) -> None:
        methods = {
            "/csc/v2/credentials/info": self.server.info,
            "/csc/v2/credentials/authorize": self.server.authorize,
            "/csc/v2/credentials/authorizeCheck": self.server.check,
            "/csc/v2/signatures/signHash": self.server.sign,
        }
        method = methods.get(self.path)
        said = method(asked) if method is not None else {"error": "invalid_request"}
        self._json(said, HTTPStatus.BAD_REQUEST if "error" in said else HTTPStatus.OK)

    def _let_in(self, form: dict[str, str]) -> None:
        shown = (form.get("grant_type"), form.get("client_id"), form.get("client_secret"))
        if shown != ("client_credentials", CLIENT, SECRET):
            self._json({"error": "invalid_client"}, HTTPStatus.BAD_REQUEST)
            return
        token = secrets.token_urlsafe(16)
        self.server.tokens.add(token)
        self._json({"access_token": token, "token_type": "Bearer", "expires_in": SECONDS})

    def _at_phone(self, form: dict[str, str]) -> None:
        found = self.server.ringing.get(form.get("handle", ""))
        if found is not None and form.get("answer") in {"yes", "no"}:
            found.said = found.said or form["answer"]
        self.send_response(HTTPStatus.SEE_OTHER)
        self.send_header("Location", "/")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _json(self, value: Any, status: HTTPStatus = HTTPStatus.OK) -> None:
        self._send(status, "application/json", json.dumps(value).encode())

    def _send(self, status: HTTPStatus, kind: str, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_given: Any) -> None:
        """Say nothing."""


def _first(query: str) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(query).items()}


if __name__ == "__main__":
    Service(Path(sys.argv[2]), int(sys.argv[1])).serve_forever()
