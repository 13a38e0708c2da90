"""Official documents, the books of their numbers and what is kept beside them."""

from council.documents.models.documents import Document
from council.documents.models.numbers import HeldNumber, NumberingRule, NumberSequence
from council.documents.models.signatures import Signature, SigningCertificate, SigningRequest
from council.documents.models.versions import Attachment, ClassChange, DocumentVersion

__all__ = [
    "Attachment",
    "ClassChange",
    "Document",
    "DocumentVersion",
    "HeldNumber",
    "NumberSequence",
    "NumberingRule",
    "Signature",
    "SigningCertificate",
    "SigningRequest",
]
