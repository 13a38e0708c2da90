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


class Way(models.TextChoices):
    """The ways to a telephone."""

    SMS = "sms", _("Tin nhắn SMS")
    ZALO = "zalo", _("Zalo")


class Wish(Row):
    """That somebody wants to be told by a way too, and at which telephone (+84…)."""

    class State(models.TextChoices):
        """Whether the wish stands."""

        ON = "on", _("Đang nhận")
        OFF = "off", _("Đã tắt")

    account = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", db_index=False)
    way = models.CharField(max_length=10, choices=Way.choices)
    phone = models.CharField(max_length=16)
    state = models.CharField(max_length=4, choices=State.choices, default=State.ON, db_default="on")

    keeping: ClassVar[Keeping] = Keeping(Rights.EDIT, personal=("account", "phone"), kept="with the account")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["account", "way"],
                name="notify_wish_once",
                violation_error_message=_("Kênh này đã được chọn."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.way} {self.state}"


class DeliverySet(models.QuerySet["Delivery"]):
    """Filters of the log."""

    def newest_first(self) -> "DeliverySet":
        """Return the latest first, with notice and recipient."""
        return self.select_related("notice__account").order_by("-created_at", "-id")


class Delivery(Row):
    """One notice on its way to one telephone: to whom, by which way, how far it got. Never what was written.

    The key of the row is the key under which the channel gets it, however often it is tried.
    """

    class State(models.TextChoices):
        """How far it got."""

        QUEUED = "queued", _("Chờ gửi")
        HANDED_OVER = "handed_over", _("Đã giao cho nhà mạng")
        DELIVERED = "delivered", _("Đã đến máy")
        FAILED = "failed", _("Không gửi được")

    notice = models.ForeignKey(Notice, on_delete=models.PROTECT, related_name="deliveries", db_index=False)
    way = models.CharField(max_length=10, choices=Way.choices)
    to_phone = models.CharField(max_length=16)
    state = models.CharField(max_length=12, choices=State.choices, default=State.QUEUED, db_default="queued")
    attempts = models.PositiveSmallIntegerField(default=0, db_default=0)
    asked = models.PositiveSmallIntegerField(default=0, db_default=0)
    number = models.CharField(max_length=100, default="", db_default="")
    reason = models.CharField(max_length=200, default="", db_default="")
    handed_over_at = models.DateTimeField(null=True)
    delivered_at = models.DateTimeField(null=True)

    objects = DeliverySet.as_manager()
    keeping: ClassVar[Keeping] = Keeping(Rights.EDIT, personal=("to_phone",), kept="1 year")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["notice", "way"],
                name="notify_delivery_once",
                violation_error_message=_("Thông báo này đã được gửi bằng kênh này."),
            )
        ]
        indexes = [models.Index(fields=["-created_at"], name="notify_delivery_latest")]

    def __str__(self) -> str:
        return f"{self.way} {self.state}"
