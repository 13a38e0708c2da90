"""The council in numbers: women, ages, ethnic groups, religions, Party, education, sectors, by term and day.

Numbers are for everybody who works in the council. Who stands behind a number of sensitive data is read for a
reason by those who may, and each reading is recorded with the person (R-SEC-04).
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from itertools import pairwise
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from council.people.law import AGE_BANDS, YOUNG_BELOW
from council.people.models import Education, Gender, Mandate, Party, Sector, SensitiveProfile, TermOfOffice
from council.people.models.composition import MAJORITY, NO_RELIGION
from council.people.permissions import Can
from council.people.queries.sensitive import READING, ReasonNeeded
from kernel import audit
from kernel.access import Actor, require
from kernel.refusal import NotFound
from kernel.vietnamese import fold

HIGHER = frozenset({Education.UNIVERSITY, Education.MASTER, Education.DOCTOR})


@dataclass(frozen=True)
class Facts:
    """What is known of one delegate on a day; None and "" say that it is not known."""

    mandate: Mandate
    gender: str
    age: int | None
    ethnicity: str
    religion: str
    party: str
    education: str
    sector: str
    full_time: bool
    again: bool | None


@dataclass(frozen=True)
class Mark:
    """Something by which delegates are counted."""

    name: str
    label: Any
    has: Callable[[Facts], bool]
    is_sensitive: bool = False


@dataclass(frozen=True)
class Part:
    """How many have a mark, of all."""

    mark: Mark
    count: int
    total: int

    @property
    def share(self) -> Fraction:
        """The part of all, exactly."""
        return Fraction(self.count, self.total) if self.total else Fraction(0)

    @property
    def is_told(self) -> bool:
        """Whether there is something to say: that of nobody something is unknown says nothing."""
        return self.count > 0 or not self.mark.name.endswith("_unknown")


@dataclass(frozen=True)
class Group:
    """Marks that belong together; everybody has exactly one of them."""

    heading: Any
    parts: tuple[Part, ...]


@dataclass(frozen=True)
class Composition:
    """The numbers of one term on one day."""

    term: TermOfOffice
    on: date
    total: int
    headline: tuple[Part, ...]
    groups: tuple[Group, ...]

    def count(self, name: str) -> int:
        """Return the number of a mark."""
        parts = (*self.headline, *(part for group in self.groups for part in group.parts))
        return next(part.count for part in parts if part.mark.name == name)


def get_composition(actor: Actor, *, term: TermOfOffice, on: date) -> Composition:
    """Return the numbers of a term on a day, of all delegates in office then (vacant seats do not count).

    :raises NotPermitted: the actor does not work in this council.
    """
    require(actor, Can.READ)
    facts = _facts(term, on)

    def part(mark: Mark) -> Part:
        return Part(mark, sum(mark.has(each) for each in facts), len(facts))

    return Composition(
        term=term,
        on=on,
        total=len(facts),
        headline=tuple(part(MARKS[name]) for name in HEADLINE),
        groups=tuple(Group(heading, tuple(map(part, marks))) for heading, marks in GROUPS),
    )


def get_mark(name: str) -> Mark:
    """Return the mark of a name.

    :raises NotFound: there is no such mark.
    """
    if name not in MARKS:
        raise NotFound()
    return MARKS[name]


def list_marked(actor: Actor, *, mark: Mark, term: TermOfOffice, on: date, reason: str = "") -> list[Mandate]:
    """Return the delegates behind a number, in the order of names.

    :raises NotPermitted: the actor does not work here, or the mark is sensitive and she may not read such data.
    :raises ReasonNeeded: the mark is sensitive and no reason is given.
    """
    require(actor, Can.READ_SENSITIVE if mark.is_sensitive else Can.READ)
    if mark.is_sensitive and not reason.strip():
        raise ReasonNeeded()
    found = [facts.mandate for facts in _facts(term, on) if mark.has(facts)]
    if mark.is_sensitive:
        for mandate in found:
            audit.record(actor, READING, mandate.person, fields=("ethnicity", "religion", "party"), reason=reason)
    return found


def list_terms() -> QuerySet[TermOfOffice]:
    """Return the council's terms of office, the latest first."""
    return TermOfOffice.objects.order_by("-starts_on")


def _facts(term: TermOfOffice, on: date) -> list[Facts]:
    earlier = Mandate.objects.filter(person=OuterRef("person"), term__starts_on__lt=term.starts_on)
    mandates = Mandate.objects.in_office(on).filter(term=term).by_name()
    with_all = mandates.select_related("person", "person__sensitive", "team").annotate(earlier=Exists(earlier))
    return [_fact(mandate, on) for mandate in with_all]


def _fact(mandate: Mandate, on: date) -> Facts:
    person = mandate.person
    private = getattr(person, "sensitive", None) or SensitiveProfile()
    return Facts(
        mandate=mandate,
        gender=person.gender,
        age=on.year - person.birth_year if person.birth_year else None,
        ethnicity=fold(private.ethnicity),
        religion=fold(private.religion),
        party=private.party,
        education=private.education,
        sector=mandate.sector,
        full_time=mandate.full_time,
        again=True if mandate.earlier else mandate.served_before,  # type: ignore[attr-defined]  # annotated
    )


def _in_band(least: int, below: int) -> Callable[[Facts], bool]:
    return lambda facts: facts.age is not None and least <= facts.age < below


def _bands() -> tuple[Mark, ...]:
    first, last = AGE_BANDS[0], AGE_BANDS[-1]
    between = [
        Mark(
            f"age_{least}",
            format_lazy(_("{least} đến {most} tuổi"), least=least, most=below - 1),
            _in_band(least, below),
        )
        for least, below in pairwise(AGE_BANDS)
    ]
    return (
        Mark("age_0", format_lazy(_("Dưới {age} tuổi"), age=first), _in_band(0, first)),
        *between,
        Mark(f"age_{last}", format_lazy(_("Từ {age} tuổi trở lên"), age=last), _in_band(last, 200)),
        Mark("age_unknown", _("Chưa ghi năm sinh"), lambda facts: facts.age is None),
    )


def _each(prefix: str, choices: Any, field: str, *, sensitive: bool = False) -> tuple[Mark, ...]:
    """Return a mark for each of a field's choices."""
    return tuple(
        Mark(f"{prefix}_{choice.name.lower()}", choice.label, _equals(field, choice.value), sensitive)
        for choice in sorted(choices, key=lambda choice: choice.name == "UNKNOWN")
    )


def _equals(field: str, value: str) -> Callable[[Facts], bool]:
    return lambda facts: getattr(facts, field) == value


MAJORITY_KEY, NONE_KEY = fold(MAJORITY), fold(NO_RELIGION)
GROUPS: tuple[tuple[Any, tuple[Mark, ...]], ...] = (
    (_("Giới tính"), _each("gender", Gender, "gender")),
    (_("Độ tuổi"), _bands()),
    (
        _("Dân tộc"),
        (
            Mark("majority", _("Dân tộc Kinh"), lambda facts: facts.ethnicity == MAJORITY_KEY, True),
            Mark("minority", _("Dân tộc thiểu số"), lambda facts: facts.ethnicity not in {"", MAJORITY_KEY}, True),
            Mark("ethnicity_unknown", _("Chưa ghi dân tộc"), lambda facts: not facts.ethnicity),
        ),
    ),
    (
        _("Tôn giáo"),
        (
            Mark("religious", _("Có tôn giáo"), lambda facts: facts.religion not in {"", NONE_KEY}, True),
            Mark("not_religious", _("Không tôn giáo"), lambda facts: facts.religion == NONE_KEY, True),
            Mark("religion_unknown", _("Chưa ghi tôn giáo"), lambda facts: not facts.religion),
        ),
    ),
    (_("Đảng viên"), _each("party", Party, "party", sensitive=True)),
    (
        _("Trình độ chuyên môn"),
        (
            *_each("education", reversed(Education), "education"),
            Mark("education_unknown", _("Chưa ghi trình độ"), lambda facts: facts.education not in Education.values),
        ),
    ),
    (_("Khối công tác"), _each("sector", Sector, "sector")),
    (
        _("Hoạt động"),
        (
            Mark("full_time", _("Chuyên trách"), lambda facts: facts.full_time),
            Mark("part_time", _("Không chuyên trách"), lambda facts: not facts.full_time),
        ),
    ),
    (
        _("Tái cử"),
        (
            Mark("re_elected", _("Tái cử"), lambda facts: facts.again is True),
            Mark("first_time", _("Lần đầu là đại biểu"), lambda facts: facts.again is False),
            Mark("again_unknown", _("Chưa ghi tái cử"), lambda facts: facts.again is None),
        ),
    ),
)
_YOUNG = Mark(
    "young",
    format_lazy(_("Trẻ (dưới {age} tuổi)"), age=YOUNG_BELOW),
    lambda facts: facts.age is not None and facts.age < YOUNG_BELOW,
)
_HIGHER = Mark("university", _("Đại học trở lên"), lambda facts: facts.education in HIGHER)
MARKS = {mark.name: mark for mark in (_YOUNG, _HIGHER, *(mark for _heading, marks in GROUPS for mark in marks))}
HEADLINE = (
    *("gender_female", "young", "minority", "religious", "party_outside", "sector_commune", "sector_public_service"),
    *("full_time", "re_elected", "university"),
)
