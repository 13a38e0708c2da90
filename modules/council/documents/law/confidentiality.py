"""Who may read a document: everybody, the council's people, or the few who handle it.

The three classes that may be in the system; what is a state secret (Luật Bảo vệ bí mật nhà nước 117/2025/QH15)
may not, in any form (rule R-SEC-01). Source of the classes: the roles table, section 1.
"""

from enum import StrEnum

from council.documents.law.kinds import RESOLUTIONS, Kind


class Confidentiality(StrEnum):
    """The class of a document, from the most open to the most closed."""

    PUBLIC = "public"
    INTERNAL = "internal"
    RESTRICTED = "restricted"


CLASS_NAMES: dict[Confidentiality, str] = {
    Confidentiality.PUBLIC: "Công khai",
    Confidentiality.INTERNAL: "Nội bộ",
    Confidentiality.RESTRICTED: "Hạn chế",
}
_ORDER = list(Confidentiality)


def opens(old: Confidentiality, new: Confidentiality) -> bool:
    """Say whether a change of class lets more people read: only that needs a second person."""
    return _ORDER.index(new) < _ORDER.index(old)


def usual_class(kind: Kind) -> Confidentiality:
    """Return the class with which a draft begins: resolutions are made to be public, all else is internal."""
    return Confidentiality.PUBLIC if kind in RESOLUTIONS else Confidentiality.INTERNAL
