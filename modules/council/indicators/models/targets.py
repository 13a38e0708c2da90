"""What a council set itself of the scheme's targets."""

from fractions import Fraction
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from council.indicators import law
from council.law import values
from kernel.keeping import Keeping, Rights
from kernel.rows import Row


class OwnTargetSet(models.QuerySet["OwnTarget"]):
    """Filters of the history of targets."""

    def in_order(self) -> "OwnTargetSet":
        """Return the rows as they were set; a later one of the same day wins."""
        return self.order_by("created_at", "id")


class OwnTarget(Row):
    """One decision of the council on the target of one indicator, kept for ever: a value from a day on, or its end.

    ``value`` is an exact fraction: a part of the whole, or days.
    """

    class State(models.TextChoices):
        """Whether the row sets a target or ends the ones before it."""

        SET = "set", _("Hội đồng đặt")
        ENDED = "ended", _("Trở lại mục tiêu chung")

    indicator = models.CharField(max_length=40)
    state = models.CharField(max_length=10, choices=State.choices, default=State.SET, db_default="set")
    value = models.CharField(max_length=40, blank=True, default="", db_default="")
    document = models.CharField(_("Văn bản làm căn cứ"), max_length=200)
    from_on = models.DateField(_("Áp dụng từ ngày"))
    set_by = models.UUIDField(null=True, blank=True)
    set_by_name = models.CharField(max_length=150, blank=True, default="", db_default="")

    objects: ClassVar[Any] = OwnTargetSet.as_manager()
    keeping: ClassVar[Keeping] = Keeping(Rights.APPEND, personal=("set_by", "set_by_name"), kept="permanent")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=(Q(state="set") & ~Q(value="")) | Q(state="ended", value=""),
                name="indicators_target_value_when_set",
                violation_error_message=_("Mục tiêu mới phải có giá trị."),
            ),
            models.CheckConstraint(
                condition=~Q(document=""),
                name="indicators_target_has_document",
                violation_error_message=_("Mục tiêu phải ghi văn bản làm căn cứ."),
            ),
        ]
        indexes = [models.Index(fields=["indicator", "from_on"], name="indicators_target_of")]

    def __str__(self) -> str:
        return f"{self.indicator} {self.from_on} {self.value or self.state}"

    def as_law(self) -> law.Target:
        """Return the row as the law of targets reads it."""
        value = Fraction(self.value) if self.state == self.State.SET else None
        return law.Target(value, self.from_on, self.document)

    @staticmethod
    def written(value: Fraction) -> str:
        """Return a value as it is stored."""
        return values.written(value)
