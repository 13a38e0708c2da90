"""Where the delegates sit: the hall filled at once, then changed seat by seat."""

import pytest
from django.db import transaction

from council.sessions import actions
from council.sessions.models import Seat, Seating
from council.sessions.queries.presence import list_presence
from council.sessions.queries.roll import get_seat_map
from kernel.access import NotPermitted
from kernel.rows import VersionClash
from tests.factories.people import make_delegates, make_team
from tests.factories.sessions import (
    CHAIR,
    OFFICE,
    make_session,
    make_sitting,
)


def places() -> dict:
    return {each.mandate_id: (each.row, each.number) for each in Seat.objects.all()}


def test_the_hall_is_filled_row_by_row_and_two_change_places(council) -> None:
    mandates = make_delegates(5)

    arrange(rows=2, columns=3)
    assert sorted(places().values()) == [(1, 1), (1, 2), (1, 3), (2, 1), (2, 2)]
    first = next(each for each in mandates if places()[each.id] == (1, 1))
    last = next(each for each in mandates if places()[each.id] == (2, 2))
    actions.move_seat(actor=OFFICE, mandate=first, row=2, number=2)

    assert (places()[first.id], places()[last.id]) == ((2, 2), (1, 1))
    rows = get_seat_map(list_presence(make_sitting(make_session("convened")))).rows
    assert [[seat.presence is not None for seat in line] for line in rows] == [[True] * 3, [True, True, False]]


def arrange(*, rows, columns, order="name", version=None, actor=OFFICE):
    return actions.arrange_hall(actor=actor, rows=rows, columns=columns, order=order, version=version)


def test_teams_sit_together(council) -> None:
    mandates = make_delegates(4)
    for number, mandate in enumerate(mandates):
        mandate.team = make_team(2 - number % 2)
        mandate.save()

    arrange(rows=2, columns=2, order="team")

    teams = {places()[each.id]: each.team.number for each in mandates}
    assert [teams[place] for place in sorted(teams)] == [1, 1, 2, 2]


def test_a_hall_too_small_a_seat_that_is_not_and_two_who_arrange_at_once_are_refused(council) -> None:
    (mandate, *_) = make_delegates(5)
    for rows, columns in ((2, 2), (0, 9), (41, 1)):
        with pytest.raises(actions.seating.HallTooSmall), transaction.atomic():
            arrange(rows=rows, columns=columns)
    with pytest.raises(actions.seating.NoSuchSeat), transaction.atomic():
        actions.move_seat(actor=OFFICE, mandate=mandate, row=1, number=1)
    seating = arrange(rows=2, columns=3)

    with pytest.raises(VersionClash), transaction.atomic():
        arrange(rows=3, columns=3)
    with pytest.raises(actions.seating.NoSuchSeat), transaction.atomic():
        actions.move_seat(actor=OFFICE, mandate=mandate, row=3, number=1)
    with pytest.raises(NotPermitted):
        arrange(rows=3, columns=3, actor=CHAIR)

    assert list(Seating.objects.values_list("rows", "version")) == [(2, 1)]
    arrange(rows=3, columns=3, version=seating.version)
    assert list(Seating.objects.values_list("rows", "version")) == [(3, 2)]
