"""What is written down after the closing: what went upward and when, and why a term was missed (R-SES-21 to 23).

Nothing here changes: a record that was wrong is withdrawn by a second line, with its reason.
"""

from typing import Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from council.sessions import law
from council.sessions.models.session import CouncilSession
from kernel.keeping import Keeping, Rights
from kernel.rows import Row

SUPERIOR_NAMES = {
    law.Superior.NA_STANDING_COMMITTEE: _("Uỷ ban Thường vụ Quốc hội"),
    law.Superior.GOVERNMENT: _("Chính phủ"),
    law.Superior.PROVINCE_STANDING_COMMITTEE: _("Thường trực Hội đồng nhân dân cấp tỉnh"),
    law.Superior.PROVINCE_EXECUTIVE: _("Uỷ ban nhân dân cấp tỉnh"),
}


class TermKind(models.TextChoices):
    """What the law asks for after the closing."""

    MINUTES = "minutes", _("Ký biên bản kỳ họp")
    SENDING = "sending", _("Gửi nghị quyết, biên bản lên cấp trên")
    PUBLISHING = "publishing", _("Công bố nghị quyết")


class SendingWay(models.TextChoices):
    """By which way the papers went upward."""

    NETWORK = "network", _("Trục liên thông văn bản")
    MAIL = "mail", _("Thư điện tử công vụ")
    POST = "post", _("Bưu chính")
    HAND = "hand", _("Giao trực tiếp")


class Sending(Row):
    """One covering letter with which resolutions and minutes went upward. ``missing`` names what was not with it."""

    session = models.ForeignKey(CouncilSession, on_delete=models.PROTECT, related_name="sendings")
    sent_on = models.DateField(_("Ngày gửi"))
    recipients = ArrayField(
        models.CharField(max_length=30, choices=[(each.value, name) for each, name in SUPERIOR_NAMES.items()])
    )
    way = models.CharField(_("Cách gửi"), max_length=10, choices=SendingWay.choices)
    letter = models.CharField(_("Văn bản gửi kèm"), max_length=120)
    missing = models.CharField(_("Văn bản còn thiếu"), max_length=6000, blank=True, default="", db_default="")
    due_on = models.DateField()
    late_reason = models.CharField(_("Lý do gửi chậm"), max_length=500, blank=True, default="", db_default="")
    by = models.UUIDField(null=True)
    by_name = models.CharField(max_length=120, blank=True, default="", db_default="")

    objects: ClassVar[Any] = models.Manager()
    keeping = Keeping(Rights.APPEND, personal=("by", "by_name"), kept="permanent")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(recipients__len__gt=0),
                name="sessions_sending_has_recipients",
                violation_error_message=_("Hãy chọn nơi nhận."),
            ),
            models.CheckConstraint(
                condition=Q(sent_on__lte=F("due_on")) | ~Q(late_reason=""),
                name="sessions_late_sending_says_why",
                violation_error_message=_("Gửi chậm phải ghi lý do."),
            ),
        ]

    def __str__(self) -> str:
        return self.letter

    @property
    def recipient_names(self) -> list[str]:
        """Return to whom it went, in words."""
        return [str(SUPERIOR_NAMES[law.Superior(recipient)]) for recipient in self.recipients]

    @property
    def is_withdrawn(self) -> bool:
        """Whether the record was taken back; the caller joined ``withdrawal``."""
        return hasattr(self, "withdrawal")


class SendingWithdrawal(Row):
    """The taking back of a record that was wrong."""

    sending = models.OneToOneField(Sending, on_delete=models.PROTECT, related_name="withdrawal")
    reason = models.CharField(_("Lý do"), max_length=500)
    by = models.UUIDField(null=True)
    by_name = models.CharField(max_length=120, blank=True, default="", db_default="")

    objects: ClassVar[Any] = models.Manager()
    keeping = Keeping(Rights.APPEND, personal=("by", "by_name"), kept="permanent")

    def __str__(self) -> str:
        return self.reason


class LateReason(Row):
    """Why a term after the closing was missed; of several the last one holds."""

    session = models.ForeignKey(CouncilSession, on_delete=models.PROTECT, related_name="late_reasons")
    term = models.CharField(max_length=12, choices=TermKind.choices)
    reason = models.CharField(_("Lý do"), max_length=500)
    by = models.UUIDField(null=True)
    by_name = models.CharField(max_length=120, blank=True, default="", db_default="")

    objects: ClassVar[Any] = models.Manager()
    keeping = Keeping(Rights.APPEND, personal=("by", "by_name"), kept="permanent")

    def __str__(self) -> str:
        return self.reason
