"""What the figures count of delegates, written down when a mandate begins or ends and when somebody's data change.

It follows from what was recorded; whoever did that needs no other right. Sensitive data are written no finer than the
groups that are counted, and stay in the table in which they are kept apart (R-SEC-04).
"""

from datetime import timedelta

from council.people.law import AGE_BANDS
from council.people.models import Education, Mandate, Person, SensitiveProfile
from council.people.models.composition import MAJORITY, NO_RELIGION
from council.people.models.counted import AgeBand, Belief, EthnicGroup, FirstTime, Schooling
from kernel.vietnamese import fold

_BANDS = (AgeBand.UNDER_35, AgeBand.FROM_35, AgeBand.FROM_40, AgeBand.FROM_50, AgeBand.FROM_60)
_SCHOOLING = {education.value: Schooling(education.name.lower()) for education in Education}


def age_band(birth_year: int | None, year: int) -> AgeBand:
    """Return the band of an age in whole years by the year of birth."""
    if birth_year is None:
        return AgeBand.UNKNOWN
    return _BANDS[sum(year - birth_year >= least for least in AGE_BANDS)]


def note_delegate(mandate: Mandate) -> None:
    """Write into a mandate what its holder was when it began, and the last day on which it counts."""
    person = mandate.person
    earlier = person.mandates.filter(started_on__lt=mandate.started_on).exclude(pk=mandate.pk).exists()
    again = True if earlier else mandate.served_before
    mandate.sex = person.gender
    mandate.age_band = age_band(person.birth_year, mandate.started_on.year)
    mandate.first_time = {True: FirstTime.AGAIN, False: FirstTime.FIRST, None: FirstTime.UNKNOWN}[again]
    mandate.last_on = mandate.ended_on - timedelta(days=1) if mandate.ended_on else None
    mandate.save(update_fields=["sex", "age_band", "first_time", "last_on"])
    _note_days(person)


def note_person(person: Person) -> None:
    """Write the counted words of a person anew after her data changed; the caller holds the person."""
    for mandate in person.mandates.order_by("id"):
        note_delegate(mandate)
    profile = SensitiveProfile.objects.filter(person=person).first()
    if profile is not None:
        _note_groups(profile)
        _note_days(person)


def groups_of(*, ethnicity: str, religion: str, education: str) -> dict[str, str]:
    """Return the counted words for what is written of a person, by their columns."""
    origin = EthnicGroup.MINORITY if ethnicity.strip() else EthnicGroup.UNKNOWN
    belief = Belief.RELIGIOUS if religion.strip() else Belief.UNKNOWN
    return {
        "ethnic_group": EthnicGroup.MAJORITY if fold(ethnicity) == fold(MAJORITY) else origin,
        "belief": Belief.NONE if fold(religion) == fold(NO_RELIGION) else belief,
        "schooling": _SCHOOLING.get(education, Schooling.UNKNOWN),
    }


def _note_groups(profile: SensitiveProfile) -> None:
    groups = groups_of(ethnicity=profile.ethnicity, religion=profile.religion, education=profile.education)
    for name, word in groups.items():
        setattr(profile, name, word)
    profile.save(update_fields=list(groups))


def _note_days(person: Person) -> None:
    """Write into what is kept apart from when to when its person was last a delegate."""
    last = person.mandates.order_by("-started_on", "-id").first()
    if last is not None:
        days = {"delegate_from_on": last.started_on, "delegate_until_on": last.last_on}
        SensitiveProfile.objects.filter(person=person).update(**days)
