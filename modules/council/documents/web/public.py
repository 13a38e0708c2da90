"""What everybody may read: the list of published documents, each with its text, its PDF and its permanent address."""

from typing import Any
from uuid import UUID

from django import forms
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from council.documents import law
from council.documents.law import KINDS, RESOLUTIONS, Kind, Text, labelled
from council.documents.queries import (
    get_published,
    list_attachments,
    list_corrections,
    list_kinds,
    list_published,
    list_years,
)
from council.documents.web.structured import legislation
from kernel import files
from kernel.refusal import NotFound
from kernel.ui.public import public_page
from kernel.ui.structured import PageWords

ROWS = 25
# The filter that takes resolutions of both kinds together.
ALL_RESOLUTIONS = "nghi-quyet"


class FilterForm(forms.Form):
    """Words, kind and year; what is not a choice filters nothing."""

    tu_khoa = forms.CharField(label=_("Tìm trong trích yếu, số ký hiệu, mã tra cứu"), required=False, max_length=100)
    loai = forms.ChoiceField(label=_("Loại"), required=False)
    nam = forms.TypedChoiceField(label=_("Năm"), required=False, coerce=int, empty_value=None)

    def __init__(self, *args: Any, kinds: list[Kind], years: list[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ever = [("", _("Tất cả")), (ALL_RESOLUTIONS, _("Nghị quyết"))]
        self.fields["loai"].choices = [*ever, *((kind.value, KINDS[kind].name) for kind in kinds)]  # type: ignore[attr-defined]
        self.fields["nam"].choices = [("", _("Tất cả")), *((year, str(year)) for year in years)]  # type: ignore[attr-defined]

    def asked(self) -> dict[str, Any]:
        """Return what was asked for, without what cannot be understood."""
        self.is_valid()
        given = self.cleaned_data
        kinds = RESOLUTIONS if given.get("loai") == ALL_RESOLUTIONS else [given["loai"]] if given.get("loai") else []
        return {"text": given.get("tu_khoa", ""), "kinds": kinds, "year": given.get("nam")}


@require_safe
@public_page
def index(request: Any) -> HttpResponse:
    """List the published documents, newest first; words are found with or without diacritics."""
    choices: dict[str, Any] = {"kinds": list_kinds(), "years": list_years()}
    asked = FilterForm(request.GET, **choices).asked()
    found = list_published(**asked)
    kept = request.GET.copy()
    kept.pop("trang", None)
    context = {
        "page": Paginator(found, ROWS).get_page(request.GET.get("trang")),
        "filter": FilterForm(initial=request.GET.dict(), **choices),
        "is_filtered": any(asked.values()),
        "keep": kept.urlencode(),
    }
    return render(request, "documents/public_index.html", context)


@require_safe
@public_page
def resolutions(request: Any) -> HttpResponse:
    """Lead the address under which the list stood while it held resolutions only to the list of today."""
    kept = request.GET.copy()
    kept.setdefault("loai", ALL_RESOLUTIONS)
    return redirect(f"{reverse('documents_public:index')}?{kept.urlencode()}")


@require_safe
@public_page
def detail(request: Any, short_code: str) -> HttpResponse:
    """Show one document at its permanent address: the text first, then the file."""
    document = get_published(short_code)
    if short_code != document.short_code:
        return redirect("documents_public:detail", document.short_code)
    older, text = document.supersedes, Text.from_json(document.body)
    address = request.build_absolute_uri(law.public_path(document.short_code))
    context = {
        "document": document,
        "text": text,
        "parts": labelled(Kind(document.kind), text),
        "older": older if older is not None and older.published_on is not None else None,
        "newer": document.superseded_by.open_to_all().newest_first().first(),
        "corrections": [one for one in list_corrections(document) if one.published_on is not None],
        "attachments": list_attachments(document),
        "address": address,
        "words": PageWords(document.symbol, document.subject, "article"),
        "facts": legislation(document, address=address, pdf_address=f"{address}/toan-van.pdf"),
    }
    return render(request, "documents/public_detail.html", context)


@require_safe
@public_page
def long_address(request: Any, short_code: str) -> HttpResponse:  # noqa: ARG001 -- every view takes it
    """Lead an address that was typed with a slash at its end to the permanent one."""
    return redirect("documents_public:detail", get_published(short_code).short_code)


@require_safe
@public_page
def pdf(request: Any, short_code: str) -> HttpResponseBase:
    """Give the PDF, with its hash as ETag."""
    document = get_published(short_code)
    if document.pdf is None:
        raise NotFound()
    return files.serve(request, document.pdf, inline=True)


@require_safe
@public_page
def attachment(request: Any, short_code: str, attachment_id: UUID) -> HttpResponseBase:
    """Give an attachment of a public document.

    :raises NotFound: the document is not public, or has no such attachment.
    """
    attached = {one.id: one for one in list_attachments(get_published(short_code))}
    if attachment_id not in attached:
        raise NotFound()
    return files.serve(request, attached[attachment_id].file, inline=True)
