"""Times in which a council's terms stand still, each by a document."""

from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from council import law
from kernel.keeping import Keeping, Rights
from kernel.rows import Row


class PauseQuerySet(models.QuerySet["Pause"]):
    """Filters of pauses."""

    def kept(self) -> "PauseQuerySet":
        """Those that were not removed, the latest first."""
        return self.filter(removed_at__isnull=True).order_by("-first_on", "id")


class Pause(Row):
    """A storm or an epidemic in which terms stand still: from a day, to a day or until a document ends it.

    What was written is never edited: a pause is ended by another document, or removed for a reason.
    ``topics`` are first parts of parameter keys with commas; empty means every term.
    """

    first_on = models.DateField()
    last_on = models.DateField(null=True)
    name = models.CharField(max_length=120)
    document = models.CharField(max_length=200)
    topics = models.CharField(max_length=300, default="", db_default="")
    reason = models.TextField()
    set_by = models.UUIDField(null=True)
    set_by_name = models.CharField(max_length=150, default="", db_default="")
    ended_on = models.DateField(null=True)
    ended_document = models.CharField(max_length=200, default="", db_default="")
    ended_at = models.DateTimeField(null=True)
    ended_by = models.UUIDField(null=True)
    ended_by_name = models.CharField(max_length=150, default="", db_default="")
    removed_at = models.DateTimeField(null=True)
    removed_by = models.UUIDField(null=True)
    removed_reason = models.TextField(default="", db_default="")

    objects = PauseQuerySet.as_manager()
    keeping: ClassVar[Keeping] = Keeping(
        Rights.EDIT,
        personal=("set_by", "set_by_name", "ended_by", "ended_by_name", "removed_by"),
        kept="permanent",
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(last_on__isnull=True) | Q(last_on__gte=F("first_on")),
                name="rulebook_pause_ends_after_start",
                violation_error_message=_("Ngày kết thúc không được trước ngày bắt đầu."),
            ),
            models.CheckConstraint(
                condition=~Q(document="") & ~Q(reason=""),
                name="rulebook_pause_has_document",
                violation_error_message=_("Phải ghi văn bản làm căn cứ và lý do."),
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True, ended_at__isnull=True, ended_document="")
                | (Q(ended_on__gte=F("first_on"), ended_at__isnull=False) & ~Q(ended_document="")),
                name="rulebook_pause_ended_by_document",
                violation_error_message=_("Phải ghi văn bản kết thúc tạm dừng."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.first_on} {self.name}"

    @property
    def until_on(self) -> date | None:
        """The last paused day: that of the ending document, else the one foreseen, else none."""
        return self.ended_on or self.last_on

    def as_law(self, at: date) -> law.Pause:
        """Return the row as a law function reads it; an open pause is counted up to the snapshot's day."""
        last_on = self.until_on or max(at, self.first_on)
        topics = frozenset(filter(None, self.topics.split(",")))
        return law.Pause(self.first_on, last_on, self.name, self.document, topics)
