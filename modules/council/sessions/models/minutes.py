"""Which lines of a session's log were taken into its draft minutes; the minutes themselves are a document."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from council.sessions.models.session import CouncilSession
from kernel.keeping import Keeping, Rights


class MinutesLine(models.Model):
    """One line of the log that stands in the minutes. ``source`` names the entry of the ledger that it comes from."""

    id = models.BigAutoField(primary_key=True)
    session = models.ForeignKey(CouncilSession, on_delete=models.PROTECT, related_name="+")
    document_id = models.UUIDField()
    source = models.CharField(max_length=60)
    at = models.DateTimeField()
    by = models.UUIDField(null=True)

    keeping = Keeping(Rights.APPEND, personal=("by",), kept="with the session")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["session", "source"],
                name="sessions_minutes_line_once",
                violation_error_message=_("Dòng này đã có trong biên bản."),
            )
        ]

    def __str__(self) -> str:
        return self.source
