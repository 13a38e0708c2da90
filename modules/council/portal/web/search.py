"""Search: in the workspace over everything that one may see, on the public pages over what is everybody's."""

from dataclasses import replace
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from kernel import search
from kernel.access import ANONYMOUS, Actor
from kernel.accounts.doors import signed_in
from kernel.search.words import LONGEST_QUERY
from kernel.ui.languages import in_page_language
from kernel.ui.public import public_page


@require_safe
@never_cache
@signed_in
def everything(request: Any) -> HttpResponse:
    """Show what is found by the words in ``tu_khoa``, of one kind (``loai``) or of all, page by page (``trang``)."""
    return render(request, "portal/search.html", _asked(request, request.actor))


@require_safe
@public_page
def public(request: Any) -> HttpResponse:
    """Show what everybody may find, also to somebody who is signed in; the links stay in the page's language."""
    shown = _asked(request, ANONYMOUS)
    found = shown["found"]
    hits = tuple(replace(hit, path=in_page_language(hit.path)) for hit in found.hits)
    return render(request, "portal/public_search.html", {**shown, "found": replace(found, hits=hits)})


def _asked(request: Any, actor: Actor) -> dict[str, Any]:
    text, kind = request.GET.get("tu_khoa", "")[:LONGEST_QUERY], request.GET.get("loai", "")
    found = search.find(actor, text, kind=kind, page=_number(request.GET.get("trang", "")))
    return {"text": text, "kind": kind, "found": found, "has_asked": bool(text.strip()), "longest": LONGEST_QUERY}


def _number(typed: str) -> int:
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 6 else 1
