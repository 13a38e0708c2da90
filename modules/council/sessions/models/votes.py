"""Open votes: the vote, who may vote in it, the electronic ballots and the log of every acknowledged tap.

A ballot is counted only with a receipt. The log only grows; the ballot is the last choice. Secret
ballots must never use these tables: here a choice belongs to a delegate (rule R-VOT-09).
"""

from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from council.law import Threshold
from council.people.models import Mandate
from council.sessions import workflow
from council.sessions.models.articles import DisputedArticle
from council.sessions.models.session import AgendaItem, CouncilSession
from council.sessions.models.sittings import Sitting
from council.sessions.workflow import VoteState
from kernel.keeping import Keeping, Rights
from kernel.rows import Row


class Choice(models.TextChoices):
    """What a delegate may tap (rule R-VOT-04)."""

    FOR = "for", _("Tán thành")
    AGAINST = "against", _("Không tán thành")
    ABSTAIN = "abstain", _("Không biểu quyết")


class Decision(models.TextChoices):
    """What the counting gave; computed, never typed."""

    ADOPTED = "adopted", _("Đã thông qua")
    REJECTED = "rejected", _("Không được thông qua")


class VoteSubject(models.TextChoices):
    """What is put to the vote."""

    ITEM = "item", _("Toàn văn nội dung trình")
    ARTICLE = "article", _("Điều, khoản còn ý kiến khác nhau")
    BLOCK = "block", _("Biểu quyết gộp nhiều nội dung")
    AGENDA = "agenda", _("Thông qua chương trình kỳ họp")
    CLOSED_SITTING = "closed_sitting", _("Họp kín")
    REOPENING = "reopening", _("Xem xét lại nội dung không được thông qua")
    COUNTING_BOARD = "counting_board", _("Bầu Ban kiểm phiếu")
    CANDIDATE_LIST = "candidate_list", _("Thông qua danh sách bầu cử")
    PROCEDURE = "procedure", _("Việc khác về thủ tục")


class VoteMethod(models.TextChoices):
    """How the delegates show what they choose; all three are open."""

    ELECTRONIC = "electronic", _("Biểu quyết điện tử")
    HANDS = "hands", _("Giơ tay")
    PAPER = "paper", _("Phiếu giấy công khai")


# Settled by more than half of all delegates; none makes a resolution.
PROCEDURAL = frozenset(
    {
        VoteSubject.AGENDA,
        VoteSubject.CLOSED_SITTING,
        VoteSubject.REOPENING,
        VoteSubject.COUNTING_BOARD,
        VoteSubject.CANDIDATE_LIST,
        VoteSubject.PROCEDURE,
    }
)
_OF_AN_ITEM = ("item", "reopening")
_ADDS_UP = Q(total=F("in_favour") + F("against") + F("abstained") + F("not_voting"))


class Vote(Row):
    """One open vote. All numbers of the counting are stored with it (rule R-ORG-01), also when it is annulled.

    ``item`` and ``disputed`` are what it is about; a vote in block lists its matters in ``BlockMatter``.
    ``repeats`` is the annulled vote in whose place it is held. ``total`` is N, the mandates in office when it
    opened; ``not_voting`` are all of them without a ballot, absent ones included; ``needed`` and ``sentence``
    are the law's answer, with the law's ``article``.
    """

    STEPS = workflow.VOTE_STEPS

    session = models.ForeignKey(CouncilSession, on_delete=models.PROTECT, related_name="votes")
    subject = models.CharField(
        _("Biểu quyết về"),
        max_length=16,
        choices=VoteSubject.choices,
        default=VoteSubject.ITEM,
        db_default=VoteSubject.ITEM,
    )
    method = models.CharField(
        _("Hình thức"),
        max_length=12,
        choices=VoteMethod.choices,
        default=VoteMethod.ELECTRONIC,
        db_default=VoteMethod.ELECTRONIC,
    )
    item = models.ForeignKey(AgendaItem, on_delete=models.PROTECT, null=True, blank=True, related_name="votes")
    disputed = models.ForeignKey(DisputedArticle, on_delete=models.PROTECT, null=True, blank=True, related_name="votes")
    repeats = models.OneToOneField("self", on_delete=models.PROTECT, null=True, blank=True, related_name="repeated_by")
    sitting = models.ForeignKey(Sitting, on_delete=models.PROTECT, null=True, blank=True, related_name="votes")
    question = models.CharField(_("Câu hỏi biểu quyết"), max_length=500)
    threshold = models.CharField(max_length=12, choices=[(threshold.value, threshold.value) for threshold in Threshold])
    state = models.CharField(
        max_length=10, choices=VoteState.choices, default=VoteState.PREPARED, db_default=VoteState.PREPARED
    )
    opened_at = models.DateTimeField(null=True, blank=True)
    ends_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    # The legal day of the closing, by which votes are counted; None for ever in a rehearsal.
    counted_on = models.DateField(null=True, blank=True)
    announced_at = models.DateTimeField(null=True, blank=True)
    annulled_at = models.DateTimeField(null=True, blank=True)
    minuted_at = models.DateTimeField(null=True, blank=True)
    opened_by = models.UUIDField(null=True, blank=True)
    closed_by = models.UUIDField(null=True, blank=True)
    total = models.PositiveSmallIntegerField(null=True, blank=True)
    present = models.PositiveSmallIntegerField(null=True, blank=True)
    quorum_needed = models.PositiveSmallIntegerField(null=True, blank=True)
    in_favour = models.PositiveSmallIntegerField(null=True, blank=True)
    against = models.PositiveSmallIntegerField(null=True, blank=True)
    abstained = models.PositiveSmallIntegerField(null=True, blank=True)
    not_voting = models.PositiveSmallIntegerField(null=True, blank=True)
    needed = models.PositiveSmallIntegerField(null=True, blank=True)
    decision = models.CharField(max_length=10, choices=Decision.choices, blank=True, default="", db_default="")
    sentence = models.TextField(blank=True, default="", db_default="")
    article = models.CharField(max_length=300, blank=True, default="", db_default="")

    keeping = Keeping(Rights.EDIT, personal=("opened_by", "closed_by"), kept="permanent")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["session"],
                condition=Q(state="open"),
                name="sessions_one_open_vote",
                violation_error_message=_("Đang có một cuộc biểu quyết mở."),
            ),
            models.CheckConstraint(
                condition=Q(state__in=("prepared", "open", "dropped"), decision="")
                | Q(_ADDS_UP, state="annulled", decision="")  # broken off while it was open
                | Q(
                    _ADDS_UP,
                    state__in=("closed", "announced", "minuted", "annulled"),
                    needed__isnull=False,
                    decision__in=("adopted", "rejected"),
                ),
                name="sessions_closed_vote_adds_up",
                violation_error_message=_("Các con số của cuộc biểu quyết không khớp với tổng số đại biểu."),
            ),
            models.CheckConstraint(
                condition=~Q(decision="adopted") | Q(in_favour__gte=F("needed")),
                name="sessions_adopted_reaches_needed",
                violation_error_message=_("Chưa đủ số phiếu cần thiết để thông qua."),
            ),
            models.CheckConstraint(
                condition=Q(subject="article", item__isnull=False, disputed__isnull=False)
                | Q(subject__in=_OF_AN_ITEM, item__isnull=False, disputed__isnull=True)
                | Q(~Q(subject__in=("article", *_OF_AN_ITEM)), disputed__isnull=True),
                name="sessions_vote_names_its_matter",
                violation_error_message=_("Cuộc biểu quyết phải nêu đúng nội dung được biểu quyết."),
            ),
            models.UniqueConstraint(
                fields=["item", "subject", "disputed"],
                condition=Q(state__in=("prepared", "open"), subject__in=("item", "article", "reopening")),
                nulls_distinct=False,
                name="sessions_one_pending_vote",
                violation_error_message=_("Nội dung này đang có một cuộc biểu quyết được chuẩn bị."),
            ),
            models.CheckConstraint(
                condition=Q(state="annulled", annulled_at__isnull=False)
                | (~Q(state="annulled") & Q(annulled_at__isnull=True)),
                name="sessions_annulled_says_when",
                violation_error_message=_("Cuộc biểu quyết bị huỷ phải ghi thời điểm huỷ."),
            ),
        ]

    def __str__(self) -> str:
        return self.question

    @property
    def is_by_hand(self) -> bool:
        """Whether people count it, not the system."""
        return self.method != VoteMethod.ELECTRONIC


class VoteEligible(models.Model):
    """A delegate who may vote in one vote: present and active when it opened. Never changed afterwards."""

    id = models.BigAutoField(primary_key=True)
    vote = models.ForeignKey(Vote, on_delete=models.PROTECT, related_name="eligible")
    mandate = models.ForeignKey(Mandate, on_delete=models.PROTECT, related_name="+")

    keeping = Keeping(Rights.APPEND, personal=("mandate",), kept="permanent")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["vote", "mandate"],
                name="sessions_eligible_once",
                violation_error_message=_("Đại biểu này đã có trong danh sách biểu quyết."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.vote_id} {self.mandate_id}"


class Ballot(Row):
    """The one ballot of a delegate in a vote: the last choice, with the receipt that proves it."""

    vote = models.ForeignKey(Vote, on_delete=models.PROTECT, related_name="ballots", db_index=False)
    mandate = models.ForeignKey(Mandate, on_delete=models.PROTECT, related_name="+", db_index=False)
    choice = models.CharField(max_length=8, choices=Choice.choices)
    receipt = models.CharField(max_length=9)
    recorded_at = models.DateTimeField()

    keeping = Keeping(Rights.EDIT, personal=("mandate", "choice", "receipt"), kept="permanent")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["vote", "mandate"],
                name="sessions_one_ballot",
                violation_error_message=_("Mỗi đại biểu có một phiếu."),
            )
        ]

    def __str__(self) -> str:
        return self.receipt


class BallotLog(models.Model):
    """Each acknowledged tap: its key, so that a repeated one gets the same receipt."""

    id = models.BigAutoField(primary_key=True)
    vote = models.ForeignKey(Vote, on_delete=models.PROTECT, related_name="log", db_index=False)
    mandate = models.ForeignKey(Mandate, on_delete=models.PROTECT, related_name="+", db_index=False)
    key = models.UUIDField()
    choice = models.CharField(max_length=8, choices=Choice.choices)
    prev = models.CharField(max_length=9, blank=True, default="", db_default="")
    receipt = models.CharField(max_length=9)
    at = models.DateTimeField()

    objects: ClassVar[Any] = models.Manager()
    keeping = Keeping(Rights.APPEND, personal=("mandate", "choice", "receipt"), kept="permanent")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["vote", "key"],
                name="sessions_key_once",
                violation_error_message=_("Thao tác này đã được ghi nhận."),
            ),
            models.UniqueConstraint(
                fields=["vote", "receipt"],
                name="sessions_receipt_once",
                violation_error_message=_("Mã biên nhận này đã có."),
            ),
        ]

    def __str__(self) -> str:
        return self.receipt
