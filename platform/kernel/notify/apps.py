"""The app of ``kernel.notify``: its tables stand in each council's schema and in the public one."""

from django.apps import AppConfig
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from kernel import notify
from kernel.access import ANONYMOUS, Actor
from kernel.ui import nav


class NotifyConfig(AppConfig):
    name = "kernel.notify"
    label = "notify"

    def ready(self) -> None:
        """Hang the bell into the menus."""
        for place in ("council", "console"):
            nav.register(
                nav.NavItem(
                    label=_("Thông báo"),
                    url_name="notify:bell",
                    icon="bell",
                    place=place,
                    order=900,
                    count=_unread,
                    shown=_is_somebody,
                )
            )


def _unread(request: HttpRequest) -> int:
    """Return how many notices the badge counts."""
    return notify.count_unread(actor_of(request))


def _is_somebody(request: HttpRequest) -> bool:
    """Return whether there is somebody who can have been told anything."""
    return actor_of(request).account_id is not None


def actor_of(request: HttpRequest) -> Actor:
    """Return who asks; nobody on a page that is drawn before the accounts are known."""
    actor: Actor = getattr(request, "actor", ANONYMOUS)
    return actor
