"""Codes and addresses of documents, and the names that the letterhead needs."""

from uuid import UUID

_KINDS_OF_UNIT = ("Thành phố", "Tỉnh", "Phường", "Xã", "Đặc khu")
# Without 0 O 1 I L: a code is read aloud and typed from paper.
CODE_LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
CODE_LENGTH = 8


def public_path(short_code: str) -> str:
    """Return the permanent path of a document on its council's public pages."""
    return f"/vb/{short_code}"


def workspace_path(document_id: UUID) -> str:
    """Return the path of a document in the workspace of the council's people."""
    return f"/van-ban/{document_id}/"


def place_of(unit_name: str) -> str:
    """Return the place name printed before the date: ``Ninh Bình`` for ``Tỉnh Ninh Bình``."""
    for kind in _KINDS_OF_UNIT:
        if unit_name.lower().startswith(f"{kind.lower()} "):
            return unit_name[len(kind) + 1 :]
    return unit_name


def issuer_of(unit_name: str) -> str:
    """Return the council's full name: ``Hội đồng nhân dân tỉnh Ninh Bình``."""
    place = place_of(unit_name)
    kind = unit_name[: len(unit_name) - len(place)].lower()
    return f"Hội đồng nhân dân {kind}{place}"
