"""Every step of mandates and posts, from every state, by every role."""

from itertools import product
from types import SimpleNamespace

import pytest

from council.people.workflow import IN_OFFICE, MANDATE_STEPS, POST_STEPS, MandateState, PostState
from council.roles import Role
from kernel.access import NotPermitted, StepNotAllowed, take
from tests.factories.actors import EVERY_ROLE, actor_with

pytestmark = pytest.mark.unit

MANDATE_TABLE = {
    "suspend": ({"active"}, "suspended"),
    "reinstate": ({"suspended"}, "active"),
    "resign": ({"active", "suspended"}, "resigned"),
    "recall": ({"active", "suspended"}, "recalled"),
    "lose": ({"active", "suspended"}, "lost"),
}
POST_TABLE = {"end": ({"held"}, "ended")}
STANDING = {Role.COUNCIL_CHAIR, Role.COUNCIL_VICE_CHAIR}
ADMINISTRATION = {Role.ADMINISTRATOR, "system"}


@pytest.mark.parametrize(
    ("steps", "table"), [(MANDATE_STEPS, MANDATE_TABLE), (POST_STEPS, POST_TABLE)], ids=["mandate", "post"]
)
def test_the_table_of_steps_is_the_one_of_the_rules(steps, table) -> None:
    drawn = {step.name: ({str(state) for state in step.sources}, str(step.target)) for step in steps.values()}

    assert drawn == table


@pytest.mark.parametrize(("name", "state", "role"), list(product(MANDATE_TABLE, MandateState, EVERY_ROLE)))
def test_each_step_of_a_mandate(name: str, state: MandateState, role: str) -> None:
    _check(name, MANDATE_STEPS, state, role, allowed=STANDING, sources=MANDATE_TABLE[name][0])


@pytest.mark.parametrize(("name", "state", "role"), list(product(POST_TABLE, PostState, EVERY_ROLE)))
def test_each_step_of_a_post(name: str, state: PostState, role: str) -> None:
    _check(name, POST_STEPS, state, role, allowed=ADMINISTRATION, sources=POST_TABLE[name][0])


def _check(name, steps, state, role, *, allowed, sources) -> None:
    thing = SimpleNamespace(STEPS=steps, state=str(state))
    if role not in allowed:
        with pytest.raises(NotPermitted):
            take(name, actor_with(role), thing)
    elif state not in sources:
        with pytest.raises(StepNotAllowed):
            take(name, actor_with(role), thing)
    else:
        assert take(name, actor_with(role), thing) is steps[name]


def test_each_state_of_a_mandate_is_reached() -> None:
    assert {step.target for step in MANDATE_STEPS.values()} == set(MandateState)


def test_suspended_delegates_are_in_office() -> None:
    assert {"active", "suspended"} == IN_OFFICE
