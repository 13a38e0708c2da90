"""The workspace's search over everything that one may see in the council."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from kernel import search
from kernel.accounts.doors import signed_in
from kernel.search.words import LONGEST_QUERY


@require_safe
@never_cache
@signed_in
def everything(request: Any) -> HttpResponse:
    """Show what is found by the words in ``tu_khoa``, of one kind (``loai``) or of all, page by page (``trang``)."""
    text, kind = request.GET.get("tu_khoa", "")[:LONGEST_QUERY], request.GET.get("loai", "")
    found = search.find(request.actor, text, kind=kind, page=_number(request.GET.get("trang", "")))
    shown = {
        "text": text,
        "kind": kind,
        "found": found,
        "all": sum(each.count for each in found.kinds),
        "has_asked": bool(text.strip()),
        "longest": LONGEST_QUERY,
    }
    return render(request, "portal/search.html", shown)


def _number(typed: str) -> int:
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 6 else 1
