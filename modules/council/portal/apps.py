"""The app of the portal: pages and menus only."""

from django.apps import AppConfig
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from council.portal.permissions import Can
from kernel.access import ANONYMOUS
from kernel.ui.nav import NavItem, register


class PortalConfig(AppConfig):
    name = "council.portal"
    label = "council_portal"

    def ready(self) -> None:
        """Put the portal's pages and the workspace's first lines into the menus."""
        for order, (label, url_name, icon) in enumerate(PUBLIC_LINES):
            register(NavItem(label, url_name, icon, place="public", order=10 * order))
        register(NavItem(_("Việc cần xử lý"), "portal:work", "inbox", order=1, shown=_is_somebody))
        register(NavItem(_("Toàn tỉnh"), "portal:province", "map", can=Can.SEE_PROVINCE, order=2, shown=_is_province))
        register(NavItem(_("Trang công khai"), "portal:public", "globe", order=990))


PUBLIC_LINES = (
    (_("Trang chủ"), "portal:public", "house"),
    (_("Nghị quyết"), "documents_public:index", "file-text"),
    (_("Kỳ họp"), "sessions_public:index", "gavel"),
    (_("Đại biểu"), "people_public:index", "users"),
)


def _is_somebody(request: HttpRequest) -> bool:
    return getattr(request, "actor", ANONYMOUS).account_id is not None


def _is_province(request: HttpRequest) -> bool:
    council = getattr(request, "council", None)
    return council is not None and council.level == "province"
