"""A certificate authority for trying out: its root, its clock and the soft keys it gives lie in one folder.

It exists so that a demo and the tests sign with real signatures. It vouches for nobody: production refuses it.
Keys are files that only this system user reads; they are never logged and never leave the machine.
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

NAME = "Chứng thực thử nghiệm, không có giá trị"
CLOCK = "Máy chủ dấu thời gian thử nghiệm"
# Long enough that a demo may play last year's sessions and is not renewed while somebody looks at it.
LONGEST_NAME = 64  # bytes
BEFORE, AFTER = timedelta(days=3 * 365), timedelta(days=5 * 365)


@dataclass(frozen=True)
class Owner:
    """For whom a key is made: the place's key and a name of the owner in it, and the words of the certificate."""

    place: str
    key: str
    holder: str
    organisation: str


@dataclass(frozen=True, repr=False)
class SoftKey:
    """A key that lies on this machine, with its certificate (DER)."""

    certificate: bytes
    private: Any

    def sign(self, data: bytes) -> bytes:
        """Return the signature over the data, SHA-256."""
        signature: bytes = self.private.sign(data, ec.ECDSA(hashes.SHA256()))
        return signature


class LocalAuthority:
    """The authority whose files lie in one folder; they are made when they are first needed."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def root(self) -> bytes:
        """Return the root certificate, DER."""
        return self._root().certificate

    def clock(self) -> SoftKey:
        """Return key and certificate of the local time stamps (RSA: the library's own clock knows no other)."""
        return self._kept("clock", lambda: self._vouched(rsa.generate_private_key(65537, 2048), CLOCK, "", clock=True))

    def key_of(self, owner: Owner) -> SoftKey:
        """Return the owner's soft key; it is made once, and anew when the words of its certificate change."""
        words = sha256(f"{owner.holder}\n{owner.organisation}".encode()).hexdigest()[:12]

        def made() -> SoftKey:
            return self._vouched(ec.generate_private_key(ec.SECP256R1()), owner.holder, owner.organisation)

        return self._kept(f"{owner.place}/{owner.key}-{words}", made)

    def _root(self) -> SoftKey:
        return self._kept("root", _root_of_its_own)

    def _vouched(self, key: Any, holder: str, organisation: str, *, clock: bool = False) -> SoftKey:
        root = self._root()
        names = [(NameOID.COMMON_NAME, holder), (NameOID.ORGANIZATION_NAME, organisation)]
        issuer = x509.load_der_x509_certificate(root.certificate)
        builder = _builder(_name(names), issuer.subject, key, is_authority=False)
        builder = builder.add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(root.private.public_key()), critical=False
        )
        if clock:
            stamping = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING])
            builder = builder.add_extension(stamping, critical=True)
        return SoftKey(builder.sign(root.private, hashes.SHA256()).public_bytes(Encoding.DER), key)

    def _kept(self, name: str, make: Any) -> SoftKey:
        """Return what lies under a name; of two processes that need it first, one makes it."""
        path = self.folder / f"{name}.pem"
        if not path.exists():
            made = make()
            with self._alone():
                if not path.exists():
                    _write(path, made)
        return _read(path)

    @contextmanager
    def _alone(self) -> Iterator[None]:
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle = os.open(self.folder / ".lock", os.O_CREAT | os.O_RDWR, 0o600)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX)
            yield
        finally:
            os.close(handle)


def _root_of_its_own() -> SoftKey:
    key = ec.generate_private_key(ec.SECP256R1())
    name = _name([(NameOID.COMMON_NAME, NAME)])
    certificate = _builder(name, name, key, is_authority=True).sign(key, hashes.SHA256())
    return SoftKey(certificate.public_bytes(Encoding.DER), key)


def _name(said: list[tuple[x509.ObjectIdentifier, str]]) -> x509.Name:
    parts = [x509.NameAttribute(NameOID.COUNTRY_NAME, "VN")]
    return x509.Name(parts + [x509.NameAttribute(oid, _short(words)) for oid, words in said if words])


def _short(words: str) -> str:
    """Return as much of a name as a certificate has room for (X.520; the library counts bytes)."""
    return words.encode()[:LONGEST_NAME].decode(errors="ignore")


def _builder(subject: x509.Name, issuer: x509.Name, key: Any, *, is_authority: bool) -> x509.CertificateBuilder:
    now = datetime.now(UTC)
    usage = x509.KeyUsage(
        digital_signature=not is_authority,
        content_commitment=not is_authority,
        key_cert_sign=is_authority,
        crl_sign=is_authority,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        encipher_only=False,
        decipher_only=False,
    )
    return (
        x509.CertificateBuilder(issuer, subject, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - BEFORE)
        .not_valid_after(now + AFTER)
        .add_extension(x509.BasicConstraints(ca=is_authority, path_length=0 if is_authority else None), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(usage, critical=True)
    )


def _write(path: Path, made: SoftKey) -> None:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    key = made.private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    certificate = x509.load_der_x509_certificate(made.certificate).public_bytes(Encoding.PEM)
    incoming = path.with_suffix(".incoming")
    handle = os.open(incoming, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(key + certificate)
    incoming.replace(path)


def _read(path: Path) -> SoftKey:
    kept = path.read_bytes()
    certificate = x509.load_pem_x509_certificate(kept[kept.index(b"-----BEGIN CERTIFICATE") :])
    return SoftKey(certificate.public_bytes(Encoding.DER), load_pem_private_key(kept, None))
