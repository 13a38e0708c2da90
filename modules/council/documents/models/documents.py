"""Official documents.

A document gets its number only when it is issued (R-RES-03): from then on text, number and PDF are
never changed; an error is corrected by another document.
"""

from typing import Any, ClassVar, Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from council.documents import workflow
from council.documents.law import (
    CLASS_NAMES,
    CODE_LENGTH,
    ISSUER_CODE,
    ISSUERS,
    KINDS,
    OFFICE_UNIT,
    Confidentiality,
    Issuer,
    Kind,
)
from council.documents.workflow import State
from kernel.files.models import StoredFile
from kernel.keeping import Keeping, Rights
from kernel.rows import VersionedRow


class Medium(models.TextChoices):
    """In which form the original of an issued document is."""

    ELECTRONIC = "electronic", _("Ký số")
    PAPER = "paper", _("Ký trên giấy")


class Publishing(models.TextChoices):
    """Whether a resolution was published within the term of R-SES-23; open as long as no term is known or kept."""

    OPEN = "open", _("Chưa công bố")
    IN_TIME = "in_time", _("Công bố đúng hạn")
    LATE = "late", _("Công bố chậm")


class Dissemination(models.TextChoices):
    """Whether people were told of it beyond its publication."""

    NONE = "none", _("Chưa tuyên truyền, phổ biến")
    DONE = "done", _("Đã tuyên truyền, phổ biến")


class DocumentSet(models.QuerySet["Document"]):
    """Filters of documents."""

    def resolutions(self) -> Self:
        """Return the council's resolutions of both kinds."""
        return self.filter(kind__in=(Kind.NORMATIVE_RESOLUTION, Kind.INDIVIDUAL_RESOLUTION))

    def open_to_all(self) -> Self:
        """Return what the public may see: published, and withdrawn after publication."""
        return self.filter(state__in=workflow.OPEN_TO_ALL, published_on__isnull=False)

    def newest_first(self) -> Self:
        """Return them by day of issue, the latest number first."""
        return self.order_by(models.F("issued_on").desc(nulls_first=True), "-number", "-created_at", "id")


class Document(VersionedRow):
    """One official document with its text as data: bases, articles, recipients.

    ``body`` is ``{"bases": [str], "articles": [{"title": str, "paragraphs": [str]}], "recipients": [str]}``.
    Forms other than articles add ``"addressees": [str]`` and ``"facts": {name: str}``. ``issuing_body`` signs
    it (``committee_id`` when that is a committee) and ``issuer`` is the council's name in the letterhead.
    ``writers`` are the accounts that wrote a version of it; ``handled_by`` sees to it that the draft goes on, first
    who drafted it. ``short_code`` is the permanent public address; ``text_sha256`` is fixed when the text is final.
    """

    STEPS = workflow.STEPS

    kind = models.CharField(
        _("Loại văn bản"), max_length=30, choices=[(kind.value, row.name) for kind, row in KINDS.items()]
    )
    state = models.CharField(max_length=12, choices=State.choices, default=State.DRAFT, db_default=State.DRAFT)
    # Only resolutions were kept before this column, which are made to be public.
    confidentiality = models.CharField(
        _("Mức tiếp cận"),
        max_length=12,
        choices=[(one.value, name) for one, name in CLASS_NAMES.items()],
        default=Confidentiality.INTERNAL,
        db_default=Confidentiality.PUBLIC,
    )
    subject = models.CharField(_("Trích yếu"), max_length=500)
    body = models.JSONField(_("Nội dung"), default=dict, db_default=models.Value({}, models.JSONField()))
    issuer = models.CharField(_("Cơ quan ban hành"), max_length=200)
    place = models.CharField(_("Địa danh"), max_length=120)
    issuing_body = models.CharField(
        _("Cơ quan ban hành"),
        max_length=30,
        choices=[(body.value, row.name) for body, row in ISSUERS.items()],
        default=Issuer.COUNCIL,
        db_default=Issuer.COUNCIL,
    )
    committee_id = models.UUIDField(null=True, blank=True)
    unit = models.CharField(_("Đơn vị soạn thảo"), max_length=20, default=OFFICE_UNIT, db_default=OFFICE_UNIT)
    code = models.CharField(max_length=20, default=ISSUER_CODE, db_default=ISSUER_CODE)
    occasion = models.CharField(_("Khoá, kỳ họp"), max_length=200, blank=True, default="", db_default="")
    number = models.PositiveIntegerField(_("Số"), null=True, blank=True)
    year = models.PositiveSmallIntegerField(_("Năm"), null=True, blank=True)
    symbol = models.CharField(_("Số, ký hiệu"), max_length=40, blank=True, default="", db_default="")
    short_code = models.CharField(_("Mã tra cứu"), max_length=CODE_LENGTH)
    adopted_on = models.DateField(_("Ngày thông qua"), null=True, blank=True)
    effective_on = models.DateField(_("Ngày có hiệu lực"), null=True, blank=True)
    issued_on = models.DateField(_("Ngày ban hành"), null=True, blank=True)
    published_on = models.DateField(_("Ngày công bố"), null=True, blank=True)
    signer_name = models.CharField(_("Người ký"), max_length=120, blank=True, default="", db_default="")
    signer_capacity = models.CharField(_("Quyền hạn, chức vụ"), max_length=120, blank=True, default="", db_default="")
    signed_by = models.UUIDField(null=True, blank=True)
    signed_at = models.DateTimeField(null=True, blank=True)
    drafted_by = models.UUIDField(null=True, blank=True)
    edited_by = models.UUIDField(null=True, blank=True)
    handled_by = models.UUIDField(null=True, blank=True)
    writers = ArrayField(models.UUIDField(), default=list, db_default=[])
    text_sha256 = models.CharField(max_length=64, blank=True, default="", db_default="")
    pdf = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    pdf_sha256 = models.CharField(max_length=64, blank=True, default="", db_default="")
    supersedes = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="superseded_by"
    )
    corrects = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="corrections")
    session_id = models.UUIDField(null=True, blank=True)
    vote_id = models.UUIDField(null=True, blank=True)
    search_text = models.TextField(editable=False, default="", db_default="")
    # What the figures count beside the days above. How it was signed; until when the law wants a resolution published
    # and whether it was; the legal day of the withdrawal.
    medium = models.CharField(max_length=10, choices=Medium.choices, blank=True, default="", db_default="")
    publish_due_on = models.DateField(null=True, blank=True)
    publishing = models.CharField(
        max_length=8, choices=Publishing.choices, default=Publishing.OPEN, db_default=Publishing.OPEN
    )
    publish_days = models.PositiveIntegerField(default=0, db_default=0)
    dissemination = models.CharField(
        max_length=4, choices=Dissemination.choices, default=Dissemination.NONE, db_default=Dissemination.NONE
    )
    withdrawn_on = models.DateField(null=True, blank=True)
    removed_at = models.DateTimeField(null=True, blank=True)
    removed_by = models.UUIDField(null=True, blank=True)
    removed_reason = models.CharField(_("Lý do thu hồi"), max_length=500, blank=True, default="", db_default="")

    objects: ClassVar[Any] = DocumentSet.as_manager()
    keeping = Keeping(
        Rights.EDIT,
        personal=("signer_name", "signed_by", "drafted_by", "edited_by", "handled_by", "writers", "removed_by"),
        kept="permanent",
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["code", "kind", "year", "number"],
                condition=Q(number__isnull=False),
                name="documents_number_once",
                violation_error_message=_("Số này đã được cấp."),
            ),
            models.UniqueConstraint(
                fields=["symbol", "year"],
                condition=~Q(symbol=""),
                name="documents_symbol_once",
                violation_error_message=_("Số, ký hiệu này đã được cấp trong năm."),
            ),
            models.UniqueConstraint(
                fields=["short_code"],
                name="documents_short_code_once",
                violation_error_message=_("Mã tra cứu này đã có."),
            ),
            models.UniqueConstraint(
                fields=["vote_id"],
                condition=Q(vote_id__isnull=False),
                name="documents_one_for_a_vote",
                violation_error_message=_("Cuộc biểu quyết này đã có nghị quyết."),
            ),
            models.CheckConstraint(
                condition=Q(state__in=("draft", "final_text", "signed", "dropped"), number__isnull=True, symbol="")
                | Q(
                    ~Q(symbol=""),
                    state__in=("issued", "published", "withdrawn"),
                    number__isnull=False,
                    year__isnull=False,
                    issued_on__isnull=False,
                ),
                name="documents_number_only_at_issue",
                violation_error_message=_("Số chỉ được cấp khi ban hành."),
            ),
            models.CheckConstraint(
                condition=Q(symbol="")
                | ~Q(kind__in=("normative_resolution", "individual_resolution"))
                | Q(kind="normative_resolution", symbol__regex=r"^[0-9]{2,}/[0-9]{4}/NQ-HĐND$")
                | Q(kind="individual_resolution", symbol__regex=r"^[0-9]{2,}/NQ-(TT)?HĐND$"),
                name="documents_symbol_fits_kind",
                violation_error_message=_("Số và ký hiệu không đúng mẫu của loại văn bản."),
            ),
            models.CheckConstraint(
                condition=~Q(state="published") | Q(confidentiality="public"),
                name="documents_published_is_public",
                violation_error_message=_("Chỉ văn bản ở mức công khai mới được công bố."),
            ),
            models.CheckConstraint(
                condition=~Q(state__in=("withdrawn", "dropped"))
                | (Q(removed_at__isnull=False) & ~Q(removed_reason="")),
                name="documents_withdrawn_says_why",
                violation_error_message=_("Văn bản thu hồi phải có lý do."),
            ),
        ]
        indexes = [models.Index(fields=["state", "issued_on"], name="documents_by_state_day")]

    def __str__(self) -> str:
        return self.symbol or self.subject

    @property
    def is_resolution(self) -> bool:
        """Whether it is a resolution of the council, of either kind."""
        return self.kind in {Kind.NORMATIVE_RESOLUTION, Kind.INDIVIDUAL_RESOLUTION}
