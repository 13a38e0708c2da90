"""Papers, presence and sittings: what each guard refuses, and what follows."""

from datetime import date, timedelta

import pytest
from django.db import transaction

from council.people import actions as people
from council.roles import Role
from council.sessions import actions
from council.sessions.actions import refusals
from council.sessions.actions.papers import Sheet
from council.sessions.models import Attendance, CouncilSession, Paper, Sitting
from council.sessions.workflow import SessionState
from kernel.access import NotPermitted, StepNotAllowed
from kernel.outbox.models import OutboxEvent
from tests.factories.actors import actor_with
from tests.factories.people import make_delegates
from tests.factories.sessions import (
    AT_OPENING,
    BY_TAP,
    CHAIR,
    CLOSES,
    NOW,
    OFFICE,
    OPENS,
    REPORT,
    RULES,
    SECRETARY,
    make_file,
    make_hall,
    make_item,
    make_paper,
    make_session,
    make_sitting,
    seat,
)

OTHER_DAY = "2026-07-30"


def events(name: str) -> int:
    return OutboxEvent.objects.filter(type=f"sessions.{name}").count()


def test_papers_are_held_until_the_release_which_marks_the_late_ones(council) -> None:
    session = make_session("convened")
    item = make_item(session)
    paper = actions.add_paper(
        actor=OFFICE, session=session, sheet=Sheet("Tờ trình", make_file(), item), now=NOW, rules=RULES
    )

    assert (paper.state, paper.due_on, events("PaperReleased")) == ("held", date(2026, 7, 24), 0)
    actions.release_documents(actor=OFFICE, session=session, now=AT_OPENING - timedelta(days=2))

    paper.refresh_from_db()
    assert (paper.state, paper.is_late, events("PaperReleased")) == ("released", True, 1)
    assert not paper.would_be_late(date(2026, 7, 24))
    assert paper.would_be_late(date(2026, 7, 25))


def test_without_an_agenda_nothing_is_released(council) -> None:
    with pytest.raises(refusals.AgendaEmpty):
        actions.release_documents(actor=OFFICE, session=make_session("convened"), now=NOW)


def test_a_paper_after_the_release_goes_out_at_once_and_public_ones_open_their_file(council) -> None:
    session = make_session("documents_released")

    paper = actions.add_paper(
        actor=OFFICE, session=session, sheet=Sheet("Bổ sung", make_file(), None, "public"), now=NOW, rules=RULES
    )

    paper.file.refresh_from_db()
    assert (paper.state, paper.is_late, paper.file.state) == ("released", False, "public")


def test_a_new_version_replaces_the_old_one_which_stays(council) -> None:
    session = make_session("documents_released")
    old = make_paper(session, "released")
    sheet = Sheet("Tờ trình (thay thế)", make_file())

    fresh = actions.replace_paper(actor=OFFICE, paper=old, sheet=sheet, now=NOW, rules=RULES)

    old.refresh_from_db()
    assert (old.state, fresh.state, fresh.version, fresh.replaces) == ("replaced", "released", 2, old)
    with pytest.raises(StepNotAllowed):
        actions.replace_paper(actor=OFFICE, paper=old, sheet=sheet, now=NOW, rules=RULES)
    with pytest.raises(NotPermitted):
        actions.replace_paper(actor=CHAIR, paper=fresh, sheet=sheet, now=NOW, rules=RULES)


def test_a_held_paper_is_replaced_by_a_held_one(council) -> None:
    old = make_paper(make_session("convened"))

    fresh = actions.replace_paper(actor=OFFICE, paper=old, sheet=Sheet("Mới", make_file()), now=NOW, rules=RULES)

    assert (fresh.state, events("PaperReleased")) == ("held", 0)


def test_a_recalled_paper_says_why_and_its_file_is_served_no_more(council) -> None:
    paper = make_paper(make_session("documents_released"), "released")

    with pytest.raises(refusals.ReasonMissing):
        actions.recall_paper(actor=OFFICE, paper=paper, reason=" ", now=NOW)
    recalled = actions.recall_paper(actor=OFFICE, paper=paper, reason="Nhầm tệp", now=NOW)

    recalled.file.refresh_from_db()
    assert (recalled.state, recalled.removed_reason, recalled.file.state) == ("recalled", "Nhầm tệp", "withdrawn")
    with pytest.raises(StepNotAllowed):
        actions.recall_paper(actor=OFFICE, paper=paper, reason="Lại", now=NOW)
    with pytest.raises(NotPermitted):
        actions.recall_paper(actor=CHAIR, paper=paper, reason="Lại", now=NOW)


def test_a_paper_belongs_to_an_item_of_its_own_session(council) -> None:
    stranger = make_item(make_session())
    sheet = Sheet("Tờ trình", make_file(), stranger)

    with pytest.raises(refusals.NotThisSession):
        actions.add_paper(actor=OFFICE, session=make_session(), sheet=sheet, now=NOW, rules=RULES)
    with pytest.raises(NotPermitted):
        actions.add_paper(actor=CHAIR, session=stranger.session, sheet=sheet, now=NOW, rules=RULES)

    assert Paper.objects.count() == 0


def test_a_check_in_is_noted_once(council) -> None:
    sitting = make_sitting(make_session("convened"))
    (mandate,) = make_delegates(1)
    delegate = actor_with(Role.DELEGATE, person=mandate.person)

    first = actions.check_in(actor=delegate, sitting=sitting, mandate=mandate, now=AT_OPENING, rules=BY_TAP)
    again = actions.check_in(actor=delegate, sitting=sitting, mandate=mandate, now=AT_OPENING, rules=BY_TAP)
    left = actions.record_presence(actor=SECRETARY, sitting=sitting, mandate=mandate, what="left", now=AT_OPENING)

    assert (first, again.pk, left.source) == (again, first.pk, "office")
    assert [line.what for line in Attendance.objects.order_by("id")] == ["present", "left"]


def test_nobody_checks_in_for_another(council) -> None:
    sitting = make_sitting(make_session("convened"))
    one, other = make_delegates(2)

    with pytest.raises(NotPermitted):
        actions.check_in(
            actor=actor_with(Role.DELEGATE, person=one.person),
            sitting=sitting,
            mandate=other,
            now=AT_OPENING,
            rules=BY_TAP,
        )
    with pytest.raises(NotPermitted):
        actions.record_presence(
            actor=actor_with(Role.DELEGATE), sitting=sitting, mandate=one, what="present", now=AT_OPENING
        )

    assert Attendance.objects.count() == 0


def test_a_suspended_delegate_is_not_noted(council) -> None:
    sitting = make_sitting(make_session("convened"))
    (mandate,) = make_delegates(1)
    people.suspend_mandate(actor=CHAIR, mandate=mandate, reason="Khởi tố", on=OPENS)

    with pytest.raises(refusals.MandateNotActive):
        actions.record_presence(actor=SECRETARY, sitting=sitting, mandate=mandate, what="present", now=AT_OPENING)


@pytest.mark.parametrize(
    ("session_state", "sitting_state"), [("convened", "ended"), ("planned", "planned"), ("closed", "planned")]
)
def test_presence_is_taken_from_the_convening_to_the_end_of_the_sitting(
    council, session_state: str, sitting_state: str
) -> None:
    sitting = make_sitting(make_session(session_state), sitting_state)
    (mandate,) = make_delegates(1)

    with pytest.raises(refusals.PresenceClosed):
        actions.record_presence(actor=SECRETARY, sitting=sitting, mandate=mandate, what="present", now=AT_OPENING)


def test_sittings_are_planned_for_the_days_of_a_convened_session(council) -> None:
    session = make_session("convened")

    sitting = actions.add_sitting(actor=SECRETARY, session=session, day_on=OPENS, part="morning")

    assert sitting.state == "planned"
    for day, part in ((OPENS, "morning"), (OPENS - timedelta(days=1), "evening")):
        with pytest.raises(refusals.DaysWrong):
            actions.add_sitting(actor=SECRETARY, session=session, day_on=day, part=part)
    with pytest.raises(refusals.PresenceClosed):
        actions.add_sitting(actor=SECRETARY, session=make_session(), day_on=OPENS, part="morning")
    with pytest.raises(NotPermitted):
        actions.add_sitting(actor=actor_with(Role.DELEGATE), session=session, day_on=CLOSES, part="morning")
    assert Sitting.objects.count() == 1


def test_a_session_opens_with_a_quorum_only(council) -> None:
    session = make_session("documents_released")
    sitting = make_sitting(session)
    mandates = make_delegates(4)
    seat(sitting, mandates[:2])

    with pytest.raises(refusals.NoQuorum, match="còn thiếu 1"), transaction.atomic():
        actions.open_session(actor=CHAIR, session=session, sitting=sitting, now=AT_OPENING, rules=RULES)
    seat(sitting, mandates[2:3])
    opened = actions.open_session(actor=CHAIR, session=session, sitting=sitting, now=AT_OPENING, rules=RULES)

    sitting.refresh_from_db()
    assert (opened.state, opened.opened_on, sitting.state) == ("in_progress", OPENS, "running")
    assert events("SessionOpened") == 1


def test_a_session_opens_with_a_sitting_of_its_own(council) -> None:
    with pytest.raises(refusals.NotThisSession):
        actions.open_session(
            actor=CHAIR,
            session=make_session("convened"),
            sitting=make_sitting(make_session("convened")),
            now=AT_OPENING,
            rules=RULES,
        )


def test_another_sitting_ends_the_one_before_and_waits_for_the_vote(council) -> None:
    hall = make_hall(3)
    afternoon = make_sitting(hall.session, part="afternoon")
    seat(afternoon, hall.mandates)

    def start() -> Sitting:
        return actions.start_sitting(actor=CHAIR, sitting=afternoon, now=AT_OPENING, rules=RULES)

    with pytest.raises(refusals.VoteStillOpen):
        start()
    with pytest.raises(refusals.VoteStillOpen):
        actions.end_sitting(actor=CHAIR, sitting=hall.sitting, now=AT_OPENING)
    hall.close()
    assert start().state == "running"
    hall.sitting.refresh_from_db()
    assert (hall.sitting.state, hall.sitting.ended_at) == ("ended", AT_OPENING)


def test_a_sitting_starts_only_in_a_running_session(council) -> None:
    sitting = make_sitting(make_session("paused"))

    with pytest.raises(refusals.SessionNotRunning):
        actions.start_sitting(actor=CHAIR, sitting=sitting, now=AT_OPENING, rules=RULES)


def test_pausing_needs_a_reason_and_ends_the_sitting(council) -> None:
    hall = make_hall(3)

    with pytest.raises(refusals.ReasonMissing):
        actions.pause_session(actor=CHAIR, session=hall.session, reason="", now=AT_OPENING)
    with pytest.raises(refusals.VoteStillOpen):
        actions.pause_session(actor=CHAIR, session=hall.session, reason="Nghỉ", now=AT_OPENING)
    hall.close()
    paused = actions.pause_session(actor=CHAIR, session=hall.session, reason="Nghỉ", now=AT_OPENING)

    hall.sitting.refresh_from_db()
    assert (paused.state, paused.state_reason, hall.sitting.state) == ("paused", "Nghỉ", "ended")


def test_a_session_closes_when_nothing_is_open_any_more(council) -> None:
    hall = make_hall(3)
    report = make_item(hall.session, REPORT)

    def close() -> CouncilSession:
        return actions.close_session(actor=CHAIR, session=hall.session, now=AT_OPENING)

    with pytest.raises(refusals.VoteStillOpen):
        close()
    hall.close()
    with pytest.raises(refusals.ItemsPending):
        close()
    actions.present_item(actor=CHAIR, item=report, now=AT_OPENING)
    actions.note_item(actor=CHAIR, item=report, now=AT_OPENING)
    closed = close()

    assert (closed.state, closed.closed_on, events("SessionClosed")) == (SessionState.CLOSED, OPENS, 1)
