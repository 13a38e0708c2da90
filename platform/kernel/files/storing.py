"""Taking an upload: stream, hash, judge, keep, enter. What is refused leaves no byte behind."""

from collections.abc import Collection
from typing import TYPE_CHECKING, Any

from django.core.files.base import File
from django.db import transaction

from kernel import audit
from kernel.files.judging import judge
from kernel.files.kinds import Kind
from kernel.files.models import StoredFile
from kernel.files.storage import path_of, place_storage
from kernel.files.taking import Taken, taken

if TYPE_CHECKING:
    from kernel.access import Actor


@transaction.atomic
def store(
    *, actor: "Actor", upload: "File[Any]", kinds: Collection[Kind], limit_bytes: int, field: str = "file"
) -> StoredFile:
    """Keep an upload and return its row.

    The bytes are kept before the row is entered. ``field`` names the form's field, for the refusal.

    :raises FileRefused: it is too large, not of these kinds, damaged, carries code or a mark of secrecy.
    """
    with taken(upload, limit_bytes=limit_bytes, field=field) as file:
        kind = judge(file.path, file.name, kinds=kinds)
        _keep(file)
    stored = StoredFile.objects.create(
        name=file.name,
        sha256=file.sha256,
        size=file.size,
        content_type=kind.content_type,
        uploaded_by=actor.account_id,
    )
    audit.record(actor, "files.store", stored)
    return stored


def read(stored: StoredFile) -> "File[Any]":
    """Open a stored file for reading; the caller closes it.

    :raises FileNotFoundError: the bytes are gone (a damaged storage or an incomplete restore).
    """
    return place_storage().open(path_of(stored.sha256), "rb")


def _keep(taken_file: Taken) -> None:
    storage, path = place_storage(), path_of(taken_file.sha256)
    if storage.exists(path):
        if storage.size(path) == taken_file.size:
            return
        storage.delete(path)
    taken_file.file.seek(0)
    storage.save(path, File(taken_file.file))
