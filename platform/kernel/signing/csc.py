"""A remote signing service that speaks the API of the Cloud Signature Consortium, version 2.

Source: Cloud Signature Consortium, "Architectures and protocols for remote signature applications", v2.0:
``oauth2/token`` (client credentials), ``credentials/info``, ``credentials/authorize`` and ``authorizeCheck``
(the owner confirms on a phone), ``signatures/signHash``. The signature activation data is used once and kept nowhere.
"""

import json
from base64 import b64decode, b64encode
from binascii import Error as NotBase64
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.parse import urlencode, urlsplit
from urllib.request import Request, urlopen

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import rsa

from kernel.signing.refusals import CertificateUnreadable, CredentialUnknown, ServiceUnreachable
from kernel.signing.remote import Answer, Asked, Over, Pending, Question, Refused, Signed

SECONDS = 10
LARGEST = 256 * 1024  # bytes of an answer
CONFIRM_WITHIN_S = 300
SHA256 = "2.16.840.1.101.3.4.2.1"
RSA_WITH_SHA256, ECDSA_WITH_SHA256 = "1.2.840.113549.1.1.11", "1.2.840.10045.4.3.2"
API = "csc/v2/"
PENDING = frozenset({"authorization_pending", "slow_down"})
REFUSED = frozenset({"access_denied", "authorization_denied", "authorization_rejected"})
OVER = frozenset({"expired_token", "expired_handle", "invalid_handle", "invalid_otp"})
OWN_MACHINE = frozenset({"127.0.0.1", "localhost", "::1"})


@dataclass(frozen=True)
class Login:
    """Where the service is, and with what this installation comes to it; the secret is never shown."""

    url: str
    client_id: str
    secret: str = field(repr=False)


class Declined(Exception):
    """The service answered with an error and a word for it."""

    def __init__(self, word: str) -> None:
        super().__init__(word)
        self.word = word


class CloudSigning:
    """The client of one service."""

    def __init__(self, login: Login) -> None:
        address = urlsplit(login.url)
        if address.scheme != "https" and not (address.scheme == "http" and address.hostname in OWN_MACHINE):
            raise ValueError("a signing service is reached by https")
        self.login = login

    def certificate_of(self, credential: str) -> bytes:
        """Return the certificate of a credential."""
        said = self._known(credential, certificates="single")
        try:
            der = b64decode(said["cert"]["certificates"][0], validate=True)
        except (KeyError, IndexError, TypeError, NotBase64) as error:
            raise CertificateUnreadable() from error
        if said.get("key", {}).get("status", "enabled") != "enabled":
            raise CredentialUnknown()
        return der

    def ask(self, question: Question) -> Asked:
        """Have the service ring at the owner's phone."""
        try:
            said = self._call(
                "credentials/authorize",
                credentialID=question.credential,
                numSignatures=1,
                hashes=[_text(question.digest)],
                hashAlgorithmOID=SHA256,
                description=question.words,
            )
        except Declined as refusal:
            raise CredentialUnknown() from refusal
        handle, seconds = said.get("handle"), said.get("expiresIn", CONFIRM_WITHIN_S)
        if not isinstance(handle, str) or not handle or type(seconds) is not int or seconds < 1:
            raise ServiceUnreachable()
        return Asked(handle, seconds)

    def answer(self, asked: str, question: Question) -> Answer:
        """Look whether the owner confirmed, and then have the hash signed."""
        try:
            said = self._call("credentials/authorizeCheck", handle=asked)
            if not said.get("SAD"):
                return Pending()
            return self._signed(question, said["SAD"])
        except Declined as refusal:
            return _meant(refusal.word)

    def _signed(self, question: Question, activation: str) -> Signed:
        said = self._call(
            "signatures/signHash",
            credentialID=question.credential,
            SAD=activation,
            hashes=[_text(question.digest)],
            hashAlgorithmOID=SHA256,
            signAlgo=_algorithm(self.certificate_of(question.credential)),
        )
        try:
            return Signed(b64decode(said["signatures"][0], validate=True))
        except (KeyError, IndexError, TypeError, NotBase64) as error:
            raise ServiceUnreachable() from error

    def _known(self, credential: str, **wanted: Any) -> dict[str, Any]:
        try:
            return self._call("credentials/info", credentialID=credential, **wanted)
        except Declined as refusal:
            raise CredentialUnknown() from refusal

    def _call(self, method: str, **said: Any) -> dict[str, Any]:
        """Ask one method of the service.

        :raises Declined: it answers with an error.
        :raises ServiceUnreachable: it gives no usable answer.
        """
        headers = {"Authorization": f"Bearer {self._token()}", "Content-Type": "application/json"}
        return _posted(f"{self._base}{API}{method}", json.dumps(said).encode(), headers)

    def _token(self) -> str:
        form = {"grant_type": "client_credentials", "client_id": self.login.client_id}
        body = urlencode({**form, "client_secret": self.login.secret, "scope": "service"}).encode()
        headers = {"Content-Type": "application/x-www-form-urlencoded"}
        try:
            token = _posted(f"{self._base}{API}oauth2/token", body, headers).get("access_token")
        except Declined as refusal:
            raise ServiceUnreachable() from refusal
        if not isinstance(token, str):
            raise ServiceUnreachable()
        return token

    @property
    def _base(self) -> str:
        return f"{self.login.url.rstrip('/')}/"


def _posted(url: str, body: bytes, headers: dict[str, str]) -> dict[str, Any]:
    request = Request(url, body, {**headers, "Accept": "application/json"})  # noqa: S310 -- https, checked where it is set
    try:
        with urlopen(request, timeout=SECONDS) as answer:  # noqa: S310 -- as above
            return _read(answer.read(LARGEST))
    except HTTPError as error:
        with error:
            if error.code >= HTTPStatus.INTERNAL_SERVER_ERROR or error.code == HTTPStatus.UNAUTHORIZED:
                raise ServiceUnreachable() from error
            raise Declined(str(_read(error.read(LARGEST)).get("error", ""))) from error
    except (URLError, OSError) as error:
        raise ServiceUnreachable() from error


def _read(data: bytes) -> dict[str, Any]:
    try:
        said = json.loads(data or b"{}")
    except ValueError as error:
        raise ServiceUnreachable() from error
    if not isinstance(said, dict):
        raise ServiceUnreachable()
    return said


def _meant(word: str) -> Answer:
    if word in PENDING:
        return Pending()
    if word in OVER:
        return Over()
    # Whatever else a service says to a question of ours: it does not sign it.
    return Refused()


def _algorithm(der: bytes) -> str:
    key = x509.load_der_x509_certificate(der).public_key()
    return RSA_WITH_SHA256 if isinstance(key, rsa.RSAPublicKey) else ECDSA_WITH_SHA256


def _text(data: bytes) -> str:
    return b64encode(data).decode()
