"""Views whose forms keep drafts: what their page offers, what comes back, when it is forgotten."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from http import HTTPStatus
from typing import Any

from django.http import HttpResponseBase, QueryDict
from django.urls import Resolver404, resolve

from kernel import clock
from kernel.drafts.actions import forget_draft
from kernel.drafts.models import FormDraft
from kernel.drafts.queries import find_draft

View = Callable[..., HttpResponseBase]
RESTORE = "nhap"
TAKEN = {HTTPStatus.FOUND, HTTPStatus.SEE_OTHER}


@dataclass(frozen=True)
class PageDraft:
    """What a form's page says of drafts: the version it stands on, and the draft that it offers, if there is one."""

    address: str
    seen: int
    offered: FormDraft | None = None
    restored: FormDraft | None = None


def keeps_drafts(view: View) -> View:
    """Let the form of a view keep drafts; stands below the door, and the form sends to its own address."""

    @wraps(view)
    def kept(request: Any, *args: Any, **kwargs: Any) -> HttpResponseBase:
        request.form_draft = _page_draft(request)
        response = view(request, *args, **kwargs)
        if request.method == "POST" and response.status_code in TAKEN:
            forget_draft(actor=request.actor, address=request.path, now=clock.now())
        return response

    kept.keeps_drafts = True  # type: ignore[attr-defined]  # a mark, as those of kernel.openness
    return kept


def restored(request: Any) -> QueryDict | None:
    """Return what was typed before, when this page is asked to bring it back."""
    page: PageDraft = request.form_draft
    return QueryDict(page.restored.body) if page.restored else None


def typed(request: Any) -> dict[str, Any]:
    """Return what was typed before as a form's initial values; nothing when it is not asked for."""
    found = restored(request)
    if found is None:
        return {}
    return {name: values if len(values) > 1 else values[0] for name, values in found.lists()}


def has_drafts(address: str, urlconf: Any) -> bool:
    """Whether the form at an address keeps drafts."""
    try:
        view = resolve(address, urlconf).func
    except Resolver404:
        return False
    return bool(getattr(view, "keeps_drafts", False))


def _page_draft(request: Any) -> PageDraft:
    draft = find_draft(request.actor, request.path, now=clock.now())
    if draft is None or not draft.body:
        return PageDraft(request.path, draft.version if draft else 0)
    if request.method == "POST":
        is_ours = request.POST.get("draft_seen") == str(draft.version)
        return PageDraft(request.path, draft.version, None if is_ours else draft)
    if request.GET.get(RESTORE) == "1":
        return PageDraft(request.path, draft.version, restored=draft)
    return PageDraft(request.path, draft.version, draft)
