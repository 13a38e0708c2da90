"""What the declared measures of sessions count, what they do not, and what an undoing takes away."""

from datetime import UTC, date, datetime, timedelta

from council.law import SessionKind
from council.sessions import actions, law
from council.sessions.actions.handouts import Given
from council.sessions.actions.papers import Sheet
from council.sessions.models import Conference, CouncilSession, LawfulStep, Vote, VoteMethod
from council.sessions.queries.lawfulness import find_open_steps
from council.sessions.tasks import note_open_steps
from kernel import outbox
from kernel.access import Actor
from tests.factories.after import send, sign_minutes
from tests.factories.figures import counted, days_of
from tests.factories.people import make_delegates
from tests.factories.rehearsals import make_rehearsal
from tests.factories.sessions import (
    AT_OPENING,
    CHAIR,
    CLOSES,
    NOW,
    OFFICE,
    OPENS,
    RULES,
    SECRETARY,
    annul,
    make_file,
    make_hall,
    make_item,
    make_paper,
    make_session,
    make_sitting,
    seat,
)

SYSTEM = Actor.system("test")
MINUTES_SIGNED = datetime(2026, 8, 5, 3, 0, tzinfo=UTC)
LATER = datetime(2026, 9, 1, 3, 0, tzinfo=UTC)


def noted(session: CouncilSession) -> CouncilSession:
    session.refresh_from_db()
    return actions.note_lawful_steps(actor=SYSTEM, session=session, rules=RULES)


def standings(session: CouncilSession) -> dict[str, str]:
    return dict(LawfulStep.objects.filter(session=session).values_list("step", "standing"))


def convened(on: datetime, **changes) -> CouncilSession:
    session = make_session(kind=SessionKind.THEMATIC, basis=law.Basis.STANDING_COMMITTEE, basis_document="31/TTr")
    return actions.convene_session(
        actor=CHAIR, session=session, document="12/QĐ", now=on, rules=RULES, reason="Việc gấp", **changes
    )


class TestSessions:
    """Plans, convenings, openings and what is not held."""

    def test_a_session_counts_as_planned_until_it_is_given_up(self, council):
        first, second = make_session(), make_session()

        assert counted("sessions_planned") == {"regular": 2}
        actions.postpone_session(actor=CHAIR, session=first, reason="Bão", now=NOW)
        actions.cancel_session(actor=CHAIR, session=second, reason="Trùng nội dung")

        assert counted("sessions_planned") == {}
        assert counted("sessions_not_held") == {"regular/postponed": 1, "regular/cancelled": 1}
        assert days_of("sessions_not_held") == {str(OPENS): 2}

    def test_convened_held_and_closed_count_on_their_own_days(self, council):
        session = convened(NOW)
        mandates = make_delegates(3)
        sitting = make_sitting(session)
        seat(sitting, mandates)
        session = actions.open_session(actor=CHAIR, session=session, sitting=sitting, now=AT_OPENING, rules=RULES)
        assert days_of("sessions_closed") == {}
        actions.close_session(actor=CHAIR, session=session, now=AT_OPENING + timedelta(minutes=90))

        assert days_of("sessions_convened") == {"2026-07-01": 1}
        assert days_of("sessions_held") == days_of("sessions_closed") == {str(OPENS): 1}
        assert (counted("sittings_held"), days_of("sittings_held")) == ({"plenary": 1}, {str(OPENS): 1})
        assert counted("sitting_minutes") == {"plenary": 90}

    def test_a_rehearsal_counts_nowhere(self, council):
        session = make_rehearsal()
        sitting = session.sittings.get()
        actions.open_session(actor=CHAIR, session=session, sitting=sitting, now=AT_OPENING, rules=RULES)
        item = actions.present_item(actor=CHAIR, item=session.items.get(position=2), now=AT_OPENING)
        item = actions.ready_item(actor=CHAIR, item=item, now=AT_OPENING)
        vote = actions.prepare_vote(actor=SECRETARY, item=item, question="")
        vote = actions.open_vote(actor=SECRETARY, vote=vote, now=AT_OPENING, rules=RULES)
        actions.close_vote(actor=SECRETARY, vote=vote, now=AT_OPENING, rules=RULES)
        actions.add_paper(actor=OFFICE, session=session, sheet=Sheet("Giấy", make_file()), now=AT_OPENING, rules=RULES)
        noted(session)

        names = ("sessions_planned", "sessions_held", "sessions_by_papers", "session_steps", "sittings_held")
        assert [name for name in (*names, "votes_counted", "papers_released") if counted(name)] == []
        assert Vote.objects.get().decision != "", "the vote of the rehearsal was counted in the hall"


class TestPapers:
    """Papers by punctuality, and in which form a session got them."""

    def test_the_first_version_out_counts_with_its_punctuality(self, council):
        session = make_session("convened")
        make_item(session)
        in_time = actions.add_paper(
            actor=OFFICE, session=session, sheet=Sheet("Tờ trình", make_file()), now=NOW, rules=RULES
        )
        fresh = actions.replace_paper(
            actor=OFFICE, paper=in_time, sheet=Sheet("Tờ trình", make_file()), now=NOW, rules=RULES
        )
        actions.release_documents(actor=OFFICE, session=session, now=NOW)
        late = actions.add_paper(
            actor=OFFICE, session=session, sheet=Sheet("Phụ lục", make_file()), now=AT_OPENING, rules=RULES
        )
        assert counted("papers_released") == {"in_time": 1, "late": 1}

        fresh.refresh_from_db()
        actions.replace_paper(
            actor=OFFICE, paper=fresh, sheet=Sheet("Tờ trình 2", make_file()), now=AT_OPENING, rules=RULES
        )
        assert counted("papers_released") == {"in_time": 1, "late": 1}, "another version is no other paper"
        actions.recall_paper(actor=OFFICE, paper=late, reason="Nhầm", now=AT_OPENING)
        assert counted("papers_released") == {"in_time": 1}

    def test_the_form_of_a_session_follows_its_papers_and_handouts(self, council):
        session = make_session("in_progress")
        CouncilSession.objects.filter(pk=session.pk).update(opened_on=OPENS)
        session.refresh_from_db()
        version = session.version

        def forms():
            return counted("sessions_by_papers")

        assert forms() == {"regular/none": 1}
        given = Given("Bảng giá đất", "Bản đồ khổ lớn", OPENS)
        handout = actions.record_handout(actor=OFFICE, session=session, given=given, now=AT_OPENING)
        assert (forms(), counted("papers_on_paper")) == ({"regular/paper": 1}, {"": 1})
        paper = actions.add_paper(
            actor=OFFICE, session=session, sheet=Sheet("Báo cáo", make_file()), now=AT_OPENING, rules=RULES
        )
        assert forms() == {"regular/mixed": 1}
        actions.remove_handout(actor=OFFICE, handout=handout, reason="Đã có bản điện tử", now=AT_OPENING)
        assert (forms(), counted("papers_on_paper")) == ({"regular/electronic": 1}, {})
        actions.recall_paper(actor=OFFICE, paper=paper, reason="Nhầm", now=AT_OPENING)
        session.refresh_from_db()
        assert (forms(), session.version) == ({"regular/none": 1}, version)


def test_votes_count_by_method_and_decision_until_they_are_annulled(council):
    hall = make_hall()
    for number in range(4):
        hall.cast(number)
    assert counted("votes_counted") == {}, "an open vote has no result"
    vote = hall.close()

    assert (counted("votes_counted"), days_of("votes_counted")) == ({"electronic/adopted/item": 1}, {str(OPENS): 1})
    assert vote.method == VoteMethod.ELECTRONIC
    annul(vote)
    assert counted("votes_counted") == {}


def test_numbers_of_a_sitting_stand_once_confirmed_and_follow_a_correction(council):
    sitting = make_sitting(make_session("in_progress"), "running")
    mandates = make_delegates(3)
    seat(sitting, mandates[:2])
    known = {"started_at": AT_OPENING, "ended_at": AT_OPENING + timedelta(hours=3), "state": "ended"}
    type(sitting).objects.filter(pk=sitting.pk).update(**known)
    sitting.refresh_from_db()

    def numbers():
        sitting.refresh_from_db()
        return sitting.delegates_present, sitting.delegates_excused, sitting.delegates_absent

    assert numbers() == (0, 0, 0)
    actions.confirm_presence(actor=SECRETARY, sitting=sitting, now=AT_OPENING + timedelta(hours=4))
    assert numbers() == (2, 0, 1)
    later = AT_OPENING + timedelta(hours=5)
    actions.correct_presence(
        actor=SECRETARY,
        sitting=sitting,
        mandate=mandates[2],
        what="excused",
        reason="Có đơn",
        now=later,
        rules=RULES,
    )
    assert numbers() == (2, 1, 0)
    assert counted("delegates_present") == {}, "it was never started in earnest"
    type(sitting).objects.filter(pk=sitting.pk).update(held_on=OPENS)
    assert counted("delegates_present") == {"plenary": 2}
    assert (counted("delegates_excused"), counted("delegates_absent")) == ({"plenary": 1}, {})


def make_lawful() -> CouncilSession:
    """Return a closed session that was prepared in time: agreed on, convened, its papers out."""
    session = make_session()
    bodies = {"for_council": "Thường trực", "for_executive": "Uỷ ban", "for_front": "Mặt trận", "document": "08/TB"}
    Conference.objects.create(session=session, held_on=OPENS - timedelta(days=60), **bodies)
    make_paper(session, "released", punctuality="in_time")
    days = {"convened_on": OPENS - timedelta(days=25), "opened_on": OPENS, "closed_on": CLOSES}
    CouncilSession.objects.filter(pk=session.pk).update(state="closed", closed_at=AT_OPENING, **days)
    session.refresh_from_db()
    return session


class TestLawfulSteps:
    """Each step with its day, the session by what they come to, and which one was broken."""

    def test_a_lawful_session_has_every_step_in_time(self, council):
        session = noted(make_lawful())
        assert session.lawfulness == "pending"
        sign_minutes(session, MINUTES_SIGNED)
        send(session, date(2026, 8, 6), now=LATER)
        session = noted(session)

        assert standings(session) == dict.fromkeys(
            ("convening", "notice", "conference", "papers", "minutes", "sending"), "in_time"
        )
        assert session.lawfulness == "kept"
        assert counted("sessions_by_law") == {"regular/kept": 1}
        assert counted("session_steps")["sending/in_time"] == 1

    def test_one_late_letter_breaks_the_session_and_is_named_until_it_is_withdrawn(self, council):
        session = make_lawful()
        sign_minutes(session, MINUTES_SIGNED)
        sending = send(session, date(2026, 8, 20), now=LATER, late_reason="Chờ chữ ký")
        noted(session)

        assert counted("sessions_by_law") == {"regular/broken": 1}
        late = {name: n for name, n in counted("session_steps").items() if name.endswith("/late")}
        assert late == {"sending/late": 1}
        actions.withdraw_sent_upward(actor=OFFICE, sending=sending, reason="Ghi nhầm ngày")
        session = noted(session)
        assert (session.lawfulness, standings(session)["sending"]) == ("pending", "waiting")
        assert LawfulStep.objects.get(step="sending").done_on is None

    def test_convening_late_and_without_a_conference_is_told_by_name(self, council):
        session = make_session()
        late = AT_OPENING - timedelta(days=3)
        session = actions.convene_session(
            actor=CHAIR, session=session, document="12/QĐ", now=late, rules=RULES, reason="Việc gấp"
        )

        session = noted(session)
        assert standings(session) == {
            "conference": "missed",
            "convening": "late",
            "notice": "late",
            "papers": "waiting",
        }
        assert session.lawfulness == "broken"

    def test_papers_of_an_agreed_late_matter_break_nothing_and_others_do(self, council):
        session = make_session("documents_released")
        item = make_item(session)
        type(item).objects.filter(pk=item.pk).update(late_reason="Phát sinh sau thiên tai")
        late = {"state": "released", "punctuality": "late", "released_on": OPENS, "released_at": AT_OPENING}
        make_paper(session, "released", punctuality="in_time")
        make_paper(session, item=item, **late)
        assert standings(noted(session))["papers"] == "in_time"
        make_paper(session, **late)
        assert standings(noted(session))["papers"] == "late"

    def test_a_session_opened_while_its_papers_are_held_missed_the_step(self, council):
        session = make_session("convened")
        assert "papers" in standings(noted(session))
        make_paper(session)
        CouncilSession.objects.filter(pk=session.pk).update(state="in_progress")
        assert standings(noted(session))["papers"] == "missed"

    def test_steps_of_a_session_that_is_given_up_are_dropped_and_come_back(self, council):
        session = noted(make_session())
        assert set(standings(session).values()) == {"waiting"}
        session = actions.postpone_session(actor=CHAIR, session=session, reason="Bão", now=NOW)

        session = noted(session)
        assert set(standings(session).values()) == {"dropped"}
        assert counted("session_steps") == {}
        CouncilSession.objects.filter(pk=session.pk).update(state="planned")
        assert set(standings(noted(session)).values()) == {"waiting"}

    def test_noting_twice_changes_nothing(self, council):
        session = noted(make_session())
        before = list(LawfulStep.objects.order_by("id").values_list("id", "standing", "due_on"))

        noted(session)
        assert list(LawfulStep.objects.order_by("id").values_list("id", "standing", "due_on")) == before

    def test_what_happens_in_a_session_is_noted_by_itself(self, council):
        session = make_session()
        assert standings(session) == {}
        outbox.drain()
        assert standings(session)["convening"] == "waiting"

    def test_the_night_finds_what_was_never_noted(self, council):
        session = make_session()
        assert find_open_steps() == [session]
        note_open_steps(LATER)
        assert standings(session)["convening"] == "waiting"
        CouncilSession.objects.filter(pk=session.pk).update(lawfulness="kept")
        LawfulStep.objects.update(standing="dropped")
        assert find_open_steps() == []
