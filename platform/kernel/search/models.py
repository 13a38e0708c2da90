"""The index: one row for each thing that can be found."""

from typing import ClassVar

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.utils.translation import gettext_lazy as _

from kernel.keeping import Keeping, Rights
from kernel.rows import Row


class SearchEntry(Row):
    """A copy of what can be found of one object, made again from it whenever it changes."""

    kind = models.CharField(max_length=30)
    object_id = models.UUIDField()
    audience = models.CharField(max_length=80)
    title = models.CharField(max_length=500)
    note = models.CharField(max_length=200, default="", db_default="")
    text = models.TextField(default="", db_default="")
    path = models.CharField(max_length=300)
    inner_path = models.CharField(max_length=300, default="", db_default="")
    day_on = models.DateField(null=True)
    open_at = models.DateTimeField(null=True)
    close_at = models.DateTimeField(null=True)
    exact = SearchVectorField()
    plain = SearchVectorField()

    keeping: ClassVar[Keeping] = Keeping(Rights.FULL, personal=("title", "note", "text"), kept="with its object")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "object_id"],
                name="search_entry_once",
                violation_error_message=_("Mục này đã có trong chỉ mục."),
            )
        ]
        indexes = [GinIndex(fields=["plain"], name="search_entry_plain")]

    def __str__(self) -> str:
        return f"{self.kind}: {self.title}"
