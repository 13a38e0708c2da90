"""Who may manage accounts. A council gives these to its own roles with ``also_grants``."""

from enum import StrEnum
from typing import Any

from django.utils.translation import gettext_lazy as _

from kernel.access import Actor, Described, KernelRole, Separation, describe, grants, separations


class Can(StrEnum):
    """What can be done to somebody's account."""

    ACCEPT = "accounts.accept"
    INVITE = "accounts.invite"
    LOCK = "accounts.lock"
    UNLOCK = "accounts.unlock"
    CLOSE = "accounts.close"
    UNLINK = "accounts.unlink"


def is_own_account(actor: Actor, account: Any) -> bool:
    """The account is the actor's own."""
    return account is not None and account.pk == actor.account_id


MANAGE = frozenset({Can.INVITE, Can.LOCK, Can.UNLOCK, Can.CLOSE, Can.UNLINK})
GRANTS = grants(
    Can,
    # Whoever accepts is not signed in yet: the invitation's secret is the proof, and the action checks it.
    {KernelRole.EVERYONE: {Can.ACCEPT}, KernelRole.SYSTEM: MANAGE, KernelRole.OPERATOR: MANAGE},
)

_NOT_ONESELF = _(
    "Không ai tự mời lại, khoá, mở, đóng tài khoản của chính mình ở đây, cũng không tự gỡ định danh; "
    "hãy nhờ người quản trị khác."
)
SEPARATIONS = separations(*(Separation(f"{can}_own", can, is_own_account, _NOT_ONESELF) for can in sorted(MANAGE)))

_OF_THE_ADMINISTRATOR = _("Quản lý tài khoản là việc của người quản trị, không gắn với nội dung hồ sơ.")
DESCRIBED = describe(
    Can,
    {
        Can.ACCEPT: Described(_("Nhận lời mời"), fixed=_("Người giữ thư mời tự nhận.")),
        Can.INVITE: Described(_("Mời người dùng"), fixed=_OF_THE_ADMINISTRATOR),
        Can.LOCK: Described(_("Khoá tài khoản"), fixed=_OF_THE_ADMINISTRATOR),
        Can.UNLOCK: Described(_("Mở khoá tài khoản"), fixed=_OF_THE_ADMINISTRATOR),
        Can.CLOSE: Described(_("Đóng tài khoản"), fixed=_OF_THE_ADMINISTRATOR),
        Can.UNLINK: Described(_("Gỡ định danh khỏi tài khoản"), fixed=_OF_THE_ADMINISTRATOR),
    },
)
