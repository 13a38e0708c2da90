"""What happens to an official document."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from council.events import Event


@dataclass(frozen=True, kw_only=True)
class DocumentDrafted(Event):
    """A draft exists: written by hand, or made from a vote that adopted a resolution. Not for later edits."""

    document_id: UUID
    kind: str


@dataclass(frozen=True, kw_only=True)
class DocumentSigned(Event):
    """The signatory approved the final text; the records clerk may give the number."""

    document_id: UUID
    kind: str


@dataclass(frozen=True, kw_only=True)
class SignatureAsked(Event):
    """A signature is asked for at a remote service, or is to be looked for again; the document is as it was."""

    request_id: UUID
    document_id: UUID


@dataclass(frozen=True, kw_only=True)
class DocumentIssued(Event):
    """A document got its number and its PDF; once, and the text never changes afterwards. Not for drafts."""

    document_id: UUID
    kind: str
    symbol: str
    issued_on: date


@dataclass(frozen=True, kw_only=True)
class DocumentPublished(Event):
    """A document stands on the public pages under its short code. Not for one that is only issued."""

    document_id: UUID
    kind: str
    symbol: str
    short_code: str
    published_on: date


@dataclass(frozen=True, kw_only=True)
class DocumentWithdrawn(Event):
    """An issued document was withdrawn with a reason; its public page stays and says so."""

    document_id: UUID
    kind: str
    symbol: str
    withdrawn_on: date
