"""The gateway as a Django app: its keys are shared rows, its schemas are made at the first question."""

from django.apps import AppConfig


class GatewayConfig(AppConfig):
    name = "gateway"
    label = "gateway"
    verbose_name = "Cổng dữ liệu"

    def ready(self) -> None:
        """Hang the keys' pages into the operators' menu."""
        from django.utils.translation import gettext_lazy as _

        from gateway.permissions import Can
        from kernel.ui import nav

        item = nav.NavItem(
            _("Khoá cổng dữ liệu"), "keys:list", "key-round", can=Can.GRANT_KEY, place="console", order=50
        )
        nav.register(item)
