"""Whose certificates signed here, and each signature under a document.

A document has two: its signatory's, and at the issue the body's seal (Nghị định 30/2020/NĐ-CP). The signature
itself stands in the PDF; here is who made it, when, with which certificate, and the file that it left.
"""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from council.documents.models.documents import Document
from council.documents.workflow import Part
from kernel.files.models import StoredFile
from kernel.keeping import Keeping, Rights
from kernel.rows import Row
from kernel.signing.certificates import CertificateFacts


class SigningCertificate(Row):
    """A certificate that signed here: a person's own, or the body's seal. Keys are never kept in the database."""

    part = models.CharField(_("Dùng để"), max_length=6, choices=Part.choices)
    account_id = models.UUIDField(null=True, blank=True)
    der = models.BinaryField()
    fingerprint = models.CharField(max_length=64)
    holder = models.CharField(_("Chủ chứng thư"), max_length=200)
    organisation = models.CharField(_("Cơ quan"), max_length=200, blank=True, default="", db_default="")
    authority = models.CharField(_("Nơi cấp"), max_length=200)
    serial = models.CharField(_("Số chứng thư"), max_length=64)
    valid_from_at = models.DateTimeField()
    valid_until_at = models.DateTimeField()

    objects: ClassVar[Any] = models.Manager()
    keeping = Keeping(Rights.APPEND, personal=("account_id", "der", "holder"), kept="permanent")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["fingerprint", "part"],
                name="documents_certificate_once",
                violation_error_message=_("Chứng thư này đã được đăng ký."),
            ),
            models.CheckConstraint(
                condition=Q(part="person", account_id__isnull=False) | Q(part="seal", account_id__isnull=True),
                name="documents_certificate_has_owner",
                violation_error_message=_("Chứng thư cá nhân phải gắn với một tài khoản; con dấu thì không."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.holder} ({self.authority})"

    @property
    def facts(self) -> CertificateFacts:
        """What the certificate says."""
        return CertificateFacts(
            self.holder,
            self.organisation,
            self.authority,
            self.serial,
            self.fingerprint,
            self.valid_from_at,
            self.valid_until_at,
        )


class Signature(Row):
    """One signature under a document; ``signed`` is the signatory's file, the sealed one is the document's own."""

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="signatures")
    part = models.CharField(max_length=6, choices=Part.choices)
    certificate = models.ForeignKey(SigningCertificate, on_delete=models.PROTECT, related_name="+")
    text_sha256 = models.CharField(max_length=64)
    symbol = models.CharField(max_length=40, blank=True, default="", db_default="")
    made_by = models.UUIDField(null=True, blank=True)
    made_at = models.DateTimeField()
    signed = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    objects: ClassVar[Any] = models.Manager()
    keeping = Keeping(Rights.APPEND, personal=("made_by",), kept="permanent")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["document", "part"],
                name="documents_each_signature_once",
                violation_error_message=_("Văn bản này đã có chữ ký đó."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.document}: {self.part}"
