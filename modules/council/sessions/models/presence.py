"""Who is in the hall: a ledger that only grows; what the lines of a mandate in a sitting come to is what holds.

Beside it: where the delegates sit, who confirmed the presence of a sitting, and what the chair chose without a quorum.
"""

from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from council.law import PresenceKind
from council.people.models import Mandate
from council.sessions.models.sittings import Sitting
from kernel.keeping import Keeping, Rights
from kernel.rows import Row, VersionedRow


class Presence(models.TextChoices):
    """What was noted of a delegate in a sitting."""

    PRESENT = PresenceKind.PRESENT.value, _("Có mặt")
    PRESENT_ONLINE = PresenceKind.ONLINE.value, _("Có mặt trực tuyến")
    LATE = PresenceKind.LATE.value, _("Đến muộn")
    LEFT = PresenceKind.LEFT.value, _("Đã rời phiên")
    RETURNED = PresenceKind.RETURNED.value, _("Đã trở lại")
    EXCUSED = PresenceKind.EXCUSED.value, _("Vắng có lý do")
    ABSENT = PresenceKind.ABSENT.value, _("Vắng không lý do")


class Source(models.TextChoices):
    """Who noted it."""

    SELF = "self", _("Đại biểu tự điểm danh")
    CODE = "code", _("Đại biểu điểm danh bằng mã")
    ONLINE = "online", _("Đại biểu điểm danh trực tuyến")
    OFFICE = "office", _("Thư ký ghi")
    CONFIRMED = "confirmed", _("Ghi khi xác nhận điểm danh")
    CORRECTED = "corrected", _("Sửa sau phiên họp")


class AttendanceSet(models.QuerySet["Attendance"]):
    """Filters of the ledger."""

    def last_lines(self) -> Self:
        """Return only the last line of each mandate in each sitting."""
        return self.order_by("sitting_id", "mandate_id", "-id").distinct("sitting_id", "mandate_id")

    def oldest_first(self) -> Self:
        """Return the lines in the order in which they were written."""
        return self.order_by("id")


class Attendance(models.Model):
    """One line: this delegate was noted so, at that moment, by that account.

    ``late_minutes`` is how long the sitting had run when she came, 0 for who came in time. A correction names the
    line in whose place it stands and the reason; both lines stay.
    """

    id = models.BigAutoField(primary_key=True)
    sitting = models.ForeignKey(Sitting, on_delete=models.PROTECT, related_name="attendance")
    mandate = models.ForeignKey(Mandate, on_delete=models.PROTECT, related_name="attendance")
    what = models.CharField(max_length=14, choices=Presence.choices)
    at = models.DateTimeField()
    by = models.UUIDField(null=True)
    source = models.CharField(max_length=10, choices=Source.choices)
    late_minutes = models.PositiveSmallIntegerField(default=0, db_default=0)
    corrects = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="corrected_by"
    )
    reason = models.CharField(max_length=300, blank=True, default="", db_default="")

    objects: ClassVar[Any] = AttendanceSet.as_manager()
    keeping = Keeping(Rights.APPEND, personal=("mandate", "by", "reason"), kept="permanent")

    class Meta:
        indexes = [models.Index(fields=["sitting", "mandate", "-id"], name="sessions_presence_latest")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(source="corrected") | ~Q(reason=""),
                name="sessions_correction_says_why",
                violation_error_message=_("Sửa điểm danh phải ghi lý do."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.mandate_id} {self.what}"


class RollConfirmation(Row):
    """The presence of a sitting as the secretary confirmed it, with the numbers of that moment."""

    sitting = models.OneToOneField(Sitting, on_delete=models.PROTECT, related_name="roll_confirmation")
    confirmed_at = models.DateTimeField()
    confirmed_by = models.UUIDField(null=True)
    present = models.PositiveSmallIntegerField()
    excused = models.PositiveSmallIntegerField()
    absent = models.PositiveSmallIntegerField()

    objects: ClassVar[Any] = models.Manager()
    keeping = Keeping(Rights.APPEND, personal=("confirmed_by",), kept="permanent")

    def __str__(self) -> str:
        return f"{self.sitting_id} {self.present}"


class QuorumChoice(models.TextChoices):
    """What the chair does when too few delegates are left in a sitting."""

    PAUSE = "pause", _("Tạm nghỉ")
    DISCUSS = "discuss", _("Thảo luận tiếp, không biểu quyết")
    DEFER_VOTES = "defer_votes", _("Lùi các nội dung biểu quyết")


class QuorumLoss(models.Model):
    """One line: so many were left, so many were needed, and this is what the chair chose."""

    id = models.BigAutoField(primary_key=True)
    sitting = models.ForeignKey(Sitting, on_delete=models.PROTECT, related_name="quorum_losses")
    at = models.DateTimeField()
    by = models.UUIDField(null=True)
    choice = models.CharField(max_length=12, choices=QuorumChoice.choices)
    present = models.PositiveSmallIntegerField()
    needed = models.PositiveSmallIntegerField()
    in_office = models.PositiveSmallIntegerField()

    objects: ClassVar[Any] = models.Manager()
    keeping = Keeping(Rights.APPEND, personal=("by",), kept="permanent")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(present__lt=models.F("needed")),
                name="sessions_quorum_was_lost",
                violation_error_message=_("Vẫn đủ số đại biểu cần có."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.sitting_id} {self.choice}"


class Seating(VersionedRow):
    """How the hall is arranged: so many rows of so many seats, the first row before the chair. One for a council."""

    rows = models.PositiveSmallIntegerField(_("Số hàng ghế"))
    columns = models.PositiveSmallIntegerField(_("Số ghế mỗi hàng"))
    is_only = models.BooleanField(default=True, db_default=True, editable=False)

    objects: ClassVar[Any] = models.Manager()
    keeping = Keeping(Rights.EDIT, kept="permanent")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["is_only"],
                name="sessions_one_seating",
                violation_error_message=_("Hội trường đã có sơ đồ ghế."),
            ),
            models.CheckConstraint(
                condition=Q(is_only=True, rows__range=(1, 40), columns__range=(1, 40)),
                name="sessions_seating_in_bounds",
                violation_error_message=_("Hội trường có từ 1 đến 40 hàng, mỗi hàng từ 1 đến 40 ghế."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.rows} x {self.columns}"


class Seat(Row):
    """Where a delegate sits; without row and number she has no seat yet."""

    mandate = models.OneToOneField(Mandate, on_delete=models.PROTECT, related_name="seat")
    row = models.PositiveSmallIntegerField(_("Hàng"), null=True, blank=True)
    number = models.PositiveSmallIntegerField(_("Ghế"), null=True, blank=True)

    objects: ClassVar[Any] = models.Manager()
    keeping = Keeping(Rights.EDIT, personal=("mandate",), kept="with the term")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["row", "number"],
                name="sessions_seat_once",
                deferrable=models.Deferrable.DEFERRED,
                violation_error_message=_("Ghế này đã có người ngồi."),
            ),
            models.CheckConstraint(
                condition=Q(row__isnull=True, number__isnull=True) | Q(row__isnull=False, number__isnull=False),
                name="sessions_seat_whole",
                violation_error_message=_("Chỗ ngồi phải có cả hàng và ghế."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.row}/{self.number}"
