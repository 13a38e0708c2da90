"""What happens to an official document."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from council.events import Event


@dataclass(frozen=True, kw_only=True)
class DocumentIssued(Event):
    """A document got its number and was issued; its public page exists when it is public. Not for drafts."""

    document_id: UUID
    kind: str
    number: str
    issued_on: date
