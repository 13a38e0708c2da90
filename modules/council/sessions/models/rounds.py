"""Rounds of secret ballots: what was on the paper, and how many of each were counted. Only counts are kept.

No table of this file may ever point at a delegate or an account as a voter; ``entered_by`` and its like are the members
of the counting board and those who run the session. A test walks over all tables and holds this (R-VOT-09).
"""

from uuid import UUID

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from council.sessions import workflow
from council.sessions.models.counting import MOST_COUNTS
from council.sessions.models.elections import Candidate, CountingBoard, Election
from council.sessions.models.sittings import Sitting
from council.sessions.workflow import AnnulmentState, RoundState
from kernel.files.models import StoredFile
from kernel.keeping import Keeping, Rights
from kernel.rows import Row

_HOLDS_TOGETHER = Q(
    returned__lte=F("issued"), returned=F("valid") + F("invalid")
)  # R-VOT-10; issued against present where both stand in one row


class Round(Row):
    """One round (lượt bầu) of an election. ``total`` is N, the mandates in office when the ballots were issued.

    ``seats`` are those still to be filled; ``reason`` says why a further round is held; ``repeats`` is the annulled
    round in whose place it is; ``needed``, ``filled`` and ``sentence`` are the law's answer with its ``article``.
    """

    STEPS = workflow.ROUND_STEPS

    election = models.ForeignKey(Election, on_delete=models.PROTECT, related_name="rounds")
    number = models.PositiveSmallIntegerField()
    seats = models.PositiveSmallIntegerField()
    reason = models.CharField(_("Lý do bầu tiếp"), max_length=500, blank=True, default="", db_default="")
    repeats = models.OneToOneField("self", on_delete=models.PROTECT, null=True, blank=True, related_name="repeated_by")
    board = models.ForeignKey(CountingBoard, on_delete=models.PROTECT, null=True, blank=True, related_name="rounds")
    sitting = models.ForeignKey(Sitting, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    state = models.CharField(
        max_length=10, choices=RoundState.choices, default=RoundState.PREPARED, db_default=RoundState.PREPARED
    )
    issued_at = models.DateTimeField(null=True, blank=True)
    collected_at = models.DateTimeField(null=True, blank=True)
    counted_at = models.DateTimeField(null=True, blank=True)
    announced_at = models.DateTimeField(null=True, blank=True)
    annulled_at = models.DateTimeField(null=True, blank=True)
    total = models.PositiveSmallIntegerField(null=True, blank=True)
    present = models.PositiveSmallIntegerField(null=True, blank=True)
    issued = models.PositiveSmallIntegerField(null=True, blank=True)
    returned = models.PositiveSmallIntegerField(null=True, blank=True)
    valid = models.PositiveSmallIntegerField(null=True, blank=True)
    invalid = models.PositiveSmallIntegerField(null=True, blank=True)
    needed = models.PositiveSmallIntegerField(null=True, blank=True)
    filled = models.PositiveSmallIntegerField(null=True, blank=True)
    sentence = models.TextField(blank=True, default="", db_default="")
    article = models.CharField(max_length=300, blank=True, default="", db_default="")
    minutes_id = models.UUIDField(null=True, blank=True)

    keeping = Keeping(Rights.EDIT, kept="permanent")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["election"],
                condition=Q(state__in=("prepared", "voting", "counting", "counted", "minuted")),
                name="sessions_one_round_at_a_time",
                violation_error_message=_("Chức vụ này đang có một lượt bầu."),
            ),
            models.UniqueConstraint(
                fields=["election", "number"],
                condition=~Q(state__in=("annulled", "dropped")),
                name="sessions_round_number_once",
                violation_error_message=_("Lượt bầu này đã có."),
            ),
            models.CheckConstraint(
                condition=~Q(state__in=("counted", "minuted", "announced"))
                | (
                    _HOLDS_TOGETHER
                    & Q(issued__lte=F("present"), needed__isnull=False, filled__lte=F("seats"), total__isnull=False)
                ),
                name="sessions_counted_round_holds_together",
                violation_error_message=_("Phiếu thu về không quá phiếu phát ra, phiếu phát ra không quá số có mặt."),
            ),
            models.CheckConstraint(
                condition=Q(state="annulled", annulled_at__isnull=False)
                | (~Q(state="annulled") & Q(annulled_at__isnull=True)),
                name="sessions_annulled_round_says_when",
                violation_error_message=_("Lượt bầu bị huỷ phải ghi thời điểm huỷ."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.election_id} {self.number}"

    def people(self) -> frozenset[UUID | None]:
        """Return the delegates among its candidates, as people; one statement."""
        delegates = self.lines.filter(candidate__mandate__isnull=False)
        return frozenset(delegates.values_list("candidate__mandate__person_id", flat=True))


class StandingName(models.TextChoices):
    """How a candidate came out of a round; computed, never typed."""

    ELECTED = "elected", _("Trúng cử")
    TIED = "tied", _("Ngang phiếu")
    BEYOND = "beyond", _("Không trúng cử")
    SHORT = "short", _("Chưa đủ phiếu")


class RoundLine(Row):
    """A candidate on the paper of one round, in the order of the paper, with the votes counted for and against."""

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="lines")
    candidate = models.ForeignKey(Candidate, on_delete=models.PROTECT, related_name="lines")
    position = models.PositiveSmallIntegerField()
    in_favour = models.PositiveSmallIntegerField(null=True, blank=True)
    against = models.PositiveSmallIntegerField(null=True, blank=True)
    standing = models.CharField(max_length=8, choices=StandingName.choices, blank=True, default="", db_default="")
    sentence = models.TextField(blank=True, default="", db_default="")

    keeping = Keeping(Rights.EDIT, kept="permanent")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["round", "candidate"],
                name="sessions_line_once",
                violation_error_message=_("Người này đã có trên phiếu."),
            ),
            models.UniqueConstraint(
                fields=["round", "position"],
                name="sessions_line_position_once",
                violation_error_message=_("Thứ tự này trên phiếu đã có."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.position} {self.candidate_id}"


class BallotCount(Row):
    """What one member of the board entered of a round; ``place`` 3 decides between two that differ.

    ``marks`` are [for, against] of each line in the order of the paper.
    """

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="counts")
    place = models.PositiveSmallIntegerField()
    issued = models.PositiveSmallIntegerField(_("Số phiếu phát ra"))
    returned = models.PositiveSmallIntegerField(_("Số phiếu thu về"))
    valid = models.PositiveSmallIntegerField(_("Số phiếu hợp lệ"))
    invalid = models.PositiveSmallIntegerField(_("Số phiếu không hợp lệ"))
    marks = models.JSONField()
    reason = models.CharField(_("Lý do"), max_length=500, blank=True, default="", db_default="")
    entered_by = models.UUIDField()
    entered_at = models.DateTimeField()

    keeping = Keeping(Rights.APPEND, personal=("entered_by",), kept="permanent")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["round", "place"],
                name="sessions_ballot_count_place_once",
                violation_error_message=_("Lần nhập này đã có."),
            ),
            models.UniqueConstraint(
                fields=["round", "entered_by"],
                name="sessions_ballot_count_by_different_people",
                violation_error_message=_("Mỗi thành viên chỉ nhập một lần; người khác nhập lần sau."),
            ),
            models.CheckConstraint(
                condition=Q(place__in=(1, 2), reason="") | Q(~Q(reason=""), place=MOST_COUNTS),
                name="sessions_third_ballot_count_says_why",
                violation_error_message=_("Lần nhập thứ ba phải có lý do."),
            ),
            models.CheckConstraint(
                condition=_HOLDS_TOGETHER,
                name="sessions_ballot_count_holds_together",
                violation_error_message=_("Phiếu hợp lệ và không hợp lệ cộng lại phải bằng phiếu thu về."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.place}"


class BallotSheet(Row):
    """A picture or scan of the sheet on which the board wrote the count down; never of a ballot."""

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="sheets")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    added_by = models.UUIDField()

    keeping = Keeping(Rights.APPEND, personal=("added_by",), kept="permanent")

    def __str__(self) -> str:
        return str(self.file)


class RoundAnnulment(Row):
    """The wish to annul a round: one person asks with a reason, another decides."""

    STEPS = workflow.ANNULMENT_STEPS

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="annulments")
    state = models.CharField(
        max_length=10, choices=AnnulmentState.choices, default=AnnulmentState.ASKED, db_default=AnnulmentState.ASKED
    )
    reason = models.CharField(_("Lý do"), max_length=500)
    asked_by = models.UUIDField()
    asked_at = models.DateTimeField()
    asked_by_chair = models.BooleanField(default=False, db_default=False)
    decided_by = models.UUIDField(null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)

    keeping = Keeping(Rights.EDIT, personal=("asked_by", "decided_by"), kept="permanent")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["round"],
                condition=Q(state__in=("asked", "confirmed")),
                name="sessions_one_annulment_of_a_round",
                violation_error_message=_("Đã có một đề nghị huỷ kết quả của lượt bầu này."),
            ),
            models.CheckConstraint(
                condition=~Q(reason="")
                & (
                    Q(state="asked", decided_by__isnull=True)
                    | (~Q(state="asked") & Q(decided_by__isnull=False) & ~Q(decided_by=F("asked_by")))
                ),
                name="sessions_round_annulment_by_two",
                violation_error_message=_("Huỷ kết quả bầu phải có lý do và do hai người quyết định."),
            ),
        ]

    def __str__(self) -> str:
        return self.reason
