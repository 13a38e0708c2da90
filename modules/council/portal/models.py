"""What the council says on its portal in its own words: notices, the introduction, how to reach it.

A text is a line of versions. One of them may be under way; the one that everybody sees is the latest whose
moment has come. So a published text stays as it is while its next version is written, what was shown is kept,
and a version with a moment to come needs no clock that puts it out.
"""

from datetime import datetime
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from council.portal import workflow
from council.portal.law import Contact
from council.portal.workflow import WORKING, State
from kernel.files.models import StoredFile
from kernel.keeping import Keeping, Rights
from kernel.rows import Row, VersionedRow


class Kind(models.TextChoices):
    """What a text is for."""

    ANNOUNCEMENT = "announcement", _("Thông báo")
    INTRODUCTION = "introduction", _("Giới thiệu")
    CONTACT = "contact", _("Liên hệ")


# A council has one of each; of notices it has many.
SINGLE = frozenset({Kind.INTRODUCTION, Kind.CONTACT})


class PortalText(Row):
    """One text with all its versions."""

    kind = models.CharField(max_length=16, choices=Kind.choices)

    keeping = Keeping(Rights.EDIT, kept="permanent")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kind"],
                condition=Q(kind__in=("introduction", "contact")),
                name="portal_one_text_of_a_kind",
                violation_error_message=_("Trang này đã có; hãy soạn phiên bản mới."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"


class VersionSet(models.QuerySet["TextVersion"]):
    """Filters of versions."""

    def come_out(self, now: datetime) -> Self:
        """Return the last version of each text whose moment has come, also one that was taken back since."""
        later = Q(published_at__gt=OuterRef("published_at"))
        later |= Q(published_at=OuterRef("published_at"), number__gt=OuterRef("number"))
        newer = TextVersion.objects.filter(later, text=OuterRef("text"))
        return self.filter(~Exists(newer.filter(published_at__lte=now)), published_at__lte=now)

    def after(self, version: "TextVersion") -> Self:
        """Return the versions that stand, or will stand, in the place of one that was put out."""
        later = Q(published_at__gt=version.published_at)
        later |= Q(published_at=version.published_at, number__gt=version.number)
        return self.filter(later, text_id=version.text_id)

    def shown(self, now: datetime) -> Self:
        """Return what everybody sees at a moment."""
        return self.come_out(now).filter(state=State.PUBLISHED)

    def latest_first(self) -> Self:
        """Return them by the moment from which they are seen."""
        return self.order_by("-published_at", "-id")


class TextVersion(VersionedRow):
    """One version of a text; ``body`` is the small Markdown of ``kernel.richtext``."""

    STEPS = workflow.STEPS

    text = models.ForeignKey(PortalText, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField(default=1, db_default=1)
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT, db_default=State.DRAFT)
    title = models.CharField(_("Tiêu đề"), max_length=200)
    summary = models.CharField(_("Tóm tắt"), max_length=300, blank=True, default="", db_default="")
    body = models.TextField(_("Nội dung"), blank=True, default="", db_default="")
    contact = models.JSONField(default=dict, db_default=models.Value({}, models.JSONField()))
    picture = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    picture_words = models.CharField(_("Mô tả ảnh"), max_length=300, blank=True, default="", db_default="")
    published_at = models.DateTimeField(null=True, blank=True)
    published_by = models.UUIDField(null=True, blank=True)
    written_by = models.UUIDField(null=True, blank=True)
    written_by_name = models.CharField(max_length=150, blank=True, default="", db_default="")
    removed_at = models.DateTimeField(null=True, blank=True)
    removed_by = models.UUIDField(null=True, blank=True)
    removed_reason = models.CharField(_("Lý do rút"), max_length=500, blank=True, default="", db_default="")

    objects: ClassVar[Any] = VersionSet.as_manager()
    keeping = Keeping(
        Rights.EDIT, personal=("published_by", "written_by", "written_by_name", "removed_by"), kept="permanent"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["text", "number"],
                name="portal_version_once",
                violation_error_message=_("Phiên bản này đã có."),
            ),
            models.UniqueConstraint(
                fields=["text"],
                condition=Q(state__in=("draft", "preview")),
                name="portal_one_version_under_way",
                violation_error_message=_("Đang có một phiên bản chưa đăng."),
            ),
            models.CheckConstraint(
                condition=~Q(state="published") | Q(published_at__isnull=False),
                name="portal_published_says_when",
                violation_error_message=_("Phiên bản đã đăng phải có thời điểm đăng."),
            ),
            models.CheckConstraint(
                condition=~Q(state="withdrawn") | (Q(removed_at__isnull=False) & ~Q(removed_reason="")),
                name="portal_withdrawn_says_why",
                violation_error_message=_("Phiên bản đã rút phải có lý do."),
            ),
            models.CheckConstraint(
                condition=Q(picture__isnull=True) | ~Q(picture_words=""),
                name="portal_picture_has_words",
                violation_error_message=_("Ảnh phải có mô tả cho người không nhìn thấy."),
            ),
        ]
        indexes = [models.Index(fields=["state", "published_at"], name="portal_by_state_moment")]

    def __str__(self) -> str:
        return self.title

    @property
    def is_working(self) -> bool:
        """Whether it is still being written."""
        return self.state in WORKING

    @property
    def reached_by(self) -> Contact:
        """Return how the council is reached, as this version says."""
        return Contact.from_json(self.contact)

    def waits(self, now: datetime) -> bool:
        """Whether it is put out for a moment that has not come yet."""
        return self.state == State.PUBLISHED and self.published_at is not None and self.published_at > now
