"""Who may do what with people: names of capabilities, the table, the conditions.

Source: the roles table "Users, roles, settings" and the separation rule that an administrator
cannot give himself a role; suspension belongs to the standing committee (rule R-ORG-10).
"""

from enum import StrEnum
from typing import Any

from council.roles import Role
from kernel.access import SYSTEM, Actor, also_grants, everyone, grants
from kernel.accounts import permissions as accounts


class Can(StrEnum):
    """What somebody may do in this module."""

    READ_PUBLIC = "people.read_public"
    READ = "people.read"
    READ_SENSITIVE = "people.read_sensitive"
    RECORD_SENSITIVE = "people.record_sensitive"
    ADD_DELEGATE = "people.add_delegate"
    APPOINT = "people.appoint"
    END_POST = "people.end_post"
    SUSPEND_MANDATE = "people.suspend_mandate"
    END_MANDATE = "people.end_mandate"
    LINK_ACCOUNT = "people.link_account"
    IMPORT = "people.import"


def is_another_person(actor: Actor, person: Any) -> bool:
    """Say whether the actor is somebody else than the person: nobody gives or takes a role for himself."""
    return person is not None and actor.person_id != person.id


_INSIDE = {Can.READ}
_STANDING = {Can.READ, Can.SUSPEND_MANDATE, Can.END_MANDATE}

GRANTS = grants(
    Can,
    {
        everyone: {Can.READ_PUBLIC},
        SYSTEM: {Can.READ, Can.RECORD_SENSITIVE, Can.ADD_DELEGATE, Can.APPOINT, Can.END_POST, Can.LINK_ACCOUNT},
        Role.COUNCIL_CHAIR: _STANDING,
        Role.COUNCIL_VICE_CHAIR: _STANDING,
        Role.COMMITTEE_HEAD: _INSIDE,
        Role.COMMITTEE_MEMBER: _INSIDE,
        Role.TEAM_LEADER: _INSIDE,
        Role.DELEGATE: _INSIDE,
        Role.OFFICE_CHIEF: {Can.READ, Can.READ_SENSITIVE, Can.RECORD_SENSITIVE, Can.ADD_DELEGATE, Can.IMPORT},
        Role.OFFICE_STAFF: _INSIDE,
        Role.RECORDS_CLERK: _INSIDE,
        Role.SESSION_SECRETARY: _INSIDE,
        Role.ADMINISTRATOR: {Can.READ, Can.ADD_DELEGATE, Can.APPOINT, Can.END_POST, Can.LINK_ACCOUNT, Can.IMPORT},
    },
    only_if={Can.APPOINT: is_another_person},
)

# Whoever administers a council invites, locks and closes its accounts; never his own (kernel.accounts).
ACCOUNT_GRANTS = also_grants(accounts.Can, {Role.ADMINISTRATOR: accounts.MANAGE})
