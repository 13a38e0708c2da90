"""What surrounds a vote: the matters of one in block, counting by hand, pictures of the tally, annulment."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from council.sessions import workflow
from council.sessions.models.articles import DisputedArticle
from council.sessions.models.session import AgendaItem
from council.sessions.models.votes import Vote
from council.sessions.workflow import AnnulmentState
from kernel.files.models import StoredFile
from kernel.keeping import Keeping, Rights
from kernel.rows import Row

MOST_COUNTS = 3


class BlockMatter(Row):
    """One item or article that a vote in block decides together with others."""

    vote = models.ForeignKey(Vote, on_delete=models.PROTECT, related_name="matters")
    item = models.ForeignKey(AgendaItem, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    article = models.ForeignKey(DisputedArticle, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    keeping = Keeping(Rights.APPEND, kept="permanent")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["vote", "item", "article"],
                nulls_distinct=False,
                name="sessions_matter_once",
                violation_error_message=_("Nội dung này đã có trong cuộc biểu quyết gộp."),
            ),
            models.CheckConstraint(
                condition=Q(item__isnull=False, article__isnull=True) | Q(item__isnull=True, article__isnull=False),
                name="sessions_matter_is_one_thing",
                violation_error_message=_("Mỗi dòng là một nội dung hoặc một điều, khoản."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.item or self.article)


class HandCount(Row):
    """The totals that one person entered of a count by hand; ``place`` 3 decides between two that differ."""

    vote = models.ForeignKey(Vote, on_delete=models.PROTECT, related_name="counts")
    place = models.PositiveSmallIntegerField()
    in_favour = models.PositiveSmallIntegerField(_("Tán thành"))
    against = models.PositiveSmallIntegerField(_("Không tán thành"))
    abstained = models.PositiveSmallIntegerField(_("Không biểu quyết"))
    reason = models.CharField(_("Lý do"), max_length=500, blank=True, default="", db_default="")
    entered_by = models.UUIDField()
    entered_at = models.DateTimeField()

    keeping = Keeping(Rights.APPEND, personal=("entered_by",), kept="permanent")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["vote", "place"],
                name="sessions_count_place_once",
                violation_error_message=_("Lần nhập này đã có."),
            ),
            models.UniqueConstraint(
                fields=["vote", "entered_by"],
                name="sessions_count_by_different_people",
                violation_error_message=_("Mỗi người chỉ nhập một lần; người khác nhập lần sau."),
            ),
            models.CheckConstraint(
                condition=Q(place__in=(1, 2), reason="") | Q(~Q(reason=""), place=MOST_COUNTS),
                name="sessions_third_count_says_why",
                violation_error_message=_("Lần nhập thứ ba phải có lý do."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.place}"

    @property
    def totals(self) -> tuple[int, int, int]:
        """Return for, against, abstained."""
        return self.in_favour, self.against, self.abstained


class TallySheet(Row):
    """A picture or scan of the sheet on which a count by hand was written down."""

    vote = models.ForeignKey(Vote, on_delete=models.PROTECT, related_name="tally_sheets")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    added_by = models.UUIDField()

    keeping = Keeping(Rights.APPEND, personal=("added_by",), kept="permanent")

    def __str__(self) -> str:
        return str(self.file)


class Annulment(Row):
    """The wish to annul a vote: one person asks with a reason, another decides."""

    STEPS = workflow.ANNULMENT_STEPS

    vote = models.ForeignKey(Vote, on_delete=models.PROTECT, related_name="annulments")
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
                fields=["vote"],
                condition=Q(state__in=("asked", "confirmed")),
                name="sessions_one_annulment_of_a_vote",
                violation_error_message=_("Đã có một đề nghị huỷ kết quả của cuộc biểu quyết này."),
            ),
            models.CheckConstraint(
                condition=~Q(reason=""),
                name="sessions_annulment_says_why",
                violation_error_message=_("Huỷ kết quả biểu quyết phải có lý do."),
            ),
            models.CheckConstraint(
                condition=Q(state="asked", decided_by__isnull=True, decided_at__isnull=True)
                | (
                    ~Q(state="asked")
                    & Q(decided_by__isnull=False, decided_at__isnull=False)
                    & ~Q(decided_by=F("asked_by"))
                ),
                name="sessions_annulment_by_two",
                violation_error_message=_("Huỷ kết quả biểu quyết phải do hai người quyết định."),
            ),
        ]

    def __str__(self) -> str:
        return self.reason
