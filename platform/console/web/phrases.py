"""Words that several pages of the console share."""

from django.utils.translation import gettext_lazy as _

# What operators and the product itself did, by the name under which the audit holds it.
DEEDS = {
    "tenancy.activate": _("Đưa vào hoạt động"),
    "tenancy.suspend": _("Tạm ngừng không gian làm việc"),
    "tenancy.resume": _("Cho hoạt động trở lại"),
    "console.invite_administrator": _("Gửi lời mời người quản trị đầu tiên"),
    "console.withdraw_administrator": _("Thu hồi lời mời người quản trị đầu tiên"),
    "console.finish_item": _("Hoàn thành khởi tạo"),
    "console.fail_item": _("Khởi tạo bị lỗi"),
}
