"""What a certificate says of its owner, and whether a signature was made with its key."""

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from asn1crypto import x509 as asn1
from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import NameOID
from pyhanko_certvalidator import CertificateValidator, ValidationContext
from pyhanko_certvalidator.errors import PathError, ValidationError

from kernel.signing.refusals import CertificateNotValid, CertificateUnreadable, WrongKey

PEM_START = b"-----BEGIN CERTIFICATE-----"


@dataclass(frozen=True)
class CertificateFacts:
    """The owner, who vouches for it, its number and how long it holds."""

    holder: str
    organisation: str
    authority: str
    serial: str
    fingerprint: str
    valid_from_at: datetime
    valid_until_at: datetime

    def holds_at(self, moment: datetime) -> bool:
        """Say whether it is in its time."""
        return self.valid_from_at <= moment <= self.valid_until_at


def read_certificate(data: bytes) -> bytes:
    """Return a certificate from an uploaded file (PEM or DER) as DER.

    :raises CertificateUnreadable: it is none, or one whose key may not sign.
    """
    try:
        pem = data.lstrip().startswith(PEM_START)
        certificate = x509.load_pem_x509_certificate(data) if pem else x509.load_der_x509_certificate(data)
        if not _may_sign(certificate):
            raise CertificateUnreadable()
        facts_of(certificate.public_bytes(Encoding.DER))
    except (ValueError, UnsupportedAlgorithm) as error:
        raise CertificateUnreadable() from error
    return certificate.public_bytes(Encoding.DER)


def facts_of(der: bytes) -> CertificateFacts:
    """Return what a certificate says."""
    certificate = x509.load_der_x509_certificate(der)
    return CertificateFacts(
        holder=_said(certificate.subject, NameOID.COMMON_NAME),
        organisation=_said(certificate.subject, NameOID.ORGANIZATION_NAME),
        authority=_said(certificate.issuer, NameOID.COMMON_NAME),
        serial=f"{certificate.serial_number:x}",
        fingerprint=sha256(der).hexdigest(),
        valid_from_at=certificate.not_valid_before_utc,
        valid_until_at=certificate.not_valid_after_utc,
    )


def require_vouched(der: bytes, roots: Iterable[bytes], *, now: datetime) -> None:
    """Pass when a certificate holds now and one of the authorities (DER) vouches for it; nothing is fetched.

    :raises CertificateNotValid: it is over, not yet valid, or of nobody whom we trust.
    """
    if not facts_of(der).holds_at(now):
        raise CertificateNotValid()
    context = ValidationContext(trust_roots=[for_writing(root) for root in roots], moment=now, allow_fetching=False)
    try:
        asyncio.run(CertificateValidator(for_writing(der), validation_context=context).async_validate_path())
    except (PathError, ValidationError, ValueError) as error:
        raise CertificateNotValid() from error


def check_signature(der: bytes, *, value: bytes, over: bytes) -> None:
    """Make sure that a signature (SHA-256; ECDSA or RSA PKCS #1 v1.5) was made with this certificate's key.

    :raises WrongKey: it was not.
    """
    key = x509.load_der_x509_certificate(der).public_key()
    try:
        if isinstance(key, rsa.RSAPublicKey):
            key.verify(value, over, padding.PKCS1v15(), hashes.SHA256())
        elif isinstance(key, ec.EllipticCurvePublicKey):
            key.verify(value, over, ec.ECDSA(hashes.SHA256()))
        else:
            raise WrongKey()
    except InvalidSignature as error:
        raise WrongKey() from error


def for_writing(der: bytes) -> asn1.Certificate:
    """Return the certificate in the form that the PDF library takes."""
    return asn1.Certificate.load(der)


def _may_sign(certificate: x509.Certificate) -> bool:
    if not isinstance(certificate.public_key(), (rsa.RSAPublicKey, ec.EllipticCurvePublicKey)):
        return False
    try:
        usage = certificate.extensions.get_extension_for_class(x509.KeyUsage).value
    except x509.ExtensionNotFound:
        return True
    return usage.digital_signature or usage.content_commitment


def _said(name: x509.Name, oid: x509.ObjectIdentifier) -> str:
    found = name.get_attributes_for_oid(oid)
    return str(found[0].value) if found else ""
