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
    SEE_READINGS = "people.see_readings"
    ADD_DELEGATE = "people.add_delegate"
    APPOINT = "people.appoint"
    END_POST = "people.end_post"
    SUSPEND_MANDATE = "people.suspend_mandate"
    END_MANDATE = "people.end_mandate"
    LINK_ACCOUNT = "people.link_account"
    IMPORT = "people.import"
    HAND_OVER = "people.hand_over"
    TAKE_OVER = "people.take_over"


def is_another_person(actor: Actor, person: Any) -> bool:
    """Say whether the actor is somebody else than the person: nobody gives or takes a role for himself."""
    return person is not None and actor.person_id != person.id


def is_of_another(actor: Actor, held: Any) -> bool:
    """Say whether mandate or post is somebody else's: nobody decides about his own."""
    return held is not None and actor.person_id != held.person_id


def is_receiver(actor: Actor, duty: Any) -> bool:
    """Say whether the duty was given to the actor: nobody takes over for somebody else."""
    return duty is not None and actor.person_id is not None and duty.receiver_id == actor.person_id


_INSIDE = {Can.READ, Can.TAKE_OVER}
_STANDING = _INSIDE | {Can.SUSPEND_MANDATE, Can.END_MANDATE, Can.HAND_OVER}

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
        Role.OFFICE_CHIEF: _INSIDE
        | {Can.READ_SENSITIVE, Can.RECORD_SENSITIVE, Can.ADD_DELEGATE, Can.END_MANDATE, Can.HAND_OVER, Can.IMPORT},
        Role.OFFICE_STAFF: _INSIDE,
        Role.RECORDS_CLERK: _INSIDE,
        Role.SESSION_SECRETARY: _INSIDE,
        Role.ADMINISTRATOR: _INSIDE
        | {Can.ADD_DELEGATE, Can.APPOINT, Can.END_POST, Can.LINK_ACCOUNT, Can.HAND_OVER, Can.IMPORT, Can.SEE_READINGS},
    },
    only_if={
        Can.APPOINT: is_another_person,
        Can.SUSPEND_MANDATE: is_of_another,
        Can.END_MANDATE: is_of_another,
        Can.TAKE_OVER: is_receiver,
    },
)

# Whoever administers a council invites, locks and closes its accounts; never his own (kernel.accounts).
ACCOUNT_GRANTS = also_grants(accounts.Can, {Role.ADMINISTRATOR: accounts.MANAGE})
