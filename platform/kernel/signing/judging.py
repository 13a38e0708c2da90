"""What the signatures in a PDF are worth: whole, by whom, when, and what came after them.

A program for ``kernel.apart``, where a hostile file ends a process of its own and nothing else: ``main(FILE, ROOTS)``
returns what JSON carries; it imports nothing of the house. Nothing is fetched
from anywhere: certificates are judged by the roots that are given, at the moment of their time stamp.
"""

import asyncio
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any, BinaryIO

from asn1crypto import pem, x509
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import (
    DEFAULT_DIFF_POLICY,
    CatalogModificationRule,
    ModificationLevel,
    StandardDiffPolicy,
    SuspiciousModification,
)
from pyhanko.sign.validation import async_validate_pdf_signature
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko_certvalidator import ValidationContext
from pypdf import PdfReader
from pypdf.errors import PyPdfError

CPU_S = 20
MEMORY = 1024 * 1024 * 1024
MOST_SIGNATURES = 20
MOST_PAGES = 300
# The library's own rules, and the entry by which a first signature says what may follow it.
_SIGNING_ONLY = StandardDiffPolicy(
    [
        CatalogModificationRule(
            ignored_keys={"/AcroForm", "/DSS", "/Extensions", "/Metadata", "/MarkInfo", "/Version", "/Perms"}
        ),
        *DEFAULT_DIFF_POLICY.global_rules[1:],
    ],
    DEFAULT_DIFF_POLICY.form_rule,
)


def signatures_of(file: BinaryIO, roots: list[bytes], *, now: datetime) -> list[dict[str, Any]]:
    """Return what is known of each signature, in the order in which they were made; ``roots`` are DER."""
    reader = PdfFileReader(file)
    trusted = [x509.Certificate.load(root) for root in roots]
    found = reader.embedded_regular_signatures[:MOST_SIGNATURES]
    return [_judged(signature, trusted, now) for signature in found]


def words_of(file: BinaryIO) -> dict[str, str]:
    """Return the words that were filled into a PDF's places."""
    root = PdfFileReader(file).root
    fields = root["/AcroForm"]["/Fields"] if "/AcroForm" in root else []
    plain = (field.get_object() for field in fields)
    return {str(field["/T"]): str(field["/V"]) for field in plain if field.get("/FT") == "/Tx" and "/V" in field}


def is_only_signed(file: BinaryIO, revisions_before: int) -> bool:
    """Say whether the revisions after the first ones only fill places and sign, and change nothing else."""
    reader = PdfFileReader(file)
    before = reader.get_historical_resolver(revisions_before - 1)
    added = range(revisions_before, reader.xrefs.total_revisions)
    try:
        # The policy looks at one revision's own objects, so each is held against what we gave.
        changes = [_SIGNING_ONLY.apply(before, reader.get_historical_resolver(number)) for number in added]
    except SuspiciousModification:
        return False
    return bool(changes) and all(each.modification_level <= ModificationLevel.FORM_FILLING for each in changes)


def text_of(file: BinaryIO) -> str:
    """Return the words on a PDF's pages; "" when they cannot be taken out."""
    try:
        return "\n".join(page.extract_text() for page in PdfReader(file).pages[:MOST_PAGES])
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError):
        return ""


def count_revisions(file: BinaryIO) -> int:
    """Return how many times a PDF was written: once, and once for each incremental update."""
    return int(PdfFileReader(file).xrefs.total_revisions)


def _judged(signature: EmbeddedPdfSignature, trusted: list[x509.Certificate], now: datetime) -> dict[str, Any]:
    said = signature.sig_object
    stamped_at = _stamp_time(signature)
    moment = stamped_at or now
    status = asyncio.run(async_validate_pdf_signature(signature, _context(trusted, moment), _context(trusted, moment)))
    certificate = signature.signer_cert
    tested = status.timestamp_validity
    return {
        "field": str(signature.field_name),
        "holder": _name(certificate.subject, "common_name"),
        "organisation": _name(certificate.subject, "organization_name"),
        "authority": _name(certificate.issuer, "common_name"),
        "serial": f"{certificate.serial_number:x}",
        "fingerprint": sha256(certificate.dump()).hexdigest(),
        "valid_from_at": certificate.not_valid_before.isoformat(),
        "valid_until_at": certificate.not_valid_after.isoformat(),
        "reason": str(said.get("/Reason", "")),
        "said_at": _iso(status.signer_reported_dt),
        "stamped_at": _iso(stamped_at),
        "stamped_by": _name(tested.signing_cert.subject, "common_name") if tested is not None else "",
        "is_stamp_good": bool(tested is not None and tested.valid and tested.intact and tested.trusted),
        "is_whole": bool(status.intact and status.valid),
        "is_trusted": bool(status.trusted),
        "is_unchanged_since": bool(status.docmdp_ok),
        "is_last": status.coverage.name == "ENTIRE_FILE",
        "is_good": bool(status.bottom_line),
    }


def _stamp_time(signature: EmbeddedPdfSignature) -> datetime | None:
    """Return the moment that a time stamp says; whether it may be believed is judged with it."""
    for attribute in signature.signer_info["unsigned_attrs"]:
        if attribute["type"].native == "signature_time_stamp_token":
            stamp = attribute["values"][0]["content"]["encap_content_info"]["content"].parsed
            moment: datetime = stamp["gen_time"].native
            return moment
    return None


def _context(trusted: list[x509.Certificate], moment: datetime) -> ValidationContext:
    return ValidationContext(trust_roots=trusted, moment=moment, allow_fetching=False)


def _name(name: x509.Name, part: str) -> str:
    said = name.native.get(part, "")
    return said if isinstance(said, str) else ", ".join(said)


def _iso(moment: datetime | None) -> str:
    return moment.astimezone(UTC).isoformat() if moment is not None else ""


def main(path: str, roots: str) -> dict[str, Any]:
    """Judge one file and return what was found; any error means that it cannot be read."""
    known = [der for _kind, _headers, der in pem.unarmor(Path(roots).read_bytes(), multiple=True)]
    with Path(path).open("rb") as file:
        found = signatures_of(file, known, now=datetime.now(UTC))
        return {"signatures": found, "words": words_of(file), "text": text_of(file)}
