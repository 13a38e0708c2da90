"""Who may ask the API from a browser, and who may give machines a key to it: each place gives its own.

Domain: roles and permissions, section 3 (what a province sees of its communes by right).
"""

from enum import StrEnum

from django.utils.translation import gettext_lazy as _

from council.roles import Role
from kernel.access import OPERATOR, Described, describe, grants


class Can(StrEnum):
    """What can be granted here."""

    ASK = "gateway.ask"
    GRANT_KEY = "gateway.grant_key"
    REVOKE_KEY = "gateway.revoke_key"


GRANTS = grants(
    Can,
    {
        Role.COUNCIL_CHAIR: {Can.ASK},
        Role.COUNCIL_VICE_CHAIR: {Can.ASK},
        Role.COMMITTEE_HEAD: {Can.ASK},
        Role.OFFICE_CHIEF: {Can.ASK},
        Role.OFFICE_STAFF: {Can.ASK},
        Role.ADMINISTRATOR: {Can.GRANT_KEY, Can.REVOKE_KEY},
        OPERATOR: {Can.GRANT_KEY, Can.REVOKE_KEY},
    },
)

DESCRIBED = describe(
    Can,
    {
        Can.ASK: Described(
            _("Hỏi dữ liệu mở bằng trình duyệt"), to=frozenset({Role.DELEGATE, Role.COMMITTEE_MEMBER}), two_people=False
        ),
        Can.GRANT_KEY: Described(_("Cấp, đổi khoá truy cập dữ liệu"), fixed=_("Việc của người quản trị hệ thống.")),
        Can.REVOKE_KEY: Described(_("Thu hồi khoá truy cập dữ liệu"), fixed=_("Việc của người quản trị hệ thống.")),
    },
)
