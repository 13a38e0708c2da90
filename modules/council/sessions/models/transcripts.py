"""What was said in a sitting: the transcript, its passages by speaker, and every wording that a passage ever had."""

from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Count, Q
from django.utils.translation import gettext_lazy as _

from council.people.models import Mandate
from council.sessions import workflow
from council.sessions.models.recordings import Recording
from council.sessions.models.session import AgendaItem, Visibility
from council.sessions.models.sittings import Sitting
from council.sessions.workflow import PassageState, TranscriptState
from kernel.captions import clock_of
from kernel.keeping import Keeping, Rights
from kernel.rows import Row, VersionedRow


class TranscriptSet(models.QuerySet["Transcript"]):
    """Filters of transcripts."""

    def counted(self) -> Self:
        """Return them with ``asked``, the passages whose speakers are delegates, and ``answered``, those they saw."""
        of_delegates = Q(passages__mandate__isnull=False, passages__state__in=workflow.SENT_PASSAGES)
        seen = Q(passages__mandate__isnull=False, passages__state__in=workflow.SEEN_PASSAGES)
        return self.annotate(
            asked=Count("passages", filter=of_delegates),
            answered=Count("passages", filter=seen),
            kept=Count("passages", filter=~Q(passages__state=PassageState.DISCARDED)),
        )


class Transcript(VersionedRow):
    """What was said in one sitting (bản gỡ băng, R-SES-20); ``visibility`` closed is for a closed sitting's words."""

    STEPS = workflow.TRANSCRIPT_STEPS

    sitting = models.OneToOneField(Sitting, on_delete=models.PROTECT, related_name="transcript")
    state = models.CharField(
        max_length=10, choices=TranscriptState.choices, default=TranscriptState.DRAFT, db_default=TranscriptState.DRAFT
    )
    visibility = models.CharField(
        _("Phạm vi"),
        max_length=10,
        choices=[(each.value, each.label) for each in (Visibility.INTERNAL, Visibility.CLOSED)],
        default=Visibility.INTERNAL,
        db_default=Visibility.INTERNAL,
    )
    sent_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[Any] = TranscriptSet.as_manager()
    keeping = Keeping(Rights.EDIT, kept="permanent")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state="draft") | Q(sent_at__isnull=False),
                name="sessions_sent_transcript_says_when",
                violation_error_message=_("Bản gỡ băng đã gửi phải có thời điểm gửi."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.sitting_id} {self.state}"


class PassageSet(models.QuerySet["Passage"]):
    """Filters of passages."""

    def kept(self) -> Self:
        """Return those that were not thrown away."""
        return self.exclude(state=PassageState.DISCARDED)

    def without_speaker(self) -> Self:
        """Return the drafts of which nobody is named as the speaker."""
        return self.filter(state=PassageState.DRAFT, mandate__isnull=True, guest_name="")

    def with_words(self) -> Self:
        """Return them in order, with what a page says of each."""
        return self.select_related("mandate__person", "item", "transcript__sitting__session").order_by("position", "id")


class Passage(VersionedRow):
    """What one voice said without a break.

    ``heard_name`` is the speaker as the file names him; ``mandate`` or ``guest_name`` is who it was. Times are in
    milliseconds from the beginning of ``recording``, of the sitting's first one when none is named. ``text`` is the
    wording that holds; all are in ``wordings``.
    """

    STEPS = workflow.PASSAGE_STEPS

    transcript = models.ForeignKey(Transcript, on_delete=models.PROTECT, related_name="passages", db_index=False)
    position = models.PositiveIntegerField()
    recording = models.ForeignKey(Recording, on_delete=models.PROTECT, null=True, blank=True, related_name="passages")
    item = models.ForeignKey(
        AgendaItem, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Nội dung")
    )
    mandate = models.ForeignKey(Mandate, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    guest_name = models.CharField(_("Khách mời"), max_length=120, blank=True, default="", db_default="")
    heard_name = models.CharField(max_length=120, blank=True, default="", db_default="")
    start_ms = models.PositiveIntegerField(null=True, blank=True)
    end_ms = models.PositiveIntegerField(null=True, blank=True)
    text = models.TextField(_("Lời phát biểu"))
    state = models.CharField(
        max_length=10, choices=PassageState.choices, default=PassageState.DRAFT, db_default=PassageState.DRAFT
    )
    reviewed_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[Any] = PassageSet.as_manager()
    keeping = Keeping(Rights.EDIT, personal=("mandate", "guest_name", "heard_name", "text"), kept="permanent")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["transcript", "position"],
                name="sessions_passage_position_once",
                violation_error_message=_("Thứ tự này đã có đoạn khác."),
            ),
            models.CheckConstraint(
                condition=Q(mandate__isnull=True) | Q(guest_name=""),
                name="sessions_passage_has_one_speaker",
                violation_error_message=_("Một đoạn có một người phát biểu."),
            ),
            models.CheckConstraint(
                condition=Q(state__in=("draft", "discarded")) | Q(mandate__isnull=False) | ~Q(guest_name=""),
                name="sessions_sent_passage_has_speaker",
                violation_error_message=_("Đoạn đã gửi rà soát phải có người phát biểu."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.transcript_id} {self.position}"

    @property
    def speaker(self) -> str:
        """Return who speaks: the delegate, the guest, or the name in the file while nobody said who that is."""
        return self.mandate.person.full_name if self.mandate else self.guest_name or self.heard_name

    @property
    def starts(self) -> str:
        """Return when it begins, as ``00:12:30`` from the beginning of the recording; empty when nobody said."""
        return "" if self.start_ms is None else clock_of(self.start_ms)


class Source(models.TextChoices):
    """Whose words a wording is."""

    FILE = "file", _("Tệp tải lên")
    MACHINE = "machine", _("Máy gỡ băng")
    OFFICE = "office", _("Văn phòng sửa")
    SPEAKER = "speaker", _("Người phát biểu chỉnh sửa")


class Wording(Row):
    """One wording of a passage; the first is the machine's or the file's and stays, a correction is another one."""

    passage = models.ForeignKey(Passage, on_delete=models.PROTECT, related_name="wordings", db_index=False)
    number = models.PositiveIntegerField()
    source = models.CharField(max_length=8, choices=Source.choices)
    text = models.TextField()
    written_by = models.UUIDField(null=True)
    written_by_name = models.CharField(max_length=120, blank=True, default="", db_default="")

    objects: ClassVar[Any] = models.Manager()
    keeping = Keeping(Rights.APPEND, personal=("text", "written_by", "written_by_name"), kept="permanent")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["passage", "number"],
                name="sessions_wording_number_once",
                violation_error_message=_("Bản này đã được ghi."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.passage_id} {self.number}"
