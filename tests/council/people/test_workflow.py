"""Every step of mandates, posts, hand-overs and their duties, from every state, by every role."""

from itertools import product
from types import SimpleNamespace

import pytest

from council.people.workflow import (
    AUTHORISATION_STEPS,
    CHOSEN_ENDINGS,
    CONTACT_STEPS,
    DUTY_STEPS,
    HANDOVER_STEPS,
    IN_OFFICE,
    MANDATE_ENDINGS,
    MANDATE_STEPS,
    OUTSIDE_STEPS,
    POST_STEPS,
    PROGRAMME_STEPS,
    TERM_STEPS,
    AuthorisationState,
    ContactState,
    DutyState,
    Ending,
    HandoverState,
    MandateState,
    OutsideState,
    PostState,
    ProgrammeState,
    TermState,
)
from council.roles import Role
from kernel.access import NotPermitted, take
from kernel.keys import new_key
from tests.factories.actors import actor_with
from tests.factories.steps import NOT_FROM_HERE, by_each_role, only_by

pytestmark = pytest.mark.unit

MANDATE_TABLE = {
    "suspend": ({"active"}, "suspended"),
    "reinstate": ({"suspended"}, "active"),
    "resign": ({"active", "suspended"}, "resigned"),
    "move": ({"active", "suspended"}, "moved"),
    "dismiss": ({"active", "suspended"}, "dismissed"),
    "recall": ({"active", "suspended"}, "recalled"),
    "lose": ({"active", "suspended"}, "lost"),
    "die": ({"active", "suspended"}, "died"),
    "complete": ({"active", "suspended"}, "completed"),
}
TERM_TABLE = {"close": ({"current"}, "closed")}
POST_TABLE = {"end": ({"held"}, "ended")}
HANDOVER_TABLE = {"add": ({"open"}, "open"), "complete": ({"open"}, "completed")}
AUTHORISATION_TABLE = {"end": ({"given"}, "ended")}
DUTY_TABLE = {
    "give": ({"open", "given"}, "given"),
    "accept": ({"given"}, "taken"),
    "decline": ({"given"}, "open"),
}
OUTSIDE_TABLE = {"end": ({"active"}, "ended")}
CONTACT_TABLE = {"invite": ({"current"}, "current"), "end": ({"current"}, "ended")}
PROGRAMME_TABLE = {"correct": ({"recorded"}, "recorded"), "withdraw": ({"recorded"}, "withdrawn")}
STANDING = {Role.COUNCIL_CHAIR, Role.COUNCIL_VICE_CHAIR}
ADMINISTRATION = {Role.ADMINISTRATOR, "system"}
CHANGING_TERMS = {Role.OFFICE_CHIEF, Role.ADMINISTRATOR}
OF_MANDATE = {"suspend": STANDING, "reinstate": STANDING, "complete": CHANGING_TERMS}
RECORDING = STANDING | {Role.OFFICE_CHIEF}
ARRANGING = RECORDING | {Role.ADMINISTRATOR}
INSIDE = set(Role) - {Role.AGENCY, Role.FRONT, Role.EXPERT, Role.EDITOR}
OF_DUTY = {"give": ARRANGING, "accept": INSIDE, "decline": INSIDE}


@pytest.mark.parametrize(
    ("steps", "table"),
    [
        (MANDATE_STEPS, MANDATE_TABLE),
        (POST_STEPS, POST_TABLE),
        (HANDOVER_STEPS, HANDOVER_TABLE),
        (DUTY_STEPS, DUTY_TABLE),
        (AUTHORISATION_STEPS, AUTHORISATION_TABLE),
        (TERM_STEPS, TERM_TABLE),
        (OUTSIDE_STEPS, OUTSIDE_TABLE),
        (CONTACT_STEPS, CONTACT_TABLE),
        (PROGRAMME_STEPS, PROGRAMME_TABLE),
    ],
    ids=["mandate", "post", "handover", "duty", "authorisation", "term", "outside", "contact", "programme"],
)
def test_the_table_of_steps_is_the_one_of_the_rules(steps, table) -> None:
    drawn = {step.name: ({str(state) for state in step.sources}, str(step.target)) for step in steps.values()}

    assert drawn == table


@pytest.mark.parametrize(("name", "state"), list(product(MANDATE_TABLE, MandateState)))
def test_each_step_of_a_mandate(name: str, state: MandateState) -> None:
    _check(name, MANDATE_STEPS, state, allowed=OF_MANDATE.get(name, RECORDING), sources=MANDATE_TABLE[name][0])


@pytest.mark.parametrize(("name", "state"), list(product(POST_TABLE, PostState)))
def test_each_step_of_a_post(name: str, state: PostState) -> None:
    _check(name, POST_STEPS, state, allowed=ADMINISTRATION, sources=POST_TABLE[name][0])


@pytest.mark.parametrize(("name", "state"), list(product(HANDOVER_TABLE, HandoverState)))
def test_each_step_of_a_handover(name: str, state: HandoverState) -> None:
    _check(name, HANDOVER_STEPS, state, allowed=ARRANGING, sources=HANDOVER_TABLE[name][0])


@pytest.mark.parametrize(("name", "state"), list(product(DUTY_TABLE, DutyState)))
def test_each_step_of_a_duty(name: str, state: DutyState) -> None:
    _check(name, DUTY_STEPS, state, allowed=OF_DUTY[name], sources=DUTY_TABLE[name][0])


@pytest.mark.parametrize(("name", "state"), list(product(AUTHORISATION_TABLE, AuthorisationState)))
def test_each_step_of_an_authorisation(name: str, state: AuthorisationState) -> None:
    allowed = {Role.COUNCIL_CHAIR, Role.OFFICE_CHIEF}
    _check(name, AUTHORISATION_STEPS, state, allowed=allowed, sources=AUTHORISATION_TABLE[name][0])


KEEPING = {
    *(Role.OFFICE_CHIEF, Role.OFFICE_STAFF, Role.RECORDS_CLERK, Role.SESSION_SECRETARY, Role.ADMINISTRATOR, "system")
}


@pytest.mark.parametrize("state", TermState)
def test_the_close_of_a_term(state: TermState) -> None:
    _check("close", TERM_STEPS, state, allowed=CHANGING_TERMS, sources={"current"})


@pytest.mark.parametrize("state", OutsideState)
def test_the_end_of_a_body_outside(state: OutsideState) -> None:
    _check("end", OUTSIDE_STEPS, state, allowed=KEEPING, sources={"active"})


@pytest.mark.parametrize(("name", "state"), list(product(CONTACT_TABLE, ContactState)))
def test_each_step_of_a_contact(name: str, state: ContactState) -> None:
    allowed = ADMINISTRATION if name == "invite" else KEEPING
    _check(name, CONTACT_STEPS, state, allowed=allowed, sources=CONTACT_TABLE[name][0])


@pytest.mark.parametrize(("name", "state"), list(product(PROGRAMME_TABLE, ProgrammeState)))
def test_each_step_of_a_teams_programme(name: str, state: ProgrammeState) -> None:
    _check(name, PROGRAMME_STEPS, state, allowed=CHANGING_TERMS, sources={"recorded"})


def _check(name, steps, state, *, allowed, sources) -> None:
    """Take a step, by each role, of something that concerns another person and was given to the actor."""

    def thing(actor) -> SimpleNamespace:
        concerned = {"id": new_key(), "person_id": new_key(), "receiver_id": actor.person_id, "team_id": new_key()}
        return SimpleNamespace(STEPS=steps, state=str(state), **concerned)

    taken = steps[name] if state in sources else NOT_FROM_HERE
    assert by_each_role(name, thing) == only_by(allowed, taken)


@pytest.mark.parametrize("name", sorted(set(MANDATE_TABLE) - {"complete"}))
@pytest.mark.parametrize("role", sorted(RECORDING))
def test_nobody_decides_about_the_own_mandate(name: str, role: str) -> None:
    me = SimpleNamespace(id=new_key())
    own = SimpleNamespace(STEPS=MANDATE_STEPS, state="active", person_id=me.id)

    with pytest.raises(NotPermitted):
        take(name, actor_with(role, person=me), own)


@pytest.mark.parametrize("name", ["accept", "decline"])
@pytest.mark.parametrize("role", sorted(INSIDE))
def test_nobody_takes_over_what_was_given_to_another(name: str, role: str) -> None:
    duty = SimpleNamespace(STEPS=DUTY_STEPS, state="given", receiver_id=new_key())

    with pytest.raises(NotPermitted):
        take(name, actor_with(role), duty)


@pytest.mark.parametrize(
    ("steps", "states", "first"),
    [
        (MANDATE_STEPS, MandateState, set()),
        (POST_STEPS, PostState, {PostState.HELD}),
        (HANDOVER_STEPS, HandoverState, set()),
        (DUTY_STEPS, DutyState, set()),
        (AUTHORISATION_STEPS, AuthorisationState, {AuthorisationState.GIVEN}),
    ],
    ids=["mandate", "post", "handover", "duty", "authorisation"],
)
def test_each_state_is_reached(steps, states, first) -> None:
    assert {step.target for step in steps.values()} | first == set(states)


def test_the_page_offers_every_ending_of_a_mandate_and_no_other_step() -> None:
    assert [step.name for step in MANDATE_ENDINGS] == ["resign", "move", "dismiss", "recall", "lose", "die"]


def test_a_person_chooses_every_ending_of_a_post_but_those_that_follow() -> None:
    assert set(Ending) - set(CHOSEN_ENDINGS) == {Ending.WITH_MANDATE, Ending.WITH_TERM}


def test_suspended_delegates_are_in_office() -> None:
    assert {"active", "suspended"} == IN_OFFICE
