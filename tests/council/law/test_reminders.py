"""On which days and at which hours people are reminded, and the warning of a missing calendar."""

from datetime import date, time

import pytest

from council import law
from council.law import Override

pytestmark = pytest.mark.unit

DAY = date(2026, 11, 22)
RULES = law.national_rules("province", DAY)


def test_reminders_before_move_earlier_and_on_the_day_wait():
    # Due Sun 20/12/2026: 15 days before is Sat 05/12, 7 is Sun 13/12, 3 is Thu 17/12, the day itself waits.
    assert law.reminder_days(date(2026, 12, 20), rules=RULES) == (
        date(2026, 12, 4),
        date(2026, 12, 11),
        date(2026, 12, 17),
        date(2026, 12, 21),
    )


def test_reminders_that_fall_together_are_sent_once():
    own = Override("supervision.reminder_days", (3, 2, 0), "Nghị quyết 12/NQ-HĐND", date(2026, 1, 1))
    rules = law.national_rules("province", DAY, overrides=[own])

    # Due Mon 24/08/2026: three days before is Fri 21/08, two days before Sat 22/08 is worked (swapped).
    assert law.reminder_days(date(2026, 8, 24), rules=rules) == (
        date(2026, 8, 21),
        date(2026, 8, 22),
        date(2026, 8, 24),
    )
    # Due Mon 17/08/2026: both fall on Fri 14/08.
    assert law.reminder_days(date(2026, 8, 17), rules=rules) == (date(2026, 8, 14), date(2026, 8, 17))


def test_weekly_reminders_after_the_due_day_wait_for_a_working_day():
    assert law.overdue_reminder_days(date(2026, 8, 19), until=date(2026, 9, 9), rules=RULES) == (
        date(2026, 8, 26),
        date(2026, 9, 3),  # 02/09 is Quốc khánh
        date(2026, 9, 9),
    )
    assert law.overdue_reminder_days(date(2026, 8, 19), until=date(2026, 9, 2), rules=RULES) == (date(2026, 8, 26),)


@pytest.mark.parametrize(
    ("on", "at", "may_send"),
    [
        (date(2026, 7, 10), time(7, 29), False),
        (date(2026, 7, 10), time(7, 30), True),
        (date(2026, 7, 10), time(17, 0), True),
        (date(2026, 7, 10), time(17, 1), False),
        (date(2026, 7, 11), time(9, 0), False),  # Saturday
        (date(2026, 8, 22), time(9, 0), True),  # a worked Saturday
        (date(2026, 9, 2), time(9, 0), False),
    ],
)
def test_reminders_are_sent_in_office_hours_of_working_days(on, at, may_send):
    assert law.is_reminder_time(on, at, rules=RULES) is may_send


@pytest.mark.parametrize(
    ("today", "years"),
    [
        (date(2026, 11, 30), None),
        (date(2026, 12, 1), "2027"),
        (date(2027, 5, 1), "2027"),
        (date(2027, 12, 1), "2027, 2028"),
    ],
)
def test_a_missing_calendar_is_warned_of_from_december(today, years):
    warning = law.calendar_warning(today=today, rules=RULES)

    assert (None if warning is None else str(warning)) == (
        years and f"Chưa nạp lịch nghỉ chính thức năm {years}; thời hạn rơi vào năm đó mới là tạm tính."
    )
