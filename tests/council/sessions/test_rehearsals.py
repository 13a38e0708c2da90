"""A rehearsal is the very hall, but nothing of it is told, counted or found, and one order removes it wholly."""

import hashlib
from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.db.utils import ProgrammingError

from council.law import national_rules
from council.people.models import Mandate
from council.roles import Role
from council.sessions import actions, queries
from council.sessions.actions.rehearsals import NotRehearsed, RehearsalStands, SessionHeldNow
from council.sessions.actions.telling import OnlyRehearsed
from council.sessions.models import (
    Attendance,
    Ballot,
    CouncilSession,
    Invitation,
    Paper,
    Proposal,
    Purpose,
    Visibility,
    Vote,
    WipedRehearsal,
)
from council.sessions.queries.rehearsals import find_rehearsal, session_in_hall
from council.sessions.workflow import SessionState
from hub.rollups.declaration import declared as measures
from kernel import clock, outbox
from kernel.access import NotPermitted
from kernel.audit.models import AuditEntry
from kernel.files.models import StoredFile
from kernel.keys import new_key
from kernel.search.indexing import rebuild, refresh
from kernel.search.models import SearchEntry
from kernel.search.sources import SOURCES
from tenancy import dress
from tenancy.place import in_public
from tenancy.tasks.tidying import tidy_council
from tenancy.wiping import belongings
from tests.factories.actors import actor_with
from tests.factories.people import make_delegates, make_term
from tests.factories.rehearsals import fill, make_rehearsal
from tests.factories.sessions import (
    AT_OPENING,
    CHAIR,
    OFFICE,
    RULES,
    SECRETARY,
    make_item,
    make_paper,
    make_session,
    make_sitting,
)

pytestmark = pytest.mark.usefixtures("council")
# What a rehearsal may leave: that it was made and wiped, by whom and when. Marks of the index carry ids alone.
MAY_REMAIN = {"audit.AuditEntry", "council_sessions.WipedRehearsal"}
# Tables whose rows only say that something waits for a worker.
BELLS = {"tenancy.Pending"}


def play(session: CouncilSession) -> None:
    """Hold a rehearsal from the opening to the closing, with votes that adopt and a speech."""
    sitting, now = session.sittings.get(), AT_OPENING
    session = actions.open_session(actor=CHAIR, session=session, sitting=sitting, now=now, rules=RULES)
    for planned in session.items.order_by("position"):
        item = actions.present_item(actor=CHAIR, item=planned, now=now)
        if not item.needs_vote:
            actions.note_item(actor=CHAIR, item=item, now=now)
            continue
        vote = actions.prepare_vote(actor=CHAIR, item=actions.ready_item(actor=CHAIR, item=item, now=now), question="")
        vote = actions.open_vote(actor=CHAIR, vote=vote, now=now, rules=RULES)
        for mandate in Mandate.objects.all():
            voter = actor_with(Role.DELEGATE, person=mandate.person)
            actions.cast_ballot(
                actor=voter, vote=vote, mandate=mandate, choice="for", key=new_key(), prev="", now=now, rules=RULES
            )
        vote = actions.close_vote(actor=CHAIR, vote=vote, now=now, rules=RULES)
        actions.announce_vote(actor=CHAIR, vote=vote, now=now)
    actions.close_session(actor=CHAIR, session=session, now=now)


def rows_of(model: Any) -> str:
    """Return a digest of all rows of a table."""
    rows = sorted(str(row) for row in model._base_manager.values_list())
    return hashlib.sha256("\n".join(rows).encode()).hexdigest()


def everything() -> dict[str, str]:
    """Return a digest of each table that the council and the operators' place can read."""
    found = {model._meta.label: rows_of(model) for model in dress.council_models() if is_read(model)}
    with in_public():
        found |= {f"public {model._meta.label}": rows_of(model) for model in dress.shared_models() if is_read(model)}
    return found


def is_read(model: Any) -> bool:
    return bool(dress.declared(model).rights.value)


def changed(before: dict[str, str]) -> set[str]:
    after = everything()
    return {name for name in before if before[name] != after[name]}


def test_rehearsal_of_small_agenda_can_be_opened_and_held_to_the_end():
    session = make_rehearsal()

    play(session)

    session.refresh_from_db()
    assert session.state == SessionState.CLOSED
    assert session.title.startswith("Diễn tập")
    assert {vote.decision for vote in Vote.objects.filter(session=session)} == {"adopted"}
    assert Ballot.objects.filter(vote__session=session).count() == 6


def test_rehearsal_takes_agenda_invited_people_and_open_papers_of_a_session():
    of = make_session()
    first, gone = make_item(of), make_item(of, state="withdrawn")
    make_paper(of, "released", item=first, visibility=Visibility.PUBLIC)
    for hidden in (Visibility.CLOSED, Visibility.RESTRICTED):
        make_paper(of, "released", item=first, visibility=hidden)
    make_paper(of, "held", item=first)
    make_paper(of, "released", item=gone)

    session = make_rehearsal(of=of)

    assert [item.title for item in session.items.all()] == [first.title]
    paper = session.papers.get()
    assert (paper.file_id, paper.visibility) == (Paper.objects.get(session=of, visibility="public").file_id, "internal")
    assert Invitation.objects.filter(session=session).count() == 3
    assert of.title in session.title


def test_nobody_is_present_where_that_was_not_asked_for():
    session = make_rehearsal(all_present=False)

    assert not Attendance.objects.filter(sitting__session=session).exists()


@pytest.mark.parametrize("role", [Role.DELEGATE, Role.OFFICE_STAFF, Role.RECORDS_CLERK, Role.ADMINISTRATOR])
def test_who_does_not_rehearse_neither_makes_nor_wipes(role):
    session = make_rehearsal()

    with pytest.raises(NotPermitted):
        actions.prepare_rehearsal(actor=actor_with(role), term=make_term(), now=AT_OPENING)
    with pytest.raises(NotPermitted):
        actions.wipe_rehearsal(actor=actor_with(role), session=session, now=AT_OPENING)


def test_there_is_one_rehearsal_and_none_while_the_council_meets():
    session = make_rehearsal()
    with pytest.raises(RehearsalStands):
        make_rehearsal()
    actions.wipe_rehearsal(actor=SECRETARY, session=session, now=AT_OPENING)
    make_session(SessionState.IN_PROGRESS)

    with pytest.raises(SessionHeldNow):
        make_rehearsal()


def test_every_table_of_a_rehearsal_is_empty_after_the_wipe():
    session = make_rehearsal()
    play(session)
    unfilled = fill(session)
    belonging = belongings(CouncilSession)
    # What a table asks for beyond its columns stands in tests/factories/rehearsals.py.
    assert len(unfilled) * 4 < len(belonging)
    assert len([each for each in belonging if each.of(session).exists()]) == len(belonging) - len(unfilled)

    actions.wipe_rehearsal(actor=SECRETARY, session=session, now=AT_OPENING)

    assert [each.model._meta.label for each in belonging if each.of(session).exists()] == []
    assert not [each.table for each in belonging if names_it(each, session)]


def names_it(each: Any, session: CouncilSession) -> bool:
    """Say whether any column of a table, text or key, still holds the session's id."""
    with connection.cursor() as cursor:
        cursor.execute(f'select exists (select 1 from "{each.table}" t where t::text like %s)', [f"%{session.pk}%"])
        return bool(cursor.fetchone()[0])


def test_rehearsal_leaves_in_all_tables_of_all_places_no_more_than_that_it_was():
    make_delegates(3)
    make_term()
    outbox.drain()
    before = everything()

    session = actions.prepare_rehearsal(actor=SECRETARY, term=make_term(), now=AT_OPENING)
    play(session)
    outbox.drain()
    actions.wipe_rehearsal(actor=SECRETARY, session=session, now=AT_OPENING)
    outbox.drain()

    assert {name.removeprefix("public ") for name in changed(before)} - BELLS <= MAY_REMAIN


def test_proper_session_is_never_wiped_by_the_product_nor_by_postgresql():
    session = make_session(SessionState.IN_PROGRESS)

    with pytest.raises(NotRehearsed):
        actions.wipe_rehearsal(actor=SECRETARY, session=session, now=AT_OPENING)
    for key in (session.pk, new_key()):
        with pytest.raises(DatabaseError) as refused, transaction.atomic():
            order(key)
        assert refused.value.__cause__.pgcode == "HD003"
    assert CouncilSession.objects.filter(pk=session.pk).exists()


def order(key: Any) -> None:
    WipedRehearsal.objects.create(session_key=key, title="x", held_on=clock.local_day(AT_OPENING), wiped_at=AT_OPENING)


def test_purpose_of_a_session_never_changes():
    proper, rehearsal = make_session(), make_rehearsal()

    for session, purpose in ((proper, Purpose.REHEARSAL), (rehearsal, Purpose.PROPER)):
        with pytest.raises(DatabaseError) as refused, transaction.atomic():
            CouncilSession.objects.filter(pk=session.pk).update(purpose=purpose)
        assert refused.value.__cause__.pgcode == "HD002"


def test_councils_role_deletes_no_session_by_itself():
    session = make_rehearsal()

    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        CouncilSession.objects.filter(pk=session.pk)._raw_delete("default")


def test_wiping_leaves_what_proper_sessions_have():
    of = make_session()
    item = make_item(of)
    shared = make_paper(of, "released", item=item).file
    session = make_rehearsal(of=of)
    kept = {each.model: each.of(of).count() for each in belongings(CouncilSession)}
    own = make_paper(session, "released").file

    actions.wipe_rehearsal(actor=SECRETARY, session=session, now=AT_OPENING)

    assert {each.model: each.of(of).count() for each in belongings(CouncilSession)} == kept
    states = dict(StoredFile.objects.filter(pk__in=[shared.pk, own.pk]).values_list("pk", "state"))
    assert states == {shared.pk: StoredFile.State.INTERNAL, own.pk: StoredFile.State.WITHDRAWN}


def test_wiping_is_refused_as_a_whole_where_a_proper_session_took_something_over():
    session, proper = make_rehearsal(), make_session()
    item = make_item(proper)
    item.sitting = session.sittings.get()
    item.save(update_fields=["sitting"])

    with pytest.raises(DatabaseError), transaction.atomic():
        actions.wipe_rehearsal(actor=SECRETARY, session=session, now=AT_OPENING)
        connection.check_constraints()

    assert session.sittings.exists()


def test_what_was_done_stays_in_the_audit():
    session = make_rehearsal()
    actions.wipe_rehearsal(actor=SECRETARY, session=session, now=AT_OPENING)

    said = AuditEntry.objects.filter(object_id=str(session.pk)).values_list("action", flat=True)
    assert {"sessions.prepare_rehearsal", "sessions.wipe_rehearsal"} <= set(said)


def test_nothing_is_kept_of_a_rehearsal_for_the_proper_session():
    session = make_rehearsal()
    play(session)
    session.refresh_from_db()
    hall = queries.get_hall(CHAIR, session, now=AT_OPENING, rules=RULES)

    with pytest.raises(OnlyRehearsed):
        actions.take_into_minutes(actor=OFFICE, hall=hall, lines=(), now=AT_OPENING)
    with pytest.raises(OnlyRehearsed):
        actions.archive_session(
            actor=OFFICE,
            session=session,
            minutes=make_paper(session).file,
            signed_on=session.opens_on,
            now=AT_OPENING,
            rules=RULES,
        )


def test_matters_pass_neither_into_a_rehearsal_nor_out_of_it():
    of, session = make_session(), make_rehearsal()
    left = Proposal.objects.create(from_item=make_item(of), title="Để lại", kind="report")
    from_rehearsal = Proposal.objects.create(from_item=session.items.first(), title="Tập", kind="report")

    assert list(queries.list_proposals(make_session())) == [left]
    for proposal, into in ((left, session), (from_rehearsal, of)):
        with pytest.raises(OnlyRehearsed):
            actions.place_proposal(
                actor=CHAIR, proposal=proposal, session=into, now=AT_OPENING, rules=RULES, late_reason="Tập"
            )


def test_recalling_a_paper_in_a_rehearsal_leaves_the_file_of_the_proper_session():
    of = make_session()
    stored = make_paper(of, "released").file
    session = make_rehearsal(of=of)

    actions.recall_paper(actor=OFFICE, paper=session.papers.get(), reason="Tập thu hồi", now=AT_OPENING)

    stored.refresh_from_db()
    assert stored.state == StoredFile.State.INTERNAL


def test_old_rehearsal_is_wiped_after_the_days_of_the_council():
    session = make_rehearsal()
    rules = national_rules("commune", clock.local_day(AT_OPENING))
    days = rules.number("sessions.rehearsal_kept_days")

    assert actions.wipe_old_rehearsals(actor=SECRETARY, now=AT_OPENING + timedelta(days=days - 1), rules=rules) == 0
    assert actions.wipe_old_rehearsals(actor=SECRETARY, now=AT_OPENING + timedelta(days=days), rules=rules) == 1
    assert not CouncilSession.objects.filter(pk=session.pk).exists()


def test_night_wipes_a_rehearsal_that_was_left_behind():
    left = make_rehearsal()

    tidy_council.run()

    assert not CouncilSession.objects.filter(pk=left.pk).exists()
    assert WipedRehearsal.objects.get().session_key == left.pk


def test_every_measure_of_sessions_counts_proper_ones_only():
    ours = {each.model._meta.label for each in belongings(CouncilSession)}
    counted = [measure for measure in measures() if measure.model in ours]

    assert counted
    # What a rehearsal never gets (test_measures.py holds it in the hall), or is refused to it.
    never = {"held_on", "counted_on", "punctuality__in", "standing__in", "handed_on"}
    rest = [measure for measure in counted if "proper" not in measure.where.values()]
    assert [measure.name for measure in rest if not never & {measure.day, *measure.where}] == []


def test_search_finds_nothing_of_a_rehearsal():
    session = make_rehearsal()
    paper = make_paper(session, "released", visibility=Visibility.PUBLIC)
    keys = {session.pk, paper.pk}

    rebuild()
    for kind in SOURCES:
        for key in keys:
            refresh(kind, key)

    assert not SearchEntry.objects.filter(object_id__in=keys).exists()


def test_hall_follows_the_rehearsal_of_the_day_unless_a_session_is_held():
    coming, session = make_session(SessionState.CONVENED), make_rehearsal()
    today = session.opens_on

    assert find_rehearsal(SECRETARY) == session
    assert session_in_hall(on=today) == session
    assert session_in_hall(on=today - timedelta(days=1)) == coming
    CouncilSession.objects.filter(pk=coming.pk).update(state=SessionState.IN_PROGRESS)
    assert session_in_hall(on=today) == coming


def test_rehearsals_open_vote_keeps_no_council_from_voting():
    rehearsal = make_rehearsal()
    for session in (rehearsal, make_session(SessionState.IN_PROGRESS)):
        sitting = session.sittings.first() or make_sitting(session)
        session.sittings.update(state="running")
        CouncilSession.objects.filter(pk=session.pk).update(state=SessionState.IN_PROGRESS)
        for mandate in Mandate.objects.all():
            Attendance.objects.create(sitting=sitting, mandate=mandate, what="present", at=AT_OPENING, source="office")
        item = make_item(session, state="vote_ready")
        vote = actions.prepare_vote(actor=CHAIR, item=item, question="")
        assert actions.open_vote(actor=CHAIR, vote=vote, now=AT_OPENING, rules=RULES).state == "open"
