"""Attachments of a draft: put up, opened, put in order, taken away."""

from typing import Any
from uuid import UUID

from django import forms
from django.db import transaction
from django.http import HttpResponseBase
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from council.documents import actions
from council.documents.models import Document
from council.documents.permissions import Can
from council.documents.queries import get_attachment, get_document
from council.documents.web.pages import back_to, typing_page
from kernel import clock, files
from kernel.access import take
from kernel.accounts.doors import carried_out, needs
from kernel.ui.forms import ReasonForm

KINDS = files.DOCUMENTS | files.SHEETS
LIMIT_MEGABYTES = 50
_SHOWS_AND_TAKES = require_http_methods(["GET", "HEAD", "POST"])


class AttachmentForm(forms.Form):
    """An attachment with its file. Browsers forget a chosen file, so a refused form asks for it again."""

    title = forms.CharField(
        label=_("Tên phụ lục"),
        max_length=300,
        help_text=_("Ví dụ “Phụ lục I: Danh mục dự án”."),
        error_messages={"required": _("Hãy ghi tên phụ lục."), "max_length": _("Tên dài quá 300 ký tự.")},
    )
    file = forms.FileField(
        label=_("Tệp"),
        allow_empty_file=True,
        help_text=_("PDF, Word (.docx) hoặc Excel (.xlsx), tối đa 50 MB. Không tải lên tài liệu có dấu chỉ độ mật."),
        error_messages={"required": _("Hãy chọn tệp."), "invalid": _("Hãy chọn tệp.")},
        widget=forms.FileInput(attrs={"accept": ".pdf,.docx,.xlsx"}),
    )


@_SHOWS_AND_TAKES
@needs(Can.DRAFT)
def add(request: Any, document_id: UUID) -> HttpResponseBase:
    """Put a file behind the other attachments of a draft."""
    document = get_document(request.actor, document_id)
    take("edit", request.actor, document)
    form = AttachmentForm(*((request.POST, request.FILES) if request.method == "POST" else ()))
    if form.is_valid() and carried_out(form, lambda: _add(request, document, form)):
        return back_to(document, "attached")
    if form.errors and "file" not in form.errors:
        form.add_error("file", _("Hãy chọn lại tệp: trình duyệt không giữ tệp khi trang báo lỗi."))
    return typing_page(request, form, heading=_("Thêm phụ lục"), verb=_("Tải lên"), document=document)


@require_safe
@needs(Can.READ)
def file(request: Any, attachment_id: UUID) -> HttpResponseBase:
    """Give the file of an attachment."""
    return files.serve(request, get_attachment(request.actor, attachment_id).file, inline=True)


@require_POST
@needs(Can.DRAFT)
def up(request: Any, attachment_id: UUID) -> HttpResponseBase:
    """Let an attachment change places with the one before it."""
    attachment = get_attachment(request.actor, attachment_id)
    actions.move_attachment_up(actor=request.actor, attachment=attachment)
    return back_to(attachment.document, "")


@_SHOWS_AND_TAKES
@needs(Can.DRAFT)
def remove(request: Any, attachment_id: UUID) -> HttpResponseBase:
    """Take an attachment away, with a reason."""
    attachment = get_attachment(request.actor, attachment_id)
    take("edit", request.actor, attachment.document)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and carried_out(
        form,
        lambda: actions.detach(actor=request.actor, attachment=attachment, now=clock.now(), **form.cleaned_data),
    ):
        return back_to(attachment.document, "detached")
    heading = _("Bỏ phụ lục: %(title)s") % {"title": attachment.title}
    return typing_page(request, form, heading=heading, verb=_("Bỏ phụ lục"), document=attachment.document)


def _add(request: Any, document: Document, form: AttachmentForm) -> None:
    with transaction.atomic():
        stored = files.store(
            actor=request.actor,
            upload=form.cleaned_data["file"],
            kinds=KINDS,
            limit_bytes=LIMIT_MEGABYTES * 1024 * 1024,
        )
        actions.attach(actor=request.actor, document=document, title=form.cleaned_data["title"], file=stored)
