"""What a council set itself: values of configurable parameters, and its local days."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from council import law
from council.law import values
from kernel.keeping import Keeping, Rights
from kernel.rows import Row


class OverrideQuerySet(models.QuerySet["Override"]):
    """Filters of the history of values."""

    def in_order(self) -> "OverrideQuerySet":
        """The rows as they were set; a later one of the same day wins."""
        return self.order_by("created_at", "id")

    def of(self, key: str) -> "OverrideQuerySet":
        """The history of one parameter."""
        return self.filter(key=key)


class Override(Row):
    """One decision of the council about one parameter, kept for ever: a value from a day on, or its end."""

    class State(models.TextChoices):
        """Whether the row sets a value or ends the ones before it."""

        SET = "set", _("Hội đồng quy định")
        ENDED = "ended", _("Trở lại quy định chung")

    key = models.CharField(max_length=80)
    state = models.CharField(max_length=10, choices=State.choices, default=State.SET, db_default="set")
    value = models.CharField(max_length=200, default="", db_default="")
    document = models.CharField(max_length=200)
    in_force_on = models.DateField()
    reason = models.TextField(default="", db_default="")
    set_by = models.UUIDField(null=True)
    set_by_name = models.CharField(max_length=150, default="", db_default="")

    objects = OverrideQuerySet.as_manager()
    keeping: ClassVar[Keeping] = Keeping(Rights.APPEND, personal=("set_by", "set_by_name"), kept="permanent")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=(Q(state="set") & ~Q(value="")) | Q(state="ended", value=""),
                name="rulebook_override_value_when_set",
                violation_error_message=_("Quy định mới phải có giá trị."),
            ),
            models.CheckConstraint(
                condition=~Q(document=""),
                name="rulebook_override_has_document",
                violation_error_message=_("Phải ghi văn bản làm căn cứ."),
            ),
        ]
        indexes = [models.Index(fields=["key", "in_force_on"], name="rulebook_override_key")]

    def __str__(self) -> str:
        return f"{self.key} {self.in_force_on} {self.value or self.state}"

    def as_law(self) -> law.Override:
        """Return the row as a law function reads it."""
        ended = self.state == self.State.ENDED
        value = None if ended else values.read(self.value, law.national_book()[self.key].unit)
        return law.Override(self.key, value, self.document, self.in_force_on)


class DayOffQuerySet(models.QuerySet["DayOff"]):
    """Filters of local days."""

    def kept(self) -> "DayOffQuerySet":
        """Those that were not removed, in the order of the calendar."""
        return self.filter(removed_at__isnull=True).order_by("day_on")


class DayOff(Row):
    """A day on which this council's place works differently from the national calendar."""

    class Kind(models.TextChoices):
        """Off although the country works, or worked although the week says off."""

        OFF = "off", _("Ngày nghỉ riêng")
        WORK = "work", _("Ngày làm việc riêng")

    day_on = models.DateField()
    kind = models.CharField(max_length=10, choices=Kind.choices, default=Kind.OFF, db_default="off")
    name = models.CharField(max_length=120)
    document = models.CharField(max_length=200)
    set_by = models.UUIDField(null=True)
    set_by_name = models.CharField(max_length=150, default="", db_default="")
    removed_at = models.DateTimeField(null=True)
    removed_by = models.UUIDField(null=True)
    removed_reason = models.TextField(default="", db_default="")

    objects = DayOffQuerySet.as_manager()
    keeping: ClassVar[Keeping] = Keeping(
        Rights.EDIT, personal=("set_by", "set_by_name", "removed_by"), kept="permanent"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["day_on"],
                condition=Q(removed_at__isnull=True),
                name="rulebook_dayoff_once",
                violation_error_message=_("Ngày này đã được đặt."),
            ),
            models.CheckConstraint(
                condition=~Q(document=""),
                name="rulebook_dayoff_has_document",
                violation_error_message=_("Phải ghi văn bản làm căn cứ."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.day_on} {self.kind}"

    def as_law(self) -> law.CalendarDay:
        """Return the row as a law function reads it."""
        kind = law.DayKind.SWAPPED_WORK if self.kind == self.Kind.WORK else law.DayKind.SWAPPED_OFF
        return law.CalendarDay(self.day_on, kind, self.name, self.document, local=True)
