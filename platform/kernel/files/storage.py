"""Where the bytes lie: a folder of this machine, or an object store with the interface of S3.

The path is ``<place key>/<first two digits>/<SHA-256>``: the same content is kept once in a place, and never
shared between places.
"""

import os
import tempfile
from pathlib import Path
from typing import Any

from django.core.files.base import File
from django.core.files.storage import FileSystemStorage, Storage, storages

from kernel.place import current_key

ALIAS = "files"


def path_of(sha256: str) -> str:
    """Return where content with this hash lies for the current place."""
    return f"{current_key()}/{sha256[:2]}/{sha256}"


def place_storage() -> Storage:
    """Return the storage that the settings name."""
    return storages[ALIAS]


class LocalFiles(FileSystemStorage):
    """A folder in which a file appears whole or not at all, even when the machine stops in between."""

    def _save(self, name: str, content: "File[Any]") -> str:
        target = Path(self.path(name))
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=target.parent, prefix=".incoming-")
        try:
            with os.fdopen(handle, "wb") as file:
                for chunk in content.chunks():
                    file.write(chunk)
                file.flush()
                os.fsync(file.fileno())
            Path(temporary).replace(target)
        except BaseException:
            Path(temporary).unlink(missing_ok=True)
            raise
        _sync_folder(target.parent)
        return name


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
