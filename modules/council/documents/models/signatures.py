"""With whose certificates is signed here, each signature under a document, and each request for one.

A document has two: its signatory's, and at the issue the body's seal (Nghị định 30/2020/NĐ-CP). The signature
itself stands in the PDF; here is who made it, when, with which certificate, and the file that it left.
"""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from council.documents import workflow
from council.documents.models.documents import Document
from council.documents.models.numbers import HeldNumber
from council.documents.workflow import OPEN_REQUESTS, CertificateState, Means, Part, RequestState
from kernel.files.models import StoredFile
from kernel.keeping import Keeping, Rights
from kernel.rows import Row
from kernel.signing.certificates import CertificateFacts


class SigningCertificate(Row):
    """A certificate that may sign here: a person's own, or the body's seal. Keys are never kept in the database.

    ``credential`` is its name at the remote signing service, where its key lies; empty for a token or a file.
    """

    STEPS = workflow.CERTIFICATE_STEPS

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
    credential = models.CharField(
        _("Mã chứng thư tại dịch vụ ký từ xa"), max_length=200, blank=True, default="", db_default=""
    )
    # Those of the keys for trying out are used at once.
    state = models.CharField(
        max_length=10,
        choices=CertificateState.choices,
        default=CertificateState.IN_FORCE,
        db_default=CertificateState.IN_FORCE,
    )
    recorded_by = models.UUIDField(null=True, blank=True)
    confirmed_by = models.UUIDField(null=True, blank=True)
    removed_at = models.DateTimeField(null=True, blank=True)
    removed_by = models.UUIDField(null=True, blank=True)
    removed_reason = models.CharField(_("Lý do thu hồi"), max_length=500, blank=True, default="", db_default="")

    objects: ClassVar[Any] = models.Manager()
    keeping = Keeping(
        Rights.EDIT,
        personal=("account_id", "der", "holder", "recorded_by", "confirmed_by", "removed_by"),
        kept="permanent",
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["fingerprint", "part"],
                condition=~Q(state="withdrawn"),
                name="documents_certificate_once",
                violation_error_message=_("Chứng thư này đã được đăng ký."),
            ),
            models.CheckConstraint(
                condition=Q(part="person", account_id__isnull=False) | Q(part="seal", account_id__isnull=True),
                name="documents_certificate_has_owner",
                violation_error_message=_("Chứng thư cá nhân phải gắn với một tài khoản; con dấu thì không."),
            ),
            models.CheckConstraint(
                condition=~Q(state="withdrawn") | (Q(removed_at__isnull=False) & ~Q(removed_reason="")),
                name="documents_certificate_withdrawn_says_why",
                violation_error_message=_("Chứng thư thu hồi phải có lý do."),
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


class SigningRequest(Row):
    """A signature that was asked for and whose key lies elsewhere: at a token, or at a remote service.

    ``waiting`` is the very file that was handed out: the signed one begins with its bytes. ``signer_name`` and
    ``signer_capacity`` are printed in it, ``held`` and ``dated_on`` are the seal's number and day. Of a remote
    request ``opened`` is the file's place for the signature (``kernel.signing.writing.Opened`` without its bytes),
    ``transaction`` the service's name of the question and ``value`` its raw answer.
    """

    STEPS = workflow.REQUEST_STEPS

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="signing_requests")
    part = models.CharField(max_length=6, choices=Part.choices)
    means = models.CharField(max_length=8, choices=Means.choices)
    state = models.CharField(
        max_length=10, choices=RequestState.choices, default=RequestState.WAITING, db_default=RequestState.WAITING
    )
    certificate = models.ForeignKey(
        SigningCertificate, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    text_sha256 = models.CharField(max_length=64)
    signer_name = models.CharField(max_length=120)
    signer_capacity = models.CharField(max_length=120, blank=True, default="", db_default="")
    held = models.ForeignKey(HeldNumber, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    dated_on = models.DateField(null=True, blank=True)
    waiting = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    opened = models.JSONField(default=dict, db_default=models.Value({}, models.JSONField()))
    transaction = models.CharField(max_length=500, blank=True, default="", db_default="")
    value = models.BinaryField(null=True, blank=True)
    asked_by = models.UUIDField()
    asked_at = models.DateTimeField()
    expires_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[Any] = models.Manager()
    keeping = Keeping(Rights.EDIT, personal=("signer_name", "asked_by"), kept="permanent")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["document", "part"],
                condition=Q(state__in=sorted(OPEN_REQUESTS)),
                name="documents_one_open_request",
                violation_error_message=_("Văn bản này đang chờ một chữ ký."),
            ),
            models.CheckConstraint(
                condition=Q(means="outside") | Q(means="remote", certificate__isnull=False),
                name="documents_remote_request_has_certificate",
                violation_error_message=_("Ký từ xa phải có chứng thư."),
            ),
            models.CheckConstraint(
                condition=Q(part="person") | Q(part="seal", held__isnull=False, dated_on__isnull=False),
                name="documents_seal_request_has_number",
                violation_error_message=_("Bản chờ đóng dấu phải có số và ngày."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.document}: {self.part}, {self.state}"
