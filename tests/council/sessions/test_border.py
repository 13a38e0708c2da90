"""What leaves the council of its sessions: what the public pages show, by lists of columns, with tombstones."""

from collections.abc import Iterator
from contextlib import contextmanager

from council.rulebook.models import Override as OverrideRow
from council.sessions.border import (
    columns_of_round,
    columns_of_vote,
    hand_out_unfinished,
    rows_of,
    tell_session,
    tell_vote,
)
from council.sessions.models import AgendaItem, CouncilSession, Paper, Sitting, SittingKind, Vote
from council.sessions.models.session import Visibility
from council.sessions.workflow import SessionState
from hub.rollups.passages import AGENDA_ITEM, PAPER, SESSION, VOTE
from kernel import clock, outbox
from tenancy.fleet.chores import CHORES
from tests.factories.elections import make_counting
from tests.factories.sessions import AT_OPENING, OPENS, annul, make_hall, make_item, make_paper, make_session
from tests.hub.rollups.cells import forgotten, outside

NAMES = "votes.names_public"


@contextmanager
def drained() -> Iterator[None]:
    yield
    outbox.drain()


def told_hall(**more):
    hall = make_hall(3, **more)
    hall.cast(0, "for")
    hall.cast(1, "against")
    hall.close()
    return hall


def open_names() -> None:
    """Let the council's rules tell everybody who chose what, on every day."""
    OverrideRow.objects.create(key=NAMES, value="public", document="Quy chế", in_force_on=OPENS.replace(year=2000))


def test_only_listed_columns_leave_of_a_session_its_agenda_and_papers(council):
    session = make_session(SessionState.DOCUMENTS_RELEASED)
    item = make_item(session)
    shown = make_paper(session, "released", item=item, visibility=Visibility.PUBLIC, title="Tờ trình")
    make_paper(session, "released", item=item, visibility=Visibility.INTERNAL, title="Nội bộ")
    make_paper(session, "held", item=item, visibility=Visibility.PUBLIC, title="Chưa phát hành")

    rows = rows_of(session)

    for publication, (columns, *others) in zip((SESSION, AGENDA_ITEM, PAPER), rows.values(), strict=True):
        assert (set(columns), others) == (set(publication.passage.columns), []), publication.type
        assert publication.read(columns)["id"]
    assert rows["paper"][0]["id"] == str(shown.id)
    assert (rows["paper"][0]["title"], rows["paper"][0]["file_type"]) == ("Tờ trình", "pdf")
    assert rows["agenda_item"][0]["title"] == item.title


def test_papers_of_a_sitting_that_is_closed_to_the_public_do_not_leave(council):
    session = make_session(SessionState.DOCUMENTS_RELEASED)
    item = make_item(session)
    make_paper(session, "released", item=item, visibility=Visibility.PUBLIC)
    sitting = Sitting.objects.create(
        session=session, day_on=OPENS, part="morning", kind=SittingKind.CLOSED,
        closed_on_request_of="chair", closed_document="Nghị quyết họp kín",
    )  # fmt: skip
    AgendaItem.objects.filter(id=item.id).update(sitting=sitting)

    assert rows_of(session)["paper"] == []


def test_vote_leaves_four_totals_and_no_names(council):
    hall = told_hall()
    hall.announce()
    vote = Vote.objects.get(id=hall.vote.id)

    columns = columns_of_vote(vote)

    assert (columns["in_favour"], columns["against"], columns["abstained"], columns["not_voting"]) == (1, 1, 0, 1)
    assert (columns["method"], columns["outcome"], columns["state"]) == ("electronic", "rejected", "announced")
    assert columns["names"] is None
    assert set(columns) <= VOTE.passage.columns
    assert VOTE.read(columns)["total"] == 3


def test_names_leave_only_where_the_page_of_names_shows_them_to_everybody(council):
    open_names()
    hall = told_hall()
    hall.announce()
    vote = Vote.objects.get(id=hall.vote.id)

    names = columns_of_vote(vote)["names"]

    assert sorted(one["choice"] for one in names) == ["", "against", "for"]
    assert all(set(one) == {"delegate_id", "name", "choice"} for one in names)
    Sitting.objects.filter(id=vote.sitting_id).update(
        kind=SittingKind.CLOSED, closed_on_request_of="chair", closed_document="Nghị quyết họp kín"
    )
    assert columns_of_vote(Vote.objects.get(id=vote.id))["names"] is None


def test_secret_ballot_leaves_its_closed_totals_only(council):
    ballot = make_counting()
    ballot.count((7, 3), (3, 7))
    columns = columns_of_round(ballot.announce())

    assert (columns["issued"], columns["returned"], columns["valid"], columns["invalid"]) == (10, 10, 10, 0)
    assert sorted(one["in_favour"] for one in columns["candidates"]) == [3, 7]
    assert all(set(one) == {"name", "in_favour", "against", "standing"} for one in columns["candidates"])
    assert columns.get("names") is None
    assert VOTE.read(columns)["method"] == "secret_ballot"


def test_a_session_is_followed_from_its_vote_to_its_taking_back(fresh_council):
    with forgotten(fresh_council):
        with drained():
            hall = told_hall()
            tell_session(hall.session.id)
            tell_vote(hall.vote.id)
        assert outside("vote", fresh_council) == []
        assert [row.state for row in outside("agenda_item", fresh_council)] == ["vote_ready"]

        with drained():
            hall.announce()
        (vote,) = outside("vote", fresh_council)
        assert (vote.in_favour, vote.state, vote.names) == (1, "announced", None)
        assert [row.state for row in outside("agenda_item", fresh_council)] == ["rejected"]

        with drained():
            annul(Vote.objects.get(id=hall.vote.id))
        (annulled,) = outside("vote", fresh_council)
        assert (annulled.state, annulled.in_favour) == ("annulled", 1)
        assert annulled.sequence > vote.sequence

        with drained():
            CouncilSession.objects.filter(id=hall.session.id).update(state=SessionState.POSTPONED)
            tell_session(hall.session.id)
        assert all(row.withdrawn_at and row.title == "" for row in outside("agenda_item", fresh_council))
        assert [row.title for row in outside("session", fresh_council)] == [""]


def test_recalled_paper_becomes_a_tombstone_and_everything_can_be_told_again(fresh_council):
    with forgotten(fresh_council):
        session = make_session(SessionState.DOCUMENTS_RELEASED)
        paper = make_paper(session, "released", visibility=Visibility.PUBLIC, title="Tờ trình")
        said = CHORES["publish"](fresh_council)
        assert "sessions: 1 parts" in said
        assert [row.title for row in outside("paper", fresh_council)] == ["Tờ trình"]

        before = [row.sequence for row in outside("session", fresh_council)]
        Paper.objects.filter(id=paper.id).update(state="recalled", removed_at=AT_OPENING)
        hand_out_unfinished(AT_OPENING)

        (tomb,) = outside("paper", fresh_council)
        assert (tomb.title, tomb.public_path) == ("", "")
        assert tomb.withdrawn_at <= clock.now()
        assert [row.sequence for row in outside("session", fresh_council)] == before
