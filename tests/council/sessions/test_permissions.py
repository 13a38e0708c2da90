"""Who may do what with sessions, read aloud as a table."""

from types import SimpleNamespace

import pytest

from council.roles import Role
from council.sessions.permissions import NOT_YET_PUBLIC, Can
from council.sessions.workflow import PUBLIC_SESSIONS, SessionState
from kernel.access import ANONYMOUS, SYSTEM, Why, may, why_not
from kernel.keys import new_key
from tests.factories.actors import EVERY_ROLE, actor_with

pytestmark = pytest.mark.unit

PRESIDING = {Role.COUNCIL_CHAIR, Role.COUNCIL_VICE_CHAIR}
OFFICE = {Role.OFFICE_CHIEF, Role.OFFICE_STAFF}
INSIDE = set(Role) - {Role.AGENCY, Role.FRONT, Role.EXPERT, Role.EDITOR, Role.ADMINISTRATOR}
EXPECTED = {
    Can.READ_PUBLIC: set(EVERY_ROLE),
    Can.READ: INSIDE | {SYSTEM},
    Can.READ_CLOSED: PRESIDING | OFFICE | {Role.DELEGATE, Role.SESSION_SECRETARY},
    Can.SEE_DELIVERY: PRESIDING | OFFICE,
    Can.PLAN: OFFICE | {SYSTEM},
    Can.CONVENE: PRESIDING,
    Can.CANCEL: PRESIDING,
    Can.ARCHIVE: OFFICE | {Role.RECORDS_CLERK},
    Can.FOLLOW_UP: OFFICE | {Role.RECORDS_CLERK, Role.SESSION_SECRETARY},
    Can.EDIT_AGENDA: PRESIDING | OFFICE | {Role.SESSION_SECRETARY},
    Can.ADD_PAPER: OFFICE,
    Can.RELEASE: OFFICE,
    Can.CHAIR: PRESIDING,
    Can.INVITE: OFFICE | {Role.SESSION_SECRETARY, SYSTEM},
    Can.ANSWER: OFFICE | {Role.SESSION_SECRETARY, Role.DELEGATE},
    Can.DECIDE_EXCUSE: PRESIDING,
    Can.KEEP_TEAM_NOTES: OFFICE | {Role.SESSION_SECRETARY},
    Can.RECORD_PRESENCE: PRESIDING | {Role.OFFICE_STAFF, Role.SESSION_SECRETARY},
    Can.CHECK_IN: {Role.DELEGATE},
    Can.RUN_VOTE: PRESIDING | {Role.SESSION_SECRETARY},
    Can.CONFIRM_PRESENCE: {Role.OFFICE_CHIEF, Role.SESSION_SECRETARY},
    Can.ARRANGE_SEATS: OFFICE | {Role.SESSION_SECRETARY},
    Can.ANNUL_VOTE: PRESIDING | {Role.SESSION_SECRETARY},
    Can.COUNT_VOTES: PRESIDING | {Role.OFFICE_STAFF, Role.SESSION_SECRETARY},
    Can.PREPARE_ELECTION: PRESIDING | OFFICE | {Role.SESSION_SECRETARY},
    Can.COUNT_BALLOTS: set(),  # of the members of a board that was elected: test_elections
    Can.READ_NAMES: PRESIDING
    | {Role.COMMITTEE_HEAD, Role.COMMITTEE_MEMBER, Role.TEAM_LEADER, Role.DELEGATE, Role.SESSION_SECRETARY},
    Can.VOTE: {Role.DELEGATE},
    Can.RUN_FLOOR: PRESIDING | {Role.SESSION_SECRETARY},
    Can.SPEAK: {Role.DELEGATE},
    Can.READ_TRANSCRIPT: PRESIDING | OFFICE | {Role.DELEGATE, Role.SESSION_SECRETARY},
    Can.TRANSCRIBE: {Role.OFFICE_STAFF, Role.SESSION_SECRETARY},
    Can.REVIEW_PASSAGE: {Role.DELEGATE},
    Can.CLOSE_TRANSCRIPT: {Role.SESSION_SECRETARY},
    Can.REHEARSE: {Role.COUNCIL_CHAIR, Role.COUNCIL_VICE_CHAIR, Role.OFFICE_CHIEF, Role.SESSION_SECRETARY, "system"},
    Can.LISTEN: {"system"},
}


def own_mandate(actor) -> SimpleNamespace:
    return SimpleNamespace(person_id=actor.person_id, team_id=None, state=SessionState.CONVENED, asked_by=new_key())


@pytest.mark.parametrize("can", list(Can))
def test_each_role_has_what_the_table_says(can: Can) -> None:
    actors = {role: actor_with(role) for role in EVERY_ROLE}
    given = {role for role, actor in actors.items() if may(actor, can, own_mandate(actor))}

    assert given == set(EXPECTED[can]) & set(EVERY_ROLE)


def test_the_anonymous_actor_reads_public_things_only() -> None:
    assert [can for can in Can if may(ANONYMOUS, can, own_mandate(ANONYMOUS))] == [Can.READ_PUBLIC]


def test_a_delegate_has_her_own_mandate_only() -> None:
    delegate = actor_with(Role.DELEGATE)

    another = own_mandate(actor_with(Role.DELEGATE))

    for can in (Can.VOTE, Can.CHECK_IN, Can.ANSWER):
        assert may(delegate, can, own_mandate(delegate))
        assert why_not(delegate, can, another).why is Why.SCOPE
        assert why_not(delegate, can, None).why is Why.SCOPE


@pytest.mark.parametrize("state", list(SessionState))
def test_everybody_knows_of_a_session_from_its_convening_on(state: SessionState) -> None:
    assert may(ANONYMOUS, Can.READ_PUBLIC, SimpleNamespace(state=state)) is (state in PUBLIC_SESSIONS)
    assert set(SessionState) - PUBLIC_SESSIONS == NOT_YET_PUBLIC
