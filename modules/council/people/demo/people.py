"""Invented people for demonstration: a province's 85 delegates with the mix that Ninh Bình reports, and communes'.

All names are put together by chance from common parts; any likeness is chance too. The shares (women, young,
ethnic minority, religious, full-time, from communes, level of education, teams) are those of the province's scheme
for 2026-2031. The same seed gives the same people.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from random import Random

from council.people import actions
from council.people.demo.places import OF_A_COMMUNE, OF_NINH_BINH, Place
from council.people.models import Committee, Constituency, Gender, Mandate, Party, Sector, Team, TermOfOffice
from council.people.models.composition import NO_RELIGION
from council.roles import Role
from kernel.access import Actor

ACTOR = Actor.system("demo")
FAMILIES = (
    *("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Vũ", "Đặng", "Bùi", "Đỗ"),
    *("Ngô", "Dương", "Đinh", "Mai", "Tạ", "Lưu", "Trịnh", "Phan", "Cao"),
)
MEN = (
    ("Văn", "Đức", "Quang", "Hữu", "Minh", "Xuân", "Thành", "Công", "Tiến", "Đình"),
    ("An", "Bách", "Cường", "Dũng", "Giang", "Hải", "Khôi", "Long", "Nam", "Phúc", "Quân", "Sơn", "Tú", "Việt"),
)
WOMEN = (
    ("Thị", "Thu", "Ngọc", "Thanh", "Kim", "Bích"),
    ("Ánh", "Chi", "Diệp", "Hằng", "Hương", "Lan", "Mai", "Nga", "Oanh", "Phương", "Thảo", "Yến"),
)
JOBS = ("Giám đốc sở", "Phó Giám đốc sở", "Bí thư Đảng uỷ", "Chỉ huy trưởng", "Hiệu trưởng", "Giám đốc doanh nghiệp")


@dataclass(frozen=True)
class Mix:
    """How many of each kind a council has."""

    seats: int
    women: int
    young: int
    minority: int
    religious: int
    full_time: int
    from_communes: int
    below_university: int
    public_service: int
    outside_party: int
    re_elected: int
    teams: tuple[int, ...]
    constituencies: tuple[Place, ...]


NINH_BINH = Mix(
    seats=85, women=20, young=4, minority=2, religious=4, full_time=21, from_communes=22, below_university=1,
    public_service=2, outside_party=9, re_elected=31, teams=(8,) * 8 + (7,) * 3, constituencies=OF_NINH_BINH,
)  # fmt: skip
COMMUNE = Mix(
    seats=25, women=8, young=4, minority=0, religious=2, full_time=2, from_communes=0, below_university=3,
    public_service=2, outside_party=4, re_elected=9, teams=(5,) * 5, constituencies=OF_A_COMMUNE,
)  # fmt: skip


@dataclass
class Invented:
    """One invented delegate."""

    full_name: str
    gender: Gender
    birth_year: int
    team: int
    constituency: tuple[int, int, str, str]
    main_job: str = ""
    full_time: bool = False
    ethnicity: str = "Kinh"
    religion: str = NO_RELIGION
    education: str = "đại học"
    party: Party = Party.MEMBER
    sector: Sector = Sector.PROVINCE
    served_before: bool = False
    posts: list[tuple[Role, int | None]] = field(default_factory=list)


def invent(mix: Mix, *, seed: int) -> list[Invented]:
    """Return the delegates of a council with exactly the given mix, each with a name of her own."""
    chance = Random(seed)  # noqa: S311 -- invents people, no secret
    names = _names(chance)
    women = set(chance.sample(range(mix.seats), mix.women))
    teams = [number for number, size in enumerate(mix.teams, 1) for _ in range(size)]
    elected_in = [(unit, *place) for unit, (_team, *place) in enumerate(mix.constituencies, 1) for _ in range(place[0])]
    people = [
        Invented(
            next(names[number in women]),
            Gender.FEMALE if number in women else Gender.MALE,
            0,
            teams[number],
            elected_in[number],
        )
        for number in range(mix.seats)
    ]
    for person in people:
        person.birth_year = chance.randint(1964, 1984)
        person.education = chance.choice(["đại học", "thạc sĩ", "thạc sĩ", "tiến sĩ"])
    _mark(people, mix, chance)
    return people


def _mark(people: list[Invented], mix: Mix, chance: Random) -> None:
    for person in chance.sample(people, mix.young):
        person.birth_year = chance.randint(1992, 1998)
    for person in chance.sample(people, mix.minority):
        person.ethnicity = "Mường"
    for person in chance.sample(people, mix.religious):
        person.religion = "Công giáo"
    for person in chance.sample(people, mix.below_university):
        person.education = "cao đẳng"
    full_time = people[:: max(len(people) // max(mix.full_time, 1), 1)][: mix.full_time]
    for person in full_time:
        person.full_time, person.main_job = True, "Đại biểu chuyên trách"
    others = [person for person in people if not person.full_time]
    for person in others:
        person.main_job = chance.choice(JOBS)
    for person in others[: mix.from_communes]:
        person.main_job, person.sector = "Chủ tịch Hội đồng nhân dân xã", Sector.COMMUNE
    _mark_background(people, others[mix.from_communes :], mix, chance)


def _mark_background(people: list[Invented], others: list[Invented], mix: Mix, chance: Random) -> None:
    """Say where they work and what they were before; after everything else, so that names stay as they are."""
    for person in people:
        if person.full_time:
            person.sector = Sector.COUNCIL
        elif person.sector != Sector.COMMUNE and mix.seats < NINH_BINH.seats:
            person.sector = Sector.COMMUNE
    for person in others[: mix.public_service]:
        person.main_job, person.sector = "Giám đốc bệnh viện", Sector.PUBLIC_SERVICE
    for person in chance.sample(people, mix.outside_party):
        person.party = Party.OUTSIDE
    for person in chance.sample(people, mix.re_elected):
        person.served_before = True


def _names(chance: Random) -> dict[bool, Iterator[str]]:
    """Return endless names of women (True) and of men (False), no name twice."""

    def endless(middles: tuple[str, ...], given: tuple[str, ...]) -> Iterator[str]:
        seen: set[str] = set()
        while True:
            name = f"{chance.choice(FAMILIES)} {chance.choice(middles)} {chance.choice(given)}"
            if name not in seen:
                seen.add(name)
                yield name

    return {True: endless(*WOMEN), False: endless(*MEN)}


def settle(people: list[Invented], *, term: TermOfOffice, on: date) -> list[Mandate]:
    """Give the invented people their mandates, teams and posts; the first of the list chairs.

    A term whose constituencies were of several units before becomes that of a merged council.
    """
    former = {unit for *_place, unit in (person.constituency for person in people) if unit}
    if former:
        TermOfOffice.objects.filter(pk=term.pk).update(merged_from=len(former))
    teams = {
        number: Team.objects.get_or_create(
            term=term, number=number, defaults={"name": f"Tổ đại biểu số {number}", "from_on": on}
        )[0]
        for number in sorted({person.team for person in people})
    }
    constituencies = {place: _constituency(term, *place) for place in sorted({each.constituency for each in people})}
    mandates = [_settled(each, term, teams[each.team], constituencies[each.constituency], on) for each in people]
    _give_posts(people, mandates, list(Committee.objects.filter(term=term).order_by("position")), on)
    return mandates


def _constituency(term: TermOfOffice, number: int, seats: int, area: str, former_unit: str) -> Constituency:
    known = {"name": f"Đơn vị bầu cử số {number}", "seats": seats, "area": area, "former_unit": former_unit}
    found: Constituency = Constituency.objects.get_or_create(term=term, number=number, defaults=known)[0]
    return found


def _settled(invented: Invented, term: TermOfOffice, team: Team, constituency: Constituency, on: date) -> Mandate:
    person = actions.register_person(
        actor=ACTOR,
        full_name=invented.full_name,
        gender=invented.gender,
        birth_year=invented.birth_year,
        main_job=invented.main_job,
    )
    actions.record_sensitive(
        actor=ACTOR,
        person=person,
        private=actions.Private(
            ethnicity=invented.ethnicity,
            religion=invented.religion,
            education=invented.education,
            party=invented.party,
        ),
    )
    return actions.add_delegate(
        actor=ACTOR,
        person=person,
        term=term,
        started_on=on,
        team=team,
        constituency=constituency,
        full_time=invented.full_time,
        background=actions.Background(invented.sector, invented.served_before),
    )


def _give_posts(people: list[Invented], mandates: list[Mandate], committees: list[Committee], on: date) -> None:
    full_time = [m.person for m, p in zip(mandates, people, strict=True) if p.full_time]
    part_time = [m.person for m, p in zip(mandates, people, strict=True) if not p.full_time]
    actions.appoint(actor=ACTOR, person=part_time[0], role=Role.COUNCIL_CHAIR, from_on=on)
    vices = 4 if len(people) > 40 else 1
    for person in full_time[:vices]:
        actions.appoint(actor=ACTOR, person=person, role=Role.COUNCIL_VICE_CHAIR, from_on=on)
    for person, committee in zip(full_time[vices:] + part_time[-3:], committees, strict=False):
        actions.appoint(actor=ACTOR, person=person, role=Role.COMMITTEE_HEAD, from_on=on, committee=committee)
    for team in {mandate.team_id: mandate for mandate in reversed(mandates)}.values():
        actions.appoint(actor=ACTOR, person=team.person, role=Role.TEAM_LEADER, from_on=on, team=team.team)
