"""The floor: who asked to speak on an item, how long they spoke; and what went on when."""

from datetime import datetime, timedelta
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from council.law import ActivityKind, Moved, SpeechKind
from council.people.models import Mandate
from council.sessions import workflow
from council.sessions.models.session import AgendaItem, CouncilSession
from council.sessions.models.sittings import Sitting
from council.sessions.workflow import FloorState, GroupState, SpeechState
from kernel.keeping import Keeping, Rights
from kernel.rows import Row

KIND_WORDS = {
    SpeechKind.DISCUSSION: _("Phát biểu"),
    SpeechKind.DEBATE: _("Tranh luận"),
    SpeechKind.EXPLANATION: _("Giải trình"),
    SpeechKind.QUESTION: _("Chất vấn"),
    SpeechKind.ANSWER: _("Trả lời chất vấn"),
}
ACTIVITY_WORDS = {
    ActivityKind.PROCEDURE: _("Thủ tục, điều hành"),
    ActivityKind.PRESENTATION: _("Trình bày, đọc báo cáo"),
    ActivityKind.DISCUSSION: _("Thảo luận"),
    ActivityKind.DEBATE: _("Tranh luận"),
    ActivityKind.EXPLANATION: _("Giải trình"),
    ActivityKind.QUESTIONING: _("Chất vấn và trả lời"),
    ActivityKind.VOTING: _("Biểu quyết"),
}


class Floor(Row):
    """Whether delegates may ask to speak on an item; before it was opened the first time they ask in advance."""

    STEPS = workflow.FLOOR_STEPS

    item = models.OneToOneField(AgendaItem, on_delete=models.PROTECT, related_name="floor")
    state = models.CharField(
        max_length=8, choices=FloorState.choices, default=FloorState.CLOSED, db_default=FloorState.CLOSED
    )

    objects: ClassVar[Any] = models.Manager()
    keeping = Keeping(Rights.EDIT, kept="permanent")

    def __str__(self) -> str:
        return f"{self.item_id} {self.state}"


class QuestionGroup(Row):
    """Questions that are asked one after the other and answered together.

    A delegate answers, or whom ``respondent`` names.
    ``number`` counts the groups of an item, ``topic`` may say what they are about.
    """

    STEPS = workflow.GROUP_STEPS

    session = models.ForeignKey(CouncilSession, on_delete=models.PROTECT, related_name="question_groups")
    item = models.ForeignKey(AgendaItem, on_delete=models.PROTECT, related_name="question_groups")
    number = models.PositiveSmallIntegerField()
    topic = models.CharField(_("Nhóm vấn đề"), max_length=200, blank=True, default="", db_default="")
    mandate = models.ForeignKey(
        Mandate, on_delete=models.PROTECT, null=True, blank=True, related_name="question_groups"
    )
    respondent = models.CharField(_("Người trả lời"), max_length=200, blank=True, default="", db_default="")
    state = models.CharField(
        max_length=10, choices=GroupState.choices, default=GroupState.WAITING, db_default=GroupState.WAITING
    )
    made_at = models.DateTimeField()

    objects: ClassVar[Any] = models.Manager()
    keeping = Keeping(Rights.EDIT, personal=("mandate", "respondent"), kept="permanent")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["item", "number"],
                name="sessions_group_number",
                violation_error_message=_("Nhóm câu hỏi này đã có."),
            ),
            models.UniqueConstraint(
                fields=["session"],
                condition=Q(state__in=("asking", "answering")),
                name="sessions_one_group",
                violation_error_message=_("Đang có một nhóm câu hỏi khác."),
            ),
            models.CheckConstraint(
                condition=Q(mandate__isnull=False) | ~Q(respondent=""),
                name="sessions_group_has_respondent",
                violation_error_message=_("Nhóm câu hỏi phải có người trả lời."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.state}"

    @property
    def name(self) -> str:
        """Return who answers."""
        return str(self.mandate.person.full_name) if self.mandate else self.respondent


class Speech(Row):
    """One turn on the floor. ``speaker`` names who is no delegate, a head of department who answers.

    The clock is computed: it ran ``spoken_s`` seconds before ``resumed_at`` (None while it stands still) of
    ``limit_s`` in all. ``neighbour`` is the turn before or after which the chair put this one. ``group`` holds
    questions that are answered together, and that answer.
    """

    STEPS = workflow.SPEECH_STEPS

    session = models.ForeignKey(CouncilSession, on_delete=models.PROTECT, related_name="speeches")
    item = models.ForeignKey(AgendaItem, on_delete=models.PROTECT, related_name="speeches")
    sitting = models.ForeignKey(Sitting, on_delete=models.PROTECT, null=True, blank=True, related_name="speeches")
    mandate = models.ForeignKey(Mandate, on_delete=models.PROTECT, null=True, blank=True, related_name="speeches")
    speaker = models.CharField(_("Người phát biểu"), max_length=200, blank=True, default="", db_default="")
    kind = models.CharField(max_length=12, choices=list(KIND_WORDS.items()))
    group = models.ForeignKey(QuestionGroup, on_delete=models.PROTECT, null=True, blank=True, related_name="speeches")
    state = models.CharField(
        max_length=14, choices=SpeechState.choices, default=SpeechState.REQUESTED, db_default=SpeechState.REQUESTED
    )
    asked_at = models.DateTimeField()
    called_at = models.DateTimeField(null=True, blank=True)
    resumed_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    limit_s = models.PositiveIntegerField(default=0, db_default=0)
    spoken_s = models.PositiveIntegerField(default=0, db_default=0)
    moved = models.CharField(
        max_length=8, choices=[(each.value, each.value) for each in Moved], blank=True, default="", db_default=""
    )
    neighbour = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    moved_at = models.DateTimeField(null=True, blank=True)
    text = models.TextField(_("Ý kiến bằng văn bản"), blank=True, default="", db_default="")
    text_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[Any] = models.Manager()
    keeping = Keeping(Rights.EDIT, personal=("mandate", "speaker", "text"), kept="permanent")

    class Meta:
        indexes = [models.Index(fields=["item", "state"], name="sessions_speech_queue")]
        constraints = [
            models.UniqueConstraint(
                fields=["session"],
                condition=Q(state="speaking"),
                name="sessions_one_speaker",
                violation_error_message=_("Đang có người phát biểu."),
            ),
            models.UniqueConstraint(
                fields=["item", "mandate", "kind"],
                condition=Q(state__in=("requested", "queued")),
                name="sessions_one_waiting_turn",
                violation_error_message=_("Đại biểu này đã đăng ký và đang chờ."),
            ),
            models.CheckConstraint(
                condition=Q(mandate__isnull=False) | ~Q(speaker=""),
                name="sessions_speech_has_speaker",
                violation_error_message=_("Lượt phát biểu phải có người phát biểu."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.state}"

    @property
    def name(self) -> str:
        """Return who speaks."""
        return str(self.mandate.person.full_name) if self.mandate else self.speaker

    @property
    def ends_at(self) -> datetime | None:
        """Return when the time is over; None while the clock stands still."""
        return self.resumed_at + timedelta(seconds=self.limit_s - self.spoken_s) if self.resumed_at else None

    def seconds_spoken(self, now: datetime) -> int:
        """Return how long she has spoken, without the pauses of the clock."""
        running = (now - self.resumed_at).total_seconds() if self.resumed_at else 0
        return self.spoken_s + max(0, int(running))

    def seconds_left(self, now: datetime) -> int:
        """Return how many seconds are left, 0 when the time is over."""
        return max(0, self.limit_s - self.seconds_spoken(now))


class Activity(models.Model):
    """One line of what goes on: from this moment the sitting's time goes into this, until the next line or the end."""

    id = models.BigAutoField(primary_key=True)
    session = models.ForeignKey(CouncilSession, on_delete=models.PROTECT, related_name="activities")
    item = models.ForeignKey(AgendaItem, on_delete=models.PROTECT, null=True, blank=True, related_name="activities")
    kind = models.CharField(max_length=12, choices=list(ACTIVITY_WORDS.items()))
    at = models.DateTimeField()

    objects: ClassVar[Any] = models.Manager()
    keeping = Keeping(Rights.APPEND, kept="permanent")

    class Meta:
        indexes = [models.Index(fields=["session", "at"], name="sessions_activity_order")]

    def __str__(self) -> str:
        return f"{self.kind} {self.at}"
