"""What happened to an account's safety, in words: coming in, wrong answers, what was changed and by whom."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from kernel.accounts.history import HistoryLine, list_history
from kernel.accounts.models import Account

SHOWN = 15
WORDS = {
    "accounts.sign_in": _("Đăng nhập bằng mật khẩu"),
    "accounts.wrong_answer": _("Nhập sai mật khẩu hoặc mã"),
    "accounts.second_factor": _("Xác thực bước hai"),
    "accounts.passkey": _("Đăng nhập bằng khóa truy cập"),
    "accounts.enrol_second_factor": _("Cài đặt xác thực bước hai"),
    "accounts.renew_recovery_codes": _("Tạo mã dự phòng mới"),
    "accounts.change_password": _("Đổi mật khẩu"),
    "accounts.link_identity": _("Gắn định danh"),
    "accounts.unlink_identity": _("Gỡ định danh"),
    "accounts.sign_out": _("Đăng xuất"),
    "accounts.end_other_sessions": _("Đăng xuất mọi thiết bị khác"),
    "accounts.end_all_sessions": _("Đăng xuất ở mọi nơi"),
    "accounts.invite": _("Gửi lời mời"),
    "accounts.invite_again": _("Gửi lại lời mời"),
    "accounts.accept": _("Mở thư mời và đặt mật khẩu"),
    "accounts.lock": _("Tạm khoá tài khoản"),
    "accounts.unlock": _("Mở khoá tài khoản"),
    "accounts.close": _("Đóng tài khoản"),
}


def events_of(account: Account) -> list[tuple[HistoryLine, Any]]:
    """Return the latest lines about an account's safety with their words, newest first; in two queries."""
    lines = [(line, WORDS[line.action]) for line in list_history(account) if line.action in WORDS]
    return lines[:SHOWN]
