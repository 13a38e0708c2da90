"""What the figures count of sessions: words of counted columns, and the lawful steps of a session as rows.

A figure counts rows of one table by their own columns. What follows from several tables, or from a term of the law,
is therefore written down when it happens. The rows of a session that will not be held are dropped, never deleted.
"""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kernel.keeping import Keeping, Rights
from kernel.rows import Row


class Lawfulness(models.TextChoices):
    """Whether a session kept all terms of the law, as far as it has come."""

    PENDING = "pending", _("Còn việc chưa xong")
    KEPT = "kept", _("Đúng trình tự, đúng hạn")
    BROKEN = "broken", _("Có việc chậm hoặc bỏ sót")


class PapersForm(models.TextChoices):
    """How the delegates got a session's papers (R-SES-24)."""

    NONE = "none", _("Chưa có tài liệu")
    ELECTRONIC = "electronic", _("Toàn bộ bản điện tử")
    MIXED = "mixed", _("Cả bản điện tử và bản giấy")
    PAPER = "paper", _("Chỉ bản giấy")


class Punctuality(models.TextChoices):
    """Whether something came in time."""

    IN_TIME = "in_time", _("Đúng hạn")
    LATE = "late", _("Chậm")


class StepName(models.TextChoices):
    """What the law asks of a session, in the order in which it comes."""

    CONFERENCE = "conference", _("Hội nghị liên tịch")
    CONVENING = "convening", _("Quyết định triệu tập")
    NOTICE = "notice", _("Thông báo chương trình dự kiến")
    PAPERS = "papers", _("Gửi tài liệu đến đại biểu")
    MINUTES = "minutes", _("Ký biên bản kỳ họp")
    SENDING = "sending", _("Gửi nghị quyết, biên bản lên cấp trên")
    PUBLISHING = "publishing", _("Công bố nghị quyết")


class StepStanding(models.TextChoices):
    """Where a lawful step stands. Overdue is what still waits after ``due_on``: a day, never a state."""

    WAITING = "waiting", _("Chưa xong")
    IN_TIME = "in_time", _("Đúng hạn")
    LATE = "late", _("Chậm")
    MISSED = "missed", _("Bỏ sót")
    DROPPED = "dropped", _("Không còn phải làm")


class LawfulStep(Row):
    """One step that the law asks of a session, with its last day and the day on which it was done.

    It says again what sessions, papers and documents say, in the form in which it can be counted;
    ``kind`` is the session's.
    """

    session = models.ForeignKey(
        "council_sessions.CouncilSession", on_delete=models.PROTECT, related_name="lawful_steps"
    )
    kind = models.CharField(max_length=16)
    step = models.CharField(max_length=10, choices=StepName.choices)
    standing = models.CharField(max_length=8, choices=StepStanding.choices)
    due_on = models.DateField()
    done_on = models.DateField(null=True, blank=True)

    objects: ClassVar[Any] = models.Manager()
    keeping = Keeping(Rights.EDIT, kept="permanent")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["session", "step"],
                name="sessions_lawful_step_once",
                violation_error_message=_("Việc này của kỳ họp đã được ghi."),
            ),
            models.CheckConstraint(
                condition=~Q(standing__in=("in_time", "late")) | Q(done_on__isnull=False),
                name="sessions_done_step_says_when",
                violation_error_message=_("Việc đã xong phải có ngày."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.session_id} {self.step} {self.standing}"
