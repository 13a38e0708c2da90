"""The gateway as a Django app: its keys are rows of each place, its schemas are made at the first question."""

from dataclasses import replace

from django.apps import AppConfig
from django.http import HttpRequest


class GatewayConfig(AppConfig):
    name = "gateway"
    label = "gateway"
    verbose_name = "Cổng dữ liệu"

    def ready(self) -> None:
        """Hang the pages into the menus, and have use folded and endings told every night in every place."""
        from django.utils.translation import gettext_lazy as _

        from gateway import crossings
        from gateway.notices import warn_of_endings
        from gateway.permissions import Can
        from gateway.use import fold_use
        from kernel.ui import nav
        from tenancy.tasks.tidying import nightly

        crossings.register()
        nightly(fold_use, everywhere=True)
        nightly(warn_of_endings, everywhere=True)
        item = nav.NavItem(
            _("Khoá cổng dữ liệu"), "keys:list", "key-round", can=Can.GRANT_KEY, place="console", order=50
        )
        nav.register(item)
        settings = _("Thiết lập")
        nav.register(replace(item, label=_("Khoá dữ liệu mở"), group=settings, place="council", order=940))
        nav.register(nav.NavItem(_("Thử truy vấn"), "api:tryout", "terminal", can=Can.ASK, group=settings, order=945))
        nav.register(nav.NavItem(_("Dữ liệu mở"), "api:documentation", "braces", place="foot", order=30))
        words = nav.NavItem(_("Từ điển dữ liệu"), "api:dictionary", "book-open", place="foot", order=31)
        nav.register(words)
        nav.register(replace(words, place="console", order=55))
        nav.register(replace(words, place="council", group=settings, shown=_works_with_data, order=946))


def _works_with_data(request: HttpRequest) -> bool:
    """Whether the dictionary belongs into somebody's menu: who may ask the API, or gives keys to it."""
    from gateway.permissions import Can
    from kernel.access import ANONYMOUS, may_at_all

    actor = getattr(request, "actor", ANONYMOUS)
    return may_at_all(actor, Can.ASK) or may_at_all(actor, Can.GRANT_KEY)
