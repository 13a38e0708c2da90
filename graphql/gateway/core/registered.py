"""Registered operations: documents in git that may be asked by their hash, and at a portal by anybody.

A document that was registered is never changed, because its hash is its name: a better one is added beside it. The
list of hashes (``operations/register.txt``) is drawn from the files and compared by `dev check`, so that a changed
document is seen in review.
"""

import hashlib
import re
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType

from gateway.core.errors import Refused

FOLDER = Path(__file__).resolve().parent.parent / "operations"
FORM = re.compile(r"[0-9a-f]{64}")


@lru_cache(maxsize=1)
def operations() -> Mapping[str, str]:
    """Return the registered documents by their hash."""
    texts = (path.read_text(encoding="utf-8") for path in sorted(FOLDER.glob("*.graphql")))
    return MappingProxyType({hash_of(text): text for text in texts})


def hash_of(text: str) -> str:
    """Return the name of a document: the SHA-256 of its text."""
    return hashlib.sha256(text.encode()).hexdigest()


def text_of(name: str) -> str:
    """Return the registered document of a hash.

    :raises Refused: there is none.
    """
    text = operations().get(name) if FORM.fullmatch(name) else None
    if text is None:
        raise Refused("PERSISTED_QUERY_NOT_FOUND")
    return text


def is_registered(text: str) -> bool:
    """Whether a document is a registered one, to the letter."""
    return hash_of(text) in operations()
