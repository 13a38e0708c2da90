"""The law as a program: national parameters by date with their sources, thresholds, terms of days.

Pure: facts in, facts out. No Django, no clock, no settings. How to use it:

    rules = law.national_rules("province", at=day)          # or rulebook.queries.load_rules(...)
    law.may_open(present=60, in_office=85, rules=rules)
    law.outcome(for_=50, against=20, abstain=5, not_voting=10, total=85,
                threshold=law.Threshold.MAJORITY, rules=rules).arithmetic
    law.due("sessions.publish_after_days", base_on=day, rules=rules).why

Every number stands in ``parameters/*.toml`` and is printed in ``docs/law.md``.
"""

from council.law.calendar import (
    CalendarDay,
    CalendarMissing,
    DayKind,
    LocalDayNotAllowed,
    WorkingCalendar,
    national_calendar,
)
from council.law.national import Level, NotInForce, Parameter, Source, UnknownParameter, Weight, national_book
from council.law.rules import Override, OverrideNotAllowed, Rules, Ruling, national_rules
from council.law.sentence import Sentence, percent
from council.law.sessions import PresentDisagree, Quorum, SessionKind, back_schedule, effective_floor, may_open
from council.law.terms import Deadline, add_calendar_days, add_working_days, back_from, due, explain, not_before
from council.law.thresholds import Threshold, majority, one_third, quorum, two_thirds
from council.law.values import NotAValue, OutOfBounds, Unit, Value
from council.law.votes import CountsDisagree, Outcome, outcome, votes_needed

__all__ = [
    "CalendarDay",
    "CalendarMissing",
    "CountsDisagree",
    "DayKind",
    "Deadline",
    "Level",
    "LocalDayNotAllowed",
    "NotAValue",
    "NotInForce",
    "OutOfBounds",
    "Outcome",
    "Override",
    "OverrideNotAllowed",
    "Parameter",
    "PresentDisagree",
    "Quorum",
    "Rules",
    "Ruling",
    "Sentence",
    "SessionKind",
    "Source",
    "Threshold",
    "Unit",
    "UnknownParameter",
    "Value",
    "Weight",
    "WorkingCalendar",
    "add_calendar_days",
    "add_working_days",
    "back_from",
    "back_schedule",
    "due",
    "effective_floor",
    "explain",
    "majority",
    "may_open",
    "national_book",
    "national_calendar",
    "national_rules",
    "not_before",
    "one_third",
    "outcome",
    "percent",
    "quorum",
    "two_thirds",
    "votes_needed",
]
