"""The ledger of presence: the code, comings and goings, two devices and two clerks, a roll corrected and locked."""

from datetime import timedelta

import pytest
from django.db import transaction

from council.law import Override, national_rules
from council.roles import Role
from council.sessions import actions
from council.sessions.actions import presence, refusals, roll
from council.sessions.models import Attendance, QuorumLoss
from council.sessions.queries import present_now, quorum_of, shown_code
from council.sessions.queries.presence import CODE_SECONDS, is_code, list_presence
from kernel.access import NotPermitted
from kernel.audit.models import AuditEntry
from kernel.limits import TooMany
from tests.factories.actors import EVERY_ROLE, actor_with
from tests.factories.people import make_delegates
from tests.factories.sessions import (
    AT_OPENING,
    BY_TAP,
    CHAIR,
    OPENS,
    RULES,
    SECRETARY,
    make_hall,
    make_session,
    make_sitting,
)
from tests.testbed.threads import together

LATER = AT_OPENING + timedelta(minutes=42)
NEXT_DAY = OPENS + timedelta(days=1)
LONG_AFTER = AT_OPENING + timedelta(days=30)


def delegate_of(mandate):
    return actor_with(Role.DELEGATE, person=mandate.person)


def code_now(sitting, now=AT_OPENING) -> str:
    shown = shown_code(CHAIR, sitting, now=now)
    assert shown is not None
    return shown.digits


def come(sitting, mandate, now=AT_OPENING, **more):
    given = {"rules": RULES, "code": code_now(sitting, now), **more}
    return actions.check_in(actor=delegate_of(mandate), sitting=sitting, mandate=mandate, now=now, **given)


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


def test_the_code_changes_each_minute_and_the_one_before_is_still_taken(running) -> None:
    sitting, _ = running
    digits, next_minute = code_now(sitting), AT_OPENING + timedelta(seconds=CODE_SECONDS)

    assert digits.isdecimal()
    assert len(digits) == 6
    assert code_now(sitting, next_minute) != digits
    assert is_code(sitting, f" {digits[:3]} {digits[3:]}", now=next_minute)
    assert not is_code(sitting, digits, now=next_minute + timedelta(seconds=CODE_SECONDS))
    assert not is_code(sitting, "", now=AT_OPENING)


def test_the_code_is_of_one_sitting_and_for_who_keeps_presence(running) -> None:
    sitting, mandates = running
    other = make_sitting(sitting.session, part="afternoon")

    assert code_now(other) != code_now(sitting)
    for role in sorted(
        set(EVERY_ROLE) - {Role.COUNCIL_CHAIR, Role.COUNCIL_VICE_CHAIR, Role.OFFICE_STAFF, Role.SESSION_SECRETARY}
    ):
        with pytest.raises(NotPermitted):
            shown_code(actor_with(role), sitting, now=AT_OPENING)
    with pytest.raises(NotPermitted):
        shown_code(delegate_of(mandates[0]), sitting, now=AT_OPENING)
    sitting.state = "ended"
    assert shown_code(CHAIR, sitting, now=AT_OPENING) is None


def test_a_wrong_code_is_told_and_nothing_is_noted(running) -> None:
    sitting, (mandate, *_) = running
    wrong = f"{(int(code_now(sitting)) + 1) % 10**6:06d}"

    with pytest.raises(presence.CodeWrong) as told, transaction.atomic():
        come(sitting, mandate, code=wrong)

    assert (told.value.field, ledger()) == ("code", [])
    assert come(sitting, mandate).source == "code"


def test_who_tries_codes_is_stopped_even_with_the_right_one(running) -> None:
    sitting, (mandate, other, _) = running
    for _try in range(presence.TRIES):
        with pytest.raises(presence.CodeWrong), transaction.atomic():
            come(sitting, mandate, code="x")

    with pytest.raises(TooMany), transaction.atomic():
        come(sitting, mandate)

    assert come(sitting, other).what == "present"


def test_a_tap_is_enough_where_the_councils_rules_say_so(running) -> None:
    sitting, (mandate, *_) = running

    assert come(sitting, mandate, rules=BY_TAP, code="").source == "self"


def test_nobody_is_online_in_a_sitting_held_in_the_hall(running) -> None:
    sitting, (mandate, *_) = running

    with pytest.raises(presence.OnlineNotTaken), transaction.atomic():
        come(sitting, mandate, online=True)
    with pytest.raises(presence.OnlineNotTaken), transaction.atomic():
        note(sitting, mandate, "present_online")

    assert ledger() == []


@pytest.mark.parametrize("form", ["hybrid", "online"])
def test_online_in_a_hybrid_sitting_counts_for_the_quorum_without_a_code(running, form: str) -> None:
    sitting, mandates = running
    type(sitting.session).objects.filter(pk=sitting.session_id).update(form=form)

    for mandate in mandates[:2]:
        come(sitting, mandate, online=True, code="")

    assert ledger() == [("present_online", "online", 0)] * 2
    assert quorum_of(sitting, now=AT_OPENING, rules=RULES).met


def test_who_comes_after_the_beginning_is_late_and_who_returns_has_returned(running) -> None:
    sitting, (mandate, other, _) = running

    come(sitting, mandate, now=LATER)
    actions.leave_sitting(actor=delegate_of(mandate), sitting=sitting, mandate=mandate, now=LATER)
    come(sitting, mandate, now=LATER + timedelta(hours=1))
    note(sitting, other, "present", now=LATER)

    assert ledger() == [("late", "code", 42), ("left", "self", 0), ("returned", "code", 0), ("late", "office", 42)]
    assert set(present_now(sitting)) == {mandate.id, other.id}
    assert next(row for row in list_presence(sitting) if row.mandate == mandate).standing.late_minutes == 42


def test_what_changes_nothing_writes_nothing(running) -> None:
    sitting, (mandate, *_) = running
    first = come(sitting, mandate)
    entries = AuditEntry.objects.count()

    assert come(sitting, mandate, code="wrong").pk == first.pk
    assert note(sitting, mandate, "present").pk == first.pk
    assert note(sitting, mandate, "late", now=LATER).pk == first.pk
    left = note(sitting, mandate, "left")
    assert note(sitting, mandate, "left").pk == left.pk

    assert ([what for what, *_ in ledger()], AuditEntry.objects.count()) == (["present", "left"], entries + 1)


def test_only_who_is_in_the_hall_leaves_it(running) -> None:
    sitting, (mandate, other, _) = running
    note(sitting, other, "excused")

    for each in (mandate, other):
        with pytest.raises(presence.NotInHall), transaction.atomic():
            note(sitting, each, "left")
        with pytest.raises(presence.NotInHall), transaction.atomic():
            actions.leave_sitting(actor=delegate_of(each), sitting=sitting, mandate=each, now=LATER)
    with pytest.raises(NotPermitted):
        actions.leave_sitting(actor=delegate_of(mandate), sitting=sitting, mandate=other, now=LATER)


def choose(hall, choice, *, actor=CHAIR, rules=RULES):
    return actions.choose_without_quorum(actor=actor, sitting=hall.sitting, choice=choice, now=AT_OPENING, rules=rules)


def test_a_quorum_lost_in_the_middle_leaves_the_chair_a_choice_that_is_kept(council) -> None:
    hall = make_hall(6, present=4, is_open=False)
    with pytest.raises(roll.QuorumStands), transaction.atomic():
        choose(hall, "discuss")
    note(hall.sitting, hall.mandates[0], "left")
    with pytest.raises(refusals.NoQuorum, match="Có mặt 3 trên tổng số 6"), transaction.atomic():
        hall.open()

    choose(hall, "discuss")
    choose(hall, "defer_votes")

    kept = list(QuorumLoss.objects.order_by("id").values_list("choice", "present", "needed", "in_office"))
    assert kept == [("discuss", 3, 4, 6), ("defer_votes", 3, 4, 6)]
    note(hall.sitting, hall.mandates[0], "present")
    assert hall.open().state == "open"


def test_a_pause_for_want_of_a_quorum_is_made_at_once_with_the_numbers(council) -> None:
    hall = make_hall(6, present=3, is_open=False)

    choose(hall, "pause")

    hall.session.refresh_from_db()
    hall.sitting.refresh_from_db()
    assert (hall.session.state, hall.sitting.state) == ("paused", "ended")
    assert "Có mặt 3 trên tổng số 6" in hall.session.state_reason
    with pytest.raises(refusals.SessionNotRunning), transaction.atomic():
        choose(hall, "discuss")


def test_discussing_without_a_quorum_is_the_councils_own_rule_and_the_chairs_choice(council) -> None:
    hall = make_hall(6, present=3, is_open=False)
    own = Override("sessions.discuss_without_quorum", False, "Quy chế", OPENS)

    with pytest.raises(roll.DiscussingNotAllowed), transaction.atomic():
        choose(hall, "discuss", rules=national_rules("commune", OPENS, overrides=[own]))
    for role in sorted(set(EVERY_ROLE) - {Role.COUNCIL_CHAIR, Role.COUNCIL_VICE_CHAIR}):
        with pytest.raises(NotPermitted):
            choose(hall, "discuss", actor=actor_with(role))

    assert QuorumLoss.objects.count() == 0


def test_two_devices_and_two_clerks_at_once_leave_one_line(fresh_council) -> None:
    sitting = make_sitting(make_session("convened"))
    (mandate,) = make_delegates(1)
    calls = [lambda: come(sitting, mandate, rules=BY_TAP)] * 3 + [lambda: note(sitting, mandate, "present")] * 3

    lines = together(fresh_council, calls)

    assert len({line.pk for line in lines}) == 1
    assert len(ledger()) == 1
