"""What a team said of each matter when it discussed by itself; merged by matter for the plenary."""

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from council.sessions.models.session import AgendaItem
from council.sessions.models.sittings import Sitting
from kernel.keeping import Keeping, Rights
from kernel.rows import VersionedRow


class TeamNote(VersionedRow):
    """The summary of one team on one matter of the agenda."""

    sitting = models.ForeignKey(Sitting, on_delete=models.PROTECT, related_name="notes")
    item = models.ForeignKey(AgendaItem, on_delete=models.PROTECT, related_name="team_notes")
    text = models.TextField(_("Tóm tắt ý kiến"), max_length=8000, blank=True, default="", db_default="")
    written_by = models.UUIDField(null=True, blank=True)

    objects: ClassVar[Any] = models.Manager()
    keeping = Keeping(Rights.EDIT, personal=("written_by",), kept="permanent")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["sitting", "item"],
                name="sessions_team_note_once",
                violation_error_message=_("Tổ đã có tóm tắt cho nội dung này."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.sitting_id} {self.item_id}"
