"""Who of a province's council sees the figures of its communes, and who writes and puts out what the portal says.

Domain: roles and permissions, section 3 (province over communes: structure, calendar, issued resolutions, counts)
and section 2, row "Portal content": the communication editor writes and publishes, office staff write, the chair,
the vice chair and the office chief approve. Whoever only approves never approves her own words.
"""

from enum import StrEnum
from typing import Any

from council.roles import Role
from kernel.access import Actor, grants


class Can(StrEnum):
    """What somebody may do in this module."""

    SEE_PROVINCE = "portal.see_province"
    READ_TEXTS = "portal.read_texts"
    WRITE = "portal.write"
    PUBLISH = "portal.publish"
    WITHDRAW = "portal.withdraw"


def may_put_out(actor: Actor, version: Any) -> bool:
    """Say whether the actor may publish a version: the editor any, who approves only what another person wrote."""
    return version is not None and (actor.has(Role.EDITOR) or actor.account_id != version.written_by)


_APPROVES = {Can.SEE_PROVINCE, Can.READ_TEXTS, Can.PUBLISH, Can.WITHDRAW}

GRANTS = grants(
    Can,
    {
        Role.COUNCIL_CHAIR: _APPROVES,
        Role.COUNCIL_VICE_CHAIR: _APPROVES,
        Role.COMMITTEE_HEAD: {Can.SEE_PROVINCE},
        Role.OFFICE_CHIEF: _APPROVES,
        Role.OFFICE_STAFF: {Can.SEE_PROVINCE, Can.READ_TEXTS, Can.WRITE},
        Role.EDITOR: {Can.READ_TEXTS, Can.WRITE, Can.PUBLISH, Can.WITHDRAW},
    },
    only_if={Can.PUBLISH: may_put_out},
)
