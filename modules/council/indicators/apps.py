"""The app of the figures: its lines in the menu."""

from django.apps import AppConfig
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from council.indicators.permissions import Can
from kernel.ui.nav import NavItem, register


class IndicatorsConfig(AppConfig):
    name = "council.indicators"
    label = "council_indicators"

    def ready(self) -> None:
        """Put the province's dashboard first in the menu of its people."""
        register(
            NavItem(
                _("Tổng quan"),
                "indicators:province",
                "layout-dashboard",
                can=Can.SEE_PROVINCE,
                order=0,
                shown=_is_province,
                pages=PROVINCE_PAGES,
            )
        )
        register(NavItem(_("Chỉ tiêu"), "indicators:index", "target", can=Can.SEE, order=3, pages=INDICATOR_PAGES))


INDICATOR_PAGES = ("indicators:detail", "indicators:in_communes", "indicators:target", "indicators:end_target")
PROVINCE_PAGES = tuple(f"indicators:{page}" for page in ("commune", "arrange", "bring", "outlines", "people", "goals"))


def _is_province(request: HttpRequest) -> bool:
    council = getattr(request, "council", None)
    return council is not None and council.level == "province"
