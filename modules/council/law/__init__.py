"""The law as a program: national parameters by date with their sources, thresholds, terms of days.

Pure: facts in, facts out. No Django, no clock, no settings. How to use it:

    rules = law.national_rules("province", at=day)          # or rulebook.queries.load_rules(...)
    law.may_open(present=60, in_office=85, rules=rules)
    law.outcome(for_=50, against=20, abstain=5, not_voting=10, total=85,
                threshold=law.Threshold.MAJORITY, rules=rules).arithmetic
    law.due("sessions.publish_after_days", base_on=day, rules=rules).why

Every number stands in ``parameters/*.toml`` and is printed in ``docs/law.md``.
"""

from council.law.arithmetic import (
    add_calendar_days,
    add_working_days,
    back_from,
    back_months,
    back_working_days,
    not_before,
)
from council.law.calendar import (
    CalendarDay,
    CalendarMissing,
    DayKind,
    LocalDayNotAllowed,
    WorkingCalendar,
    national_calendar,
)
from council.law.confidence import Ballots, BallotsDisagree, Confidence, Consequence, poll_result, vote_result
from council.law.deadlines import DayOff, Deadline, Skip, explain
from council.law.elections import Elected, Fault, Standing, Tally, board_size, elect, tally_faults
from council.law.fixed_dates import day_after_period, fixed_days, notice_due
from council.law.floor import (
    ACTIVITY_OF,
    LIVE_TALK,
    ActivityKind,
    Last,
    Moved,
    SpeechKind,
    Turn,
    discussion_share,
    fair_order,
    minutes_to_wait,
    seconds_by_activity,
    seconds_of_turn,
)
from council.law.national import (
    Direction,
    Level,
    NotAtThisLevel,
    NotInForce,
    Parameter,
    Source,
    UnknownParameter,
    Weight,
    national_book,
)
from council.law.oversight import Period, is_overlap
from council.law.pauses import Pause, PauseNotAllowed
from council.law.presence import (
    AWAY,
    CORRECTIONS,
    IN_HALL,
    Noted,
    Presence,
    PresenceKind,
    RollStage,
    attended_share,
    coming,
    corrected_until,
    folded,
    locked_because,
    minutes_late,
    roll_stage,
)
from council.law.ratings import class_of, council_class, counted_sittings, outstanding_cap
from council.law.readings import reading_of
from council.law.reminders import calendar_warning, is_reminder_time, overdue_reminder_days, reminder_days
from council.law.rules import Override, OverrideNotAllowed, Rules, Ruling, national_rules
from council.law.sampling import sample_by_stratum, sample_size
from council.law.seats import UnitKind, seats_warning, suggested_seats
from council.law.sentence import Sentence, percent
from council.law.sessions import PresentDisagree, Quorum, SessionKind, back_schedule, effective_floor, may_open
from council.law.terms import Recomputed, due, due_extended, is_asked_in_time, recompute
from council.law.thresholds import Threshold, majority, one_third, quorum, two_thirds
from council.law.units import Unit
from council.law.values import NotAValue, OutOfBounds, Value, YearDay
from council.law.votes import CountsDisagree, Outcome, outcome, threshold_reason, votes_needed

__all__ = [
    "ACTIVITY_OF",
    "AWAY",
    "CORRECTIONS",
    "IN_HALL",
    "LIVE_TALK",
    "ActivityKind",
    "Ballots",
    "BallotsDisagree",
    "CalendarDay",
    "CalendarMissing",
    "Confidence",
    "Consequence",
    "CountsDisagree",
    "DayKind",
    "DayOff",
    "Deadline",
    "Direction",
    "Elected",
    "Fault",
    "Last",
    "Level",
    "LocalDayNotAllowed",
    "Moved",
    "NotAValue",
    "NotAtThisLevel",
    "NotInForce",
    "Noted",
    "OutOfBounds",
    "Outcome",
    "Override",
    "OverrideNotAllowed",
    "Parameter",
    "Pause",
    "PauseNotAllowed",
    "Period",
    "Presence",
    "PresenceKind",
    "PresentDisagree",
    "Quorum",
    "Recomputed",
    "RollStage",
    "Rules",
    "Ruling",
    "Sentence",
    "SessionKind",
    "Skip",
    "Source",
    "SpeechKind",
    "Standing",
    "Tally",
    "Threshold",
    "Turn",
    "Unit",
    "UnitKind",
    "UnknownParameter",
    "Value",
    "Weight",
    "WorkingCalendar",
    "YearDay",
    "add_calendar_days",
    "add_working_days",
    "attended_share",
    "back_from",
    "back_months",
    "back_schedule",
    "back_working_days",
    "board_size",
    "calendar_warning",
    "class_of",
    "coming",
    "corrected_until",
    "council_class",
    "counted_sittings",
    "day_after_period",
    "discussion_share",
    "due",
    "due_extended",
    "effective_floor",
    "elect",
    "explain",
    "fair_order",
    "fixed_days",
    "folded",
    "is_asked_in_time",
    "is_overlap",
    "is_reminder_time",
    "locked_because",
    "majority",
    "may_open",
    "minutes_late",
    "minutes_to_wait",
    "national_book",
    "national_calendar",
    "national_rules",
    "not_before",
    "notice_due",
    "one_third",
    "outcome",
    "outstanding_cap",
    "overdue_reminder_days",
    "percent",
    "poll_result",
    "quorum",
    "reading_of",
    "recompute",
    "reminder_days",
    "roll_stage",
    "sample_by_stratum",
    "sample_size",
    "seats_warning",
    "seconds_by_activity",
    "seconds_of_turn",
    "suggested_seats",
    "tally_faults",
    "threshold_reason",
    "two_thirds",
    "vote_result",
    "votes_needed",
]
