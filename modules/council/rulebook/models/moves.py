"""The book of deadlines that a change of the rulebook moved, or would have moved (R-CAL-09)."""

from typing import ClassVar
from uuid import UUID

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from kernel.keeping import Keeping, Rights
from kernel.rows import Row


class DeadlineMoveQuerySet(models.QuerySet["DeadlineMove"]):
    """Filters of the book."""

    def caused_by(self, row_id: UUID) -> "DeadlineMoveQuerySet":
        """Return what one change moved, by the day that holds."""
        return self.filter(cause_id=row_id).order_by("holds_on", "name", "id")

    def newest_first(self) -> "DeadlineMoveQuerySet":
        """Return the whole book, the latest change first."""
        return self.order_by("-created_at", "id")


class DeadlineMove(Row):
    """One open deadline under one change: the day before, the day computed, and the day that holds."""

    cause_id = models.UUIDField()
    why = models.CharField(max_length=400)
    kind = models.CharField(max_length=60)
    object_id = models.UUIDField()
    name = models.CharField(max_length=400)
    path = models.CharField(max_length=200, default="", db_default="")
    key = models.CharField(max_length=80)
    rule = models.CharField(max_length=60)
    before_on = models.DateField()
    after_on = models.DateField()
    holds_on = models.DateField()
    told_on = models.DateField(null=True)
    sentence = models.TextField()
    set_by = models.UUIDField(null=True)
    set_by_name = models.CharField(max_length=150, default="", db_default="")

    objects = DeadlineMoveQuerySet.as_manager()
    keeping: ClassVar[Keeping] = Keeping(Rights.APPEND, personal=("set_by", "set_by_name"), kept="permanent")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(told_on__isnull=True) | Q(holds_on__gte=F("before_on")),
                name="rulebook_move_never_shortens_told",
                violation_error_message=_("Hạn đã thông báo không được rút ngắn."),
            ),
            models.CheckConstraint(
                condition=Q(holds_on=F("after_on")) | Q(holds_on=F("before_on")),
                name="rulebook_move_holds_one_of_both",
                violation_error_message=_("Hạn giữ lại phải là một trong hai ngày."),
            ),
        ]
        indexes = [models.Index(fields=["cause_id"], name="rulebook_move_cause")]

    def __str__(self) -> str:
        return f"{self.name}: {self.before_on} → {self.holds_on}"

    @property
    def is_kept(self) -> bool:
        """Whether the earlier day was communicated and therefore stays."""
        return self.holds_on == self.before_on
