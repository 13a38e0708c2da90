"""The terms of office of the People's Councils of all levels, each from the day on which they were elected.

One election for both levels and the whole country; so figures of many councils can be cut by terms. A council's own
term begins some days or weeks later, with its first session, and stands in its register.
"""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class NationalTerm:
    """A term of office and the day of its election; it lasts until the day before the next one."""

    name: str
    elected_on: date


TERMS = (
    NationalTerm("2011–2016", date(2011, 5, 22)),
    NationalTerm("2016–2021", date(2016, 5, 22)),
    NationalTerm("2021–2026", date(2021, 5, 23)),
    NationalTerm("2026–2031", date(2026, 3, 15)),
)
