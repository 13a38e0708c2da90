"""From the joint conference to the archive: what each guard refuses, and what follows (workflows A1, R-SES-08)."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from council.events.sessions import SessionContentAgreed, SessionPaused, SessionPlanned
from council.law import SessionKind
from council.people import actions as people
from council.people.models import Committee
from council.roles import Role
from council.sessions import actions, law, queries, reactions
from council.sessions.actions import refusals
from council.sessions.actions.preparing import Meeting
from council.sessions.models import Conference, CouncilSession, Paper, YearPlan
from kernel.access import NotPermitted
from kernel.access import hold as give
from kernel.keys import new_key
from kernel.notify.models import Notice
from kernel.outbox.models import OutboxEvent
from tests.factories.people import SYSTEM_ACTOR, make_account, make_delegate
from tests.factories.sessions import (
    AT_OPENING,
    CHAIR,
    CLOSES,
    DRAFT,
    NOW,
    OFFICE,
    OPENS,
    PLAN,
    REPORT,
    RULES,
    TODAY,
    make_file,
    make_hall,
    make_item,
    make_paper,
    make_session,
)

MEETING = Meeting(
    held_on=date(2026, 6, 10), for_council="Chủ tịch", for_executive="Phó Chủ tịch", for_front="Chủ tịch", document="5"
)
THEMATIC = {"kind": SessionKind.THEMATIC, "basis": "standing_committee", "basis_document": "TTr 5"}


def agree(session: CouncilSession, **changes) -> CouncilSession:
    meeting = replace(MEETING, **changes)
    return actions.agree_content(actor=OFFICE, session=session, meeting=meeting, now=NOW, rules=RULES)


def events(name: str) -> int:
    return OutboxEvent.objects.filter(type=f"sessions.{name}").count()


def test_the_conference_keeps_the_list_as_it_was_agreed(council) -> None:
    session = make_session()
    item = make_item(session, DRAFT)
    make_item(session, REPORT, "withdrawn")

    session = agree(session)
    actions.edit_item(actor=OFFICE, item=item, version=1, matter=replace(DRAFT, title="Tên khác"))

    held = queries.find_conference(session)
    assert held is not None
    assert [line["title"] for line in held.agreed] == [DRAFT.title]
    assert (session.state, held.due_on, held.is_late) == ("content_agreed", date(2026, 6, 12), False)
    assert events("SessionContentAgreed") == 1


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"held_on": TODAY + timedelta(days=1)}, refusals.DayAhead),
        ({"for_council": " "}, refusals.BodiesMissing),
        ({"for_executive": ""}, refusals.BodiesMissing),
        ({"for_front": ""}, refusals.BodiesMissing),
        ({"document": " "}, refusals.MinutesMissing),
        ({"held_on": date(2026, 6, 13)}, refusals.ConferenceLate),
    ],
)
def test_a_conference_that_lacks_something_is_refused_and_changes_nothing(council, changes, refusal) -> None:
    session = make_session()
    make_item(session)

    with pytest.raises(refusal):
        agree(session, **changes)

    session.refresh_from_db()
    assert (session.state, Conference.objects.count(), events("SessionContentAgreed")) == ("planned", 0, 0)


def test_there_is_nothing_to_agree_on_without_an_agenda(council) -> None:
    with pytest.raises(refusals.AgendaEmpty):
        agree(make_session())


def test_a_file_of_minutes_is_enough_and_a_late_conference_says_why(council) -> None:
    session = make_session()
    make_item(session)

    agree(session, document="", minutes=make_file(), held_on=date(2026, 6, 20), late_reason=" Chờ số liệu ")

    held = Conference.objects.get()
    assert (held.is_late, held.late_reason, held.document) == (True, "Chờ số liệu", "")


def test_a_second_conference_stands_beside_the_first(council) -> None:
    session = make_session()
    make_item(session)
    agree(session)

    agree(session, held_on=date(2026, 6, 11), document="6")

    last = queries.find_conference(session)
    assert last is not None
    assert (last.document, Conference.objects.count()) == ("6", 2)


def test_a_regular_session_without_a_conference_is_convened_with_a_reason_only(council) -> None:
    session = make_session()
    given = {"actor": CHAIR, "session": session, "document": "5", "now": NOW, "rules": RULES}

    with pytest.raises(refusals.ConferenceMissing):
        actions.convene_session(**given)
    convened = actions.convene_session(**given, reason="Bão lũ")

    assert convened.state == "convened"


def test_other_sessions_are_convened_without_a_conference(council) -> None:
    session = make_session(**THEMATIC)

    convened = actions.convene_session(actor=CHAIR, session=session, document="5", now=NOW, rules=RULES)

    assert convened.state == "convened"
    assert law.conference_due(opens_on=OPENS, kind=SessionKind.THEMATIC, rules=RULES) is None


def test_an_agreed_plan_is_adjusted_and_its_papers_follow_the_opening(council) -> None:
    session = make_session("content_agreed")
    held, replaced = make_paper(session), make_paper(session, "replaced")
    plan = replace(PLAN, opens_on=OPENS + timedelta(days=7), closes_on=CLOSES + timedelta(days=7))

    session = actions.edit_session(actor=OFFICE, session=session, version=1, plan=plan, now=NOW, rules=RULES)

    held.refresh_from_db()
    replaced.refresh_from_db()
    assert (session.state, held.due_on, replaced.due_on) == ("content_agreed", date(2026, 7, 31), date(2026, 7, 24))


@pytest.mark.parametrize("state", ["planned", "content_agreed", "convened"])
def test_a_session_is_put_off_to_a_day_or_to_none_and_its_days_are_computed_anew(council, state) -> None:
    session = make_session(state)
    make_paper(session)
    later = date(2026, 8, 26)

    session = actions.postpone_session(actor=CHAIR, session=session, reason="Bão", now=NOW, expected_on=later)
    assert (session.state, session.resumes_on, session.state_reason) == ("postponed", later, "Bão")
    plan = replace(PLAN, opens_on=later, closes_on=later)
    session = actions.replan_session(actor=OFFICE, session=session, plan=plan, now=NOW, rules=RULES)

    schedule = queries.deadlines_of(session, rules=RULES)
    assert (session.state, session.resumes_on, Paper.objects.get().due_on) == ("planned", None, date(2026, 8, 21))
    assert {each.base_on for each in schedule} == {later}


def test_a_new_day_does_not_lie_in_the_past(council) -> None:
    session = make_session()

    with pytest.raises(refusals.ResumesBefore):
        actions.postpone_session(
            actor=CHAIR, session=session, reason="Bão", now=NOW, expected_on=TODAY - timedelta(days=1)
        )

    session.refresh_from_db()
    assert session.state == "planned"


def test_a_break_names_the_day_on_which_the_session_goes_on(council) -> None:
    session = make_session("in_progress")

    with pytest.raises(refusals.ResumesBefore):
        actions.pause_session(
            actor=CHAIR, session=session, reason="Chia đợt", now=AT_OPENING, resumes_on=OPENS - timedelta(days=1)
        )
    paused = actions.pause_session(
        actor=CHAIR, session=session, reason="Chia đợt", now=AT_OPENING, resumes_on=date(2026, 8, 5)
    )

    assert (paused.state, paused.resumes_on, events("SessionPaused")) == ("paused", date(2026, 8, 5), 1)


def test_a_short_break_goes_on_the_same_day(council) -> None:
    paused = actions.pause_session(actor=CHAIR, session=make_session("in_progress"), reason="Nghỉ", now=AT_OPENING)

    assert paused.resumes_on == OPENS


@pytest.mark.parametrize("signed_on", [OPENS - timedelta(days=1), OPENS + timedelta(days=1)])
def test_minutes_are_signed_between_the_closing_and_today(council, signed_on) -> None:
    session = make_session("closed")
    CouncilSession.objects.filter(pk=session.pk).update(closed_on=OPENS)

    with pytest.raises(refusals.DayAhead):
        actions.archive_session(
            actor=OFFICE, session=session, minutes=make_file(), signed_on=signed_on, now=AT_OPENING, rules=RULES
        )


def test_the_file_is_complete_when_each_resolution_is_numbered_and_published(council) -> None:
    hall = make_hall(3)
    for number in range(3):
        hall.cast(number)
    hall.close()
    session = actions.close_session(actor=CHAIR, session=hall.session, now=AT_OPENING + timedelta(hours=2))

    with pytest.raises(refusals.FileIncomplete, match="chưa được ban hành"):
        actions.archive_session(
            actor=OFFICE, session=session, minutes=make_file(), signed_on=OPENS, now=AT_OPENING, rules=RULES
        )

    session.refresh_from_db()
    assert (session.state, session.minutes, events("SessionArchived")) == ("closed", None, 0)


def test_an_archived_file_changes_no_more(council) -> None:
    session = make_session("closed")
    item = make_item(session, REPORT, "noted")

    session = actions.archive_session(
        actor=OFFICE, session=session, minutes=make_file(), signed_on=TODAY, now=AT_OPENING, rules=RULES
    )

    assert (session.state, session.archived_on, events("SessionArchived")) == ("archived", OPENS, 1)
    for act in (
        lambda: actions.add_item(actor=OFFICE, session=session, matter=REPORT),
        lambda: actions.edit_item(actor=OFFICE, item=item, version=1, matter=REPORT),
    ):
        with pytest.raises(refusals.AgendaFixed):
            act()


def test_a_year_says_what_the_law_still_asks_for(council) -> None:
    make_session()
    make_session(**THEMATIC)
    actions.cancel_session(actor=CHAIR, session=make_session(), reason="Bão")
    november = date(2026, 11, 1)

    before = queries.get_year(OFFICE, 2026, today=november - timedelta(days=1), rules=RULES)
    after = queries.get_year(OFFICE, 2026, today=november, rules=RULES)

    assert (after.regular, after.thematic, after.regular_asked, after.thematic_asked) == (1, 1, 2, 2)
    assert [line[-12:] for line in before.warnings] == ["(R-SES-02).".rjust(12)]
    assert ["R-SES-01" in after.warnings[0], "R-SES-05" in after.warnings[1], len(after.warnings)] == [True, True, 3]


def test_the_plan_of_a_year_is_recorded_once_and_corrected(council) -> None:
    for document in ("45/NQ-HĐND", " 46/NQ-HĐND "):
        actions.plan_year(actor=OFFICE, year=2027, document=document, decided_on=TODAY, now=NOW)

    assert YearPlan.objects.get().document == "46/NQ-HĐND"
    assert queries.get_year(OFFICE, 2027, today=date(2026, 12, 1), rules=RULES).warnings == ()


def test_a_years_plan_needs_its_document_a_day_that_was_and_the_right(council) -> None:
    given = {"year": 2027, "document": "45", "decided_on": TODAY, "now": NOW}

    with pytest.raises(NotPermitted):
        actions.plan_year(actor=CHAIR, **given)
    with pytest.raises(refusals.DocumentNotNamed):
        actions.plan_year(actor=OFFICE, **{**given, "document": " "})
    with pytest.raises(refusals.DayAhead):
        actions.plan_year(actor=OFFICE, **{**given, "decided_on": TODAY + timedelta(days=1)})

    assert YearPlan.objects.count() == 0


def test_who_leads_is_told_of_plan_and_agreement_once(council) -> None:
    session = make_session()
    committee = Committee.objects.create(term=session.term, kind="legal", name="Ban Pháp chế")
    item = make_item(session)
    item.committee = committee
    item.save()
    agree(session)
    head = make_account()
    give(account=head, role=Role.COMMITTEE_HEAD, scope="council", from_on=date(2026, 1, 1), source="test")
    make_account("Người khác")
    conference = Conference.objects.get()

    for _ in range(2):
        reactions.tell_of_planning(SessionPlanned(session_id=session.id), event_id=session.id)
        reactions.tell_of_agreement(
            SessionContentAgreed(session_id=session.id, conference_id=conference.id), event_id=conference.id
        )

    notices = Notice.objects.order_by("created_at", "id")
    assert {notice.account for notice in notices} == {head}
    assert [notice.subject for notice in notices] == [
        "Lập kế hoạch Kỳ họp thứ nhất, dự kiến khai mạc ngày 29/07/2026",
        "Nội dung Kỳ họp thứ nhất đã được thống nhất",
    ]
    assert notices[1].body == f"1. {DRAFT.title} – Ban Pháp chế"


def test_delegates_are_told_of_a_break_over_days_only(council) -> None:

    session, account = make_session("paused"), make_account()
    people.link_account(actor=SYSTEM_ACTOR, account=account, person=make_delegate().person, on=TODAY)

    for resumes_on in (OPENS, date(2026, 8, 5)):
        event = SessionPaused(session_id=session.id, paused_on=OPENS, resumes_on=resumes_on)
        reactions.tell_of_pause(event, event_id=new_key())

    assert [notice.body for notice in Notice.objects.all()] == ["Họp tiếp từ ngày 05/08/2026."]
