"""Who may do what with the portal, read aloud as a table."""

from types import SimpleNamespace

import pytest

from council.portal.permissions import Can
from council.portal.workflow import STEPS, State
from council.roles import Role
from kernel.access import ANONYMOUS, may
from kernel.keys import new_key
from tests.factories.actors import EVERY_ROLE, actor_with
from tests.factories.steps import NOT_FROM_HERE, by_each_role, only_by

pytestmark = pytest.mark.unit

STANDING = {Role.COUNCIL_CHAIR, Role.COUNCIL_VICE_CHAIR}
APPROVE = STANDING | {Role.OFFICE_CHIEF, Role.EDITOR}
EXPECTED = {
    Can.READ_TEXTS: APPROVE | {Role.OFFICE_STAFF},
    Can.WRITE: {Role.EDITOR, Role.OFFICE_STAFF},
    Can.PUBLISH: APPROVE,
    Can.WITHDRAW: APPROVE,
    Can.LEAD: STANDING | {Role.OFFICE_CHIEF},
}
WORKING = {State.DRAFT, State.PREVIEW}
TABLE = {
    "edit": (WORKING, State.DRAFT, EXPECTED[Can.WRITE]),
    "submit": ({State.DRAFT}, State.PREVIEW, EXPECTED[Can.WRITE]),
    "return": ({State.PREVIEW}, State.DRAFT, APPROVE),
    "publish": (WORKING, State.PUBLISHED, APPROVE),
    "withdraw": (WORKING | {State.PUBLISHED}, State.WITHDRAWN, APPROVE),
}


def a_version(state: str = State.DRAFT, **changes) -> SimpleNamespace:
    return SimpleNamespace(**{"STEPS": STEPS, "state": state, "written_by": new_key(), "key": "ninhbinh", **changes})


@pytest.mark.parametrize("can", list(Can))
def test_each_role_has_what_the_table_says(can: Can) -> None:
    given = {role for role in EVERY_ROLE if may(actor_with(role, place="ninhbinh"), can, a_version())}

    assert given == set(EXPECTED[can]) & set(EVERY_ROLE)


def test_a_stranger_may_nothing_but_read_what_is_out() -> None:
    assert [can for can in Can if may(ANONYMOUS, can, a_version())] == []


@pytest.mark.parametrize("role", sorted(APPROVE - {Role.EDITOR}))
def test_who_only_approves_does_not_approve_her_own_words(role: str) -> None:
    actor = actor_with(role, Role.OFFICE_STAFF)
    own = a_version(written_by=actor.account_id)

    assert (may(actor, Can.PUBLISH, own), may(actor, Can.PUBLISH, a_version())) == (False, True)
    assert may(actor, Can.PUBLISH, None) is False


def test_the_editor_puts_out_her_own_words() -> None:
    editor = actor_with(Role.EDITOR)

    assert may(editor, Can.PUBLISH, a_version(written_by=editor.account_id))


@pytest.mark.parametrize("state", list(State))
@pytest.mark.parametrize("name", TABLE)
def test_each_step_goes_from_its_states_by_its_roles_only(name: str, state: State) -> None:
    sources, target, roles = TABLE[name]

    taken = STEPS[name] if state in sources else NOT_FROM_HERE
    assert by_each_role(name, lambda _: a_version(state)) == only_by(roles, taken)
    assert STEPS[name].target == target


def test_every_state_is_reached_and_no_step_is_forgotten() -> None:
    assert {step.target for step in STEPS.values()} | {State.DRAFT} == set(State)
    assert set(STEPS) == set(TABLE)
