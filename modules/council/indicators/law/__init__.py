"""The indicators of the scheme as plain facts: declarations, arithmetic, periods, targets; no page, no database."""

from council.indicators.law.achieved import Communes, Trend
from council.indicators.law.declaring import (
    BadIndicator,
    Better,
    Indicator,
    Part,
    PeriodKind,
    Unit,
    formula,
)
from council.indicators.law.periods import (
    Period,
    before,
    half_year,
    month,
    of_term,
    period_of,
    quarter,
    run_up_to,
    whole_year,
)
from council.indicators.law.ratios import NO_DATA, Ratio, Standing, added, arithmetic, grouped, standing, written
from council.indicators.law.reports import Figures, Group, Line, groups_of, report_text, subject_of
from council.indicators.law.scheme import DOCUMENTS_ELECTRONIC, PUBLISHING_DAYS, SCHEME, find_indicator
from council.indicators.law.targets import Target, TargetOutOfBounds, check_target, target_at, target_words
from council.indicators.law.told import STANDING_NAMES, Told

__all__ = [
    "DOCUMENTS_ELECTRONIC",
    "NO_DATA",
    "PUBLISHING_DAYS",
    "SCHEME",
    "STANDING_NAMES",
    "BadIndicator",
    "Better",
    "Communes",
    "Figures",
    "Group",
    "Indicator",
    "Line",
    "Part",
    "Period",
    "PeriodKind",
    "Ratio",
    "Standing",
    "Target",
    "TargetOutOfBounds",
    "Told",
    "Trend",
    "Unit",
    "added",
    "arithmetic",
    "before",
    "check_target",
    "find_indicator",
    "formula",
    "grouped",
    "groups_of",
    "half_year",
    "month",
    "of_term",
    "period_of",
    "quarter",
    "report_text",
    "run_up_to",
    "standing",
    "subject_of",
    "target_at",
    "target_words",
    "whole_year",
    "written",
]
