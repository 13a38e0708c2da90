"""When people are reminded: before a due day, on it, after it, and at which hours (R-SUP-13, R-CAL-11)."""

from datetime import date, time, timedelta

from council.law.arithmetic import earlier_working_day, later_working_day
from council.law.rules import Rules
from council.law.sentence import Sentence, say


def reminder_days(due_on: date, *, rules: Rules) -> tuple[date, ...]:
    """Return the days on which to remind of a due day, earliest first (R-SUP-13).

    A reminder before the due day that falls on a day off moves earlier; one on the due day waits for
    the next working day.
    """
    befores = rules.numbers("supervision.reminder_days", at=due_on)
    return tuple(sorted({_reminder(due_on, before, rules) for before in befores}))


def overdue_reminder_days(due_on: date, *, until: date, rules: Rules) -> tuple[date, ...]:
    """Return the days up to ``until`` on which to remind of what is overdue; each waits for a working day."""
    every = rules.number("supervision.overdue_reminder_every_days", at=due_on)
    nominal = (due_on + timedelta(days=every * number) for number in range(1, (until - due_on).days // every + 1))
    days = (later_working_day(on, rules.calendar) for on in nominal)
    return tuple(on for on in days if on <= until)


def is_reminder_time(on: date, at: time, *, rules: Rules) -> bool:
    """Return whether a reminder may be sent at a local hour: on working days, between the two hours (R-CAL-11)."""
    first, last = rules.clock("calendar.reminders_from", at=on), rules.clock("calendar.reminders_until", at=on)
    return rules.calendar.is_working(on) and first <= at <= last


def calendar_warning(*, today: date, rules: Rules) -> Sentence | None:
    """Return what to say when the official calendar of this year, or in December of the next, is missing (R-CAL-10)."""
    (by,) = rules.year_days("calendar.next_year_by", at=today)
    last = today.year + (today >= by.of(today.year))
    missing = [year for year in range(today.year, last + 1) if not rules.calendar.is_official(year)]
    if not missing:
        return None
    return say(
        "Chưa nạp lịch nghỉ chính thức năm {years}; thời hạn rơi vào năm đó mới là tạm tính.",
        years=", ".join(str(year) for year in missing),
    )


def _reminder(due_on: date, before: int, rules: Rules) -> date:
    on = due_on - timedelta(days=before)
    return earlier_working_day(on, rules.calendar) if before else later_working_day(on, rules.calendar)
