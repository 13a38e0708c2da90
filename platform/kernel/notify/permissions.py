"""Who may see whether notices arrived. A council gives this to its own roles with ``also_grants``."""

from enum import StrEnum

from django.utils.translation import gettext_lazy as _

from kernel.access import Described, KernelRole, describe, grants


class Can(StrEnum):
    """What can be seen of notices to others."""

    SEE_DELIVERIES = "notify.see_deliveries"


GRANTS = grants(Can, {KernelRole.OPERATOR: {Can.SEE_DELIVERIES}})
DESCRIBED = describe(
    Can,
    {
        Can.SEE_DELIVERIES: Described(
            _("Xem thông báo đã đến từng người chưa"),
            fixed=_("Sổ gửi tin có số điện thoại của từng người; chỉ văn phòng và người quản trị được xem."),
        )
    },
)
