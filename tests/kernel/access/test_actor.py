from datetime import date
from uuid import uuid4

import pytest

from kernel.access import ANONYMOUS, Actor, Holding

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        (date(2026, 6, 30), False),
        (date(2026, 7, 1), True),
        (date(2026, 7, 31), True),
        (date(2026, 8, 1), False),
    ],
)
def test_holding_counts_from_its_first_to_its_last_day(on: date, expected: bool) -> None:
    holding = Holding("delegate", "council", None, date(2026, 7, 1), date(2026, 7, 31), "mandate")

    assert holding.in_force(on) is expected


def test_open_holding_has_no_last_day() -> None:
    holding = Holding("delegate", "council", None, date(2026, 7, 1), None, "mandate")

    assert holding.in_force(date(2099, 1, 1)) is True


def test_holding_ended_before_it_began_never_counts() -> None:
    holding = Holding("delegate", "council", None, date(2026, 7, 10), date(2026, 7, 5), "mandate")

    assert not any(holding.in_force(date(2026, 7, day)) for day in range(1, 32))


def test_actor_has_a_role_in_the_scope_it_holds_it() -> None:
    committee, other = uuid4(), uuid4()
    held = Holding("committee_head", "committee", committee, date(2026, 1, 1), None, "post")
    actor = Actor(account_id=uuid4(), name="Lan", person_id=None, holdings=frozenset({held}))

    assert actor.has("committee_head") is True
    assert actor.has("committee_head", scope_id=committee) is True
    assert actor.has("committee_head", scope_id=other) is False
    assert actor.has("delegate") is False
    assert actor.roles == frozenset({"committee_head"})


def test_anonymous_holds_nothing() -> None:
    assert ANONYMOUS.roles == frozenset()
    assert ANONYMOUS.is_anonymous is True
