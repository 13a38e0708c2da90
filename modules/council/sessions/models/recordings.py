"""Sound recordings of a sitting, and the engine's work on them."""

from datetime import datetime, timedelta
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from council.sessions import workflow
from council.sessions.models.session import Visibility
from council.sessions.models.sittings import Sitting
from council.sessions.workflow import ListeningState, RecordingState
from kernel.captions import clock_of
from kernel.files.models import StoredFile
from kernel.keeping import Keeping, Rights
from kernel.rows import Row, VersionedRow

OPEN_LISTENINGS = (ListeningState.WAITING, ListeningState.LISTENING, ListeningState.HEARD)
_VISIBILITIES = [(each.value, each.label) for each in (Visibility.INTERNAL, Visibility.CLOSED)]


class Recording(VersionedRow):
    """What a recorder took of a sitting. ``starts_at`` sets its times on the clock of the sitting.

    ``length_ms`` is 0 when the file does not say how long it lasts; ``visibility`` closed is for a closed sitting.
    """

    STEPS = workflow.RECORDING_STEPS

    sitting = models.ForeignKey(Sitting, on_delete=models.PROTECT, related_name="recordings")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    length_ms = models.PositiveBigIntegerField(default=0, db_default=0)
    starts_at = models.DateTimeField(_("Bắt đầu ghi lúc"))
    visibility = models.CharField(
        _("Phạm vi"), max_length=10, choices=_VISIBILITIES, default=Visibility.INTERNAL, db_default=Visibility.INTERNAL
    )
    state = models.CharField(
        max_length=10, choices=RecordingState.choices, default=RecordingState.KEPT, db_default=RecordingState.KEPT
    )
    added_by = models.UUIDField(null=True)
    added_by_name = models.CharField(max_length=120, blank=True, default="", db_default="")
    removed_at = models.DateTimeField(null=True, blank=True)
    removed_by = models.UUIDField(null=True, blank=True)
    removed_reason = models.CharField(max_length=500, blank=True, default="", db_default="")

    objects: ClassVar[Any] = models.Manager()
    keeping = Keeping(Rights.EDIT, personal=("added_by", "added_by_name", "removed_by"), kept="permanent")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="removed") | Q(removed_at__isnull=False),
                name="sessions_removed_recording_says_when",
                violation_error_message=_("Bản ghi âm đã gỡ phải có thời điểm gỡ."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.sitting_id} {self.starts_at}"

    @property
    def lasts(self) -> str:
        """Return how long it lasts, as ``01:02:30``; empty when the file does not say."""
        return clock_of(self.length_ms) if self.length_ms else ""

    def moment(self, milliseconds: int) -> datetime:
        """Return what the clock of the hall said at a place of the recording."""
        return self.starts_at + timedelta(milliseconds=milliseconds)


class Listening(Row):
    """The engine's work on one recording: up to which moment it came, and what it heard so far.

    ``heard`` holds ``[start_ms, end_ms, words]`` until somebody takes them over or drops them, or the engine fails;
    then it is emptied.
    ``stirred_at`` is the last sign of life.
    """

    STEPS = workflow.LISTENING_STEPS

    recording = models.ForeignKey(Recording, on_delete=models.PROTECT, related_name="listenings")
    engine = models.CharField(max_length=200)
    state = models.CharField(
        max_length=10, choices=ListeningState.choices, default=ListeningState.WAITING, db_default=ListeningState.WAITING
    )
    reached_ms = models.PositiveBigIntegerField(default=0, db_default=0)
    shown_ms = models.PositiveBigIntegerField(default=0, db_default=0)
    heard = models.JSONField(default=list, db_default=[])
    reason = models.CharField(max_length=20, blank=True, default="", db_default="")
    asked_at = models.DateTimeField()
    asked_by = models.UUIDField(null=True)
    asked_by_name = models.CharField(max_length=120, blank=True, default="", db_default="")
    stirred_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[Any] = models.Manager()
    keeping = Keeping(
        Rights.EDIT, personal=("heard", "asked_by", "asked_by_name"), kept="permanent, its words no longer"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["recording"],
                condition=Q(state__in=OPEN_LISTENINGS),
                name="sessions_one_listening",
                violation_error_message=_("Bản ghi âm này đang được gỡ băng bằng máy."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.recording_id} {self.state}"

    @property
    def share(self) -> int:
        """Return how much of the recording it has listened to, in per cent."""
        whole = self.recording.length_ms
        return min(100, self.shown_ms * 100 // whole) if whole else 0
