"""Who of a province's council sees the figures of its communes.

Domain: roles and permissions, section 3 (province over communes: structure, calendar, issued resolutions, counts).
"""

from enum import StrEnum

from council.roles import Role
from kernel.access import grants


class Can(StrEnum):
    """What somebody may do in this module."""

    SEE_PROVINCE = "portal.see_province"


GRANTS = grants(
    Can,
    {
        Role.COUNCIL_CHAIR: {Can.SEE_PROVINCE},
        Role.COUNCIL_VICE_CHAIR: {Can.SEE_PROVINCE},
        Role.COMMITTEE_HEAD: {Can.SEE_PROVINCE},
        Role.OFFICE_CHIEF: {Can.SEE_PROVINCE},
        Role.OFFICE_STAFF: {Can.SEE_PROVINCE},
    },
)
