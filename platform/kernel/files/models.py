"""What is known of a stored file; the bytes themselves lie in the storage under their own hash."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from kernel.keeping import Keeping, Rights
from kernel.rows import Row


class StoredFile(Row):
    """One upload: name, size, type by content and hash. Who may read it is decided where it is attached."""

    class State(models.TextChoices):
        """Who may be shown it."""

        INTERNAL = "internal", _("Nội bộ")
        PUBLIC = "public", _("Công khai")
        WITHDRAWN = "withdrawn", _("Đã thu hồi")

    name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField(default=0, db_default=0)
    content_type = models.CharField(max_length=100)
    uploaded_by = models.UUIDField(null=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.INTERNAL, db_default="internal")
    removed_at = models.DateTimeField(null=True)
    removed_by = models.UUIDField(null=True)
    removed_reason = models.CharField(max_length=500, default="", db_default="")

    keeping = Keeping(Rights.EDIT, personal=("name", "uploaded_by", "removed_by"), kept="as long as what it belongs to")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(sha256__regex=r"^[0-9a-f]{64}$"),
                name="files_sha256_is_hex",
                violation_error_message=_("Mã băm của tệp không hợp lệ."),
            ),
            models.CheckConstraint(
                condition=~models.Q(state="withdrawn") | models.Q(removed_at__isnull=False),
                name="files_withdrawn_says_when",
                violation_error_message=_("Tệp đã thu hồi phải ghi thời điểm thu hồi."),
            ),
        ]
        indexes = [models.Index(fields=["sha256"], name="files_sha256")]

    def __str__(self) -> str:
        return self.name
