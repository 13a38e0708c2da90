"""What leaves the council of its people: the public directory, delegate by delegate, and tombstones of who left."""

from collections.abc import Iterator
from contextlib import contextmanager

from council.people import actions
from council.people.border import columns_of, hand_out_all
from council.people.models import Mandate
from council.people.queries.public import get_public_delegate
from council.people.workflow import MandateState
from council.roles import Role
from hub.rollups.passages import DELEGATE
from kernel import outbox
from tests.factories.actors import actor_with
from tests.factories.people import (
    STARTED,
    make_committee,
    make_constituency,
    make_delegate,
    make_person,
    make_team,
)
from tests.hub.rollups.cells import forgotten, outside

OFFICE = actor_with(Role.OFFICE_CHIEF, Role.OFFICE_STAFF)


@contextmanager
def drained() -> Iterator[None]:
    yield
    outbox.drain()


def test_only_what_the_directory_shows_leaves_of_a_delegate(council):
    person = make_person("Trần Thị Bích", birth_year=1980, main_job="Giáo viên", phone="0912345678", email="b@x.vn")
    mandate = make_delegate(person=person, team=make_team(), constituency=make_constituency())

    columns = columns_of(mandate, get_public_delegate(mandate.id))

    assert set(columns) == DELEGATE.passage.columns
    assert DELEGATE.read(columns)["birth_year"] == 1980
    assert (columns["title"], columns["main_job"], columns["state"]) == ("Trần Thị Bích", "Giáo viên", "in_office")
    assert "0912345678" not in str(columns)
    assert "b@x.vn" not in str(columns)


def test_who_comes_changes_team_and_leaves_is_followed(fresh_council):
    with forgotten(fresh_council):
        with drained():
            team, mandate = make_team(2), make_delegate("Lê Văn An")
        (here,) = outside("delegate", fresh_council)
        assert (here.title, here.state, here.team_id) == ("Lê Văn An", "in_office", None)

        with drained():
            actions.move_to_team(actor=OFFICE, mandate=mandate, team=team, on=STARTED)
        (moved,) = outside("delegate", fresh_council)
        assert moved.team_id == team.id

        with drained():
            Mandate.objects.filter(id=mandate.id).update(state=MandateState.RESIGNED, ended_on=STARTED)
            hand_out_all()
        (gone,) = outside("delegate", fresh_council)
        assert (gone.title, gone.sort_key, gone.main_job, gone.constituency, gone.posts) == ("", "", "", "", [])
        assert gone.withdrawn_at is not None
        assert gone.sequence > moved.sequence > here.sequence


def test_bodies_and_terms_are_told_and_told_again_without_a_change(fresh_council):
    with forgotten(fresh_council):
        make_team(1)
        make_committee("Ban Pháp chế")
        make_delegate("Lê Văn An")
        assert hand_out_all() == 2
        numbers = [row.sequence for type_ in ("term", "body", "delegate") for row in outside(type_, fresh_council)]
        assert [(row.title, row.kind) for row in outside("body", fresh_council)] == [
            ("Tổ số 1", "team"),
            ("Ban Pháp chế", "committee"),
        ]
        assert [(row.title, row.number) for row in outside("term", fresh_council)] == [("2026-2031", 16)]

        hand_out_all()

        assert numbers == [
            row.sequence for type_ in ("term", "body", "delegate") for row in outside(type_, fresh_council)
        ]
