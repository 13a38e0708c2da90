"""The letter that lets a person of the council in. Its address opens once; its text is stored nowhere."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kernel import notify
from kernel.accounts.actions import Issued
from kernel.clock import local_day

_BODY = gettext_lazy(
    "Kính gửi %(name)s,\n\n%(council)s mời ông/bà dùng hệ thống HĐND số. Hãy mở địa chỉ sau để đặt mật khẩu:\n\n"
    "%(address)s\n\nĐịa chỉ này dùng một lần, đến hết ngày %(day)s. Xin không chuyển tiếp thư này."
)


def send_invitation(request: Any, issued: Issued) -> bool:
    """Send the letter of an invitation; return whether the mail server took it."""
    account = issued.invitation.account
    words = {
        "name": account.full_name,
        "council": request.council.name,
        "address": address_of(request, issued),
        "day": f"{local_day(issued.invitation.expires_at):%d/%m/%Y}",
    }
    subject = _("%(council)s: lời mời dùng hệ thống HĐND số") % words
    return notify.deliver(to=account.email, subject=subject, body=str(_BODY) % words, purpose="invitation")


def address_of(request: Any, issued: Issued) -> str:
    """Return the whole address that the letter leads to."""
    return str(request.build_absolute_uri(issued.path))
