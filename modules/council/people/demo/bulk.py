"""Invented delegates of a council that nobody signs in to, written in a few statements.

What the ordinary actions would have written stands there: people, what is kept apart of them, mandates with their first
line, teams, posts. Nobody has an account, so that no right is given.
"""

from datetime import date

from council.people.actions.counting import age_band, groups_of
from council.people.demo.people import Invented
from council.people.models import (
    Committee,
    Mandate,
    MandateChange,
    Person,
    Post,
    SensitiveProfile,
    Team,
    TeamStay,
    TermOfOffice,
)
from council.people.models.counted import FirstTime
from council.people.workflow import MandateState
from council.roles import Role
from kernel.vietnamese import fold, name_key


def settle_in_bulk(people: list[Invented], *, term: TermOfOffice, on: date) -> list[Mandate]:
    """Give invented people their mandates, teams and the posts of chair, vice chair and heads; nine statements."""
    persons = Person.objects.bulk_create(_person(each) for each in people)
    pairs = list(zip(people, persons, strict=True))
    SensitiveProfile.objects.bulk_create(_profile(each, person, on) for each, person in pairs)
    numbers = sorted({each.team for each in people})
    made = Team.objects.bulk_create(
        Team(term=term, number=number, name=f"Tổ đại biểu số {number}", from_on=on) for number in numbers
    )
    teams = {team.number: team for team in made}
    mandates = Mandate.objects.bulk_create(_mandate(each, person, term, teams[each.team], on) for each, person in pairs)
    MandateChange.objects.bulk_create(
        MandateChange(mandate=mandate, step="add", state=MandateState.ACTIVE, effective_on=on) for mandate in mandates
    )
    TeamStay.objects.bulk_create(TeamStay(mandate=mandate, team=mandate.team, from_on=on) for mandate in mandates)
    _give_posts(persons, list(Committee.objects.filter(term=term).order_by("position")), on)
    TermOfOffice.objects.filter(pk=term.pk).update(seats_total=len(people))
    return mandates


def _person(invented: Invented) -> Person:
    return Person(
        full_name=invented.full_name,
        sort_key=name_key(invented.full_name),
        search_name=fold(invented.full_name),
        gender=invented.gender,
        birth_year=invented.birth_year,
        main_job=invented.main_job,
    )


def _profile(invented: Invented, person: Person, on: date) -> SensitiveProfile:
    known = {"ethnicity": invented.ethnicity, "religion": invented.religion, "education": invented.education}
    return SensitiveProfile(person=person, party=invented.party, delegate_from_on=on, **known, **groups_of(**known))


def _mandate(invented: Invented, person: Person, term: TermOfOffice, team: Team, on: date) -> Mandate:
    return Mandate(
        person=person,
        term=term,
        team=team,
        full_time=invented.full_time,
        sector=invented.sector,
        served_before=invented.served_before,
        sex=invented.gender,
        age_band=age_band(invented.birth_year, on.year),
        first_time=FirstTime.AGAIN if invented.served_before else FirstTime.FIRST,
        started_on=on,
    )


def _give_posts(persons: list[Person], committees: list[Committee], on: date) -> None:
    posts = [Post(person=persons[0], role=Role.COUNCIL_CHAIR, from_on=on)]
    posts.append(Post(person=persons[1], role=Role.COUNCIL_VICE_CHAIR, from_on=on))
    posts += [
        Post(person=person, role=Role.COMMITTEE_HEAD, committee=committee, from_on=on)
        for person, committee in zip(persons[2:], committees, strict=False)
    ]
    Post.objects.bulk_create(posts)
