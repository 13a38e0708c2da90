"""What the delegates got on paper only, for the share of electronic papers (R-SES-24)."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from council.sessions.models.session import AgendaItem, CouncilSession
from kernel.keeping import Keeping, Rights
from kernel.rows import Row


class Handout(Row):
    """A paper of a session, or of one item, that was handed out on paper and stands nowhere here as a file."""

    session = models.ForeignKey(CouncilSession, on_delete=models.PROTECT, related_name="handouts")
    item = models.ForeignKey(AgendaItem, on_delete=models.PROTECT, null=True, blank=True, related_name="handouts")
    title = models.CharField(_("Tên tài liệu"), max_length=300)
    reason = models.CharField(_("Lý do phát bản giấy"), max_length=500)
    handed_on = models.DateField(_("Ngày phát"))
    by = models.UUIDField(null=True)
    by_name = models.CharField(max_length=120, blank=True, default="", db_default="")
    removed_at = models.DateTimeField(null=True, blank=True)
    removed_by = models.UUIDField(null=True, blank=True)
    removed_reason = models.CharField(max_length=500, blank=True, default="", db_default="")

    objects: ClassVar[Any] = models.Manager()
    keeping = Keeping(Rights.EDIT, personal=("by", "by_name", "removed_by"), kept="permanent")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(removed_at__isnull=True) | ~Q(removed_reason=""),
                name="sessions_removed_handout_says_why",
                violation_error_message=_("Bỏ bản ghi phải có lý do."),
            ),
        ]

    def __str__(self) -> str:
        return self.title
