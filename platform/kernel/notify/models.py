"""Notices to people, and the log of the mail that went out."""

from typing import ClassVar
from uuid import UUID

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from kernel.keeping import Keeping, Rights
from kernel.rows import Row


class NoticeQuerySet(models.QuerySet["Notice"]):
    """Filters that read like a sentence."""

    def to(self, account_id: UUID | None) -> "NoticeQuerySet":
        """Those of one account, newest first; nobody has none."""
        if account_id is None:
            return self.none()
        return self.filter(account_id=account_id).order_by("-created_at", "-id")

    def unread(self) -> "NoticeQuerySet":
        """Those that nobody has opened."""
        return self.filter(read_at__isnull=True)


class Notice(Row):
    """A sentence for one account, with the page it leads to."""

    account = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", db_index=False)
    subject = models.CharField(max_length=200)
    body = models.TextField(default="", db_default="")
    path = models.CharField(max_length=300, default="", db_default="")
    read_at = models.DateTimeField(null=True)
    event_id = models.UUIDField(null=True)

    objects = NoticeQuerySet.as_manager()
    keeping: ClassVar[Keeping] = Keeping(Rights.EDIT, personal=("account", "subject", "body"), kept="2 years")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["account", "event_id"],
                name="notify_notice_once",
                violation_error_message=_("Người này đã được thông báo."),
            )
        ]
        indexes = [models.Index(fields=["account", "-created_at"], name="notify_notice_bell")]

    def __str__(self) -> str:
        return self.subject


class Mail(Row):
    """One mail: to whom, for what, how it went. Never its body, which may hold a token."""

    class State(models.TextChoices):
        """How far it got."""

        WAITING = "waiting", _("Chờ gửi")
        SENT = "sent", _("Đã gửi")
        FAILED = "failed", _("Không gửi được")

    notice = models.OneToOneField(Notice, on_delete=models.PROTECT, null=True, related_name="mail")
    to_address = models.EmailField(max_length=254)
    purpose = models.CharField(max_length=60, default="notice", db_default="notice")
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING, db_default="waiting")
    attempts = models.PositiveSmallIntegerField(default=0, db_default=0)
    sent_at = models.DateTimeField(null=True)
    error = models.CharField(max_length=200, default="", db_default="")

    keeping: ClassVar[Keeping] = Keeping(Rights.EDIT, personal=("to_address",), kept="1 year")

    class Meta:
        indexes = [models.Index(fields=["state", "created_at"], name="notify_mail_state")]

    def __str__(self) -> str:
        return f"{self.purpose} {self.state}"
