"""The fleet, and the page of one council: who it is, whether it works, what was done to it from here."""

from collections.abc import Callable
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from console import actions, queries, sheets
from console.letters import address_of
from console.permissions import Can
from console.web.forms import FleetForm, InviteForm, ReasonForm
from console.web.phrases import DEEDS
from kernel import clock, lists
from kernel.access import may, open_steps
from kernel.accounts.doors import needs, refusal_to_form
from kernel.refusal import Refusal
from tenancy import lifecycle
from tenancy.models import Council
from tenancy.permissions import Can as CanTenancy

PER_PAGE = 50
LIST = lists.declare("console:fleet", gettext_lazy("Các hội đồng"), sheets.FLEET, filtered_by=FleetForm.base_fields)


@needs(Can.SEE_NATION)
@require_GET
def fleet(request: HttpRequest) -> HttpResponseBase:
    """Show the councils, with search, filter and counts; who only reads national figures begins with those."""
    if not may(request.actor, Can.SEE):
        return redirect("console:nation")
    form = FleetForm(request.GET, choices=queries.list_provinces(request.actor))
    given = form.cleaned_data if form.is_valid() else {}
    asked = queries.FleetFilter(given.get("tim", ""), given.get("tinh", ""), given.get("trang_thai", ""))
    councils = queries.list_fleet(request.actor, asked)
    if LIST.wants_sheet(request):
        return LIST.sheet(request, councils)
    page = Paginator(councils, PER_PAGE).get_page(request.GET.get("trang"))
    kept = request.GET.copy()
    kept.pop("trang", None)
    shown = {
        "form": form,
        "page": page,
        "listing": LIST.shown(request),
        "counts": queries.count_fleet(request.actor),
        "differing": queries.list_differing(request.actor),
        "kept": kept.urlencode(),
        "is_asked": any((asked.text, asked.province, asked.status)),
    }
    return render(request, "console/fleet.html", shown)


@needs(Can.SEE)
@require_GET
def council(request: HttpRequest, key: str) -> HttpResponse:
    """Show one council: state, addresses, where its data lies, what operators did."""
    found = queries.get_council(request.actor, key)
    shown = {
        "council": found,
        "address": address_of(found),
        "domains": queries.list_domains(request.actor, found),
        "communes": queries.count_communes(request.actor, found),
        "invited": queries.get_invited(request.actor, found),
        "recounted": queries.get_recounted(request.actor, found),
        "deeds": [(deed, DEEDS.get(deed.action, deed.action)) for deed in queries.list_deeds(request.actor, found)],
        "steps": [step.name for step in open_steps(request.actor, found)],
        "told": _told(request),
    }
    return render(request, "console/council.html", shown)


@needs(CanTenancy.SUSPEND)
@require_http_methods(["GET", "POST"])
def suspend_council(request: HttpRequest, key: str) -> HttpResponse:
    """Ask for the reason, then stop the council's workspace."""
    words = {
        "heading": _("Tạm ngừng không gian làm việc"),
        "consequence": _(
            "Mọi người của Hội đồng bị dừng làm việc ngay ở thao tác kế tiếp, màn hình trực tiếp bị ngắt. "
            "Các trang công khai vẫn mở."
        ),
        "verb": _("Tạm ngừng"),
        "tone": "danger",
    }
    return _ask_reason(request, key, lifecycle.suspend, words)


@needs(CanTenancy.RESUME)
@require_http_methods(["GET", "POST"])
def resume_council(request: HttpRequest, key: str) -> HttpResponse:
    """Ask for the reason, then let the council go on."""
    words = {
        "heading": _("Cho hoạt động trở lại"),
        "consequence": _("Người của Hội đồng làm việc lại được ngay, với tài khoản và vai trò như trước."),
        "verb": _("Cho hoạt động trở lại"),
        "tone": "primary",
    }
    return _ask_reason(request, key, lifecycle.resume, words)


@needs(Can.INVITE_ADMINISTRATOR)
@require_http_methods(["GET", "POST"])
def invite(request: HttpRequest, key: str) -> HttpResponse:
    """Send the first administrator's invitation, or send it again."""
    found = queries.get_council(request.actor, key)
    last = queries.get_invited(request.actor, found)
    known = {"full_name": last.admin_name, "email": last.admin_email} if last else {}
    form = InviteForm(request.POST or None, initial=known)
    if request.method == "POST" and form.is_valid():
        try:
            actions.invite_administrator(actor=request.actor, council=found, now=clock.now(), **form.cleaned_data)
        except Refusal as refusal:
            refusal_to_form(form, refusal)
        else:
            return _back(found, "invited")
    return render(request, "console/invite.html", {"form": form, "council": found, "last": last})


@needs(Can.INVITE_ADMINISTRATOR)
@require_http_methods(["GET", "POST"])
def withdraw_invitation(request: HttpRequest, key: str) -> HttpResponse:
    """Ask for the reason, then make the letter to the first administrator worthless."""
    words = {
        "heading": _("Thu hồi lời mời quản trị"),
        "consequence": _(
            "Địa chỉ trong thư đã gửi mất hiệu lực ngay. Sau đó có thể gửi lời mời mới, đến đúng người và đúng địa chỉ."
        ),
        "verb": _("Thu hồi lời mời"),
        "tone": "danger",
    }
    return _ask_reason(request, key, actions.withdraw_administrator, words)


def _ask_reason(request: HttpRequest, key: str, action: Callable[..., Council], words: dict[str, Any]) -> HttpResponse:
    found = queries.get_council(request.actor, key)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            action(actor=request.actor, council=found, reason=form.cleaned_data["reason"])
        except Refusal as refusal:
            refusal_to_form(form, refusal)
        else:
            return _back(found, action.__name__)
    shown = {
        **words,
        "form": form,
        "council": found,
        "base": "ui/console.html",
        "back_href": reverse("console:council", args=[key]),
    }
    return render(request, "console/confirm.html", shown)


def _back(found: Council, done: str) -> HttpResponse:
    response = redirect("console:council", key=found.key)
    response["Location"] += f"?xong={done}"
    return response


def _told(request: HttpRequest) -> str:
    said = {
        "suspend": _("Đã tạm ngừng không gian làm việc."),
        "resume": _("Hội đồng đã hoạt động trở lại."),
        "withdraw_administrator": _("Đã thu hồi lời mời. Thư đã gửi không còn mở được gì."),
        "invited": _("Đã gửi lời mời. Lời mời trước đó không còn hiệu lực."),
    }
    return said.get(request.GET.get("xong", ""), "")
