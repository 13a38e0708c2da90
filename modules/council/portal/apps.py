"""The app of the portal: its texts, its pages and the menus of the public shell."""

from importlib import import_module

from django.apps import AppConfig
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from council.portal.permissions import Can
from kernel.access import ANONYMOUS
from kernel.ui.nav import NavItem, register
from kernel.ui.place import has_public_pages, provide_reach


class PortalConfig(AppConfig):
    name = "council.portal"
    label = "council_portal"

    def ready(self) -> None:
        """Put the portal's pages and the workspace's first lines into the menus."""
        for place, lines in PUBLIC_LINES.items():
            for order, (label, url_name, icon) in enumerate(lines):
                pages = PAGES_OF.get(url_name, ())
                register(
                    NavItem(label, url_name, icon, place=place, order=10 * order, pages=pages, shown=has_public_pages)
                )
        register(NavItem(_("Việc cần xử lý"), "portal:work", "inbox", order=1, shown=_is_somebody))
        register(NavItem(_("Điều hành"), "portal:leading", "gauge", can=Can.LEAD, order=2))
        register(
            NavItem(_("Cổng thông tin"), "portal:texts", "newspaper", can=Can.READ_TEXTS, order=980, pages=TEXT_PAGES)
        )
        register(NavItem(_("Trang công khai"), "portal_public:home", "globe", order=990))
        import_module("council.portal.search")
        provide_reach(import_module("council.portal.web.office").reach_of)


TEXT_PAGES = ("portal:text", "portal:begin_text", "portal:edit_text", "portal:text_step")
PAGES_OF = {"portal_public:news": ("portal_public:announcement",)}
PUBLIC_LINES = {
    "public": (
        (_("Trang chủ"), "portal_public:home", "house"),
        (_("Tin"), "portal_public:news", "newspaper"),
        (_("Văn bản"), "documents_public:index", "file-text"),
        (_("Kỳ họp"), "sessions_public:index", "gavel"),
        (_("Đại biểu"), "people_public:index", "users"),
        (_("Giới thiệu"), "portal_public:about", "landmark"),
        (_("Liên hệ"), "portal_public:contact", "phone"),
    ),
    "foot": (
        (_("Theo dõi qua RSS, lịch"), "portal_public:subscribe", "rss"),
        (_("Trợ năng"), "portal_public:accessibility", "accessibility"),
    ),
    "search": ((_("Tìm trong cổng thông tin"), "portal_public:search", "search"),),
}


def _is_somebody(request: HttpRequest) -> bool:
    return getattr(request, "actor", ANONYMOUS).account_id is not None
