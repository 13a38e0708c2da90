"""Is this the document? What a file or a symbol that somebody brings is, held against what this council issued.

A file is ours only as its very bytes; anything else that names one of our documents is an altered copy of it.
Nothing that is brought is kept.
"""

import io
import re
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from hashlib import sha256
from typing import IO, Any

from django.utils.translation import gettext_lazy as _

from council.documents import law
from council.documents.models import Document, Signature
from council.documents.workflow import IN_FORCE, State
from kernel import files
from kernel.refusal import NotFound, Refusal
from kernel.signing.reading import Reading, read_apart, read_ours
from kernel.vietnamese import fold

LARGEST_MB = 25
MOST_FOUND = 10
_CODE = rf"[{law.CODE_LETTERS}]{{{law.CODE_LENGTH}}}"
# Where a document's own code stands: in its signatures, in the address of its QR code, and printed beside it.
_CODE_IN_BYTES = re.compile(rf"(?:/|\\057)vb(?:/|\\057)({_CODE})".encode())  # PDF may write a slash as \057
_CODE_IN_TEXT = re.compile(rf"Mã tra cứu:\s*({_CODE})")


class Verdict(Enum):
    """What a file is."""

    GENUINE = "genuine"
    ALTERED = "altered"
    NOT_OURS = "not_ours"


class NotAPdf(Refusal):
    """The file is no PDF, or nobody can read it."""

    code = "not_a_pdf"
    message = _("Tệp này không phải là PDF hoặc đã hỏng, nên không kiểm tra được.")
    field = "file"


class TooLarge(Refusal):
    """More bytes than are judged."""

    code = "file_too_large"
    field = "file"


@dataclass(frozen=True)
class Finding:
    """What was found of a file: the verdict, the document that it is or claims to be, and its signatures."""

    verdict: Verdict
    document: Document | None
    newer: Document | None
    reading: Reading

    @property
    def is_open(self) -> bool:
        """Whether the document has a public page."""
        return is_open(self.document)


def check_file(upload: IO[bytes], *, size: int, roots: tuple[bytes, ...], now: datetime) -> Finding:
    """Return what a file is.

    :raises TooLarge: it has more bytes than are judged.
    :raises NotAPdf: it is none.
    """
    if size > LARGEST_MB * 1024 * 1024:
        raise TooLarge(_("Tệp quá lớn. Dung lượng tối đa là %(limit)d MB.") % {"limit": LARGEST_MB})
    data = upload.read()
    if not data.startswith(b"%PDF-"):
        raise NotAPdf()
    ours = _issued().filter(pdf_sha256=sha256(data).hexdigest()).first()
    if ours is not None:
        return Finding(Verdict.GENUINE, ours, newer_of(ours), read_ours(data, roots, now=now))
    reading = read_apart(io.BytesIO(data), roots)
    named = _named_in(data, reading)
    if named is not None:
        return Finding(Verdict.ALTERED, named, newer_of(named), reading or Reading((), {}))
    if reading is None:
        raise NotAPdf()
    return Finding(Verdict.NOT_OURS, None, None, reading)


def find_by_code_or_symbol(typed: str) -> list[Document]:
    """Return the public documents with this short code or symbol, the latest first; diacritics are forgiven."""
    code = "".join(typed.split()).replace("-", "").upper()
    documents = Document.objects.open_to_all().select_related("pdf", "supersedes")
    found = list(documents.filter(short_code=code))
    if found or not typed.strip():
        return found
    wanted = fold("".join(typed.split()))
    return list(documents.newest_first().filter(search_text__startswith=f"{wanted} ")[:MOST_FOUND])


def check_kept(document: Document, roots: tuple[bytes, ...], *, now: datetime) -> Finding:
    """Return what the file is that we keep ourselves: it is held against its hash as anybody's would be.

    :raises NotFound: the document has no file.
    """
    if document.pdf is None:
        raise NotFound()
    with files.read(document.pdf) as kept:
        data = bytes(kept.read())
    is_whole = sha256(data).hexdigest() == document.pdf_sha256
    if is_whole:
        return Finding(Verdict.GENUINE, document, newer_of(document), read_ours(data, roots, now=now))
    reading = read_apart(io.BytesIO(data), roots) or Reading((), {})
    return Finding(Verdict.ALTERED, document, newer_of(document), reading)


def list_signatures(document: Document) -> list[Signature]:
    """Return the signatures of a document in the order in which they were made."""
    return list(Signature.objects.filter(document=document).select_related("certificate").order_by("made_at", "id"))


def newer_of(document: Document) -> Document | None:
    """Return the public document that replaces or corrects another, the latest one."""
    newer: Document | None = document.superseded_by.open_to_all().newest_first().first()
    return newer


def is_open(document: Document | None) -> bool:
    """Say whether a document has a public page."""
    open_states = {State.PUBLISHED, State.WITHDRAWN}
    return document is not None and document.published_on is not None and document.state in open_states


def _issued() -> Any:
    return Document.objects.filter(state__in=[*IN_FORCE, State.WITHDRAWN]).select_related("pdf", "supersedes")


def _named_in(data: bytes, reading: Reading | None) -> Document | None:
    """Return the issued document whose code stands in a file: in its bytes, or printed on its pages."""
    codes = {code.decode() for code in _CODE_IN_BYTES.findall(data)}
    codes |= set(_CODE_IN_TEXT.findall(reading.text if reading else ""))
    found: Document | None = _issued().filter(short_code__in=list(codes)[:MOST_FOUND]).first() if codes else None
    return found
