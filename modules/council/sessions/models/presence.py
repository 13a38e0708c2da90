"""Who is in the hall: a ledger that only grows; the last line of a mandate in a sitting is what holds."""

from typing import Any, ClassVar, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from council.people.models import Mandate
from council.sessions.models.session import Sitting
from kernel.keeping import Keeping, Rights


class Presence(models.TextChoices):
    """What was noted of a delegate in a sitting."""

    PRESENT = "present", _("Có mặt")
    LEFT = "left", _("Đã rời phiên")
    EXCUSED = "excused", _("Vắng có lý do")
    ABSENT = "absent", _("Vắng không lý do")


class Source(models.TextChoices):
    """Who noted it."""

    SELF = "self", _("Đại biểu tự điểm danh")
    OFFICE = "office", _("Thư ký ghi")


class AttendanceSet(models.QuerySet["Attendance"]):
    """Filters of the ledger."""

    def last_lines(self) -> Self:
        """Return only the last line of each mandate in each sitting."""
        return self.order_by("sitting_id", "mandate_id", "-id").distinct("sitting_id", "mandate_id")


class Attendance(models.Model):
    """One line: this delegate was noted so, at that moment, by that account."""

    id = models.BigAutoField(primary_key=True)
    sitting = models.ForeignKey(Sitting, on_delete=models.PROTECT, related_name="attendance")
    mandate = models.ForeignKey(Mandate, on_delete=models.PROTECT, related_name="attendance")
    what = models.CharField(max_length=10, choices=Presence.choices)
    at = models.DateTimeField()
    by = models.UUIDField(null=True)
    source = models.CharField(max_length=10, choices=Source.choices)

    objects: ClassVar[Any] = AttendanceSet.as_manager()
    keeping = Keeping(Rights.APPEND, personal=("mandate", "by"), kept="permanent")

    class Meta:
        indexes = [models.Index(fields=["sitting", "mandate", "-id"], name="sessions_presence_latest")]

    def __str__(self) -> str:
        return f"{self.mandate_id} {self.what}"
