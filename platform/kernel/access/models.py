"""What is stored of rights: who holds which role, from when to when, by what; and which rights a place moved."""

from datetime import date
from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kernel.access import workflow
from kernel.access.actor import Holding
from kernel.access.workflow import Effect, MoveState
from kernel.keeping import Keeping, Rights
from kernel.rows import Row, VersionedRow


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
    on_behalf_of = models.CharField(max_length=200, default="", db_default="", blank=True)

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
        return Holding(self.role, self.scope, self.scope_id, self.from_on, self.to_on, self.source, self.on_behalf_of)


class MoveSet(models.QuerySet["RightMove"]):
    """Filters of changes of rights."""

    def in_force(self, on: date) -> Self:
        """Return the changes that count on a day."""
        return self.filter(state=MoveState.IN_FORCE, from_on__lte=on)

    def newest_first(self) -> Self:
        """Return them as a history shows them."""
        return self.order_by("-created_at", "-id")


class RightMove(VersionedRow):
    """One change of who may do what in this place: proposed, confirmed by another person, undone; never deleted.

    ``effect`` says what it does to the ``capability`` of a ``role``; a simplified office names neither.
    """

    STEPS: ClassVar[Any] = workflow.STEPS

    effect = models.CharField(max_length=10, choices=Effect.choices)
    role = models.CharField(max_length=40, blank=True, default="", db_default="")
    capability = models.CharField(max_length=80, blank=True, default="", db_default="")
    state = models.CharField(
        max_length=10, choices=MoveState.choices, default=MoveState.PROPOSED, db_default=MoveState.PROPOSED
    )
    from_on = models.DateField()
    reason = models.TextField()
    proposed_by = models.UUIDField(null=True)
    proposed_by_name = models.CharField(max_length=200, default="", db_default="")
    decided_by = models.UUIDField(null=True)
    decided_by_name = models.CharField(max_length=200, default="", db_default="")
    decided_at = models.DateTimeField(null=True)
    ended_by = models.UUIDField(null=True)
    ended_by_name = models.CharField(max_length=200, default="", db_default="")
    ended_at = models.DateTimeField(null=True)
    end_reason = models.TextField(default="", db_default="")

    objects: ClassVar[Any] = MoveSet.as_manager()
    keeping = Keeping(
        Rights.EDIT,
        personal=("proposed_by", "proposed_by_name", "decided_by", "decided_by_name", "ended_by", "ended_by_name"),
        kept="permanent",
    )

    class Meta:
        app_label = "access"
        constraints = [
            models.UniqueConstraint(
                fields=["role", "capability"],
                condition=Q(state__in=("proposed", "in_force")),
                name="right_moved_once",
                violation_error_message=_("Quyền này của vai trò đang có một thay đổi."),
            ),
            models.CheckConstraint(
                condition=(Q(effect="simplify", role="", capability="")) | (~Q(role="") & ~Q(capability="")),
                name="right_move_names_what_it_moves",
                violation_error_message=_("Thay đổi quyền phải nói quyền nào của vai trò nào."),
            ),
            models.CheckConstraint(
                condition=~Q(reason=""),
                name="right_move_has_reason",
                violation_error_message=_("Hãy ghi lý do."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.effect} {self.role} {self.capability}"
