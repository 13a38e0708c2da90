"""The books of numbers: how each body numbers, how far each book has come, and which numbers are held back."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from council.documents import workflow
from council.documents.law import ISSUER_CODE, ISSUERS, KINDS, Kind, Numbering
from council.documents.models.documents import Document
from council.documents.workflow import HeldState
from kernel.keeping import Keeping, Rights
from kernel.rows import Row, VersionedRow


class NumberingRule(VersionedRow):
    """How one body of the council numbers, when it is not the usual way; ``document`` is what ordered it."""

    class Sequences(models.TextChoices):
        """Whether each kind has its own sequence."""

        BY_KIND = "by_kind", _("Mỗi loại văn bản một dãy số")
        TOGETHER = "together", _("Một dãy số chung cho mọi loại")

    body = models.CharField(
        _("Cơ quan ban hành"), max_length=30, choices=[(body.value, row.name) for body, row in ISSUERS.items()]
    )
    code = models.CharField(_("Chữ viết tắt trong ký hiệu"), max_length=20)
    sequences = models.CharField(
        _("Cách đánh số"),
        max_length=10,
        choices=Sequences.choices,
        default=Sequences.BY_KIND,
        db_default=Sequences.BY_KIND,
    )
    document = models.CharField(_("Văn bản quy định"), max_length=200)

    keeping = Keeping(Rights.EDIT, kept="permanent")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["body"],
                name="documents_numbering_once",
                violation_error_message=_("Cơ quan này đã có cách đánh số."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.body}: {self.code}"

    def as_numbering(self) -> Numbering:
        """Return the plain value that the law's functions take."""
        return Numbering(self.code, self.sequences == self.Sequences.TOGETHER)


class NumberSequence(Row):
    """One book of one year: the last number given; locked while a document is issued.

    ``kind`` is empty where all kinds of a code run together. ``first_number`` is above 1 when earlier numbers
    of the year were given on paper, which ``opened_reason`` says.
    """

    code = models.CharField(max_length=20, default=ISSUER_CODE, db_default=ISSUER_CODE)
    kind = models.CharField(max_length=30)
    year = models.PositiveSmallIntegerField()
    first_number = models.PositiveIntegerField(default=1, db_default=1)
    last_number = models.PositiveIntegerField(default=0, db_default=0)
    last_on = models.DateField(null=True, blank=True)
    opened_reason = models.CharField(max_length=500, blank=True, default="", db_default="")

    keeping = Keeping(Rights.EDIT, kept="permanent")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["code", "kind", "year"],
                name="documents_sequence_once",
                violation_error_message=_("Sổ số của loại văn bản này trong năm đã có."),
            ),
            models.CheckConstraint(
                condition=Q(first_number=1) | (Q(first_number__gt=1) & ~Q(opened_reason="")),
                name="documents_sequence_opened_says_why",
                violation_error_message=_("Sổ không bắt đầu từ số 01 phải có lý do."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.kind} {self.year}: {self.last_number}"

    @property
    def kind_name(self) -> str:
        """The name of the book's kind, or of all kinds together."""
        return KINDS[Kind(self.kind)].name if self.kind else str(_("Các loại văn bản"))


class HeldNumber(Row):
    """A number of a book that is on no document here: held back for one, cancelled for good, used in the end, or given
    to a document with a mark of secrecy, which never comes into this system (R-SEC-01).
    """

    STEPS = workflow.HELD_STEPS

    sequence = models.ForeignKey(NumberSequence, on_delete=models.PROTECT, related_name="held")
    number = models.PositiveIntegerField(_("Số"))
    state = models.CharField(
        max_length=10, choices=HeldState.choices, default=HeldState.RESERVED, db_default=HeldState.RESERVED
    )
    reason = models.CharField(_("Lý do"), max_length=500)
    held_by = models.UUIDField(null=True, blank=True)
    held_at = models.DateTimeField()
    document = models.ForeignKey(Document, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    # The day of a document with a mark of secrecy, which is on paper only: nothing else of it is in this system.
    secret_on = models.DateField(null=True, blank=True)
    removed_at = models.DateTimeField(null=True, blank=True)
    removed_by = models.UUIDField(null=True, blank=True)
    removed_reason = models.CharField(_("Lý do huỷ số"), max_length=500, blank=True, default="", db_default="")

    objects: ClassVar[Any] = models.Manager()
    keeping = Keeping(Rights.EDIT, personal=("held_by", "removed_by"), kept="permanent")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["sequence", "number"],
                name="documents_held_once",
                violation_error_message=_("Số này đã được giữ hoặc huỷ."),
            ),
            models.CheckConstraint(
                condition=~Q(reason=""),
                name="documents_held_says_why",
                violation_error_message=_("Số giữ lại phải có lý do."),
            ),
            models.CheckConstraint(
                condition=~Q(state="cancelled") | (Q(removed_at__isnull=False) & ~Q(removed_reason="")),
                name="documents_cancelled_says_why",
                violation_error_message=_("Số huỷ phải có lý do."),
            ),
            models.CheckConstraint(
                condition=Q(state="secret", secret_on__isnull=False) | Q(~Q(state="secret"), secret_on__isnull=True),
                name="documents_secret_number_says_when",
                violation_error_message=_("Số cấp cho văn bản mật phải có ngày."),
            ),
            models.CheckConstraint(
                condition=Q(state="used", document__isnull=False) | Q(~Q(state="used"), document__isnull=True),
                name="documents_held_used_has_document",
                violation_error_message=_("Số đã dùng phải gắn với văn bản."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}: {self.state}"
