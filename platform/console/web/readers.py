"""Whom operators let in to read the national figures for a central agency."""

from http import HTTPStatus
from typing import Any
from uuid import UUID

from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from console import central
from console.permissions import Can
from console.web.forms import ReaderForm, ReasonForm
from kernel import clock
from kernel.accounts.doors import carried_out, needs
from kernel.accounts.models import Account
from kernel.ui.forms import typed_in


@needs(Can.LET_READER_IN)
@require_http_methods(["GET", "POST"])
def readers(request: Any) -> HttpResponse:
    """Show who reads here, and invite one more."""
    form = ReaderForm(typed_in(request))
    if request.method == "POST" and form.is_valid() and carried_out(form, lambda: _invited(request, form)):
        return redirect(f"{request.path}?xong=1")
    page = {
        "form": form,
        "rows": central.list_readers(request.actor),
        "told": _("Đã gửi lời mời.") if "xong" in request.GET else "",
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "console/readers.html", page, status=status)


@needs(Can.LET_READER_IN)
@require_http_methods(["GET", "POST"])
def invite_again(request: Any, account_id: UUID) -> HttpResponse:
    """Say what a new letter ends, then send it."""
    account = central.get_reader(request.actor, account_id)
    form = Form(typed_in(request))
    if request.method == "POST" and form.is_valid() and carried_out(form, lambda: _invited_again(request, account)):
        return redirect(f"{reverse('console:readers')}?xong=1")
    page = {
        "form": form,
        "account": account,
        "base": "ui/console.html",
        "heading": _("Gửi lại lời mời"),
        "consequence": _(
            "Thư mới gửi đến %(email)s. Thư cũ, mật khẩu và xác thực bước hai đang dùng hết giá trị; "
            "mọi phiên đăng nhập kết thúc."
        )
        % {"email": account.email},
        "verb": _("Gửi lời mời"),
        "back_href": reverse("console:readers"),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "console/about_reader.html", page, status=status)


@needs(Can.LET_READER_IN)
@require_http_methods(["GET", "POST"])
def end(request: Any, account_id: UUID) -> HttpResponse:
    """Ask for the reason, then close a reader's account."""
    account = central.get_reader(request.actor, account_id)
    form = ReasonForm(typed_in(request))
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        if carried_out(form, lambda: central.end_reader(actor=request.actor, account=account, reason=reason)):
            return redirect("console:readers")
    page = {
        "form": form,
        "account": account,
        "base": "ui/console.html",
        "heading": _("Thôi cho xem số liệu cả nước"),
        "consequence": _("%(name)s không vào được nữa, kể từ thao tác kế tiếp.") % {"name": account.full_name},
        "verb": _("Đóng tài khoản"),
        "tone": "danger",
        "back_href": reverse("console:readers"),
    }
    return render(request, "console/about_reader.html", page)


def _invited_again(request: Any, account: Account) -> None:
    central.send_letter(central.invite_reader_again(actor=request.actor, account=account, now=clock.now()))


def _invited(request: Any, form: ReaderForm) -> None:
    central.send_letter(central.let_reader_in(actor=request.actor, now=clock.now(), **form.cleaned_data))
