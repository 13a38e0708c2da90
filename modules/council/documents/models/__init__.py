"""Official documents, the books of their numbers and what is kept beside them."""

from council.documents.models.documents import Dissemination, Document, Medium, Publishing
from council.documents.models.numbers import HeldNumber, NumberingRule, NumberSequence
from council.documents.models.publicity import Channel, Publicity, PublicityAct
from council.documents.models.signatures import Signature, SigningCertificate, SigningRequest
from council.documents.models.versions import Attachment, ClassChange, DocumentVersion

__all__ = [
    "Attachment",
    "Channel",
    "ClassChange",
    "Dissemination",
    "Document",
    "DocumentVersion",
    "HeldNumber",
    "Medium",
    "NumberSequence",
    "NumberingRule",
    "Publicity",
    "PublicityAct",
    "Publishing",
    "Signature",
    "SigningCertificate",
    "SigningRequest",
]
