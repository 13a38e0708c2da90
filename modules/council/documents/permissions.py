"""Who may do what with official documents.

Source: the roles table, rows "Resolution: sign" (chair; vice chair only by authorisation) and
"Number, seal, issue, send" (records clerk). Who wrote or last changed the text may not sign it.
"""

from enum import StrEnum
from typing import Any

from council.roles import Role
from kernel.access import SYSTEM, Actor, everyone, grants


class Can(StrEnum):
    """What somebody may do in this module."""

    READ_PUBLIC = "documents.read_public"
    READ = "documents.read"
    DRAFT = "documents.draft"
    FINALISE = "documents.finalise"
    SIGN = "documents.sign"
    ISSUE = "documents.issue"
    PUBLISH = "documents.publish"
    WITHDRAW = "documents.withdraw"


def may_put_name_under(actor: Actor, document: Any) -> bool:
    """Say whether the actor may sign: the chair, or who acts for him by a document, never the drafter."""
    acts_as_chair = actor.has(Role.COUNCIL_CHAIR) or bool(actor.on_behalf_of)
    return document is not None and acts_as_chair and actor.account_id not in {document.drafted_by, document.edited_by}


GRANTS = grants(
    Can,
    {
        everyone: {Can.READ_PUBLIC},
        SYSTEM: {Can.READ, Can.DRAFT},
        Role.COUNCIL_CHAIR: {Can.READ, Can.SIGN, Can.WITHDRAW},
        Role.COUNCIL_VICE_CHAIR: {Can.READ, Can.SIGN, Can.WITHDRAW},
        Role.COMMITTEE_HEAD: {Can.READ},
        Role.COMMITTEE_MEMBER: {Can.READ},
        Role.TEAM_LEADER: {Can.READ},
        Role.DELEGATE: {Can.READ},
        Role.OFFICE_CHIEF: {Can.READ, Can.DRAFT, Can.FINALISE, Can.PUBLISH},
        Role.OFFICE_STAFF: {Can.READ, Can.DRAFT},
        Role.RECORDS_CLERK: {Can.READ, Can.ISSUE, Can.PUBLISH},
        Role.SESSION_SECRETARY: {Can.READ, Can.DRAFT, Can.FINALISE},
    },
    only_if={Can.SIGN: may_put_name_under},
)
