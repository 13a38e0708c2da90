"""The demonstration plays by the ordinary actions: resolutions, an election, dossiers on their way."""

from collections import Counter
from dataclasses import replace
from datetime import timedelta
from random import Random
from uuid import uuid4

import pytest
from django.conf import settings

from council.documents.demo import Adopted, publish_in_bulk
from council.documents.law import Kind
from council.documents.models import Document
from council.documents.papers import Press
from council.documents.queries import get_letterhead, list_books
from council.people.actions import appoint
from council.people.demo import ACTOR, COMMUNE, invent, settle
from council.people.demo.bulk import settle_in_bulk
from council.people.demo.outside import settle_outside
from council.people.models import Mandate
from council.roles import Role
from council.rulebook.queries import load_rules
from council.sessions.actions.lawfulness import note_lawful_steps
from council.sessions.demo import (
    Cast,
    Examiners,
    announce_next,
    coming_session,
    hold_history,
    let_delegates_vote,
    past_session,
    present_session,
)
from council.sessions.demo.aftermath import end_of
from council.sessions.demo.around import Course, Minutes
from council.sessions.models import Ballot, CouncilSession, Dossier, Election, Vote
from council.sessions.queries.archive import missing_for_archive
from council.sessions.queries.dossiers import list_rows
from kernel import clock
from kernel.access import actor_of
from tests.factories.actors import actor_with
from tests.factories.dossiers import actor_in
from tests.factories.figures import counted
from tests.factories.halls import account_of
from tests.factories.people import STARTED, make_committee, make_term

PRESS = Press(font_dirs=tuple(settings.FONT_DIRS), public_root="http://hoalu.localhost")


def play(today) -> Cast:
    mandates = settle(invent(COMMUNE, seed=1), term=make_term(), on=STARTED)
    return Cast(
        office=actor_with(Role.OFFICE_STAFF, Role.OFFICE_CHIEF, Role.RECORDS_CLERK, Role.EDITOR),
        chair=actor_with(Role.COUNCIL_CHAIR, second_factor=True),
        mandates=mandates,
        term=make_term(),
        rules=load_rules(level="commune", at=today),
        press=PRESS,
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

    cast = play(clock.local_day(now))

    session = past_session(cast, now=now, course=Course(minutes=Minutes.FILED, is_one_paper_late=True))

    assert session.state == "archived"
    assert sorted(session.papers.values_list("punctuality", flat=True)) == ["in_time"] * 4 + ["late"]
    session = note_lawful_steps(actor=ACTOR, session=session, rules=cast.rules)
    broken = session.lawful_steps.exclude(standing="in_time")
    assert (session.lawfulness, [line.step for line in broken]) == ("broken", ["papers"])
    assert sorted(Vote.objects.values_list("decision", flat=True)) == ["adopted", "adopted", "adopted", "rejected"]
    documents = Document.objects.all()
    assert {document.state for document in documents} == {"published"}
    assert sorted(document.number for document in documents) == [1, 1, 2]
    assert all(document.pdf_sha256 for document in documents)
    assert sorted(document.dissemination for document in documents) == ["done", "done", "none"]


def test_past_session_has_signed_minutes_papers_a_confirmed_roll_and_what_was_made_known(council):
    now = clock.now()
    cast = play(clock.local_day(now))

    session = past_session(cast, now=now, items=2, course=Course(minutes=Minutes.SIGNED))

    assert list(session.papers.values_list("punctuality", "state")) == [("in_time", "released")] * 2
    sitting = session.sittings.get()
    assert (sitting.delegates_present, sitting.delegates_excused, sitting.delegates_absent) == (24, 1, 0)
    assert list(sitting.attendance.filter(what="late").values_list("late_minutes", flat=True)) == [12]
    assert sitting.roll_confirmation.present == 24
    session = note_lawful_steps(actor=ACTOR, session=session, rules=cast.rules)
    assert (session.papers_form, session.state, session.lawfulness) == ("electronic", "closed", "kept")


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


def test_history_of_a_quiet_commune_is_counted_and_keeps_what_the_actions_would_say(council):
    now, term = clock.now(), make_term()
    mandates = settle_in_bulk(invent(COMMUNE, seed=13), term=term, on=STARTED)
    rules, until = load_rules(level="commune", at=clock.local_day(now)), clock.local_day(now)

    held = len(hold_history(term, mandates, rules=rules, seed=13, press=PRESS, until=until).sessions)

    assert CouncilSession.objects.filter(state__in=("closed", "archived")).count() == held >= 1
    assert sum(counted("sessions_by_law").values()) == held == sum(counted("sittings_held").values())
    assert sum(counted("delegates_in_office").values()) == COMMUNE.seats == sum(counted("teams").values()) * 5
    waiting = sum(counted("resolutions_to_publish").values())
    assert sum(counted("resolutions_published").values()) + waiting == Document.objects.count() > 0
    assert check_books() == []
    steps = counted("session_steps")
    for session in CouncilSession.objects.all():
        note_lawful_steps(actor=ACTOR, session=session, rules=rules)
    assert counted("session_steps") == steps


@pytest.mark.parametrize("seed", [13, 21, 34])
def test_history_confirms_what_its_ledger_says_and_completes_no_file_that_lacks_something(council, seed):
    now, term = clock.now(), make_term()
    mandates = settle_in_bulk(invent(COMMUNE, seed=seed), term=term, on=STARTED)
    rules, until = load_rules(level="commune", at=clock.local_day(now)), clock.local_day(now)

    history = hold_history(term, mandates, rules=rules, seed=seed, press=PRESS, until=until, goes_on=True)

    assert len(history.sessions) >= 2
    for session in history.sessions:
        sitting, said = session.sittings.get(), Counter(session.sittings.values_list("attendance__what", flat=True))
        roll = sitting.roll_confirmation
        assert (roll.present, roll.excused, roll.absent) == (
            said["present"] + said["late"], said["excused"], said["absent"],
        )  # fmt: skip
        assert said.total() == COMMUNE.seats
        assert (session.state, missing_for_archive(session), session.archived_on <= until) == ("archived", [], True)
        assert session.papers.exists() == (session.papers_form in {"electronic", "mixed"})


def test_nearly_every_quiet_council_has_convened_its_next_session_in_time(council):
    rules, term = load_rules(level="commune", at=clock.today()), make_term()

    made = [announce_next(term, rules=rules, seed=seed, on=clock.today()) for seed in range(12)]

    convened = [session for session in made if session]
    assert 8 <= len(convened) < 12
    assert [session.number for session in convened] == list(range(1, len(convened) + 1))
    for session in convened[:6]:
        steps = dict(session.lawful_steps.values_list("step", "standing"))
        assert (steps["convening"], steps["notice"], steps["conference"]) == ("in_time",) * 3
        assert (session.opens_on.weekday() < 5, session.items.first().kind) == (True, "report")


def test_a_session_owes_nothing_unless_it_is_the_last():
    chance = Random(1)

    delays = [end_of(chance, is_last=False) for _ in range(50)]
    last = [end_of(chance, is_last=True) for _ in range(200)]

    assert not any(delay.is_any for delay in delays)
    assert 0 < sum(delay.is_unsigned for delay in last) < 60
    assert 0 < sum(delay.is_one_unpublished for delay in last) < 40


def test_a_resolution_that_waits_to_be_published_has_its_number_and_no_channel(council):
    adopted_on = clock.today() - timedelta(days=20)
    known = {"kind": Kind.INDIVIDUAL_RESOLUTION, "adopted_on": adopted_on, "occasion": "", "signer": "Ngô Ngọc Lan"}
    rules = load_rules(level="commune", at=clock.today())

    (waiting, _shown) = publish_in_bulk(
        [
            Adopted(subject=subject, published_on=day, session_id=uuid4(), vote_id=uuid4(), **known)
            for subject, day in (("Phân bổ vốn", None), ("Quyết toán", adopted_on))
        ],
        letterhead=get_letterhead(),
        rules=rules,
    )

    waiting.refresh_from_db()
    assert (waiting.state, waiting.number, waiting.published_on, waiting.publishing) == ("issued", 1, None, "open")
    assert waiting.publicity.count() == 0
    assert sum(counted("resolutions_to_publish").values()) == sum(counted("resolutions_published").values()) == 1


def check_books() -> list[object]:
    """Return the books of the year whose numbers do not follow each other."""
    lines = list_books(actor_with(Role.RECORDS_CLERK), year=clock.today().year)
    return [line.book for line in lines if not line.findings.is_clean]
