"""What can be found of official documents."""

from collections.abc import Iterable, Iterator
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from council.documents import law
from council.documents.law import Confidentiality
from council.documents.models import Document
from council.documents.permissions import Can
from kernel import search

# Written short in every office; the kinds of documents bring their own.
SHORT = {
    "HĐND": "Hội đồng nhân dân",
    "UBND": "Uỷ ban nhân dân",
    "MTTQ": "Mặt trận Tổ quốc",
    "UBMTTQ": "Uỷ ban Mặt trận Tổ quốc",
    "ĐBQH": "đại biểu Quốc hội",
    "TAND": "Toà án nhân dân",
    "VKSND": "Viện kiểm sát nhân dân",
    "KTNS": "kinh tế ngân sách",
    "VHXH": "văn hoá xã hội",
    "GPMB": "giải phóng mặt bằng",
    "QSDĐ": "quyền sử dụng đất",
    "NSNN": "ngân sách nhà nước",
    "TTHC": "thủ tục hành chính",
    "VBQPPL": "văn bản quy phạm pháp luật",
}


def entry_of(document_id: UUID) -> search.Entry | None:
    """Return what is found of a document: by everybody once it is public, before that by those who may see it.

    A restricted one is found by who handles documents; who wrote it or heads its committee has it in the list.
    """
    document = Document.objects.filter(id=document_id).first()
    if document is None:
        return None
    is_open = Document.objects.open_to_all().filter(id=document_id).exists()
    inside = law.workspace_path(document.id)
    return search.Entry(
        title=document.subject,
        note=" · ".join(part for part in (document.get_kind_display(), document.symbol, document.short_code) if part),
        text="\n".join(_said(document.body)),
        on=document.issued_on,
        audience=search.EVERYBODY if is_open else str(_readers_of(document)),
        path=law.public_path(document.short_code) if is_open else inside,
        inner_path=inside,
    )


def _readers_of(document: Document) -> Can:
    return Can.READ_RESTRICTED if document.confidentiality == Confidentiality.RESTRICTED else Can.READ


def _said(body: Any) -> Iterator[str]:
    """Yield every sentence of a stored text, in its order."""
    if isinstance(body, str):
        yield body
    elif isinstance(body, dict | list):
        for part in body.values() if isinstance(body, dict) else body:
            yield from _said(part)


def _ids() -> Iterable[UUID]:
    return Document.objects.order_by("id").values_list("id", flat=True)


search.source(
    search.Source(
        "document",
        _("Văn bản"),
        "file-text",
        entry_of,
        _ids,
        of={Document: lambda row: row.id},
        audiences=(Can.READ, Can.READ_RESTRICTED),
        inside=Can.READ,
        order=10,
    )
)
search.abbreviations(SHORT)
