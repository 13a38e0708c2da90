"""The examination (thẩm tra) of a dossier by a committee: its sittings, its remarks, who looks on from the drafting."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from council.people.models import Person
from council.sessions import workflow
from council.sessions.models.dossiers import Dossier
from council.sessions.workflow import RemarkState
from kernel.keeping import Keeping, Rights
from kernel.rows import Row, VersionedRow


class View(models.TextChoices):
    """What the committee thinks of one point (chính kiến); a remark without one is refused."""

    AGREE = "agree", _("Nhất trí, đề nghị làm rõ thêm")
    CHANGE = "change", _("Đề nghị sửa đổi, bổ sung")
    OPPOSE = "oppose", _("Không nhất trí")


class AnswerKind(models.TextChoices):
    """How the submitter answers a remark."""

    TAKEN_IN = "taken_in", _("Tiếp thu")
    EXPLAINED = "explained", _("Giải trình, giữ nguyên")


class Examination(Row):
    """A sitting of the committee on one dossier, written down afterwards; there may be several."""

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="examinations")
    held_on = models.DateField(_("Ngày họp"))
    attendees = models.CharField(_("Thành viên dự"), max_length=1000)
    invited = models.CharField(_("Cơ quan được mời"), max_length=1000, blank=True, default="", db_default="")
    conclusion = models.TextField(_("Kết luận"), max_length=2000, blank=True, default="", db_default="")

    objects: ClassVar[Any] = models.Manager()
    keeping = Keeping(Rights.APPEND, personal=("attendees", "invited"), kept="permanent")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(attendees=""),
                name="sessions_examination_has_attendees",
                violation_error_message=_("Cuộc họp thẩm tra phải ghi thành viên dự."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.dossier_id} {self.held_on}"


class Remark(VersionedRow):
    """One point of the verification report: what is remarked, the committee's view, and what became of it."""

    STEPS = workflow.REMARK_STEPS

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="remarks")
    position = models.PositiveSmallIntegerField()
    point = models.TextField(_("Ý kiến thẩm tra"), max_length=2000)
    view = models.CharField(_("Chính kiến của Ban"), max_length=8, choices=View.choices)
    state = models.CharField(
        max_length=10, choices=RemarkState.choices, default=RemarkState.OPEN, db_default=RemarkState.OPEN
    )
    answer_kind = models.CharField(
        _("Trả lời"), max_length=10, choices=AnswerKind.choices, blank=True, default="", db_default=""
    )
    answer = models.TextField(_("Nội dung trả lời"), max_length=2000, blank=True, default="", db_default="")
    answered_at = models.DateTimeField(null=True, blank=True)
    objection = models.CharField(_("Vì sao chưa thống nhất"), max_length=500, blank=True, default="", db_default="")
    decision = models.TextField(_("Quyết định của Thường trực"), max_length=2000, blank=True, default="", db_default="")
    decided_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[Any] = models.Manager()
    # Until the report is issued a remark may be dropped again.
    keeping = Keeping(Rights.FULL, kept="permanent")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["dossier", "position"],
                name="sessions_remark_position_once",
                violation_error_message=_("Thứ tự ý kiến này đã có."),
            ),
            models.CheckConstraint(
                condition=Q(state="open") | (~Q(answer="") & ~Q(answer_kind="")),
                name="sessions_remark_is_answered",
                violation_error_message=_("Ý kiến đã xử lý phải có câu trả lời của cơ quan trình."),
            ),
            models.CheckConstraint(
                condition=~Q(state="settled") | ~Q(decision=""),
                name="sessions_settled_remark_says_what",
                violation_error_message=_("Quyết định của Thường trực phải có nội dung."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.position}"


class Observer(Row):
    """A member of a committee who takes part from the drafting on: she reads the dossier, whatever her committee."""

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="observers")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    since_on = models.DateField()

    objects: ClassVar[Any] = models.Manager()
    keeping = Keeping(Rights.FULL, personal=("person",), kept="with the dossier")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["dossier", "person"],
                name="sessions_observer_once",
                violation_error_message=_("Người này đang theo dõi hồ sơ."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.id}"
