"""Events, which of them still wait, which handler has done its part, and what failed."""

from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from kernel import clock
from kernel.keeping import Keeping, Rights
from kernel.rows import Row


class OutboxEvent(Row):
    """A fact that happened: its type, its ids and plain values."""

    type = models.CharField(max_length=120)
    payload = models.JSONField(default=dict, db_default={})
    at = models.DateTimeField(default=clock.now, db_default=Now())
    account_id = models.UUIDField(null=True)
    request_id = models.CharField(max_length=64, default="", db_default="")

    keeping = Keeping(Rights.APPEND, personal=("account_id",), kept="5 years", wakes="outbox")

    class Meta:
        indexes = [models.Index(fields=["at"], name="outbox_event_at")]

    def __str__(self) -> str:
        return f"{self.type} {self.id}"


class OutboxWaiting(models.Model):
    """An event that some handler has not had yet; the row goes when all have, so the drainer reads a short table."""

    id = models.BigAutoField(primary_key=True)
    event = models.OneToOneField(OutboxEvent, on_delete=models.PROTECT, related_name="waiting")
    due_at = models.DateTimeField(default=clock.now, db_default=Now())

    keeping = Keeping(Rights.FULL, kept="until handled")

    def __str__(self) -> str:
        return f"{self.event_id} from {self.due_at}"


class OutboxHandled(Row):
    """A handler has done its part for an event, in the same commit as its effect."""

    event = models.ForeignKey(OutboxEvent, on_delete=models.PROTECT, related_name="handled", db_index=False)
    handler = models.CharField(max_length=200)

    keeping = Keeping(Rights.APPEND, kept="5 years")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["event", "handler"], name="outbox_handled_once", violation_error_message=_("Sự kiện đã xử lý.")
            )
        ]

    def __str__(self) -> str:
        return f"{self.handler} {self.event_id}"


class OutboxFailure(Row):
    """A handler that failed for an event: how often, where (never with values), and when it is tried again."""

    class State(models.TextChoices):
        """Whether it is still tried."""

        RETRYING = "retrying", _("Đang thử lại")
        PARKED = "parked", _("Tạm dừng, chờ người vận hành")
        RECOVERED = "recovered", _("Đã xử lý xong")

    event = models.ForeignKey(OutboxEvent, on_delete=models.PROTECT, related_name="failures", db_index=False)
    handler = models.CharField(max_length=200)
    state = models.CharField(max_length=12, choices=State.choices, default=State.RETRYING, db_default="retrying")
    attempts = models.PositiveSmallIntegerField(default=0, db_default=0)
    next_try_at = models.DateTimeField(null=True)
    error = models.CharField(max_length=200, default="", db_default="")

    keeping = Keeping(Rights.EDIT, kept="5 years")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["event", "handler"], name="outbox_failure_once", violation_error_message=_("Lỗi đã ghi nhận.")
            )
        ]

    def __str__(self) -> str:
        return f"{self.handler} {self.state} after {self.attempts}"
