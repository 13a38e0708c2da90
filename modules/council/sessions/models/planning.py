"""What comes before a session is convened: the year's plan of regular sessions, the joint preparatory conference."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from council.law import Threshold
from council.people.models import Committee
from council.sessions import workflow
from council.sessions.models.session import AgendaItem, CouncilSession, ItemKind
from council.sessions.workflow import ProposalState
from kernel.files.models import StoredFile
from kernel.keeping import Keeping, Rights
from kernel.rows import Row


class YearPlan(Row):
    """The council's decision on the regular sessions of a year, taken in the last session before it (R-SES-02)."""

    year = models.PositiveSmallIntegerField(_("Năm"))
    document = models.CharField(_("Nghị quyết về kế hoạch"), max_length=200)
    decided_on = models.DateField(_("Ngày thông qua"))

    objects: ClassVar[Any] = models.Manager()
    keeping = Keeping(Rights.EDIT, kept="permanent")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["year"],
                name="sessions_year_planned_once",
                violation_error_message=_("Kế hoạch của năm này đã được ghi."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.year}"


class YearMatter(Row):
    """A line of the year's list of matters as the council adopted it (R-SES-09); one taken off keeps its reason."""

    plan = models.ForeignKey(YearPlan, on_delete=models.PROTECT, related_name="matters")
    title = models.CharField(_("Nội dung"), max_length=400)
    kind = models.CharField(_("Loại"), max_length=24, choices=ItemKind.choices)
    submitter = models.CharField(_("Cơ quan trình"), max_length=200, blank=True, default="", db_default="")
    document = models.CharField(_("Nghị quyết về danh mục"), max_length=200)
    removed_at = models.DateTimeField(null=True, blank=True)
    removed_by = models.UUIDField(null=True, blank=True)
    removed_reason = models.CharField(max_length=500, blank=True, default="", db_default="")

    objects: ClassVar[Any] = models.Manager()
    keeping = Keeping(Rights.EDIT, personal=("removed_by",), kept="permanent")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "title"],
                condition=Q(removed_at__isnull=True),
                name="sessions_matter_listed_once",
                violation_error_message=_("Nội dung này đã có trong danh mục của năm."),
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Conference(Row):
    """The joint preparatory conference (hội nghị liên tịch) of the three bodies, and what they agreed on (R-SES-08).

    ``agreed`` keeps the list as it was agreed: the agenda may change afterwards, the minutes may not.
    A session that is put off or prepared anew may have several; the last one holds.
    """

    session = models.ForeignKey(CouncilSession, on_delete=models.PROTECT, related_name="conferences")
    held_on = models.DateField(_("Ngày họp"))
    due_on = models.DateField(null=True, blank=True)
    for_council = models.CharField(_("Thường trực Hội đồng nhân dân"), max_length=300)
    for_executive = models.CharField(_("Uỷ ban nhân dân"), max_length=300)
    for_front = models.CharField(_("Ban Thường trực Uỷ ban Mặt trận Tổ quốc"), max_length=300)
    document = models.CharField(
        _("Biên bản, thông báo kết luận"), max_length=200, blank=True, default="", db_default=""
    )
    minutes = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    agreed = models.JSONField(default=list, db_default=models.Value([], models.JSONField()))
    late_reason = models.CharField(_("Lý do họp muộn"), max_length=500, blank=True, default="", db_default="")

    objects: ClassVar[Any] = models.Manager()
    keeping = Keeping(Rights.APPEND, personal=("for_council", "for_executive", "for_front"), kept="permanent")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(document="") | Q(minutes__isnull=False),
                name="sessions_conference_has_minutes",
                violation_error_message=_("Hội nghị liên tịch phải có biên bản hoặc văn bản kết luận."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.session_id} {self.held_on}"

    @property
    def is_late(self) -> bool:
        """Whether it was held after the last day of rule R-SES-08."""
        return self.due_on is not None and self.held_on > self.due_on


class Proposal(Row):
    """A matter that a session deferred or that was not ready for it; the next session may take it up (A2)."""

    STEPS = workflow.PROPOSAL_STEPS

    from_item = models.OneToOneField(AgendaItem, on_delete=models.PROTECT, related_name="proposal")
    title = models.CharField(_("Nội dung"), max_length=400)
    kind = models.CharField(_("Loại"), max_length=24, choices=ItemKind.choices)
    submitter = models.CharField(_("Cơ quan trình"), max_length=200, blank=True, default="", db_default="")
    committee = models.ForeignKey(Committee, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    needs_vote = models.BooleanField(default=False, db_default=False)
    threshold = models.CharField(max_length=12, default=Threshold.MAJORITY.value, db_default=Threshold.MAJORITY.value)
    state = models.CharField(
        max_length=10, choices=ProposalState.choices, default=ProposalState.PROPOSED, db_default=ProposalState.PROPOSED
    )
    item = models.OneToOneField(AgendaItem, on_delete=models.PROTECT, null=True, blank=True, related_name="taken_from")
    drop_reason = models.CharField(_("Lý do"), max_length=500, blank=True, default="", db_default="")

    objects: ClassVar[Any] = models.Manager()
    keeping = Keeping(Rights.EDIT, kept="permanent")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="placed") | Q(item__isnull=False),
                name="sessions_placed_proposal_has_item",
                violation_error_message=_("Nội dung đã đưa vào chương trình phải có mục của nó."),
            ),
        ]

    def __str__(self) -> str:
        return self.title
