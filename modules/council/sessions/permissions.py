"""Who may do what with sessions, papers, presence and votes.

Source: the roles table, rows "Session", "Agenda item", "Dossier upload", "Chair the sitting, open and
close the vote", "Vote", "Attendance". Only a delegate votes, and only with her own mandate; nobody
votes for another (rule R-VOT-05).
"""

from enum import StrEnum
from typing import Any

from council.roles import Role
from kernel.access import SYSTEM, Actor, everyone, grants


class Can(StrEnum):
    """What somebody may do in this module."""

    READ_PUBLIC = "sessions.read_public"
    READ = "sessions.read"
    PLAN = "sessions.plan"
    CONVENE = "sessions.convene"
    CANCEL = "sessions.cancel"
    EDIT_AGENDA = "sessions.edit_agenda"
    ADD_PAPER = "sessions.add_paper"
    RELEASE = "sessions.release"
    CHAIR = "sessions.chair"
    RECORD_PRESENCE = "sessions.record_presence"
    CHECK_IN = "sessions.check_in"
    RUN_VOTE = "sessions.run_vote"
    VOTE = "sessions.vote"


def is_own_mandate(actor: Actor, mandate: Any) -> bool:
    """Say whether the mandate is the actor's own."""
    return mandate is not None and actor.person_id is not None and mandate.person_id == actor.person_id


_PRESIDING = {
    Can.READ,
    Can.CONVENE,
    Can.CANCEL,
    Can.EDIT_AGENDA,
    Can.CHAIR,
    Can.RECORD_PRESENCE,
    Can.RUN_VOTE,
}
_OFFICE = {Can.READ, Can.PLAN, Can.EDIT_AGENDA, Can.ADD_PAPER, Can.RELEASE}

GRANTS = grants(
    Can,
    {
        everyone: {Can.READ_PUBLIC},
        SYSTEM: {Can.READ},  # draws the hall for everybody in it
        Role.COUNCIL_CHAIR: _PRESIDING,
        Role.COUNCIL_VICE_CHAIR: _PRESIDING,
        Role.COMMITTEE_HEAD: {Can.READ},
        Role.COMMITTEE_MEMBER: {Can.READ},
        Role.TEAM_LEADER: {Can.READ},
        Role.DELEGATE: {Can.READ, Can.CHECK_IN, Can.VOTE},
        Role.OFFICE_CHIEF: _OFFICE,
        Role.OFFICE_STAFF: _OFFICE | {Can.RECORD_PRESENCE},
        Role.RECORDS_CLERK: {Can.READ},
        Role.SESSION_SECRETARY: {Can.READ, Can.EDIT_AGENDA, Can.RECORD_PRESENCE, Can.RUN_VOTE},
    },
    only_if={Can.VOTE: is_own_mandate, Can.CHECK_IN: is_own_mandate},
)
