"""Onboardings: which councils an operator brings onto the platform, by which document, and how far each has come."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from console import workflow
from kernel.keeping import Keeping, Rights
from kernel.rows import Row
from tenancy.models import Council


class Reached(models.TextChoices):
    """What of a council is there already; each is committed before the next begins."""

    NOTHING = "nothing", _("Chưa bắt đầu")
    PROVISIONED = "provisioned", _("Đã có nơi lưu dữ liệu")
    FOUNDED = "founded", _("Đã có nhiệm kỳ và các ban")
    INVITED = "invited", _("Đã gửi lời mời quản trị viên")
    ACTIVE = "active", _("Đã đưa vào hoạt động")


class Trouble(models.TextChoices):
    """Why a council could not be made; what else happened stands in the log only."""

    SUBDOMAIN_TAKEN = "subdomain_taken", _("Tên miền đã thuộc về một hội đồng khác")
    LETTER_NOT_TAKEN = "letter_not_taken", _("Máy chủ thư chưa nhận lời mời quản trị viên")
    NAME_TAKEN = "name_taken", _("Địa chỉ thư đã thuộc về tài khoản khác của Hội đồng")
    GAVE_UP = "gave_up", _("Đã thử nhiều lần mà chưa xong, cần kỹ thuật viên xem nhật ký hệ thống")
    UNEXPECTED = "unexpected", _("Lỗi ngoài dự kiến, chi tiết nằm trong nhật ký hệ thống")


class Onboarding(Row):
    """One batch: the councils that one operator started together, and the document on which that rests."""

    started_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    ground = models.CharField(_("Căn cứ"), max_length=300)

    objects: ClassVar[Any] = models.Manager()
    keeping: ClassVar[Keeping] = Keeping(Rights.EDIT, personal=("started_by",), kept="permanent")

    def __str__(self) -> str:
        return self.ground


class OnboardingItemSet(models.QuerySet["OnboardingItem"]):
    """Filters of lines."""

    def at_work(self) -> "OnboardingItemSet":
        """Those that a worker has still to finish."""
        return self.filter(state__in=workflow.OPEN_STATES)


class OnboardingItem(Row):
    """One council of a batch. ``touched_at`` moves with each step, so that a line left lying is noticed."""

    State = workflow.State
    STEPS: ClassVar[Any] = workflow.STEPS

    onboarding = models.ForeignKey(Onboarding, on_delete=models.PROTECT, related_name="items", db_index=False)
    position = models.PositiveSmallIntegerField()
    unit_code = models.CharField(_("Mã đơn vị"), max_length=8)
    unit_name = models.CharField(_("Đơn vị hành chính"), max_length=160)
    subdomain = models.CharField(_("Tên miền con"), max_length=60)
    admin_name = models.CharField(_("Người quản trị đầu tiên"), max_length=200, blank=True, db_default="", default="")
    admin_email = models.EmailField(_("Thư điện tử"), max_length=254, blank=True, db_default="", default="")
    state = models.CharField(
        max_length=10, choices=workflow.State.choices, default=workflow.State.QUEUED, db_default="queued"
    )
    reached = models.CharField(max_length=12, choices=Reached.choices, default=Reached.NOTHING, db_default="nothing")
    error_code = models.CharField(max_length=20, choices=Trouble.choices, blank=True, default="", db_default="")
    attempts = models.PositiveSmallIntegerField(default=0, db_default=0)
    council = models.ForeignKey(Council, on_delete=models.PROTECT, null=True, related_name="onboarding_items")
    touched_at = models.DateTimeField()
    invited_at = models.DateTimeField(null=True)

    objects: ClassVar[Any] = OnboardingItemSet.as_manager()
    keeping: ClassVar[Keeping] = Keeping(Rights.EDIT, personal=("admin_name", "admin_email"), kept="5 years")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["onboarding", "unit_code"],
                name="console_item_once",
                violation_error_message=_("Đơn vị này đã có trong đợt khởi tạo."),
            ),
            models.UniqueConstraint(
                fields=["unit_code"],
                condition=Q(state__in=workflow.OPEN_STATES),
                name="console_unit_once_at_work",
                violation_error_message=_("Đơn vị này đang được khởi tạo."),
            ),
            models.CheckConstraint(
                condition=Q(state__in=workflow.State.values),
                name="console_item_state_known",
                violation_error_message=_("Trạng thái không hợp lệ."),
            ),
            models.CheckConstraint(
                condition=~Q(state="done") | Q(council__isnull=False),
                name="console_item_done_has_council",
                violation_error_message=_("Việc khởi tạo chỉ xong khi đã có hội đồng."),
            ),
        ]
        indexes = [
            models.Index(fields=["touched_at"], condition=Q(state__in=workflow.OPEN_STATES), name="console_item_open")
        ]

    def __str__(self) -> str:
        return f"{self.unit_name} {self.state}"
