"""The tabs below the delegate's live screen, and the lines in the menu of the workspace."""

from django.utils.translation import gettext_lazy as _

from council.sessions.permissions import Can
from council.sessions.permissions.dossiers import Can as Dossiers
from kernel.ui.nav import NavItem, register

_WORK = _("Hoạt động")
_OF_DOSSIERS = tuple(
    f"sessions:{name}"
    for name in (
        *("dossier", "register_dossier", "edit_dossier", "dossier_step", "give_dossier_paper"),
        *("write_remark", "edit_remark", "drop_remark", "reply_remark", "add_observer"),
    )
)


def register_tabs() -> None:
    """Add the tabs; called once, when the app is ready."""
    register(NavItem(_("Phiên họp"), "sessions:hall", "radio", can=Can.READ, place="hall", order=10))
    register(NavItem(_("Tài liệu"), "sessions:own_papers", "files", can=Can.READ, place="hall", order=15))
    register(NavItem(_("Kỳ họp"), "sessions:index", "list-ordered", can=Can.READ, place="hall", order=20))
    register(NavItem(_("Tài khoản"), "accounts:mine", "user", place="hall", order=90))


def register_lines() -> None:
    """Add the menu's lines; called once, when the app is ready."""
    register(NavItem(_("Kỳ họp"), "sessions:index", "gavel", group=_WORK, can=Can.READ, order=100))
    register(NavItem(_("Phiên họp"), "sessions:hall", "radio", group=_WORK, can=Can.READ, order=110))
    prepared = _("Hồ sơ trình kỳ họp")
    register(
        NavItem(
            prepared, "sessions:dossiers", "folder-open", group=_WORK, can=Dossiers.READ, order=105, pages=_OF_DOSSIERS
        )
    )
    register(NavItem(_("Kiểm tra thiết bị"), "sessions:selftest", "monitor-check", group=_WORK, order=190))
    own = _("Lời phát biểu của tôi")
    register(NavItem(own, "sessions:own_passages", "captions", group=_WORK, can=Can.REVIEW_PASSAGE, order=120))
