"""Uploads: taken in a stream, judged by their content, kept once under their hash in the place's own folder.

``store`` refuses what is not what it says, what carries code, and what is marked MẬT, TỐI MẬT or TUYỆT MẬT
(rule R-SEC-01); a refused file is kept nowhere. ``serve`` answers with the bytes; who may have them is decided
by the caller, where the file is attached.
"""

from typing import TYPE_CHECKING

from kernel.doorplate import doorplate
from kernel.files.kinds import DOCUMENTS, FILMS, IMAGES, SHEETS, SOUNDS, Kind
from kernel.files.refusals import FileRefused, MarkedSecret

if TYPE_CHECKING:
    from kernel.files.serving import serve
    from kernel.files.storing import read, store
    from kernel.files.unused import withdraw_unused
    from kernel.files.withdrawing import make_public, withdraw

__all__ = [
    "DOCUMENTS",
    "FILMS",
    "IMAGES",
    "SHEETS",
    "SOUNDS",
    "FileRefused",
    "Kind",
    "MarkedSecret",
    "make_public",
    "read",
    "serve",
    "store",
    "withdraw",
    "withdraw_unused",
]

__getattr__ = doorplate(
    __name__,
    {
        "store": "storing",
        "read": "storing",
        "serve": "serving",
        "make_public": "withdrawing",
        "withdraw": "withdrawing",
        "withdraw_unused": "unused",
    },
)
