"""Who stands outside the council and works with it: agencies, the Front, organisations, experts, guests.

Of each body the council knows the people to write to. Their rights, if they have an account, reach over the body's
own matters.
"""

from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from council.people import workflow
from council.people.law import OutsideKind
from council.people.workflow import ContactState, OutsideState
from kernel.accounts.models import Account
from kernel.keeping import Keeping, Rights
from kernel.rows import VersionedRow

OUTSIDE_KINDS = {
    OutsideKind.EXECUTIVE: _("Uỷ ban nhân dân"),
    OutsideKind.AGENCY: _("Sở, ban, ngành, phòng"),
    OutsideKind.JUSTICE: _("Toà án, Viện kiểm sát, thi hành án"),
    OutsideKind.FRONT: _("Uỷ ban Mặt trận Tổ quốc Việt Nam"),
    OutsideKind.ORGANISATION: _("Tổ chức, đoàn thể, hội"),
    OutsideKind.EXPERT: _("Chuyên gia, tổ chức tư vấn"),
    OutsideKind.GUEST: _("Khách mời"),
}


class OutsideSet(models.QuerySet["OutsideBody"]):
    """Filters of bodies outside the council."""

    def by_name(self) -> Self:
        """Return them in the order of a Vietnamese list."""
        return self.order_by("sort_key", "id")


class OutsideBody(VersionedRow):
    """A body outside the council. ``sort_key`` and ``search_name`` are made from the name by the actions."""

    STEPS: ClassVar[Any] = workflow.OUTSIDE_STEPS

    name = models.CharField(_("Tên"), max_length=160)
    abbreviation = models.CharField(_("Tên viết tắt"), max_length=40, blank=True, default="", db_default="")
    kind = models.CharField(
        _("Loại"), max_length=12, choices=[(kind.value, name) for kind, name in OUTSIDE_KINDS.items()]
    )
    address = models.CharField(_("Địa chỉ"), max_length=200, blank=True, default="", db_default="")
    email = models.EmailField(_("Hộp thư chung"), blank=True, default="", db_default="")
    sort_key = models.CharField(max_length=500, editable=False)
    search_name = models.CharField(max_length=220, editable=False)
    state = models.CharField(
        max_length=10, choices=OutsideState.choices, default=OutsideState.ACTIVE, db_default=OutsideState.ACTIVE
    )
    ended_on = models.DateField(_("Từ ngày"), null=True, blank=True)
    end_reason = models.CharField(_("Lý do"), max_length=300, blank=True, default="", db_default="")
    successor = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="predecessors")

    objects: ClassVar[Any] = OutsideSet.as_manager()
    keeping = Keeping(Rights.EDIT, kept="permanent")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["name"],
                condition=Q(state="active"),
                name="people_outside_name_once",
                violation_error_message=_("Cơ quan, tổ chức này đã có."),
            ),
            models.CheckConstraint(
                condition=Q(state="active", ended_on__isnull=True)
                | (Q(state="ended", ended_on__isnull=False) & ~Q(end_reason="")),
                name="people_ended_outside_says_why",
                violation_error_message=_("Cơ quan, tổ chức đã ngừng phải có ngày và lý do."),
            ),
        ]
        indexes = [models.Index(fields=["sort_key"], name="people_outside_order")]

    def __str__(self) -> str:
        return self.name


class Contact(VersionedRow):
    """Somebody of a body outside to whom the council writes; who has an account acts for the body."""

    STEPS: ClassVar[Any] = workflow.CONTACT_STEPS

    body = models.ForeignKey(OutsideBody, on_delete=models.PROTECT, related_name="contacts")
    full_name = models.CharField(_("Họ và tên"), max_length=120)
    post = models.CharField(_("Chức vụ"), max_length=160, blank=True, default="", db_default="")
    phone = models.CharField(_("Điện thoại"), max_length=20, blank=True, default="", db_default="")
    email = models.EmailField(_("Thư điện tử"), blank=True, default="", db_default="")
    account = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    from_on = models.DateField(_("Từ ngày"))
    state = models.CharField(
        max_length=10, choices=ContactState.choices, default=ContactState.CURRENT, db_default=ContactState.CURRENT
    )
    ended_on = models.DateField(_("Thôi từ ngày"), null=True, blank=True)
    end_reason = models.CharField(_("Lý do"), max_length=300, blank=True, default="", db_default="")

    objects: ClassVar[Any] = models.Manager()
    keeping = Keeping(
        Rights.EDIT,
        personal=("full_name", "post", "phone", "email", "account", "end_reason"),
        kept="while the person is the body's contact and 5 years",
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state="current", ended_on__isnull=True) | Q(state="ended", ended_on__gte=F("from_on")),
                name="people_ended_contact_says_when",
                violation_error_message=_("Người liên hệ đã thôi phải có ngày."),
            ),
            models.UniqueConstraint(
                fields=["body", "account"],
                condition=Q(state="current", account__isnull=False),
                name="people_contact_account_once",
                violation_error_message=_("Tài khoản này đã là của một người liên hệ của cơ quan."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.id} ({self.state})"

    @property
    def source(self) -> str:
        """Return the name under which the rights of this contact are held."""
        return f"contact:{self.id}"
