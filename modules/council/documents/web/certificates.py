"""The pages of certificates: whose there are, how long they hold, one recorded, confirmed, withdrawn."""

from http import HTTPStatus
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from council.documents import actions, sheets
from council.documents.actions import Shown
from council.documents.permissions import Can
from council.documents.queries.certificates import (
    WARNED_AHEAD,
    CertificateLine,
    get_certificate,
    list_certificates,
    list_signers,
)
from council.documents.workflow import Part
from kernel import clock, lists
from kernel.access import may, may_at_all, take
from kernel.accounts.doors import carried_out, needs
from kernel.accounts.history import list_history
from kernel.refusal import NotFound
from kernel.signing.certificates import facts_of, read_certificate
from kernel.signing.desk import Desk, signing_desk
from kernel.signing.remote import RemoteSigning
from kernel.ui.confirming import Question, confirm_page
from kernel.ui.forms import ReasonForm

LIST = lists.declare("documents:certificates", _("Chứng thư số"), sheets.CERTIFICATES)
LARGEST_KB = 64
SEAL = "seal"
TOLD = {
    "recorded": _("Đã ghi nhận chứng thư; chờ người thứ hai xác nhận."),
    "confirmed": _("Đã xác nhận; chứng thư được dùng để ký từ bây giờ."),
    "withdrawn": _("Đã thu hồi chứng thư."),
}
DONE = {
    "documents.record_certificate": _("Ghi nhận"),
    "documents.confirm_certificate": _("Xác nhận"),
    "documents.withdraw_certificate": _("Thu hồi"),
}
_SHOWS_AND_TAKES = require_http_methods(["GET", "HEAD", "POST"])


class CertificateForm(forms.Form):
    """Whose certificate it is, and its file. Browsers forget a chosen file, so a refused form asks for it again."""

    owner = forms.ChoiceField(
        label=_("Chứng thư của"),
        help_text=_("Con dấu số của Hội đồng nhân dân, hoặc một người có quyền ký."),
        error_messages={"required": _("Hãy chọn chủ chứng thư."), "invalid_choice": _("Hãy chọn lại chủ chứng thư.")},
    )
    file = forms.FileField(
        label=_("Tệp chứng thư"),
        help_text=_("Tệp .cer, .crt hoặc .pem xuất từ thiết bị ký; không phải tệp khoá bí mật."),
        allow_empty_file=True,
        required=False,
        widget=forms.FileInput(attrs={"accept": ".cer,.crt,.pem"}),
        error_messages={"invalid": _("Hãy chọn tệp chứng thư.")},
    )
    credential = forms.CharField(
        label=_("Mã chứng thư tại dịch vụ ký từ xa"),
        max_length=200,
        required=False,
        help_text=_("Chỉ điền khi khoá nằm ở dịch vụ ký từ xa: chứng thư được lấy từ đó, không cần tệp."),
        error_messages={"max_length": _("Mã dài quá 200 ký tự.")},
    )

    def __init__(
        self, *args: Any, signers: list[tuple[UUID, str]], service: RemoteSigning | None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.service = service
        if service is None:
            del self.fields["credential"]
        people = [(str(key), name) for key, name in signers]
        self.fields["owner"].choices = [("", _("Chọn")), (SEAL, _("Con dấu số của cơ quan")), *people]  # type: ignore[attr-defined]

    def clean_file(self) -> bytes:
        """Return the bytes of a file that is small enough."""
        upload = self.cleaned_data["file"]
        if upload is None:
            return b""
        if upload.size > LARGEST_KB * 1024:
            raise forms.ValidationError(_("Tệp quá lớn: chứng thư không dài quá %(limit)d KB.") % {"limit": LARGEST_KB})
        return bytes(upload.read())

    def clean(self) -> dict[str, Any]:
        """Ask for a file where the key does not lie at the service."""
        typed = super().clean() or {}
        if "file" in typed and not typed["file"] and not typed.get("credential") and not self.files.get("file"):
            self.add_error("file", _("Hãy chọn tệp chứng thư."))
        return typed

    def shown(self) -> Shown:
        """Return the certificate that was brought, or that the service shows.

        :raises CertificateUnreadable: it is none.
        :raises CredentialUnknown: the service knows none.
        :raises ServiceUnreachable: the service gives no usable answer.
        """
        owner, credential = self.cleaned_data["owner"], self.cleaned_data.get("credential", "")
        brought = self.cleaned_data["file"]
        if credential and self.service is not None:
            brought = self.service.certificate_of(credential)
        part, account_id = (Part.SEAL, None) if owner == SEAL else (Part.PERSON, UUID(owner))
        return Shown(read_certificate(brought), part, account_id, credential)


@require_safe
@needs(Can.WITHDRAW_CERTIFICATE)
def index(request: Any) -> HttpResponseBase:
    """List the certificates, and the authorities that are believed."""
    now, desk = clock.now(), signing_desk()
    lines = list_certificates(request.actor, now=now)
    if LIST.wants_sheet(request):
        return LIST.sheet(request, lines)
    page = {
        "lines": lines,
        "listing": LIST.shown(request),
        "authorities": [facts_of(root) for root in desk.roots] if desk is not None else [],
        "may_record": desk is not None and may_at_all(request.actor, Can.KEEP_CERTIFICATES),
        "days": WARNED_AHEAD.days,
        "told": TOLD.get(request.GET.get("told", "")),
    }
    return render(request, "documents/certificates.html", page)


@_SHOWS_AND_TAKES
@needs(Can.KEEP_CERTIFICATES)
def record(request: Any) -> HttpResponseBase:
    """Take a certificate; it waits for a second person."""
    desk, now = _desk(), clock.now()
    given = (request.POST, request.FILES) if request.method == "POST" else ()
    form = CertificateForm(*given, signers=list_signers(on=clock.local_day(now)), service=desk.remote)
    made: list[Any] = []

    def act() -> None:
        shown = form.shown()
        made.append(actions.record_certificate(actor=request.actor, shown=shown, roots=desk.roots, now=now))

    if form.is_valid() and carried_out(form, act):
        return _to(made[0].id, "recorded")
    if form.errors and "file" not in form.errors and "file" in request.FILES:
        form.add_error("file", _("Hãy chọn lại tệp: trình duyệt không giữ tệp khi trang báo lỗi."))
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "documents/certificate_form.html", {"form": form}, status=status)


@require_safe
@needs(Can.WITHDRAW_CERTIFICATE)
def detail(request: Any, certificate_id: UUID) -> HttpResponse:
    """Show one certificate: what it says, whether it is used, who did what with it."""
    line = get_certificate(request.actor, certificate_id, now=clock.now())
    state = line.certificate.state
    page = {
        "line": line,
        "one": line.certificate,
        "may_confirm": state == "waiting" and may(request.actor, Can.CONFIRM_CERTIFICATE, line.certificate),
        "may_withdraw": state != "withdrawn" and may(request.actor, Can.WITHDRAW_CERTIFICATE, line.certificate),
        "history": [(entry, DONE.get(entry.action, entry.action)) for entry in list_history(line.certificate)],
        "told": TOLD.get(request.GET.get("told", "")),
    }
    return render(request, "documents/certificate.html", page)


@_SHOWS_AND_TAKES
@needs(Can.CONFIRM_CERTIFICATE)
def confirm(request: Any, certificate_id: UUID) -> HttpResponseBase:
    """Let a certificate be used that somebody else recorded."""
    line = get_certificate(request.actor, certificate_id, now=clock.now())
    step = take("confirm_certificate", request.actor, line.certificate)
    form = forms.Form(request.POST if request.method == "POST" else None)
    act = actions.confirm_certificate
    if form.is_valid() and carried_out(form, lambda: act(actor=request.actor, certificate=line.certificate)):
        return _to(certificate_id, "confirmed")
    said = _("Hãy so với chứng thư trên thiết bị. Chủ chứng thư: %(holder)s. Của: %(owner)s. Số: %(serial)s.") % {
        "holder": line.certificate.holder,
        "owner": line.owner or _("con dấu số của cơ quan"),
        "serial": line.certificate.serial,
    }
    return confirm_page(request, Question(step.label, step.label, _address(line), consequence=said), form)


@_SHOWS_AND_TAKES
@needs(Can.WITHDRAW_CERTIFICATE)
def withdraw(request: Any, certificate_id: UUID) -> HttpResponseBase:
    """Let nobody sign with a certificate any more, with a reason."""
    now = clock.now()
    line = get_certificate(request.actor, certificate_id, now=now)
    step = take("withdraw_certificate", request.actor, line.certificate)
    form = ReasonForm(request.POST if request.method == "POST" else None)

    def act() -> object:
        return actions.withdraw_certificate(
            actor=request.actor, certificate=line.certificate, now=now, **form.cleaned_data
        )

    if form.is_valid() and carried_out(form, act):
        return _to(certificate_id, "withdrawn")
    said = _("Không ai ký được bằng chứng thư này nữa. Văn bản đã ký trước đó vẫn giữ nguyên giá trị.")
    question = Question(step.label, step.label, _address(line), consequence=said, tone="danger")
    return confirm_page(request, question, form)


def _desk() -> Desk:
    desk = signing_desk()
    if desk is None:
        raise NotFound()
    return desk


def _address(line: CertificateLine) -> str:
    return reverse("documents:certificate", args=[line.certificate.id])


def _to(certificate_id: UUID, told: str) -> HttpResponseRedirect:
    return HttpResponseRedirect(f"{reverse('documents:certificate', args=[certificate_id])}?told={told}")
