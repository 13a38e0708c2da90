"""Kiểm tra văn bản: anybody holds a file, a symbol or a code against what this council issued. Nothing is kept."""

from http import HTTPStatus
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from council.documents.models import Document
from council.documents.queries.checking import (
    LARGEST_MB,
    Finding,
    check_file,
    check_kept,
    find_by_code_or_symbol,
    is_open,
)
from kernel import clock, limits
from kernel.accounts.doors import refusal_to_form
from kernel.refusal import NotFound, Refusal
from kernel.requests import client_address
from kernel.signing.desk import signing_desk
from kernel.ui.public import public_page

# Files in ten minutes: of one address, and of all addresses together, for reading a PDF costs a process of its own.
FILES, FILES_OF_ALL, WINDOW_SECONDS = 20, 200, 10 * 60


class FileForm(forms.Form):
    """A PDF to be checked."""

    file = forms.FileField(
        label=_("Tệp PDF cần kiểm tra"),
        help_text=_("Tối đa %(limit)d MB. Tệp chỉ được đọc để kiểm tra, không lưu lại.") % {"limit": LARGEST_MB},
        widget=forms.FileInput(attrs={"accept": "application/pdf,.pdf"}),
        error_messages={"required": _("Hãy chọn tệp PDF."), "empty": _("Tệp rỗng. Hãy chọn tệp khác.")},
    )


class CodeForm(forms.Form):
    """A symbol or a short code."""

    ma = forms.CharField(
        label=_("Số, ký hiệu hoặc mã tra cứu"),
        max_length=60,
        help_text=_("Ví dụ: 28/NQ-HĐND, hoặc mã 8 ký tự in cạnh mã QR."),
        error_messages={"required": _("Hãy nhập số, ký hiệu hoặc mã tra cứu.")},
    )


@require_http_methods(["GET", "HEAD", "POST"])
@public_page
def check(request: Any) -> HttpResponse:
    """Ask for a file or a code, and say what it is in plain words."""
    file_form = FileForm()
    code_form = CodeForm(request.GET) if "ma" in request.GET else CodeForm()
    page: dict[str, Any] = {"file_form": file_form, "code_form": code_form}
    if request.method == "POST":
        page |= _checked(request)
    elif code_form.is_bound and code_form.is_valid():
        page |= _looked_up(code_form.cleaned_data["ma"])
    failed = any(form.is_bound and form.errors for form in (page["file_form"], code_form))
    response = render(
        request,
        "documents/check.html",
        page,
        status=HTTPStatus.UNPROCESSABLE_ENTITY if failed else HTTPStatus.OK,
    )
    # It carries the visitor's own token, and the answer about her own file.
    response.headers["Cache-Control"] = "private, no-store"
    return response


def _checked(request: Any) -> dict[str, Any]:
    """Return what the page shows of an uploaded file; only well-formed questions are counted."""
    form = FileForm(request.POST, request.FILES)
    page: dict[str, Any] = {"file_form": form}
    if not form.is_valid():
        return page
    limits.count("documents:check", client_address(request), times=FILES, seconds=WINDOW_SECONDS)
    limits.count("documents:check-of-all", "", times=FILES_OF_ALL, seconds=WINDOW_SECONDS)
    upload = form.cleaned_data["file"]
    try:
        finding = check_file(upload.file, size=upload.size, roots=_roots(), now=clock.now())
    except Refusal as refusal:
        refusal_to_form(form, refusal)
        return page
    return {**page, "asked": upload.name, "finding": finding, "facts": facts_of(finding)}


def _looked_up(typed: str) -> dict[str, Any]:
    """Return what the page shows of a code or a symbol: one document with its signatures, or several to choose from."""
    found = find_by_code_or_symbol(typed)
    page: dict[str, Any] = {"asked": typed, "found": found}
    if len(found) != 1:
        return page
    try:
        finding = check_kept(found[0], _roots(), now=clock.now())
    except NotFound:
        return page
    return {**page, "finding": finding, "facts": facts_of(finding)}


def facts_of(finding: Finding) -> dict[str, Any]:
    """Return what a template needs to word a finding."""
    document = finding.document
    return {
        "verdict": finding.verdict.value,
        "is_withdrawn": document is not None and document.state == "withdrawn",
        "is_open": is_open(document),
        "signatures": finding.reading.signatures,
        "is_signed_well": finding.reading.is_good,
    }


def signatures_of(document: Document) -> Finding | None:
    """Return what the kept file of a document shows of its signatures; None where there is no file."""
    return check_kept(document, _roots(), now=clock.now()) if document.pdf is not None else None


def _roots() -> tuple[bytes, ...]:
    desk = signing_desk()
    return desk.roots if desk is not None else ()
