"""The operators' lists as they go out to Excel."""

from django.utils.translation import gettext_lazy as _

from kernel.lists import Out

FLEET = (
    Out(_("Hội đồng"), lambda council: council.name, 50),
    Out(_("Mã đơn vị"), lambda council: council.unit_code, 12),
    Out(_("Trực thuộc"), lambda council: council.parent.unit_name if council.parent else "", 28),
    Out(_("Tên miền con"), lambda council: council.subdomain, 24),
    Out(_("Trạng thái"), lambda council: council.get_status_display(), 18),
)
ONBOARDINGS = (
    Out(_("Căn cứ"), lambda onboarding: onboarding.ground, 50),
    Out(_("Ngày bắt đầu"), lambda onboarding: onboarding.created_at, 14),
    Out(_("Số hội đồng"), lambda onboarding: onboarding.total, 12),
    Out(_("Đã xong"), lambda onboarding: onboarding.done, 12),
    Out(_("Bị lỗi"), lambda onboarding: onboarding.failed, 12),
)
PROVINCES = (
    Out(_("Tỉnh, thành phố"), lambda area: area.name, 28),
    Out(_("Mã đơn vị"), lambda area: area.code, 12),
    Out(_("Số liệu"), lambda area: area.shown, 16),
    Out(_("Cùng kỳ năm trước"), lambda area: area.shown_earlier, 20),
    Out(_("Tăng, giảm"), lambda area: area.change, 12),
    Out(_("Dân số"), lambda area: area.people, 12),
    Out(_("Gần nhất"), lambda area: area.latest_on, 12),
)
