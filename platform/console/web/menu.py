"""The operators' menu."""

from django.utils.translation import gettext_lazy as _

from console.permissions import Can
from kernel.ui.nav import NavItem
from kernel.ui.nav import register as add


def register() -> None:
    """Add our lines; called once, when the app is ready."""
    for item in (
        NavItem(
            _("Số liệu cả nước"),
            "console:nation",
            "layout-dashboard",
            can=Can.SEE_NATION,
            place="console",
            order=5,
            pages=("console:province",),
        ),
        NavItem(
            _("Người đọc"),
            "console:readers",
            "eye",
            can=Can.LET_READER_IN,
            place="console",
            order=40,
            pages=("console:end_reader",),
        ),
        NavItem(_("Các hội đồng"), "console:fleet", "landmark", can=Can.SEE, place="console", order=10),
        NavItem(
            _("Khởi tạo hội đồng"),
            "console:choose",
            "circle-plus",
            can=Can.ONBOARD,
            place="console",
            order=20,
            pages=("console:check", "console:start"),
        ),
        NavItem(
            _("Các đợt khởi tạo"),
            "console:onboardings",
            "list-checks",
            can=Can.SEE,
            place="console",
            order=30,
            pages=("console:progress",),
        ),
    ):
        add(item)
