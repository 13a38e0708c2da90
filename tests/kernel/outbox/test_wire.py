"""Events as JSON and back, and types that do not travel."""

import json
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any
from uuid import UUID, uuid4

import pytest

from kernel.outbox import registry, wire
from tests.kernel.outbox.facts import Choice, Everything, VoteClosed

pytestmark = pytest.mark.unit

EVENT = Everything(
    text="Kỳ họp",
    number=5,
    yes=True,
    ratio=0.5,
    key=uuid4(),
    at=datetime(2026, 7, 1, 1, 2, 3, 4, tzinfo=UTC),
    on=date(2026, 7, 1),
    amount=Decimal("12.50"),
    share=Fraction(2, 3),
    choice=Choice.AGAINST,
    keys=(uuid4(), uuid4()),
    days=[date(2026, 7, 1)],
    kinds=frozenset({Choice.FOR}),
    maybe=uuid4(),
)


@pytest.mark.parametrize("event", [EVENT, replace(EVENT, maybe=None, maybe_day=date(2026, 1, 1), keys=(), days=[])])
def test_event_comes_back_as_it_was(event):
    travelled = json.loads(json.dumps(wire.to_json(event)))

    assert wire.from_json(Everything, travelled) == event


def test_field_that_the_type_no_longer_has_is_left_out():
    key = uuid4()

    assert wire.from_json(VoteClosed, {"vote_id": str(key), "in_favour": 2, "old": 1}) == VoteClosed(key, 2)


def test_event_is_named_by_module_and_class():
    assert registry.name_of(VoteClosed) == "facts.VoteClosed"


@pytest.mark.parametrize("hint", [dict, Any, object, dict[str, int], "tuple[object, ...]", VoteClosed, bytes])
def test_type_that_does_not_travel_is_refused_at_registration(hint):
    stranger = dataclass(frozen=True)(type("Stranger", (), {"__annotations__": {"a": hint}, "__module__": __name__}))

    with pytest.raises(TypeError):
        registry.register(stranger)


def test_mutable_event_is_refused():
    with pytest.raises(TypeError):
        registry.register(dataclass(type("Loose", (), {"__annotations__": {"a": UUID}})))
    with pytest.raises(TypeError):
        registry.register(str)


def test_two_types_of_one_name_are_refused():
    registry.register(VoteClosed)
    twin = dataclass(frozen=True)(type("VoteClosed", (), {"__annotations__": {"a": int}, "__module__": "x.facts"}))

    with pytest.raises(ValueError):
        registry.register(twin)
