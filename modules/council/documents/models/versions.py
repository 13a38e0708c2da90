"""What is kept beside a document: each version of its text, its attachments, and who opened or closed it."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from council.documents import workflow
from council.documents.law import CLASS_NAMES
from council.documents.models.documents import Document
from council.documents.workflow import ClassChangeState
from kernel.files.models import StoredFile
from kernel.keeping import Keeping, Rights
from kernel.rows import Row

_CLASSES = [(one.value, name) for one, name in CLASS_NAMES.items()]


class DocumentVersion(Row):
    """The text of a draft as it was saved once, with a note on what changed; never edited, never deleted."""

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField(_("Bản số"))
    subject = models.CharField(_("Trích yếu"), max_length=500)
    body = models.JSONField(_("Nội dung"), default=dict, db_default=models.Value({}, models.JSONField()))
    adopted_on = models.DateField(null=True, blank=True)
    effective_on = models.DateField(null=True, blank=True)
    note = models.CharField(_("Ghi chú thay đổi"), max_length=500, blank=True, default="", db_default="")
    written_by = models.UUIDField(null=True, blank=True)

    keeping = Keeping(Rights.APPEND, personal=("written_by",), kept="permanent")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["document", "number"],
                name="documents_version_once",
                violation_error_message=_("Bản này đã có."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.number}: {self.subject}"


class AttachmentSet(models.QuerySet["Attachment"]):
    """Filters of attachments."""

    def standing(self) -> "AttachmentSet":
        """Return those that were not taken away, in their order."""
        return self.filter(removed_at__isnull=True).select_related("file").order_by("position", "id")


class Attachment(Row):
    """A file that belongs to a document (phụ lục), in its order; taken away it keeps its reason."""

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="attachments")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(_("Tên phụ lục"), max_length=300)
    position = models.PositiveSmallIntegerField(default=1, db_default=1)
    removed_at = models.DateTimeField(null=True, blank=True)
    removed_by = models.UUIDField(null=True, blank=True)
    removed_reason = models.CharField(_("Lý do bỏ"), max_length=500, blank=True, default="", db_default="")

    objects: ClassVar[Any] = AttachmentSet.as_manager()
    keeping = Keeping(Rights.EDIT, personal=("removed_by",), kept="permanent")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(removed_at__isnull=True) | ~Q(removed_reason=""),
                name="documents_attachment_removed_says_why",
                violation_error_message=_("Phụ lục bỏ đi phải có lý do."),
            )
        ]

    def __str__(self) -> str:
        return self.title


class ClassChange(Row):
    """A change of a document's class. Closing takes effect at once; opening waits for a second person."""

    STEPS = workflow.CLASS_STEPS

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="class_changes")
    from_class = models.CharField(_("Từ mức"), max_length=12, choices=_CLASSES)
    to_class = models.CharField(_("Sang mức"), max_length=12, choices=_CLASSES)
    reason = models.CharField(_("Lý do"), max_length=500)
    asked_by = models.UUIDField(null=True, blank=True)
    state = models.CharField(
        max_length=10,
        choices=ClassChangeState.choices,
        default=ClassChangeState.ASKED,
        db_default=ClassChangeState.ASKED,
    )
    decided_by = models.UUIDField(null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[Any] = models.Manager()
    keeping = Keeping(Rights.EDIT, personal=("asked_by", "decided_by"), kept="permanent")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["document"],
                condition=Q(state="asked"),
                name="documents_one_class_change_at_a_time",
                violation_error_message=_("Đã có một đề nghị đổi mức đang chờ."),
            ),
            models.CheckConstraint(
                condition=~Q(reason=""),
                name="documents_class_change_says_why",
                violation_error_message=_("Đổi mức tiếp cận phải có lý do."),
            ),
            models.CheckConstraint(
                condition=Q(state="asked", decided_at__isnull=True)
                | (~Q(state="asked") & Q(decided_at__isnull=False) & ~Q(decided_by=models.F("asked_by")))
                | Q(~Q(state="asked"), decided_at__isnull=False, to_class="restricted")
                | Q(~Q(state="asked"), decided_at__isnull=False, from_class="public"),
                name="documents_class_opened_by_two",
                violation_error_message=_("Mở rộng người được đọc phải do hai người quyết định."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.from_class} → {self.to_class}: {self.state}"
