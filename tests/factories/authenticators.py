"""A passkey device in software: it answers honestly, or with whatever a test makes of its answer."""

import hashlib
import json
import secrets
from dataclasses import dataclass, field
from typing import Any

import cbor2
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from webauthn.helpers import base64url_to_bytes
from webauthn.helpers import bytes_to_base64url as text

USER_PRESENT, USER_VERIFIED, HAS_CREDENTIAL = 0x01, 0x04, 0x40


@dataclass
class Device:
    """One passkey of one person at one host. ``counter`` is what it shows with its next answer."""

    host: str
    origin: str
    owner: bytes = b""
    counter: int = 0
    flags: int = USER_PRESENT | USER_VERIFIED
    credential: bytes = field(default_factory=lambda: secrets.token_bytes(32))
    key: Any = field(default_factory=lambda: ec.generate_private_key(ec.SECP256R1()))

    def make(self, options: str) -> str:
        """Answer the question for a new passkey."""
        asked = json.loads(options)
        self.owner = base64url_to_bytes(asked["user"]["id"])
        told = self._client_data("webauthn.create", asked["challenge"])
        attested = bytes(16) + len(self.credential).to_bytes(2, "big") + self.credential + self._public_key()
        data = self._data(self.flags | HAS_CREDENTIAL) + attested
        statement = cbor2.dumps({"fmt": "none", "attStmt": {}, "authData": data})
        response = {"clientDataJSON": text(told), "attestationObject": text(statement), "transports": ["internal"]}
        return self._written(response)

    def answer(self, options: str, *, challenge: str = "") -> str:
        """Answer the question to an existing passkey; ``challenge`` stands in for the one that was asked."""
        self.counter += 1
        told = self._client_data("webauthn.get", challenge or json.loads(options)["challenge"])
        data = self._data(self.flags)
        signature = self.key.sign(data + hashlib.sha256(told).digest(), ec.ECDSA(hashes.SHA256()))
        response = {
            "clientDataJSON": text(told),
            "authenticatorData": text(data),
            "signature": text(signature),
            "userHandle": text(self.owner),
        }
        return self._written(response)

    def _client_data(self, kind: str, challenge: str) -> bytes:
        return json.dumps({"type": kind, "challenge": challenge, "origin": self.origin}).encode()

    def _data(self, flags: int) -> bytes:
        return hashlib.sha256(self.host.encode()).digest() + bytes([flags]) + self.counter.to_bytes(4, "big")

    def _public_key(self) -> bytes:
        point = self.key.public_key().public_numbers()
        return cbor2.dumps({1: 2, 3: -7, -1: 1, -2: point.x.to_bytes(32, "big"), -3: point.y.to_bytes(32, "big")})

    def _written(self, response: dict[str, Any]) -> str:
        known = {"id": text(self.credential), "rawId": text(self.credential), "type": "public-key"}
        return json.dumps({**known, "response": response})
