"""By which ways I am told, and for the office whether notices arrived at each person."""

from http import HTTPStatus
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from kernel import lists
from kernel.accounts.doors import needs, signed_in
from kernel.lists import Out
from kernel.notify import actions
from kernel.notify.channels import names_of_channels
from kernel.notify.permissions import Can
from kernel.notify.queries import list_deliveries, list_wishes
from kernel.notify.web.forms import DeliveryFilter, WishForm, local_of
from kernel.place import PUBLIC_KEY, current_key

ROWS = 50
LIST = lists.declare(
    "notify:deliveries",
    _("Tin nhắn đã gửi"),
    (
        Out(_("Người nhận"), lambda delivery: delivery.notice.account.full_name, 28, personal=True),
        Out(_("Điện thoại"), lambda delivery: local_of(delivery.to_phone), 16, personal=True),
        Out(_("Kênh"), lambda delivery: delivery.get_way_display(), 16),
        Out(_("Trạng thái"), lambda delivery: delivery.get_state_display(), 24),
        Out(_("Lý do"), lambda delivery: delivery.reason, 30),
        Out(_("Số lần gửi"), lambda delivery: delivery.attempts, 12),
        Out(_("Ngày"), lambda delivery: delivery.created_at, 12),
    ),
    filtered_by=DeliveryFilter.base_fields,
)
TONES = {"queued": "info", "handed_over": "info", "delivered": "good", "failed": "bad"}


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def wishes(request: Any) -> HttpResponseBase:
    """Choose by which ways one is told besides the bell and the mail."""
    ways = names_of_channels()
    sent = request.POST if request.method == "POST" else None
    form = WishForm(sent, ways=ways, wishes=list_wishes(request.actor))
    if sent is not None and form.is_valid():
        _keep(request, form)
        return redirect(f"{request.path}?told=1")
    page = {
        "shell": _shell(),
        "form": form,
        "ways": ways,
        "told": _("Đã lưu kênh nhận thông báo.") if request.GET.get("told") == "1" else "",
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "notify/wishes.html", page, status=status)


@require_safe
@needs(Can.SEE_DELIVERIES)
def deliveries(request: Any) -> HttpResponseBase:
    """Show what went to telephones: to whom, by which way, how far it got. Never what was written."""
    chosen = DeliveryFilter(request.GET)
    found = list_deliveries(request.actor, **chosen.wanted())
    if LIST.wants_sheet(request):
        return LIST.sheet(request, found)
    page = Paginator(found, ROWS).get_page(request.GET.get("trang"))
    shown = {
        "shell": _shell(),
        "listing": LIST.shown(request),
        "filter": chosen,
        "is_filtered": any(chosen.wanted().values()),
        "kept": urlencode({name: request.GET[name] for name in chosen.fields if request.GET.get(name)}),
        "page": page,
        "rows": [(delivery, local_of(delivery.to_phone), TONES[delivery.state]) for delivery in page],
        "ways": names_of_channels(),
    }
    return _apart(render(request, "notify/deliveries.html", shown))


@transaction.atomic
def _keep(request: Any, form: WishForm) -> None:
    for way in form.ways:
        phone = form.cleaned_data[f"{way}_phone"]
        if phone:
            actions.wish(actor=request.actor, way=way, phone=phone, is_on=form.cleaned_data[f"{way}_on"])


def _apart(response: HttpResponse) -> HttpResponse:
    response.headers["Cache-Control"] = "private, no-store"
    return response


def _shell() -> str:
    return "ui/console.html" if current_key() == PUBLIC_KEY else "ui/workspace.html"
