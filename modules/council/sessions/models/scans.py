"""How often the printed codes of a session were scanned: a number for each day, and nothing of who did."""

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from council.sessions.models.session import AgendaItem, CouncilSession
from kernel.keeping import Keeping, Rights


class ScanCount(models.Model):
    """The scans of one code on one day; ``item`` None for the code of the session as a whole."""

    id = models.BigAutoField(primary_key=True)
    session = models.ForeignKey(CouncilSession, on_delete=models.PROTECT, related_name="scans", db_index=False)
    item = models.ForeignKey(AgendaItem, on_delete=models.PROTECT, null=True, related_name="scans", db_index=False)
    day_on = models.DateField()
    scans = models.PositiveIntegerField(default=0, db_default=0)

    objects: ClassVar[Any] = models.Manager()
    keeping = Keeping(Rights.EDIT, kept="permanent")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["session", "item", "day_on"],
                nulls_distinct=False,
                name="sessions_scans_once_a_day",
                violation_error_message=_("Số lượt quét của ngày này đã có."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.day_on} {self.scans}"
