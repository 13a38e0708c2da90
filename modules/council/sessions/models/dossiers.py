"""The dossier (hồ sơ) of a matter before the agenda: who submits it, its papers, its way step by step."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from council.people.models import Committee, OutsideBody
from council.sessions import workflow
from council.sessions.law import DossierPaperKind
from council.sessions.models.planning import YearMatter
from council.sessions.models.session import AgendaItem, CouncilSession, ItemKind
from council.sessions.workflow import DossierState
from kernel.files.models import StoredFile
from kernel.keeping import Keeping, Rights
from kernel.rows import Row, VersionedRow

# What is prepared; headings and the procedure of a session need no dossier.
DOSSIER_KINDS = [
    (kind.value, kind.label)
    for kind in (ItemKind.REPORT, ItemKind.NORMATIVE_RESOLUTION, ItemKind.INDIVIDUAL_RESOLUTION)
]
PAPER_KIND_NAMES = {
    DossierPaperKind.SUBMISSION: _("Tờ trình"),
    DossierPaperKind.DRAFT: _("Dự thảo nghị quyết"),
    DossierPaperKind.REPORT: _("Báo cáo"),
    DossierPaperKind.IMPACT: _("Đánh giá tác động"),
    DossierPaperKind.CONSULTATION: _("Tổng hợp, tiếp thu ý kiến góp ý"),
    DossierPaperKind.FRONT_CRITICISM: _("Phản biện xã hội của Mặt trận"),
    DossierPaperKind.OTHER: _("Tài liệu khác"),
}


class Dossier(VersionedRow):
    """A matter on its way to the agenda of a session, submitted by a body outside or by a committee.

    ``listed`` is the line of the year's list on which it stands, ``exception_document`` the direction by which it
    comes without (R-SES-09). ``again_due_on`` is the committee's new day after it gave the dossier back.
    """

    STEPS = workflow.DOSSIER_STEPS

    session = models.ForeignKey(CouncilSession, on_delete=models.PROTECT, related_name="dossiers")
    title = models.CharField(_("Nội dung"), max_length=400)
    kind = models.CharField(_("Loại"), max_length=24, choices=DOSSIER_KINDS)
    purpose = models.TextField(_("Sự cần thiết"), max_length=2000, blank=True, default="", db_default="")
    body = models.ForeignKey(OutsideBody, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    submitting_committee = models.ForeignKey(
        Committee, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    committee = models.ForeignKey(
        Committee, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Ban thẩm tra")
    )
    drafter = models.CharField(_("Đơn vị soạn thảo"), max_length=200, blank=True, default="", db_default="")
    listed = models.ForeignKey(YearMatter, on_delete=models.PROTECT, null=True, blank=True, related_name="dossiers")
    exception_document = models.CharField(_("Văn bản chỉ đạo"), max_length=200, blank=True, default="", db_default="")
    state = models.CharField(
        max_length=20, choices=DossierState.choices, default=DossierState.PROPOSED, db_default=DossierState.PROPOSED
    )
    state_reason = models.CharField(_("Lý do"), max_length=500, blank=True, default="", db_default="")
    again_due_on = models.DateField(_("Hạn gửi lại"), null=True, blank=True)
    sent_on = models.DateField(null=True, blank=True)
    report = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    report_number = models.CharField(_("Số báo cáo thẩm tra"), max_length=120, blank=True, default="", db_default="")
    opinion = models.TextField(_("Chính kiến của Ban"), max_length=2000, blank=True, default="", db_default="")
    verified_on = models.DateField(null=True, blank=True)
    item = models.OneToOneField(AgendaItem, on_delete=models.PROTECT, null=True, blank=True, related_name="dossier")
    registered_by = models.UUIDField(null=True, blank=True)

    objects: ClassVar[Any] = models.Manager()
    keeping = Keeping(Rights.EDIT, personal=("registered_by",), kept="permanent")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(body__isnull=False, submitting_committee__isnull=True)
                | Q(body__isnull=True, submitting_committee__isnull=False),
                name="sessions_dossier_has_one_submitter",
                violation_error_message=_("Hồ sơ do một cơ quan hoặc một ban trình."),
            ),
            models.CheckConstraint(
                condition=Q(committee__isnull=True)
                | Q(submitting_committee__isnull=True)
                | ~Q(committee=models.F("submitting_committee")),
                name="sessions_dossier_examined_by_another",
                violation_error_message=_("Ban trình không tự thẩm tra hồ sơ của mình."),
            ),
            models.CheckConstraint(
                condition=~Q(state="on_agenda") | Q(item__isnull=False),
                name="sessions_placed_dossier_has_item",
                violation_error_message=_("Hồ sơ đã vào chương trình phải có mục của nó."),
            ),
        ]
        indexes = [models.Index(fields=["state"], name="sessions_dossiers_by_state")]

    def __str__(self) -> str:
        return self.title

    @property
    def submitter_name(self) -> str:
        """Return who submits it, as lists and the agenda show it."""
        submitter = self.body or self.submitting_committee
        return submitter.name if submitter else ""

    @property
    def observer_ids(self) -> set[Any]:
        """Return the keys of the people who look on."""
        return set(self.observers.values_list("person_id", flat=True))


class DossierPaper(Row):
    """One version of a paper of a dossier; a new version replaces the old, which stays readable."""

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="papers")
    kind = models.CharField(
        _("Loại tài liệu"), max_length=16, choices=[(kind.value, name) for kind, name in PAPER_KIND_NAMES.items()]
    )
    title = models.CharField(_("Tên tài liệu"), max_length=300)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    version = models.PositiveSmallIntegerField(default=1, db_default=1)
    replaces = models.OneToOneField("self", on_delete=models.PROTECT, null=True, blank=True, related_name="replaced_by")
    change_note = models.CharField(_("Nội dung thay đổi"), max_length=500, blank=True, default="", db_default="")
    given_on = models.DateField()
    first_given_on = models.DateField()
    given_by = models.UUIDField(null=True, blank=True)

    objects: ClassVar[Any] = models.Manager()
    keeping = Keeping(Rights.APPEND, personal=("given_by",), kept="permanent")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(given_on__gte=models.F("first_given_on")),
                name="sessions_dossier_paper_days",
                violation_error_message=_("Bản thay không thể nhận trước bản đầu."),
            )
        ]

    def __str__(self) -> str:
        return self.title


class DossierMove(models.Model):
    """One line of a dossier's history: the step that was taken, when, by whom, until when it was due, and why."""

    id = models.BigAutoField(primary_key=True)
    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="moves")
    step = models.CharField(max_length=16)
    to_state = models.CharField(max_length=20, choices=DossierState.choices)
    session = models.ForeignKey(CouncilSession, on_delete=models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField()
    on = models.DateField()
    due_on = models.DateField(null=True, blank=True)
    account_id = models.UUIDField(null=True)
    by_name = models.CharField(max_length=200, blank=True, default="", db_default="")
    reason = models.CharField(max_length=500, blank=True, default="", db_default="")

    objects: ClassVar[Any] = models.Manager()
    keeping = Keeping(Rights.APPEND, personal=("account_id", "by_name"), kept="permanent")

    class Meta:
        indexes = [models.Index(fields=["step", "on"], name="sessions_dossier_moves")]

    def __str__(self) -> str:
        return f"{self.step} {self.on}"

    @property
    def label(self) -> Any:
        """Return the word of the step that was taken."""
        step = workflow.DOSSIER_STEPS.get(self.step)
        return step.label if step else _("Đăng ký nội dung")

    @property
    def is_late(self) -> bool:
        """Whether it was taken after its last day."""
        return self.due_on is not None and self.on > self.due_on
