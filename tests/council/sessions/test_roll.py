"""The presence of a sitting that is over: confirmed, corrected with both lines kept, locked, counted as attendance."""

from datetime import timedelta

import pytest
from django.db import transaction

from council.people import actions as people
from council.roles import Role
from council.sessions import actions
from council.sessions.actions import presence, refusals, roll
from council.sessions.models import Attendance, RollConfirmation
from council.sessions.queries.roll import get_sitting_roll, list_attendance, list_ledger
from kernel.access import NotPermitted
from kernel.audit.models import AuditEntry
from tests.factories.actors import EVERY_ROLE, actor_with
from tests.factories.people import make_delegates
from tests.factories.sessions import (
    AT_OPENING,
    CHAIR,
    OPENS,
    RULES,
    SECRETARY,
    make_session,
    make_sitting,
    seat,
)
from tests.testbed.threads import together

LATER = AT_OPENING + timedelta(minutes=42)
NEXT_DAY = OPENS + timedelta(days=1)
LONG_AFTER = AT_OPENING + timedelta(days=30)


def note(sitting, mandate, what, now=AT_OPENING, actor=SECRETARY):
    return actions.record_presence(actor=actor, sitting=sitting, mandate=mandate, what=what, now=now)


def ledger() -> list[tuple[str, str, int]]:
    return list(Attendance.objects.order_by("id").values_list("what", "source", "late_minutes"))


@pytest.fixture
def running(council):
    """A sitting that began at the opening, with three delegates of whom nothing is noted."""
    sitting = make_sitting(make_session("in_progress"), "running")
    type(sitting).objects.filter(pk=sitting.pk).update(started_at=AT_OPENING)
    sitting.refresh_from_db()
    return sitting, make_delegates(3)


@pytest.fixture
def ended(running):
    """The same sitting after three hours: one came, one was excused, one was never noted."""
    sitting, mandates = running
    note(sitting, mandates[0], "present")
    note(sitting, mandates[1], "excused")
    type(sitting).objects.filter(pk=sitting.pk).update(state="ended", ended_at=AT_OPENING + timedelta(hours=3))
    sitting.refresh_from_db()
    return sitting, mandates


def test_confirming_writes_down_who_never_came(ended) -> None:
    sitting, _ = ended

    confirmation = actions.confirm_presence(actor=SECRETARY, sitting=sitting, now=LATER)

    assert ledger()[-1] == ("absent", "confirmed", 0)
    assert (confirmation.present, confirmation.excused, confirmation.absent) == (1, 1, 1)
    with pytest.raises(roll.RollConfirmed), transaction.atomic():
        actions.confirm_presence(actor=SECRETARY, sitting=sitting, now=LATER)


def test_a_suspended_delegate_is_not_written_down_as_absent(ended) -> None:
    sitting, mandates = ended
    people.suspend_mandate(actor=CHAIR, mandate=mandates[2], reason="Khởi tố", on=OPENS)

    confirmation = actions.confirm_presence(actor=SECRETARY, sitting=sitting, now=LATER)

    assert (len(ledger()), confirmation.absent) == (2, 0)


def test_only_the_secretary_and_the_office_chief_confirm_and_correct(ended) -> None:
    sitting, mandates = ended
    allowed = {Role.SESSION_SECRETARY, Role.OFFICE_CHIEF}

    for role in sorted(set(EVERY_ROLE) - allowed):
        with pytest.raises(NotPermitted):
            actions.confirm_presence(actor=actor_with(role), sitting=sitting, now=LATER)
        with pytest.raises(NotPermitted):
            mend(sitting, mandates[0], "absent", actor=actor_with(role))

    assert (len(ledger()), RollConfirmation.objects.count()) == (2, 0)


def mend(sitting, mandate, what, *, actor=SECRETARY, reason="Ghi nhầm", now=LATER, **more):
    return actions.correct_presence(
        actor=actor, sitting=sitting, mandate=mandate, what=what, reason=reason, now=now, rules=RULES, **more
    )


def test_a_correction_keeps_both_lines_and_the_reason(ended) -> None:
    sitting, mandates = ended

    line = mend(sitting, mandates[1], "late", late_minutes=35, reason=" Có mặt từ 8 giờ 35 ")

    before = Attendance.objects.get(what="excused")
    assert (line.corrects, line.reason, line.late_minutes) == (before, "Có mặt từ 8 giờ 35", 35)
    assert AuditEntry.objects.latest("id").action == "sessions.correct_presence"
    assert list_ledger(CHAIR, sitting)[0] == line
    row = next(each for each in list_attendance(CHAIR, sitting.session, rules=RULES) if each.mandate == mandates[1])
    assert (row.per_cent, row.attended_written, row.late, row.excused) == ("50%", "0,5", 1, 0)


@pytest.mark.parametrize(
    ("what", "more", "error"),
    [
        ("present", {}, roll.NothingCorrected),
        ("left", {}, roll.NothingCorrected),
        ("absent", {"reason": " "}, refusals.ReasonMissing),
        ("late", {}, roll.LateMinutesWrong),
        ("late", {"late_minutes": 181}, roll.LateMinutesWrong),
        ("present_online", {}, presence.OnlineNotTaken),
        ("absent", {"now": LONG_AFTER}, roll.RollLocked),
    ],
)
def test_a_correction_that_says_nothing_new_or_comes_too_late_is_refused(ended, what, more, error) -> None:
    sitting, mandates = ended

    with pytest.raises(error), transaction.atomic():
        mend(sitting, mandates[0], what, **more)

    assert len(ledger()) == 2


def test_a_locked_roll_says_since_when_and_by_which_rule(ended) -> None:
    sitting, mandates = ended

    with pytest.raises(roll.RollLocked, match=r"đã khoá.*3 ngày làm việc.*R-SES-16"), transaction.atomic():
        mend(sitting, mandates[0], "absent", now=LONG_AFTER)

    assert get_sitting_roll(CHAIR, sitting, today=NEXT_DAY, rules=RULES).stage == "to_confirm"
    assert get_sitting_roll(CHAIR, sitting, today=OPENS + timedelta(days=30), rules=RULES).stage == "locked"


def test_a_running_sitting_is_neither_confirmed_nor_corrected(running) -> None:
    sitting, mandates = running

    with pytest.raises(roll.RollTaken), transaction.atomic():
        actions.confirm_presence(actor=SECRETARY, sitting=sitting, now=LATER)
    with pytest.raises(roll.RollTaken), transaction.atomic():
        mend(sitting, mandates[0], "absent")


def test_nobody_corrects_her_own_presence(ended) -> None:
    sitting, mandates = ended
    both = actor_with(Role.SESSION_SECRETARY, Role.DELEGATE, person=mandates[1].person)

    with pytest.raises(roll.OwnPresence), transaction.atomic():
        mend(sitting, mandates[1], "present", actor=both)


def test_two_who_confirm_at_once_confirm_once(fresh_council) -> None:
    session = make_session("in_progress")
    sitting = make_sitting(session, "ended")
    seat(sitting, make_delegates(2)[:1])

    found = together(fresh_council, [lambda: actions.confirm_presence(actor=SECRETARY, sitting=sitting, now=LATER)] * 2)

    assert sorted(type(each).__name__ for each in found) == ["RollConfirmation", "RollConfirmed"]
    assert [what for what, *_ in ledger()] == ["present", "absent"]


def test_attendance_is_read_in_the_same_number_of_queries_for_any_council(council, django_assert_num_queries) -> None:
    session = make_session("in_progress")
    for part in ("morning", "afternoon"):
        seat(make_sitting(session, "ended", part=part), make_delegates(3))

    with django_assert_num_queries(3):
        rows = list_attendance(CHAIR, session, rules=RULES)

    assert {(row.held, row.attended_written, row.per_cent) for row in rows} == {(2, "1", "50%")}
