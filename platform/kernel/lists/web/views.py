"""Saving the filter of a list under a name, and keeping order among the saved ones."""

from itertools import groupby
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpResponse, HttpResponseBase, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kernel import clock
from kernel.accounts.doors import carried_out, signed_in
from kernel.lists import actions, queries
from kernel.lists.declaring import Listing, find_listing
from kernel.lists.models import LONGEST_NAME, SavedFilter
from kernel.place import PUBLIC_KEY, current_key
from kernel.refusal import NotFound
from kernel.ui.confirming import Question, confirm_page

_SHOWS_AND_TAKES = require_http_methods(["GET", "HEAD", "POST"])
REMOVED = "xoa"
TOLD = {"renamed": _("Đã đổi tên bộ lọc."), "restored": _("Đã khôi phục bộ lọc.")}


class NameForm(forms.Form):
    """The name of a filter."""

    name = forms.CharField(
        label=_("Tên bộ lọc"),
        max_length=LONGEST_NAME,
        help_text=_("Chỉ ông/bà thấy bộ lọc này. Ví dụ: Nghị quyết chờ ký."),
        error_messages={"required": _("Hãy đặt tên."), "max_length": _("Tên dài quá 80 ký tự.")},
    )


@require_safe
@signed_in
def index(request: Any) -> HttpResponse:
    """Show one's own filters by list, to be renamed and removed."""
    mine = [saved for saved in queries.list_filters(request.actor) if find_listing(saved.page)]
    removed_id = request.GET.get(REMOVED, "")
    page = {
        "shell": _shell(),
        "groups": [(_listing(name), _lines(rows)) for name, rows in groupby(mine, key=lambda saved: saved.page)],
        "removed": _find_removed(request, removed_id) if removed_id else None,
        "told": TOLD.get(request.GET.get("told", "")),
    }
    return render(request, "lists/filters.html", page)


@_SHOWS_AND_TAKES
@signed_in
def save(request: Any) -> HttpResponseBase:
    """Ask for a name, keep the filter and go back to the list.

    :raises NotFound: the address names no list, or no filter of it.
    """
    listing = _listing(request.GET.get("trang", ""))
    query = listing.kept_of(QueryDict(request.GET.get("loc", "")))
    if not query:
        raise NotFound()
    form = NameForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and carried_out(
        form, lambda: actions.save_filter(actor=request.actor, page=listing.page, query=query, **form.cleaned_data)
    ):
        return HttpResponseRedirect(listing.at(query))
    question = Question(
        heading=_("Lưu bộ lọc của danh sách “%(list)s”") % {"list": listing.title},
        verb=_("Lưu bộ lọc"),
        back_href=listing.at(query),
    )
    return _asked(request, question, form)


@_SHOWS_AND_TAKES
@signed_in
def rename(request: Any, filter_id: UUID) -> HttpResponseBase:
    """Give one's own filter another name."""
    saved = queries.get_filter(request.actor, filter_id)
    form = NameForm(request.POST if request.method == "POST" else None, initial={"name": saved.name})
    if form.is_valid() and carried_out(
        form, lambda: actions.rename_filter(actor=request.actor, saved=saved, **form.cleaned_data)
    ):
        return _back(told="renamed")
    question = Question(
        heading=_("Đổi tên bộ lọc “%(name)s”") % {"name": saved.name},
        verb=_("Đổi tên"),
        back_href=reverse("lists:index"),
    )
    return _asked(request, question, form)


@require_POST
@signed_in
def remove(request: Any, filter_id: UUID) -> HttpResponseBase:
    """Remove one's own filter; the page that follows offers to take it back."""
    saved = actions.remove_filter(
        actor=request.actor, saved=queries.get_filter(request.actor, filter_id), now=clock.now()
    )
    return HttpResponseRedirect(f"{reverse('lists:index')}?{REMOVED}={saved.pk}")


@require_POST
@signed_in
def restore(request: Any, filter_id: UUID) -> HttpResponseBase:
    """Take the removal of one's own filter back."""
    actions.restore_filter(actor=request.actor, saved=queries.get_filter(request.actor, filter_id))
    return _back(told="restored")


def _asked(request: Any, question: Question, form: NameForm) -> HttpResponse:
    return confirm_page(request, question, form, base=_shell())


def _lines(rows: Any) -> list[tuple[SavedFilter, str]]:
    return [(saved, _listing(saved.page).at(saved.query)) for saved in rows]


def _listing(page: str) -> Listing:
    found = find_listing(page)
    if found is None:
        raise NotFound()
    return found


def _find_removed(request: Any, removed_id: str) -> SavedFilter | None:
    try:
        saved = queries.get_filter(request.actor, UUID(removed_id))
    except (ValueError, NotFound):
        return None
    return saved if saved.removed_at is not None else None


def _shell() -> str:
    return "ui/console.html" if current_key() == PUBLIC_KEY else "ui/workspace.html"


def _back(*, told: str) -> HttpResponseRedirect:
    return HttpResponseRedirect(f"{reverse('lists:index')}?told={told}")
