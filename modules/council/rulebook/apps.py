"""The app of a council's own rules."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from council.rulebook.permissions import Can
from kernel.ui import nav


class RulebookConfig(AppConfig):
    """In each council's schema only."""

    name = "council.rulebook"
    label = "council_rulebook"

    def ready(self) -> None:
        """Put the rulebook into the menu."""
        nav.register(
            nav.NavItem(_("Quy định"), "rulebook:list", "scale", group=_("Thiết lập"), can=Can.READ, order=900)
        )
        nav.register(
            nav.NavItem(
                _("Ngày nghỉ riêng"), "rulebook:days", "calendar", group=_("Thiết lập"), can=Can.READ, order=910
            )
        )
        nav.register(
            nav.NavItem(
                _("Tạm dừng thời hạn"), "rulebook:pauses", "pause", group=_("Thiết lập"), can=Can.READ, order=920
            )
        )
