"""The versions of a draft: who wrote which, what was noted, and two of them compared."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from council.documents.law import Mark, Text, compare, lines_of_text
from council.documents.models import DocumentVersion
from council.documents.permissions import Can
from council.documents.queries import get_document, list_versions
from kernel.accounts.doors import needs
from kernel.accounts.models import Account
from kernel.refusal import NotFound


@require_safe
@needs(Can.DRAFT)
def index(request: Any, document_id: UUID) -> HttpResponse:
    """List the versions of a document, the latest first."""
    document = get_document(request.actor, document_id)
    found = list(list_versions(request.actor, document))
    names = dict(Account.objects.filter(id__in=[one.written_by for one in found]).values_list("id", "full_name"))
    page = {
        "document": document,
        "rows": [(one, names.get(one.written_by, ""), one.number - 1) for one in found],
        "numbers": [one.number for one in found],
    }
    return render(request, "documents/versions.html", page)


@require_safe
@needs(Can.DRAFT)
def compared(request: Any, document_id: UUID) -> HttpResponse:
    """Show what changed from one version to another; of the latest two when none are named.

    :raises NotFound: there is no such version.
    """
    document = get_document(request.actor, document_id)
    found = list(list_versions(request.actor, document))
    by_number = {str(one.number): one for one in found}
    latest = [str(one.number) for one in found[:2]] or [""]
    old, new = by_number.get(request.GET.get("cu", latest[-1])), by_number.get(request.GET.get("moi", latest[0]))
    if old is None or new is None:
        raise NotFound()
    lines = compare(_lines(old), _lines(new))
    page = {
        "document": document,
        "old": old,
        "new": new,
        "lines": lines,
        "is_same": all(line.mark is Mark.SAME for line in lines),
    }
    return render(request, "documents/compared.html", page)


def _lines(version: DocumentVersion) -> list[str]:
    return lines_of_text(
        subject=version.subject,
        text=Text.from_json(version.body),
        adopted_on=version.adopted_on,
        effective_on=version.effective_on,
    )
