"""Taking an upload: stream, hash, judge, keep, enter. What is refused leaves no byte behind."""

import hashlib
import tempfile
from collections.abc import Collection
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from django.core.files.base import File
from django.db import transaction
from django.utils.translation import gettext as _

from kernel import audit
from kernel.files import naming
from kernel.files.judging import judge
from kernel.files.kinds import Kind
from kernel.files.models import StoredFile
from kernel.files.refusals import EmptyFile, FileRefused, TooLarge
from kernel.files.storage import path_of, place_storage

if TYPE_CHECKING:
    from kernel.access import Actor

MEGABYTE = 1024 * 1024


@transaction.atomic
def store(
    *, actor: "Actor", upload: "File[Any]", kinds: Collection[Kind], limit_bytes: int, field: str = "file"
) -> StoredFile:
    """Keep an upload and return its row.

    The bytes are kept before the row is entered. ``field`` names the form's field, for the refusal.

    :raises FileRefused: it is too large, not of these kinds, damaged, carries code or a mark of secrecy.
    """
    try:
        name = naming.checked(upload.name or "")
        with tempfile.NamedTemporaryFile(prefix="hdnd-upload-") as taken:
            size, sha256 = _take(upload, taken, limit_bytes)
            kind = judge(Path(taken.name), name, kinds=kinds)
            _keep(taken, size, sha256)
    except FileRefused as refusal:
        refusal.field = field
        raise
    stored = StoredFile.objects.create(
        name=name, sha256=sha256, size=size, content_type=kind.content_type, uploaded_by=actor.account_id
    )
    audit.record(actor, "files.store", stored)
    return stored


def read(stored: StoredFile) -> "File[Any]":
    """Open a stored file for reading; the caller closes it.

    :raises FileNotFoundError: the bytes are gone (a damaged storage or an incomplete restore).
    """
    return place_storage().open(path_of(stored.sha256), "rb")


def _take(upload: "File[Any]", taken: IO[bytes], limit_bytes: int) -> tuple[int, str]:
    """Copy the upload in chunks while counting and hashing."""
    size, digest = 0, hashlib.sha256()
    for chunk in upload.chunks():
        size += len(chunk)
        if size > limit_bytes:
            limit = max(limit_bytes // MEGABYTE, 1)
            raise TooLarge(_("Tệp quá lớn. Dung lượng tối đa là %(limit)d MB.") % {"limit": limit})
        digest.update(chunk)
        taken.write(chunk)
    if size == 0:
        raise EmptyFile()
    taken.flush()
    return size, digest.hexdigest()


def _keep(taken: IO[bytes], size: int, sha256: str) -> None:
    storage, path = place_storage(), path_of(sha256)
    if storage.exists(path):
        if storage.size(path) == size:
            return
        storage.delete(path)
    taken.seek(0)
    storage.save(path, File(taken))
