from enum import StrEnum

import pytest
from django.db.models import TextChoices

from kernel.access import (
    NotPermitted,
    Step,
    StepNotAllowed,
    Steps,
    UnknownCapability,
    UnknownStep,
    open_steps,
    steps,
    take,
)
from tests.kernel.access.office import Can, Letter, State, actor, open_office

pytestmark = [pytest.mark.unit, pytest.mark.usefixtures("empty_book")]


class Colour(TextChoices):
    RED = "red", "Đỏ"


class Stray(StrEnum):
    SIGN = "stray.sign"


def test_take_returns_the_step_and_leaves_the_object_alone() -> None:
    open_office()
    letter = Letter()

    step = take("sign", actor("Minh", "chair"), letter)

    assert (step.name, step.target) == ("sign", State.SIGNED)
    assert letter.state == State.DRAFTED.value


@pytest.mark.parametrize("state", list(State))
@pytest.mark.parametrize("name", ["sign", "withdraw"])
def test_take_for_every_step_in_every_state(name: str, state: State) -> None:
    table = open_office()
    letter = Letter(state=state.value, author="Minh")
    who = actor("Minh", "chair", "clerk")

    if state in table[name].sources:
        assert take(name, who, letter).target == table[name].target
    else:
        with pytest.raises(StepNotAllowed) as refused:
            take(name, who, letter)
        assert (refused.value.step, refused.value.state) == (name, state.value)
    assert letter == Letter(state=state.value, author="Minh")


def test_permission_is_asked_before_the_state() -> None:
    open_office()
    letter = Letter(state=State.WITHDRAWN.value)

    with pytest.raises(NotPermitted):
        take("sign", actor("Lan", "clerk"), letter)


def test_condition_refuses_a_step_on_anothers_object() -> None:
    open_office()

    with pytest.raises(NotPermitted):
        take("withdraw", actor("Lan", "clerk"), Letter(author="Minh"))


def test_unknown_step_raises() -> None:
    open_office()

    with pytest.raises(UnknownStep):
        take("shred", actor("Minh", "chair"), Letter())


def test_open_steps_are_those_that_take_would_return() -> None:
    open_office()
    clerk, chair = actor("Lan", "clerk"), actor("Minh", "chair")

    assert [step.name for step in open_steps(chair, Letter(author="Lan"))] == ["sign"]
    assert [step.name for step in open_steps(clerk, Letter(author="Lan"))] == ["withdraw"]
    assert open_steps(chair, Letter(state=State.SIGNED.value)) == []


def test_step_with_an_ungranted_capability_raises() -> None:
    open_office()

    with pytest.raises(UnknownCapability):
        steps(Step("sign", {State.DRAFTED}, State.SIGNED, Stray.SIGN))


@pytest.mark.parametrize(
    "rows",
    [
        [],
        [("sign", {State.DRAFTED}, State.SIGNED), ("sign", {State.SIGNED}, State.WITHDRAWN)],
        [("sign", set(), State.SIGNED)],
        [("sign", {Colour.RED}, State.SIGNED)],
        [("sign", {State.DRAFTED}, State.SIGNED), ("paint", {Colour.RED}, Colour.RED)],
    ],
)
def test_malformed_table_raises(rows: list[tuple[str, set[TextChoices], TextChoices]]) -> None:
    open_office()

    with pytest.raises(ValueError, match=r"step"):
        Steps(Step(name, sources, target, Can.SIGN) for name, sources, target in rows)
