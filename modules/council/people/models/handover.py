"""What somebody leaves behind, and who goes on with it: the hand-over of duties when a post or a mandate ends.

Rights end with the day whatever becomes of the hand-over; it only sees to it that nothing open is forgotten.
"""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from council.people import workflow
from council.people.models.people import Person
from council.people.workflow import DutyState, HandoverState
from kernel.keeping import Keeping, Rights
from kernel.rows import VersionedRow


class Handover(VersionedRow):
    """The list of what one person leaves behind on leaving."""

    STEPS: ClassVar[Any] = workflow.HANDOVER_STEPS

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="handovers")
    cause = models.CharField(_("Lý do bàn giao"), max_length=300)
    leaves_on = models.DateField(_("Thôi nhiệm vụ từ hết ngày"))
    state = models.CharField(
        max_length=10, choices=HandoverState.choices, default=HandoverState.OPEN, db_default=HandoverState.OPEN
    )
    completed_on = models.DateField(_("Bàn giao xong ngày"), null=True, blank=True)

    keeping = Keeping(Rights.EDIT, personal=("person", "cause"), kept="permanent")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(state="open"),
                name="people_one_open_handover",
                violation_error_message=_("Người này đang có một việc bàn giao chưa xong."),
            ),
            models.CheckConstraint(
                condition=Q(state="open", completed_on__isnull=True) | Q(state="completed", completed_on__isnull=False),
                name="people_handover_says_when",
                violation_error_message=_("Bàn giao xong phải có ngày."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} ({self.state})"


class Duty(VersionedRow):
    """One open matter of a hand-over. ``kind`` and ``object_id`` say what it is when a module knows it."""

    STEPS: ClassVar[Any] = workflow.DUTY_STEPS

    handover = models.ForeignKey(Handover, on_delete=models.PROTECT, related_name="duties")
    kind = models.CharField(max_length=40, blank=True, default="", db_default="")
    object_id = models.UUIDField(null=True, blank=True)
    label = models.CharField(_("Việc"), max_length=300)
    path = models.CharField(max_length=200, blank=True, default="", db_default="")
    receiver = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="duties_received"
    )
    note = models.CharField(_("Ghi chú"), max_length=300, blank=True, default="", db_default="")
    state = models.CharField(
        max_length=10, choices=DutyState.choices, default=DutyState.OPEN, db_default=DutyState.OPEN
    )
    taken_on = models.DateField(_("Nhận ngày"), null=True, blank=True)

    keeping = Keeping(Rights.EDIT, personal=("receiver", "label", "note"), kept="permanent")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["handover", "kind", "object_id"],
                condition=Q(object_id__isnull=False),
                name="people_duty_once",
                violation_error_message=_("Việc này đã có trong danh sách bàn giao."),
            ),
            models.CheckConstraint(
                condition=Q(state="open") | Q(receiver__isnull=False),
                name="people_given_duty_names_whom",
                violation_error_message=_("Việc đã giao phải có người nhận."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.label} ({self.state})"
