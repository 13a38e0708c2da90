"""Who acts for the council's chair, for how long and by which document.

Source: Nghị định 30/2020/NĐ-CP, khoản 2 và khoản 3 Điều 13 (ký thay, ký thừa uỷ quyền bằng văn bản, có thời hạn). An
authorisation is shown in every record that was made by it.
"""

from datetime import date
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from council.people import workflow
from council.people.law import ActingAs
from council.people.models.posts import Post
from council.people.workflow import AuthorisationState
from kernel.keeping import Keeping, Rights
from kernel.rows import VersionedRow

ACTING_NAMES = {
    ActingAs.SIGN_FOR: _("Ký thay (KT.)"),
    ActingAs.BY_AUTHORITY: _("Ký thừa uỷ quyền (TUQ.)"),
    ActingAs.PRESIDE: _("Chủ toạ kỳ họp"),
}


class AuthorisationSet(models.QuerySet["Authorisation"]):
    """Filters of authorisations."""

    def in_force(self, on: date) -> Self:
        """Return those that hold on a day; both ends count."""
        return self.filter(state=AuthorisationState.GIVEN, from_on__lte=on, to_on__gte=on)

    def overlapping(self, from_on: date, to_on: date) -> Self:
        """Return those that hold on some day of a time."""
        return self.filter(state=AuthorisationState.GIVEN, from_on__lte=to_on, to_on__gte=from_on)


class Authorisation(VersionedRow):
    """One document by which the holder of a post acts for the chair. ``giver`` is empty while nobody is chair."""

    STEPS: ClassVar[Any] = workflow.AUTHORISATION_STEPS

    giver = models.ForeignKey(Post, on_delete=models.PROTECT, null=True, blank=True, related_name="given")
    receiver = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="received")
    acting_as = models.CharField(
        _("Hình thức"), max_length=12, choices=[(kind.value, name) for kind, name in ACTING_NAMES.items()]
    )
    field = models.CharField(_("Phạm vi"), max_length=300, blank=True, default="", db_default="")
    from_on = models.DateField(_("Từ ngày"))
    to_on = models.DateField(_("Đến hết ngày"))
    document = models.CharField(_("Văn bản uỷ quyền"), max_length=120)
    state = models.CharField(
        max_length=10,
        choices=AuthorisationState.choices,
        default=AuthorisationState.GIVEN,
        db_default=AuthorisationState.GIVEN,
    )
    end_reason = models.CharField(_("Lý do chấm dứt"), max_length=300, blank=True, default="", db_default="")

    objects: ClassVar[Any] = AuthorisationSet.as_manager()
    keeping = Keeping(Rights.EDIT, personal=("giver", "receiver", "end_reason"), kept="permanent")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(document=""),
                name="people_authorisation_has_document",
                violation_error_message=_("Uỷ quyền phải có văn bản."),
            ),
            models.CheckConstraint(
                condition=Q(to_on__gte=F("from_on")) | Q(state="ended"),
                name="people_authorisation_ends_after_start",
                violation_error_message=_("Ngày kết thúc không được trước ngày bắt đầu."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.document} ({self.state})"

    @property
    def person_id(self) -> Any:
        """Return who acts by it."""
        return self.receiver.person_id

    @property
    def source(self) -> str:
        """Return the name under which the rights of this authorisation are held."""
        return f"authorisation:{self.id}"
