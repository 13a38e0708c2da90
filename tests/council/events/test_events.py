"""Every event can be stored and read again without losing anything."""

from dataclasses import FrozenInstanceError
from datetime import UTC, date, datetime
from importlib import import_module
from pkgutil import iter_modules
from typing import get_args, get_origin
from uuid import UUID

import pytest

import council.events
from council.events import Event
from council.events.sessions import VoteClosed
from kernel.outbox import wire

pytestmark = pytest.mark.unit

FILES = [f"council.events.{found.name}" for found in iter_modules(council.events.__path__)]
for file in FILES:
    import_module(file)
EVENTS = sorted(Event.__subclasses__(), key=lambda event: event.__qualname__)
ID = UUID("01890a5d-ac96-774b-bcce-b302099a8057")
SAMPLES = {
    UUID: ID,
    date: date(2026, 12, 10),
    datetime: datetime(2026, 12, 10, 1, 30, tzinfo=UTC),
    str: "Tổ 5",
    int: 85,
    bool: True,
}


def sample_of(hint):
    """A value of a declared type; of a list of values a pair, of an optional value the value."""
    if get_origin(hint) is tuple:
        return (sample_of(get_args(hint)[0]),) * 2
    return SAMPLES[hint] if hint in SAMPLES else sample_of(get_args(hint)[0])


@pytest.mark.parametrize("event", EVENTS, ids=lambda event: event.__name__)
def test_an_event_travels_and_comes_back_whole(event):
    fact = event(**{name: sample_of(hint) for name, hint in wire.hints_of(event).items()})

    wire.check(event)

    assert wire.from_json(event, wire.to_json(fact)) == fact


@pytest.mark.parametrize("event", EVENTS, ids=lambda event: event.__name__)
def test_an_event_says_what_it_means(event):
    assert event.__doc__.strip().endswith(".")
    assert not event.__doc__.startswith(f"{event.__name__}(")


def test_events_are_told_in_the_files_of_their_modules():
    assert {event.__module__ for event in EVENTS} == set(FILES)
    assert len({event.__name__ for event in EVENTS}) == len(EVENTS)


def test_a_fact_cannot_be_changed():
    fact = VoteClosed(session_id=ID, vote_id=ID, closed_at=SAMPLES[datetime], adopted=True)

    with pytest.raises(FrozenInstanceError):
        fact.adopted = False
