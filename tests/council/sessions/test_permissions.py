"""Who may do what with sessions, read aloud as a table."""

from types import SimpleNamespace

import pytest

from council.roles import Role
from council.sessions.permissions import Can, is_own_mandate
from kernel.access import ANONYMOUS, SYSTEM, may
from kernel.keys import new_key
from tests.factories.actors import EVERY_ROLE, actor_with

pytestmark = pytest.mark.unit

PRESIDING = {Role.COUNCIL_CHAIR, Role.COUNCIL_VICE_CHAIR}
OFFICE = {Role.OFFICE_CHIEF, Role.OFFICE_STAFF}
INSIDE = set(Role) - {Role.AGENCY, Role.FRONT, Role.EXPERT, Role.EDITOR, Role.ADMINISTRATOR}
EXPECTED = {
    Can.READ_PUBLIC: set(EVERY_ROLE),
    Can.READ: INSIDE | {SYSTEM},
    Can.PLAN: OFFICE,
    Can.CONVENE: PRESIDING,
    Can.CANCEL: PRESIDING,
    Can.EDIT_AGENDA: PRESIDING | OFFICE | {Role.SESSION_SECRETARY},
    Can.ADD_PAPER: OFFICE,
    Can.RELEASE: OFFICE,
    Can.CHAIR: PRESIDING,
    Can.RECORD_PRESENCE: PRESIDING | {Role.OFFICE_STAFF, Role.SESSION_SECRETARY},
    Can.CHECK_IN: {Role.DELEGATE},
    Can.RUN_VOTE: PRESIDING | {Role.SESSION_SECRETARY},
    Can.VOTE: {Role.DELEGATE},
}


@pytest.mark.parametrize("can", list(Can))
@pytest.mark.parametrize("role", EVERY_ROLE)
def test_each_role_has_what_the_table_says(can: Can, role: str) -> None:
    actor = actor_with(role)
    own = SimpleNamespace(person_id=actor.person_id)

    assert may(actor, can, own) is (role in EXPECTED[can])


def test_the_anonymous_actor_reads_public_things_only() -> None:
    assert [can for can in Can if may(ANONYMOUS, can, SimpleNamespace(person_id=None))] == [Can.READ_PUBLIC]


def test_a_delegate_has_her_own_mandate_only() -> None:
    delegate = actor_with(Role.DELEGATE)

    assert is_own_mandate(delegate, SimpleNamespace(person_id=delegate.person_id))
    assert not is_own_mandate(delegate, SimpleNamespace(person_id=new_key()))
    assert not is_own_mandate(delegate, None)
    assert not is_own_mandate(ANONYMOUS, SimpleNamespace(person_id=None))
