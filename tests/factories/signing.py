"""Keys, certificates and printed papers for tests of signatures."""

import io
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

import typst
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import NameOID

from kernel.signing import writing
from kernel.signing.authority import LocalAuthority, Owner, SoftKey
from kernel.signing.desk import Desk
from kernel.signing.stamps import LocalStamps, Stamps
from kernel.signing.writing import Ask, Box

NOW = datetime(2026, 7, 10, 3, 0, tzinfo=UTC)
PERSON, SEAL = "NguoiKy", "CoQuan"
CHAIR = Owner("hoalu", "chair", "Nguyễn Thị Minh", "Hội đồng nhân dân phường Hoa Lư")
COUNCIL = Owner("hoalu", "seal", "Hội đồng nhân dân phường Hoa Lư", "Hội đồng nhân dân phường Hoa Lư")
WORDS = {"symbol": Box(0, 85, 92, 187, 19)}
SIGNATURES = {PERSON: Box(0, 350, 360, 180, 68), SEAL: Box(0, 300, 365, 90, 60)}


@cache
def authority() -> LocalAuthority:
    """Return an authority of this test run alone."""
    return LocalAuthority(Path(mkdtemp(prefix="hdnd-test-authority-")))


def desk(stamps: Stamps | None = None) -> Desk:
    """Return a signing desk of the test run's own authority."""
    local = authority()
    return Desk(stamps or LocalStamps(local), (local.root(),), local)


@cache
def printed() -> bytes:
    """Return one page in PDF/A-2b."""
    return bytes(typst.compile(b'#set page(paper: "a4")\n= Paper\n#lorem(80)', format="pdf", pdf_standards=["a-2b"]))


@cache
def picture(words: str = "28/NQ") -> bytes:
    """Return a small page with words."""
    source = f'#set page(width: 180pt, height: 60pt, margin: 2pt, fill: none)\n"{words}"'
    return bytes(typst.compile(source.replace('"', "").encode(), format="pdf", pdf_standards=["a-2b"]))


@cache
def with_places() -> bytes:
    """Return the page with a place for the number and places for both signatures."""
    return writing.with_places(printed(), words=WORDS, signatures=SIGNATURES, last=SEAL)


def ask(key: SoftKey, field: str) -> Ask:
    """Return what somebody is asked to sign."""
    return Ask(field, key.certificate, (authority().root(),), picture(), "Ký văn bản", "/vb/ABCDEFGH", field == PERSON)


def signed_by_person(key: SoftKey | None = None) -> bytes:
    """Return the page with the person's signature."""
    own = key or authority().key_of(CHAIR)
    return writing.signed_with(with_places(), ask(own, PERSON), own.sign, stamps=LocalStamps(authority()), now=NOW)


@cache
def signed_by_both() -> bytes:
    """Return the page signed, numbered and sealed."""
    seal = authority().key_of(COUNCIL)
    numbered = writing.filled(signed_by_person(), {"symbol": ("28/NQ-HĐND", picture())})
    return writing.signed_with(numbered, ask(seal, SEAL), seal.sign, stamps=LocalStamps(authority()), now=NOW)


def certified(*, days: tuple[int, int] = (-1, 1), holder: str = "Người ngoài", signs: bool = True) -> SoftKey:
    """Return a key that vouches for itself, valid from and to so many days around ``NOW``."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, holder)])
    usage = x509.KeyUsage(signs, False, not signs, False, False, False, False, False, False)
    certificate = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(NOW + timedelta(days=days[0]))
        .not_valid_after(NOW + timedelta(days=days[1]))
        .add_extension(usage, critical=True)
        .sign(key, hashes.SHA256())
    )
    return SoftKey(certificate.public_bytes(Encoding.DER), key)


def pages_of(pdf: bytes) -> int:
    """Return how many pages a PDF has; reading fails when it is broken."""
    import pypdf

    return len(pypdf.PdfReader(io.BytesIO(pdf), strict=True).pages)
