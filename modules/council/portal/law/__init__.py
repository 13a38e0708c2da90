"""How a council is reached, over which periods it reports and in which words; plain values without any page."""

from council.portal.law.contact import Contact, public_path
from council.portal.law.periods import Period, half_year, of_term, whole_year
from council.portal.law.reports import Figures, Group, Line, groups_of, report_text, subject_of

__all__ = [
    "Contact",
    "Figures",
    "Group",
    "Line",
    "Period",
    "groups_of",
    "half_year",
    "of_term",
    "public_path",
    "report_text",
    "subject_of",
    "whole_year",
]
