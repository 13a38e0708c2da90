"""The editions of the official templates: which layout is used from which day on, and by what source."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Edition:
    """One edition of all templates: from when it is used, and what prescribes it."""

    number: int
    from_on: date
    source: str


# Latest last. The outline of a kind and its layout are of the same edition.
EDITIONS = (Edition(1, date(2020, 3, 5), "Nghị định 30/2020/NĐ-CP, Phụ lục I và Phụ lục III"),)


def edition_at(day: date) -> Edition:
    """Return the edition that is used on a day; before the first one that is the first."""
    begun = [edition for edition in EDITIONS if edition.from_on <= day]
    return begun[-1] if begun else EDITIONS[0]
