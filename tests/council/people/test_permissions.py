"""Who may do what with people, read aloud as a table."""

from types import SimpleNamespace

import pytest

from council.people.permissions import Can
from council.roles import Role
from kernel.access import ANONYMOUS, SYSTEM, Actor, Holding, Why, may, why_not
from kernel.keys import new_key
from tests.factories.actors import EVERY_ROLE, LONG_AGO, actor_with

pytestmark = pytest.mark.unit

STANDING = {Role.COUNCIL_CHAIR, Role.COUNCIL_VICE_CHAIR}
OUTSIDE = {Role.AGENCY, Role.FRONT, Role.EXPERT, Role.EDITOR}
INSIDE = set(Role) - OUTSIDE
EXPECTED = {
    Can.READ_PUBLIC: set(EVERY_ROLE),
    Can.READ: INSIDE | {SYSTEM},
    Can.READ_SENSITIVE: {Role.OFFICE_CHIEF},
    Can.RECORD_SENSITIVE: {Role.OFFICE_CHIEF, SYSTEM},
    Can.SET_PORTRAIT: {Role.OFFICE_CHIEF, Role.OFFICE_STAFF, Role.ADMINISTRATOR},
    Can.WRITE_LETTER: set(EVERY_ROLE),
    Can.SEE_READINGS: {Role.ADMINISTRATOR},
    Can.ADD_DELEGATE: {Role.OFFICE_CHIEF, Role.ADMINISTRATOR, SYSTEM},
    Can.APPOINT: {Role.ADMINISTRATOR, SYSTEM},
    Can.END_POST: {Role.ADMINISTRATOR, SYSTEM},
    Can.SUSPEND_MANDATE: STANDING,
    Can.END_MANDATE: STANDING | {Role.OFFICE_CHIEF},
    Can.LINK_ACCOUNT: {Role.ADMINISTRATOR, SYSTEM},
    Can.IMPORT: {Role.OFFICE_CHIEF, Role.ADMINISTRATOR},
    Can.HAND_OVER: STANDING | {Role.OFFICE_CHIEF, Role.ADMINISTRATOR},
    Can.TAKE_OVER: INSIDE,
    Can.ARRANGE: {Role.OFFICE_CHIEF, Role.ADMINISTRATOR},
    Can.PLAN_TEAM: {Role.OFFICE_CHIEF, Role.ADMINISTRATOR},
    Can.CHANGE_TERM: {Role.OFFICE_CHIEF, Role.ADMINISTRATOR},
    Can.READ_OUTSIDE: INSIDE,
    Can.KEEP_OUTSIDE: {
        *(Role.OFFICE_CHIEF, Role.OFFICE_STAFF, Role.RECORDS_CLERK, Role.SESSION_SECRETARY, Role.ADMINISTRATOR),
        SYSTEM,
    },
    Can.AUTHORISE: {Role.COUNCIL_CHAIR, Role.OFFICE_CHIEF},
}


def somebody_for(actor) -> SimpleNamespace:
    return SimpleNamespace(id=new_key(), person_id=new_key(), receiver_id=actor.person_id)


@pytest.mark.parametrize("can", list(Can))
def test_each_role_has_what_the_table_says(can: Can) -> None:
    actors = {role: actor_with(role) for role in EVERY_ROLE}
    given = {role for role, actor in actors.items() if may(actor, can, somebody_for(actor))}

    assert given == set(EXPECTED[can]) & set(EVERY_ROLE)


def test_the_anonymous_actor_reads_public_things_and_writes_a_letter() -> None:
    assert [can for can in Can if may(ANONYMOUS, can, SimpleNamespace(id=new_key(), person_id=None))] == [
        Can.READ_PUBLIC,
        Can.WRITE_LETTER,
    ]


def test_nobody_appoints_herself() -> None:
    me = SimpleNamespace(id=new_key())

    denied = why_not(actor_with(Role.ADMINISTRATOR, person=me, simplified=True), Can.APPOINT, me)

    assert (denied.why, denied.separation.code) == (Why.SEPARATION, "people.appoints_self")
    assert not may(actor_with(Role.ADMINISTRATOR), Can.APPOINT, None)
    assert may(actor_with(Role.ADMINISTRATOR), Can.APPOINT, me)


@pytest.mark.parametrize("role", sorted(set(Role) - OUTSIDE))
def test_everybody_inside_reads_her_own_sensitive_data(role: str) -> None:
    me = SimpleNamespace(id=new_key())

    assert may(actor_with(role, person=me), Can.READ_SENSITIVE, me)


def test_who_leads_a_team_plans_for_that_team_only() -> None:
    mine, other = SimpleNamespace(id=new_key()), SimpleNamespace(id=new_key())
    held = Holding(Role.TEAM_LEADER, "team", mine.id, LONG_AGO, None, "post:1")
    leader = Actor(new_key(), "Tổ trưởng", None, frozenset({held}))
    programmes = [SimpleNamespace(id=new_key(), team_id=team.id) for team in (mine, other)]

    assert [may(leader, Can.PLAN_TEAM, each) for each in (mine, other, *programmes)] == [True, False, True, False]
    assert not may(leader, Can.PLAN_TEAM, None)


@pytest.mark.parametrize("role", [Role.AGENCY, Role.FRONT, Role.EXPERT])
def test_who_acts_for_a_body_outside_sees_that_body_only(role: str) -> None:
    mine, other = SimpleNamespace(id=new_key()), SimpleNamespace(id=new_key())
    actor = Actor(new_key(), "Đầu mối", None, frozenset({Holding(role, "body", mine.id, LONG_AGO, None, "contact:1")}))

    assert [may(actor, Can.READ_OUTSIDE, each) for each in (mine, other, None)] == [True, False, False]
    assert not may(actor, Can.KEEP_OUTSIDE, mine)
