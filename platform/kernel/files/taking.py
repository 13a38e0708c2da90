"""An upload in a temporary file of ours, counted and hashed; it is gone when the block ends."""

import hashlib
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from kernel.files import naming
from kernel.files.refusals import EmptyFile, FileRefused, TooLarge

if TYPE_CHECKING:
    from django.core.files.base import File

MEGABYTE = 1024 * 1024


@dataclass(frozen=True)
class Taken:
    """An upload that lies in a temporary file: its checked name, its size in bytes and its SHA-256."""

    name: str
    file: IO[bytes]
    size: int
    sha256: str

    @property
    def path(self) -> Path:
        """Where it lies."""
        return Path(self.file.name)


@contextmanager
def taken(upload: "File[Any]", *, limit_bytes: int, field: str = "file") -> Iterator[Taken]:
    """Copy an upload in chunks and lend it to the block; nothing remains of it afterwards.

    Whatever refuses the file in the block carries ``field``, the form's field, too.

    :raises FileRefused: its name is bad, it is empty or too large.
    """
    try:
        name = naming.checked(upload.name or "")
        with tempfile.NamedTemporaryFile(prefix="hdnd-upload-") as file:
            size, sha256 = _copied(upload, file, limit_bytes)
            yield Taken(name, file, size, sha256)
    except FileRefused as refusal:
        refusal.field = field
        raise


def _copied(upload: "File[Any]", file: IO[bytes], limit_bytes: int) -> tuple[int, str]:
    """Copy the upload in chunks while counting and hashing."""
    size, digest = 0, hashlib.sha256()
    for chunk in upload.chunks():
        size += len(chunk)
        if size > limit_bytes:
            limit = max(limit_bytes // MEGABYTE, 1)
            raise TooLarge(_("Tệp quá lớn. Dung lượng tối đa là %(limit)d MB.") % {"limit": limit})
        digest.update(chunk)
        file.write(chunk)
    if size == 0:
        raise EmptyFile()
    file.flush()
    return size, digest.hexdigest()
