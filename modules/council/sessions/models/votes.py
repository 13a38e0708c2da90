"""Open electronic votes: the vote, who may vote in it, the ballots and the log of every acknowledged tap.

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
from council.sessions.models.session import AgendaItem, CouncilSession, Sitting
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


class Vote(Row):
    """One open vote on an agenda item. All numbers of the counting are stored with it (rule R-ORG-01).

    ``total`` is N, the mandates in office when it opened; ``not_voting`` are all of them without a
    ballot, absent ones included; ``needed`` and ``sentence`` are the law's answer with its article.
    """

    STEPS = workflow.VOTE_STEPS

    session = models.ForeignKey(CouncilSession, on_delete=models.PROTECT, related_name="votes")
    item = models.ForeignKey(AgendaItem, on_delete=models.PROTECT, related_name="votes")
    sitting = models.ForeignKey(Sitting, on_delete=models.PROTECT, null=True, blank=True, related_name="votes")
    question = models.CharField(_("Câu hỏi biểu quyết"), max_length=500)
    threshold = models.CharField(max_length=12, choices=[(threshold.value, threshold.value) for threshold in Threshold])
    state = models.CharField(
        max_length=10, choices=VoteState.choices, default=VoteState.PREPARED, db_default=VoteState.PREPARED
    )
    opened_at = models.DateTimeField(null=True, blank=True)
    ends_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    announced_at = models.DateTimeField(null=True, blank=True)
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
                fields=["state"],
                condition=Q(state="open"),
                name="sessions_one_open_vote",
                violation_error_message=_("Đang có một cuộc biểu quyết mở."),
            ),
            models.CheckConstraint(
                condition=Q(state__in=("prepared", "open"), decision="")
                | Q(
                    state__in=("closed", "announced"),
                    total=F("in_favour") + F("against") + F("abstained") + F("not_voting"),
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
        ]

    def __str__(self) -> str:
        return self.question


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
