"""The stored holdings: who holds which role, in which scope, from when to when, and by what."""

from datetime import date
from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kernel.access.actor import Holding
from kernel.keeping import Keeping, Rights
from kernel.rows import Row


class HoldingSet(models.QuerySet["HoldingRow"]):
    """Filters of holdings."""

    def in_force(self, on: date) -> Self:
        """Return the holdings that count on a day; both ends are inclusive."""
        return self.filter(Q(to_on__isnull=True) | Q(to_on__gte=on), from_on__lte=on)


class HoldingRow(Row):
    """A role held by an account, written by whatever gave it (``source``: a mandate, a post, an invitation).

    One that is ended before its first day keeps ``to_on`` before ``from_on`` and was never in force.
    """

    account = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="holdings")
    role = models.CharField(max_length=40)
    scope = models.CharField(max_length=40, default="council", db_default="council")
    scope_id = models.UUIDField(null=True, blank=True)
    from_on = models.DateField()
    to_on = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=120)

    objects: ClassVar[Any] = HoldingSet.as_manager()
    keeping = Keeping(Rights.EDIT, kept="with the account")

    class Meta:
        app_label = "access"
        constraints = [
            models.UniqueConstraint(
                fields=["account", "role", "scope", "scope_id", "from_on", "source"],
                nulls_distinct=False,
                name="holding_once",
                violation_error_message=_("Vai trò này đã được giao từ ngày đó."),
            ),
        ]
        indexes = [models.Index(fields=["source"], name="holding_by_source")]

    def __str__(self) -> str:
        return f"{self.role} ({self.scope})"

    def as_holding(self) -> Holding:
        """Return the plain value that an actor carries."""
        return Holding(self.role, self.scope, self.scope_id, self.from_on, self.to_on, self.source)
