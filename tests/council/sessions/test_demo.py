"""The demonstration plays by the ordinary actions: resolutions, an election, dossiers on their way."""

from dataclasses import replace
from datetime import timedelta

from django.conf import settings

from council.documents.models import Document
from council.documents.papers import Press
from council.people.actions import appoint
from council.people.demo import ACTOR, COMMUNE, invent, settle
from council.people.demo.outside import settle_outside
from council.people.models import Mandate
from council.roles import Role
from council.rulebook.queries import load_rules
from council.sessions.demo import (
    Cast,
    Examiners,
    coming_session,
    let_delegates_vote,
    past_session,
    present_session,
)
from council.sessions.models import Ballot, CouncilSession, Dossier, Election, Vote
from council.sessions.queries.dossiers import list_rows
from kernel import clock
from kernel.access import actor_of
from tests.factories.actors import actor_with
from tests.factories.dossiers import actor_in
from tests.factories.halls import account_of
from tests.factories.people import STARTED, make_committee, make_term


def play(today) -> Cast:
    mandates = settle(invent(COMMUNE, seed=1), term=make_term(), on=STARTED)
    return Cast(
        office=actor_with(Role.OFFICE_STAFF, Role.OFFICE_CHIEF, Role.RECORDS_CLERK, Role.EDITOR),
        chair=actor_with(Role.COUNCIL_CHAIR, second_factor=True),
        mandates=mandates,
        term=make_term(),
        rules=load_rules(level="commune", at=today),
        press=Press(font_dirs=tuple(settings.FONT_DIRS), public_root="http://hoalu.localhost"),
    )


def with_counters(cast: Cast) -> Cast:
    """Return the cast with three delegates who have a login, of whom a counting board is made."""
    chosen = [mandate for mandate in cast.mandates if not mandate.full_time][1:4]
    accounts = [account_of(mandate, f"daibieu{number}") for number, mandate in enumerate(chosen)]
    for account in accounts:
        account.refresh_from_db()
    actors = [actor_of(account, on=clock.today()) for account in accounts]
    return replace(cast, counters=tuple(zip(chosen, actors, strict=True)))


def test_past_session_ends_with_published_resolutions(council):
    now = clock.now()

    session = past_session(play(clock.local_day(now)), now=now)

    assert session.state == "closed"
    assert sorted(Vote.objects.values_list("decision", flat=True)) == ["adopted", "adopted", "adopted", "rejected"]
    documents = Document.objects.all()
    assert {document.state for document in documents} == {"published"}
    assert sorted(document.number for document in documents) == [1, 1, 2]
    assert all(document.pdf_sha256 for document in documents)


def test_present_session_waits_for_votes_and_delegates_may_vote_by_themselves(council):
    now = clock.now()
    cast = play(clock.local_day(now))

    session = present_session(cast, now=now)

    assert CouncilSession.objects.get(id=session.id).state == "in_progress"
    assert Ballot.objects.count() == 0
    assert let_delegates_vote(cast, now=now, share=1.0) == Ballot.objects.count() > Mandate.objects.count() * 0.9
    assert let_delegates_vote(cast, now=now, share=1.0) == 0


def test_past_election_has_its_board_its_two_counts_and_its_minutes(council):
    now = clock.now()

    session = past_session(with_counters(play(clock.local_day(now))), now=now, items=1)

    election = Election.objects.get(session=session)
    (round,) = election.rounds.all()
    assert (election.state, round.state, round.counts.count(), round.sheets.count()) == ("filled", "announced", 2, 1)
    assert [line.standing for line in round.lines.order_by("position")] == ["elected", "short"]
    assert round.board.vote.decision == "adopted"
    documents = dict(Document.objects.values_list("kind", "state"))
    assert documents == {"minutes": "issued"}
    assert Document.objects.get(pk=round.minutes_id).pdf_sha256


def test_coming_session_has_a_dossier_on_each_step_that_people_ask_about(council):
    now = clock.now()
    cast = with_counters(play(clock.local_day(now)))
    settle_outside(is_province=True, on=STARTED)
    committee, other = make_committee("Ban Kinh tế - Ngân sách", "economy_budget"), make_committee()
    member = cast.mandates[-1].person
    appoint(actor=ACTOR, person=member, role=Role.COMMITTEE_MEMBER, from_on=STARTED, committee=committee)
    head = replace(actor_in(Role.COMMITTEE_HEAD, "committee", committee.id), name="Trưởng ban")

    session = coming_session(cast, Examiners(committee, head, member, other), now=now)

    assert sorted(Dossier.objects.values_list("state", flat=True)) == sorted(
        ["proposed", "drafting", "drafting", "under_verification", "remarks_open", "left"]
    )
    rows = list_rows(cast.office, today=clock.local_day(now), rules=cast.rules)
    assert [row.dossier.state for row in rows if row.is_late] == ["drafting"]
    left, looked_at = Dossier.objects.get(state="left"), Dossier.objects.get(observers__person=member)
    assert left.state_reason
    assert (looked_at.committee, looked_at.state) == (other, "drafting")
    assert session.opens_on == clock.local_day(now) + timedelta(days=20)
    assert Election.objects.get().state == "draft"
