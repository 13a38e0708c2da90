"""Number and symbol: how they look, from which book they are taken, and what is wrong with a book.

Source: Nghị định 30/2020/NĐ-CP, Điều 15 (numbers run from 01 on 1 January to 31 December; the head of the
organ says how administrative documents are numbered, normative ones have a sequence of their own), Phụ lục
I, phần II, mục I.3 (the symbol; numbers below ten begin with 0). Rules R-RES-03, R-RES-04: the number of a
normative resolution carries the year, that of an individual one must not.
"""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from council.documents.law.issuers import COUNCIL_CODE
from council.documents.law.kinds import KINDS, Kind

ISSUER_CODE = COUNCIL_CODE
OFFICE_UNIT = "VP"


@dataclass(frozen=True)
class Numbering:
    """How a body numbers: its code, and whether all its kinds run in one sequence.

    Bodies with the same code share their books, so that no symbol is ever given twice.
    """

    code: str = COUNCIL_CODE
    together: bool = False


@dataclass(frozen=True)
class BookKey:
    """Which book a number is taken from; ``kind`` is empty where all kinds run together."""

    code: str
    kind: str


def book_of(kind: Kind, numbering: Numbering) -> BookKey:
    """Return the book of a kind. Normative resolutions always have one of their own (Điều 15, khoản 1, điểm a)."""
    if numbering.together and kind is not Kind.NORMATIVE_RESOLUTION:
        return BookKey(numbering.code, "")
    return BookKey(numbering.code, kind.value)


def symbol_of(*, kind: Kind, number: int, year: int, unit: str = OFFICE_UNIT, code: str = COUNCIL_CODE) -> str:
    """Return number and symbol as printed: ``28/NQ-HĐND``, ``03/2026/NQ-HĐND``, ``12/HĐND-VP``.

    ``unit`` is the drafting unit's code, which only official letters carry; ``code`` the issuing body's.
    Source: Nghị định 30/2020/NĐ-CP, Phụ lục I, phần II, mục I.3 (numbers below ten begin with 0).
    """
    return f"{number:02d}{_behind_number(kind, str(year), unit, code)}"


def symbol_without_number(*, kind: Kind, unit: str = OFFICE_UNIT, code: str = COUNCIL_CODE) -> str:
    """Return the symbol of a draft, with dots where number and year will stand."""
    return f"…{_behind_number(kind, '…', unit, code)}"


def fits_pattern(*, kind: Kind, symbol: str, code: str = COUNCIL_CODE) -> bool:
    """Say whether a symbol has the pattern of its kind (R-RES-04: the year where it must be, nowhere else)."""
    behind = _behind_number(kind, r"\d{4}", r"\w+", code)
    return re.fullmatch(rf"(0[1-9]|[1-9]\d+){behind}", symbol) is not None


def _behind_number(kind: Kind, year: str, unit: str, code: str) -> str:
    rule = KINDS[kind]
    if not rule.abbreviation:
        return f"/{code}-{unit}"
    return f"{f'/{year}' if rule.number_has_year else ''}/{rule.abbreviation}-{code}"


@dataclass(frozen=True)
class Findings:
    """What a check of one book finds: numbers that nobody explains, and numbers given more than once."""

    gaps: tuple[int, ...] = ()
    duplicates: tuple[int, ...] = ()

    @property
    def is_clean(self) -> bool:
        """Whether every number of the book is there once, or is explained."""
        return not self.gaps and not self.duplicates


def check_book(*, first: int, last: int, given: Iterable[int], explained: Iterable[int]) -> Findings:
    """Look for numbers between ``first`` and ``last`` that are on no document and not explained, and for doubles.

    A number that is on a document and held as well counts as given twice. Source: R-RES-03.
    """
    counted = Counter([*given, *explained])
    gaps = tuple(number for number in range(first, last + 1) if number not in counted)
    return Findings(gaps, tuple(sorted(number for number, times in counted.items() if times > 1)))
