"""The menu's lines: at a province what its communes owe and what was sent, at a commune what it was reminded of."""

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from council.exchange.permissions import Can
from council.exchange.queries import count_open_received
from kernel.access import ANONYMOUS
from kernel.ui.nav import NavItem, register


def register_lines() -> None:
    """Put the pages into the menus."""
    group = _("Các xã, phường")
    register(
        NavItem(
            _("Cần đôn đốc"),
            "exchange:owed",
            "alarm-clock",
            group=group,
            can=Can.SEE_OWED,
            order=40,
            shown=_is_province,
            pages=("exchange:remind",),
        )
    )
    register(
        NavItem(
            _("Lời nhắc đã gửi"),
            "exchange:sent",
            "send",
            group=group,
            can=Can.SEE_OWED,
            order=41,
            shown=_is_province,
            pages=("exchange:reminder", "exchange:withdraw"),
        )
    )
    register(NavItem(_("Gửi ra, nhận vào"), "exchange:crossings", "arrow-left-right", can=Can.SEE_CROSSINGS, order=90))
    register(
        NavItem(
            _("Được nhắc"),
            "exchange:received",
            "alarm-clock",
            can=Can.READ_RECEIVED,
            order=3,
            shown=_is_commune,
            count=_waiting,
            pages=("exchange:received_one", "exchange:answer"),
        )
    )


def _is_province(request: HttpRequest) -> bool:
    return _level(request) == "province"


def _is_commune(request: HttpRequest) -> bool:
    return _level(request) == "commune"


def _level(request: HttpRequest) -> str:
    council = getattr(request, "council", None)
    return council.level if council is not None else ""


def _waiting(request: HttpRequest) -> int:
    return count_open_received(getattr(request, "actor", ANONYMOUS))
