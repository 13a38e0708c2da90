"""A list that somebody uploaded: kept while it is put right, imported as a whole or thrown away.

It holds what was typed, sensitive cells too; so it is for its uploader alone, and its rows go when it is done.
"""

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from council.people import workflow
from council.people.workflow import SheetState
from kernel.keeping import Keeping, Rights
from kernel.rows import VersionedRow


class SheetKind(models.TextChoices):
    """What the rows of a list are."""

    DELEGATES = "delegates", _("Đại biểu")
    OUTSIDE = "outside", _("Cơ quan, tổ chức")
    STAFF = "staff", _("Người của văn phòng")


class SheetImport(VersionedRow):
    """One upload. ``rows`` are ``[number, {column: text}]``; a list that was imported or thrown away has none."""

    STEPS = workflow.SHEET_STEPS

    kind = models.CharField(max_length=12, choices=SheetKind.choices)
    file_name = models.CharField(max_length=200)
    started_on = models.DateField(_("Từ ngày"))
    rows = models.JSONField(default=list, db_default=models.Value([], models.JSONField()))
    rows_total = models.PositiveIntegerField(default=0, db_default=0)
    state = models.CharField(
        max_length=10, choices=SheetState.choices, default=SheetState.CHECKING, db_default=SheetState.CHECKING
    )
    uploaded_by = models.UUIDField()
    imported_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[Any] = models.Manager()
    keeping = Keeping(
        Rights.EDIT,
        personal=("rows", "file_name", "uploaded_by"),
        kept="its rows until it is imported, thrown away or replaced by the uploader's next list",
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state="checking") | models.Q(rows=models.Value([], models.JSONField())),
                name="people_done_sheet_is_empty",
                violation_error_message=_("Danh sách đã xong không giữ lại các dòng."),
            ),
        ]
        indexes = [models.Index(fields=["uploaded_by", "kind"], name="people_sheet_uploader")]

    def __str__(self) -> str:
        return self.file_name
