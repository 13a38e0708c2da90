"""'Thông báo': what I was told, and that I have seen it."""

from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from kernel import clock
from kernel.access import may_at_all
from kernel.accounts.doors import signed_in
from kernel.notify import actions
from kernel.notify.permissions import Can
from kernel.notify.queries import count_unread, list_notices
from kernel.place import PUBLIC_KEY, current_key

ON_A_PAGE = 20


@require_safe
@signed_in
def bell(request: Any) -> HttpResponse:
    """Show the notices, newest first."""
    shown = {
        "shell": "ui/console.html" if current_key() == PUBLIC_KEY else "ui/workspace.html",
        "page": Paginator(list_notices(request.actor), ON_A_PAGE).get_page(request.GET.get("trang")),
        "unread": count_unread(request.actor),
        "may_see_deliveries": may_at_all(request.actor, Can.SEE_DELIVERIES),
    }
    return render(request, "notify/bell.html", shown)


@require_POST
@signed_in
def read(request: Any, notice_id: UUID) -> HttpResponse:
    """Mark one notice as read."""
    actions.mark_read(actor=request.actor, notice_id=notice_id, now=clock.now())
    return redirect("notify:bell")


@require_POST
@signed_in
def follow(request: Any, notice_id: UUID) -> HttpResponse:
    """Mark one notice as read and go where it leads."""
    notice = actions.mark_read(actor=request.actor, notice_id=notice_id, now=clock.now())
    return redirect(notice.path or "notify:bell")


@require_POST
@signed_in
def all_read(request: Any) -> HttpResponse:
    """Mark all notices as read."""
    actions.mark_all_read(actor=request.actor, now=clock.now())
    return redirect("notify:bell")
