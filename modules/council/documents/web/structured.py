"""What a document's public page says of itself to machines, in the words of schema.org."""

from typing import Any

from council.documents.models import Document
from council.documents.workflow import State

SCHEMA = "https://schema.org"


def legislation(document: Document, *, address: str, pdf_address: str) -> dict[str, Any]:
    """Return an official document as legislation: number, days, who passed it, whether it stands."""
    stands = document.state != State.WITHDRAWN
    return {
        "@type": "Legislation",
        "name": document.subject,
        "legislationIdentifier": document.symbol,
        "legislationType": document.get_kind_display(),  # type: ignore[attr-defined]
        "legislationDate": _day(document.adopted_on),
        "legislationDateOfApplicability": _day(document.effective_on),
        "legislationLegalForce": "" if stands else f"{SCHEMA}/NotInForce",
        "legislationPassedBy": {"@type": "GovernmentOrganization", "name": document.issuer},
        "datePublished": _day(document.published_on),
        "encoding": {"@type": "MediaObject", "contentUrl": pdf_address, "encodingFormat": "application/pdf"},
        "inLanguage": "vi",
        "url": address,
    }


def _day(day: Any) -> str:
    return day.isoformat() if day else ""
