"""A reminder on both sides: what a province sent with its receipt, and what a commune received with its answer.

Both rows have the same key, the key of the hand-over. Neither side ever reads the other's row.
"""

from datetime import date
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from council.exchange import law, workflow
from council.exchange.workflow import ReceivedState, Reply, SentState
from kernel.keeping import Keeping, Rights
from kernel.rows import Row

# Where a reminder still waits for somebody of the commune, or for the carrier.
ON_THE_WAY = (SentState.SENT, SentState.HELD)
HOLDS_BACK = [state.value for state in SentState if state not in {SentState.REFUSED, SentState.WITHDRAWN}]


class Matter(models.TextChoices):
    """What a commune's council owes, as its figures and publications tell."""

    CONFERENCE = "conference", _("Chưa họp liên tịch")
    CONVENING = "convening", _("Chưa triệu tập kỳ họp")
    NOTICE = "notice", _("Chưa công bố chương trình dự kiến")
    PAPERS = "papers", _("Chưa gửi đủ tài liệu kỳ họp")
    MINUTES = "minutes", _("Chưa ký biên bản kỳ họp")
    SENDING = "sending", _("Chưa gửi nghị quyết, biên bản lên cấp trên")
    PUBLISHING = "publishing", _("Nghị quyết ban hành chưa công bố")
    FEW_SESSIONS = "few_sessions", _("Chưa đủ kỳ họp thường lệ trong năm")
    OTHER = "other", _("Việc khác")


class Asked(models.Model):
    """What both sides know: what is asked for, why and until when, and what the commune said last."""

    matter = models.CharField(_("Loại việc"), max_length=16, choices=Matter.choices)
    subject = models.CharField(_("Việc cần làm"), max_length=law.LONGEST_SUBJECT)
    why = models.CharField(_("Căn cứ"), max_length=law.LONGEST_WHY, blank=True, db_default="")
    note = models.CharField(_("Ghi chú"), max_length=law.LONGEST_NOTE, blank=True, db_default="")
    due_on = models.DateField(_("Làm trước ngày"))
    seen_at = models.DateTimeField(_("Xem lúc"), null=True, blank=True)
    answered_at = models.DateTimeField(_("Trả lời lúc"), null=True, blank=True)
    reply = models.CharField(_("Trả lời"), max_length=8, choices=Reply.choices, blank=True, db_default="")
    promised_on = models.DateField(_("Sẽ làm trước ngày"), null=True, blank=True)
    words = models.CharField(_("Lời trả lời"), max_length=law.LONGEST_WORDS, blank=True, db_default="")
    withdrawn_at = models.DateTimeField(_("Thu hồi lúc"), null=True, blank=True)
    withdrawn_reason = models.CharField(
        _("Lý do thu hồi"), max_length=law.LONGEST_REASON, blank=True, default="", db_default=""
    )

    class Meta:
        abstract = True

    def is_overdue(self, today: date) -> bool:
        """Say whether it is not done after the day that was asked for or promised."""
        is_done = self.reply in {Reply.DONE, Reply.NOT_SO} or self.withdrawn_at is not None
        return law.is_overdue(due_on=self.due_on, promised_on=self.promised_on, is_done=is_done, today=today)


class ReminderSet(models.QuerySet["Reminder"]):
    """Filters of sent reminders."""

    def standing_after(self, day: date) -> Self:
        """Return what was sent after a day and was not refused: it stands in the way of another of the same matter."""
        return self.filter(sent_on__gt=day, state__in=HOLDS_BACK)


class Reminder(Row, Asked):
    """A reminder as the province's council sent it, with what is known of it there."""

    unit_code = models.CharField(max_length=8)
    council_key = models.CharField(max_length=24, blank=True, db_default="")
    council_name = models.CharField(_("Nơi nhận"), max_length=200)
    matter_on = models.DateField(null=True, blank=True)
    sent_at = models.DateTimeField(_("Gửi lúc"))
    sent_on = models.DateField()
    sent_by = models.UUIDField(null=True)
    sent_by_name = models.CharField(_("Người gửi"), max_length=200)
    state = models.CharField(
        _("Trạng thái"), max_length=12, choices=SentState.choices, default=SentState.SENT, db_default="sent"
    )
    because = models.CharField(max_length=16, blank=True, db_default="")
    arrived_at = models.DateTimeField(null=True, blank=True)
    answer_number = models.PositiveIntegerField(default=0, db_default=0)
    withdrawn_by = models.UUIDField(null=True, blank=True)
    withdrawn_by_name = models.CharField(_("Người thu hồi"), max_length=200, blank=True, default="", db_default="")
    withdrawal_arrived_at = models.DateTimeField(null=True, blank=True)
    withdrawal_because = models.CharField(max_length=16, blank=True, default="", db_default="")

    objects: ClassVar[Any] = ReminderSet.as_manager()
    keeping = Keeping(
        Rights.EDIT,
        personal=("sent_by", "sent_by_name", "note", "words", "withdrawn_by", "withdrawn_by_name", "withdrawn_reason"),
        kept="10 years",
    )
    STEPS: ClassVar[Any] = workflow.SENT_STEPS

    class Meta:
        indexes = [
            models.Index(fields=["-sent_at", "-id"], name="exchange_reminder_latest"),
            models.Index(fields=["unit_code", "matter", "sent_on"], name="exchange_reminder_matter"),
        ]

    def __str__(self) -> str:
        return f"{self.council_name}: {self.subject}"


class ReceivedSet(models.QuerySet["ReceivedReminder"]):
    """Filters of received reminders."""

    def open(self) -> Self:
        """Return those of which nothing was said yet, and those that are promised but not done."""
        waits = Q(state__in=[ReceivedState.NEW, ReceivedState.SEEN])
        return self.filter(waits | Q(state=ReceivedState.ANSWERED, reply=Reply.WILL_DO))


class ReceivedReminder(Row, Asked):
    """A reminder as the commune's council received it, with its answer."""

    sender_name = models.CharField(_("Nơi gửi"), max_length=200)
    received_at = models.DateTimeField(_("Nhận lúc"))
    state = models.CharField(
        _("Trạng thái"), max_length=12, choices=ReceivedState.choices, default=ReceivedState.NEW, db_default="new"
    )
    answered_by = models.UUIDField(null=True, blank=True)
    answered_by_name = models.CharField(_("Người trả lời"), max_length=200, blank=True, db_default="")

    objects: ClassVar[Any] = ReceivedSet.as_manager()
    keeping = Keeping(
        Rights.EDIT,
        personal=("answered_by", "answered_by_name", "note", "words", "withdrawn_reason"),
        kept="10 years",
    )
    STEPS: ClassVar[Any] = workflow.RECEIVED_STEPS

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="answered") | Q(reply__in=Reply.values, answered_at__isnull=False),
                name="exchange_answer_says_what",
                violation_error_message=_("Hãy chọn một câu trả lời."),
            ),
        ]
        indexes = [models.Index(fields=["-received_at", "-id"], name="exchange_received_latest")]

    def __str__(self) -> str:
        return self.subject
