"""Who may move rights. A place gives these to its own roles with ``also_grants``.

Two people stand behind every right that touches content: who proposed it does not confirm it, and nobody moves a
right of a role that he holds himself (roles and permissions, section 2, guards).
"""

from enum import StrEnum
from typing import Any

from django.utils.translation import gettext_lazy as _

from kernel.access.actor import Actor, KernelRole
from kernel.access.book import Described, Separation, describe, grants, separations


class Can(StrEnum):
    """What can be done to the rights of a place."""

    SEE = "access.see"
    PROPOSE = "access.propose"
    CONFIRM = "access.confirm"


def proposed_it(actor: Actor, move: Any) -> bool:
    """The actor proposed the change."""
    return move is not None and move.proposed_by is not None and move.proposed_by == actor.account_id


def holds_its_role(actor: Actor, move: Any) -> bool:
    """The actor holds the role whose right is moved."""
    return move is not None and bool(move.role) and actor.has(move.role)


GRANTS = grants(Can, {KernelRole.SYSTEM: {Can.PROPOSE}})

_NOT_ONES_OWN = _("Không ai tự thay đổi quyền của vai trò mình đang giữ; hãy để người khác đề nghị và xác nhận.")
SEPARATIONS = separations(
    Separation("access.proposes_for_own_role", Can.PROPOSE, holds_its_role, _NOT_ONES_OWN),
    Separation("access.confirms_for_own_role", Can.CONFIRM, holds_its_role, _NOT_ONES_OWN),
    Separation(
        "access.proposer_confirms",
        Can.CONFIRM,
        proposed_it,
        _("Người đề nghị thay đổi quyền không tự xác nhận; phải có người thứ hai."),
    ),
)

_NEVER_MOVED = _("Quyền phân quyền không được tự chuyển, để không ai tự mở rộng quyền của mình.")
DESCRIBED = describe(
    Can,
    {
        Can.SEE: Described(_("Xem bảng phân quyền"), fixed=_("Ai trong Hội đồng cũng được biết ai có quyền gì.")),
        Can.PROPOSE: Described(_("Đề nghị thay đổi quyền"), fixed=_NEVER_MOVED),
        Can.CONFIRM: Described(_("Xác nhận thay đổi quyền"), fixed=_NEVER_MOVED),
    },
)
