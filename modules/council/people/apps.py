"""The app of the people module: its tables stand in each council's schema."""

from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from council.people.permissions import Can
from kernel.access import permissions as access
from kernel.ui import nav


class PeopleConfig(AppConfig):
    name = "council.people"
    label = "council_people"

    def ready(self) -> None:
        """Register what is counted, follows from events, crosses the border and can be found; put all into the menu."""
        for room in ("measures", "reactions", "border", "search", "queries.held"):
            import_module(f"council.people.{room}")
        group = _("Hội đồng")
        nav.register(nav.NavItem(_("Đại biểu"), "people:index", "users", group=group, can=Can.READ, order=300))
        nav.register(
            nav.NavItem(_("Uỷ quyền"), "people:authorisations", "signature", group=group, can=Can.READ, order=320)
        )
        nav.register(
            nav.NavItem(
                _("Cơ cấu Hội đồng"),
                "people:structure",
                "network",
                group=group,
                can=Can.READ,
                order=310,
                pages=("people:constituencies", "people:constituency", "people:terms", "people:close_term"),
            )
        )
        nav.register(
            nav.NavItem(
                _("Cơ quan, tổ chức"),
                "people:outside",
                "building-2",
                group=group,
                can=Can.READ_OUTSIDE,
                order=315,
                pages=("people:outside_body", "people:add_outside", "people:edit_outside", "people:add_contact"),
            )
        )
        nav.register(
            nav.NavItem(
                _("Thống kê cơ cấu"), "people:composition", "chart-column", group=group, can=Can.READ, order=320
            )
        )
        nav.register(
            nav.NavItem(_("Phân quyền"), "rights:list", "shield", group=_("Thiết lập"), can=access.Can.SEE, order=920)
        )
