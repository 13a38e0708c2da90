"""What all stored rows have in common."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from kernel.keys import UuidV7, new_key
from kernel.place import current_key
from kernel.refusal import Refusal


class Row(models.Model):
    """A row with a key that never overlaps, the moment it was made and the council it came from."""

    id = models.UUIDField(primary_key=True, default=new_key, db_default=UuidV7(), editable=False)
    created_at = models.DateTimeField(auto_now_add=True, db_default=models.functions.Now())
    origin = models.CharField(max_length=40, default=current_key, db_default="", editable=False)

    class Meta:
        abstract = True


class VersionClash(Refusal):
    """Somebody else saved the same object in the meantime; both are told, nothing is lost."""

    code = "version_clash"
    message = _("Nội dung này vừa được người khác cập nhật. Hãy xem bản mới nhất rồi lưu lại.")


class VersionedRow(Row):
    """A row that people edit: ``version`` rises with each saved change."""

    version = models.PositiveIntegerField(default=1, db_default=1, editable=False)

    class Meta:
        abstract = True


def lock(row: Any, *, version: int | None = None) -> Any:
    """Return the row read again under ``FOR UPDATE``, so that two callers act one after the other.

    :raises VersionClash: ``version`` is given and is no longer the row's.
    """
    fresh = type(row)._default_manager.select_for_update().get(pk=row.pk)
    if version is not None and fresh.version != version:
        raise VersionClash()
    return fresh
