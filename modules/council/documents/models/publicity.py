"""How a document was made public and made known: one row for each channel (R-SES-23, publicity of the council)."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from council.documents.models.documents import Document
from kernel.keeping import Keeping, Rights
from kernel.rows import Row


class PublicityAct(models.TextChoices):
    """Whether the text was made public, or people were told what it means for them."""

    PUBLISHED = "published", _("Công bố")
    DISSEMINATED = "disseminated", _("Tuyên truyền, phổ biến")


class Channel(models.TextChoices):
    """By which way people learn of it."""

    PORTAL = "portal", _("Cổng thông tin của Hội đồng")
    GAZETTE = "gazette", _("Công báo điện tử")
    POSTED = "posted", _("Niêm yết tại trụ sở")
    PRESS = "press", _("Báo, đài phát thanh, truyền hình")
    LOUDSPEAKER = "loudspeaker", _("Truyền thanh cơ sở")
    CONFERENCE = "conference", _("Hội nghị quán triệt, phổ biến")
    NETWORK = "network", _("Mạng xã hội, ứng dụng nhắn tin")
    OTHER = "other", _("Cách khác")


class Publicity(Row):
    """One way in which a document was published or disseminated; taken back it keeps its reason."""

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="publicity")
    act = models.CharField(_("Việc đã làm"), max_length=12, choices=PublicityAct.choices)
    channel = models.CharField(_("Kênh"), max_length=12, choices=Channel.choices)
    done_on = models.DateField(_("Ngày thực hiện"))
    note = models.CharField(_("Ghi chú"), max_length=500, blank=True, default="", db_default="")
    by = models.UUIDField(null=True)
    by_name = models.CharField(max_length=120, blank=True, default="", db_default="")
    removed_at = models.DateTimeField(null=True, blank=True)
    removed_by = models.UUIDField(null=True, blank=True)
    removed_reason = models.CharField(_("Lý do bỏ"), max_length=500, blank=True, default="", db_default="")

    objects: ClassVar[Any] = models.Manager()
    keeping = Keeping(Rights.EDIT, personal=("by", "by_name", "removed_by"), kept="permanent")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(removed_at__isnull=True) | ~Q(removed_reason=""),
                name="documents_removed_publicity_says_why",
                violation_error_message=_("Bỏ bản ghi phải có lý do."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.document_id} {self.act} {self.channel}"
