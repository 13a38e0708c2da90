"""Judging a PDF: our own in this process, anybody's in a process of its own."""

import io
import tempfile
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import IO, Any

from asn1crypto import pem

from kernel import apart, clock
from kernel.signing import judging
from kernel.signing.refusals import NotOurBytes, SignatureBroken, StampMissing, StrangeCertificate

READ_WITHIN_S = 40


@dataclass(frozen=True)
class Signature:
    """One signature in a PDF and what it is worth.

    ``is_good`` is all of: whole, by a certificate that we trust at that moment, and nothing but filling and
    signing after it. ``stamped_at`` is the time of the authority, ``said_at`` the signer's own.
    """

    field: str
    holder: str
    organisation: str
    authority: str
    serial: str
    fingerprint: str
    valid_from_at: datetime
    valid_until_at: datetime
    reason: str
    said_at: datetime | None
    stamped_at: datetime | None
    stamped_by: str
    is_stamp_good: bool
    is_whole: bool
    is_trusted: bool
    is_unchanged_since: bool
    is_last: bool
    is_good: bool


@dataclass(frozen=True)
class Reading:
    """What a PDF shows of its signatures, the words filled into its places, and those on its pages."""

    signatures: tuple[Signature, ...]
    words: dict[str, str]
    text: str = ""

    @property
    def is_good(self) -> bool:
        """Whether it is signed, every signature is good, and nothing comes after the last one."""
        return bool(self.signatures) and all(each.is_good for each in self.signatures) and self.signatures[-1].is_last


class Unreadable(Exception):
    """A file that should be ours cannot be read as a PDF any more."""


def read_ours(pdf: bytes, roots: tuple[bytes, ...], *, now: datetime) -> Reading:
    """Return the signatures of a file that this system made.

    :raises Unreadable: its bytes were changed so that no reader makes sense of them.
    """
    file = io.BytesIO(pdf)
    try:
        found = judging.signatures_of(file, list(roots), now=now)
        words = judging.words_of(file)
    except Exception as trouble:  # a parser stumbles over a changed byte in every kind of way
        raise Unreadable() from trouble
    return _reading({"signatures": found, "words": words})


def read_apart(upload: IO[bytes], roots: tuple[bytes, ...]) -> Reading | None:
    """Return the signatures of anybody's file, or None when it cannot be read as a PDF."""
    with tempfile.TemporaryDirectory(prefix="hdnd-check-") as folder:
        path, known = Path(folder) / "file.pdf", Path(folder) / "roots.pem"
        upload.seek(0)
        path.write_bytes(upload.read())
        known.write_bytes(b"".join(pem.armor("CERTIFICATE", root) for root in roots))
        try:
            return _reading(apart.ask(judging, str(path), str(known), within_s=READ_WITHIN_S))
        except (apart.Failed, apart.Overdone):
            return None


def check_signed_outside(
    ours: bytes, signed: bytes, roots: tuple[bytes, ...], *, fingerprints: Collection[str]
) -> Signature:
    """Return the new signature of a file that was signed outside: our very bytes, and a good signature added.

    ``fingerprints`` are those (SHA-256) of the certificates with which it may be signed.

    :raises NotOurBytes: it does not begin with our bytes, or changes more than a signature does.
    :raises SignatureBroken: nothing new is signed, or the signature does not hold.
    :raises StrangeCertificate: it is signed with another certificate.
    :raises StampMissing: it carries no time stamp, or one that nobody believes.
    """
    if not signed.startswith(ours) or len(signed) == len(ours):
        raise NotOurBytes()
    before = read_ours(ours, roots, now=clock.now())
    after = read_apart(io.BytesIO(signed), roots)
    if after is None or len(after.signatures) != len(before.signatures) + 1:
        raise SignatureBroken()
    new = after.signatures[-1]
    if new.is_whole and new.fingerprint not in fingerprints:
        raise StrangeCertificate()
    if new.is_whole and not new.is_stamp_good:
        raise StampMissing()
    if not after.is_good:
        raise SignatureBroken()
    if after.words != before.words or not judging.is_only_signed(
        io.BytesIO(signed), judging.count_revisions(io.BytesIO(ours))
    ):
        raise NotOurBytes()
    return new


def _reading(said: dict[str, Any]) -> Reading:
    return Reading(tuple(_signature(each) for each in said["signatures"]), said["words"], said.get("text", ""))


def _signature(said: dict[str, Any]) -> Signature:
    moments = ("valid_from_at", "valid_until_at", "said_at", "stamped_at")
    read = {name: datetime.fromisoformat(said[name]) if said[name] else None for name in moments}
    return Signature(**{**said, **read})
