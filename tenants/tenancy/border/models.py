"""The two ledgers of hand-overs, in each council's own schema: what it gives, and what it was given."""

from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from kernel import clock
from kernel.keeping import Keeping, Rights
from kernel.rows import Row

LONGEST_NAME = 80


class Leg(models.TextChoices):
    """Which of the two ways a letter goes."""

    THERE = "there", _("Gửi đi")
    BACK = "back", _("Trả lời")


class HandOver(Row):
    """A letter that this council gives: a hand-over, or what it says to one that it was given.

    The key of a hand-over is the key of what is handed over, chosen by the sender; ``subject_id`` is the same, and
    for an answer the key of the hand-over it belongs to. ``to_key`` is known at the latest when it has arrived.
    """

    class State(models.TextChoices):
        """Whether it has arrived."""

        WAITING = "waiting", _("Đang gửi")
        HELD = "held", _("Chờ nơi nhận")
        ARRIVED = "arrived", _("Đã đến")
        REFUSED = "refused", _("Không gửi được")

    passage = models.CharField(max_length=LONGEST_NAME)
    subject_id = models.UUIDField()
    leg = models.CharField(max_length=8, choices=Leg.choices)
    number = models.PositiveIntegerField(default=0, db_default=0)
    to_key = models.CharField(max_length=24, blank=True, default="", db_default="")
    to_unit_code = models.CharField(max_length=8, blank=True, default="", db_default="")
    columns = models.JSONField(default=dict, db_default={})
    state = models.CharField(max_length=12, choices=State.choices, default=State.WAITING, db_default="waiting")
    because = models.CharField(max_length=16, blank=True, default="", db_default="")
    tries = models.PositiveIntegerField(default=0, db_default=0)
    due_at = models.DateTimeField(default=clock.now, db_default=Now())
    settled_at = models.DateTimeField(null=True)

    keeping = Keeping(Rights.EDIT, personal=("columns",), kept="10 years", wakes="border")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["subject_id", "leg", "number"],
                name="border_letter_once",
                violation_error_message=_("Nội dung này đã được gửi."),
            )
        ]
        indexes = [
            models.Index(
                fields=["due_at"], name="border_letter_open", condition=models.Q(state__in=["waiting", "held"])
            ),
        ]

    def __str__(self) -> str:
        return f"{self.passage} {self.leg} {self.subject_id} {self.state}"


class Received(Row):
    """A letter that this council was given, by the letter's own key: that is why it is taken in once only."""

    passage = models.CharField(max_length=LONGEST_NAME)
    subject_id = models.UUIDField()
    leg = models.CharField(max_length=8, choices=Leg.choices)
    number = models.PositiveIntegerField(default=0, db_default=0)
    sender_key = models.CharField(max_length=24)
    columns = models.JSONField(default=dict, db_default={})
    at = models.DateTimeField(default=clock.now, db_default=Now())

    keeping = Keeping(Rights.APPEND, personal=("columns",), kept="10 years")

    class Meta:
        indexes = [models.Index(fields=["subject_id", "leg"], name="border_received_subject")]

    def __str__(self) -> str:
        return f"{self.passage} {self.leg} {self.subject_id}"
