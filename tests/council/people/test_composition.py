"""The council in numbers: the province's are those of its scheme, to the person; behind each number stands its list."""

from datetime import date
from fractions import Fraction

import pytest
from django.urls import reverse

from council.people import actions, queries
from council.people.demo import COMMUNE, NINH_BINH, invent, settle
from council.people.models import Mandate, TermOfOffice
from council.people.queries.composition import GROUPS, HEADLINE, MARKS
from council.roles import Role
from kernel.access import NotPermitted
from kernel.audit.models import AuditEntry
from kernel.refusal import NotFound
from tests.factories.actors import actor_with
from tests.factories.browsers import browser_of
from tests.factories.people import STARTED, SYSTEM_ACTOR, make_delegate, make_person, make_team, make_term
from tests.kernel.accounts.browsers import words
from tests.testbed.queries import cost_of, count_queries

CONF = "config.urls_council"
PAGE = reverse("people:composition", CONF)
STAFF, CHIEF = actor_with(Role.OFFICE_STAFF), actor_with(Role.OFFICE_CHIEF)
ON = date(2026, 7, 8)
# The scheme of the council for 2026-2031, each with its share in per cent as it is written there.
NINH_BINH_2026 = {
    "gender_female": (20, "23.5"),
    "minority": (2, "2.3"),
    "young": (4, "4.7"),
    "religious": (4, "4.7"),
    "sector_commune": (22, "25.88"),
    "sector_public_service": (2, "2.35"),
    "full_time": (21, "24.7"),
    "university": (84, "98.82"),
}


def behind(mark: str) -> str:
    return reverse("people:marked", CONF, [mark])


def composed(on: date = ON, term: TermOfOffice | None = None):
    return queries.get_composition(STAFF, term=term or make_term(), on=on)


@pytest.mark.usefixtures("province")
def test_the_provinces_demonstration_has_exactly_the_numbers_of_its_scheme():
    settle(invent(NINH_BINH, seed=37), term=make_term(), on=STARTED)

    found = composed()

    assert found.total == 85
    assert {name: found.count(name) for name in NINH_BINH_2026} == {
        name: count for name, (count, _share) in NINH_BINH_2026.items()
    }
    shares = {part.mark.name: part.share for part in (*found.headline, *found.groups[0].parts)}
    for name, (count, share) in NINH_BINH_2026.items():
        assert shares[name] == Fraction(count, 85)
        assert abs(float(shares[name] * 100) - float(share)) < 0.06, name
    assert len({mandate.team_id for mandate in Mandate.objects.all()}) == 11


@pytest.mark.usefixtures("council")
def test_each_group_counts_everybody_once():
    settle(invent(COMMUNE, seed=5), term=make_term(), on=STARTED)
    make_delegate("Người Chưa Ghi Gì")

    found = composed()

    assert [sum(part.count for part in group.parts) for group in found.groups] == [26] * len(GROUPS)
    unknown = ("gender_unknown", "age_unknown", "ethnicity_unknown", "religion_unknown", "party_unknown")
    assert [found.count(name) for name in (*unknown, "education_unknown", "sector_unknown", "again_unknown")] == [1] * 8


@pytest.mark.usefixtures("council")
def test_ages_are_counted_by_the_year_of_the_day():
    for year in (1991, 1992, 1976, 1977, 1966):
        make_delegate(person=make_person(birth_year=year))

    def ages(on: date) -> list[int]:
        found = composed(on)
        return [found.count(name) for name in ("young", "age_0", "age_35", "age_40", "age_50", "age_60")]

    assert ages(date(2026, 12, 31)) == [1, 1, 1, 1, 1, 1]
    assert ages(date(2027, 1, 1)) == [0, 0, 2, 0, 2, 1]


@pytest.mark.usefixtures("council")
def test_numbers_are_those_of_the_day_and_of_the_term():
    term = make_term()
    before = TermOfOffice.objects.create(
        number=15, name="2021-2026", starts_on=date(2021, 7, 1), ends_on=date(2026, 4, 1), state="closed"
    )
    again = make_person(gender="female")
    Mandate.objects.create(
        person=again, term=before, state="resigned", started_on=before.starts_on, ended_on=date(2026, 4, 1)
    )
    make_delegate(person=again)
    left = make_delegate(person=make_person(gender="female"))
    actions.end_mandate(actor=actor_with(Role.COUNCIL_CHAIR), mandate=left, how="resign", document="12/NQ-HĐND", on=ON)

    assert [composed(on).count("gender_female") for on in (date(2026, 4, 1), STARTED, date(2026, 7, 7), ON)] == [
        *(0, 2, 2, 1)
    ]
    assert composed(date(2026, 3, 1), before).count("gender_female") == 1
    assert (composed().count("re_elected"), composed(date(2026, 3, 1), before).count("re_elected")) == (1, 0)
    assert composed().total == 1
    assert term == make_term()


@pytest.mark.usefixtures("council")
def test_numbers_cost_the_same_for_one_and_for_many():
    make_delegate()
    with count_queries() as one:
        composed()
    for _ in range(3):
        make_delegate()
    with count_queries() as many:
        assert composed().total == 4

    assert len(one) == len(many) == 2


@pytest.mark.usefixtures("council")
def test_who_stands_behind_sensitive_numbers_is_read_for_a_reason_and_recorded_with_each():
    person = make_person()
    actions.record_sensitive(actor=SYSTEM_ACTOR, person=person, private=actions.Private(ethnicity="Mường"))
    mandate, _other = make_delegate(person=person), make_delegate()
    mark, term = MARKS["minority"], make_term()

    with pytest.raises(NotPermitted):
        queries.list_marked(STAFF, mark=mark, term=term, on=ON, reason="Muốn biết")
    with pytest.raises(queries.ReasonNeeded):
        queries.list_marked(CHIEF, mark=mark, term=term, on=ON, reason=" ")
    assert AuditEntry.objects.filter(action="people.read_sensitive").count() == 0

    assert queries.list_marked(CHIEF, mark=mark, term=term, on=ON, reason="Báo cáo") == [mandate]
    entry = AuditEntry.objects.get(action="people.read_sensitive")
    assert (entry.object_id, entry.reason) == (str(person.id), "Báo cáo")


@pytest.mark.usefixtures("council")
def test_outsiders_get_no_numbers():
    for outsider in (actor_with(Role.AGENCY), actor_with()):
        with pytest.raises(NotPermitted):
            queries.get_composition(outsider, term=make_term(), on=ON)
    with pytest.raises(NotFound):
        queries.get_mark("denouncers")


@pytest.mark.unit
def test_headline_marks_exist_and_what_tells_of_faith_origin_or_party_is_sensitive():
    assert set(HEADLINE) <= set(MARKS)
    assert {name for name, mark in MARKS.items() if mark.is_sensitive} == {
        *("majority", "minority", "religious", "not_religious", "party_unknown", "party_member", "party_outside")
    }


def test_the_page_shows_numbers_shares_and_pictures(council):
    make_delegate(person=make_person("Đặng Thị Hằng", gender="female"), team=make_team(1), full_time=True)
    make_delegate(person=make_person("Ngô Văn Cường", gender="male", birth_year=1980))

    answer = browser_of(council, Role.DELEGATE).get(PAGE, {"on": "2026-07-08"})

    page = words(answer)
    assert "tại ngày 08/07/2026" in page
    assert "Nữ 1 50,00 %" in page
    assert 'role="img" aria-label="Nữ: 1 trên 2"' in answer.content.decode()
    assert f'href="{behind("gender_female")}?' in answer.content.decode()
    assert "data-print" in answer.content.decode()


def test_a_council_without_delegates_says_so(council):
    make_term()

    assert "Chưa có đại biểu nào tại ngày này" in words(browser_of(council, Role.DELEGATE).get(PAGE))


def test_the_list_behind_a_number_names_its_people(council):
    make_delegate(person=make_person("Đặng Thị Hằng", gender="female"))
    make_delegate(person=make_person("Ngô Văn Cường", gender="male"))
    browser = browser_of(council, Role.DELEGATE)

    page = words(browser.get(behind("gender_female")))

    assert "Đặng Thị Hằng" in page
    assert "Ngô Văn Cường" not in page
    assert "Không có đại biểu nào" in words(browser.get(behind("sector_other")))
    assert browser.get(behind("khong-co")).status_code == 404


def test_the_list_behind_a_sensitive_number_asks_for_a_reason(council):
    person = make_person("Đặng Thị Hằng")
    actions.record_sensitive(actor=SYSTEM_ACTOR, person=person, private=actions.Private(religion="Công giáo"))
    make_delegate(person=person)
    chief, staff, address = (
        browser_of(council, Role.OFFICE_CHIEF),
        browser_of(council, Role.OFFICE_STAFF),
        behind("religious"),
    )

    assert "Đặng Thị Hằng" not in words(chief.get(address))
    assert chief.post(address, {"reason": ""}).status_code == 422
    assert "Danh sách này không dành cho ông/bà" in words(staff.get(address))
    assert staff.post(address, {"reason": "Muốn biết"}).status_code == 403
    assert AuditEntry.objects.filter(action="people.read_sensitive").count() == 0
    assert "Đặng Thị Hằng" in words(chief.post(address, {"reason": "Báo cáo cơ cấu"}))


def test_the_page_costs_the_same_for_one_and_for_many(council):
    browser = browser_of(council, Role.DELEGATE)
    make_delegate()
    one = cost_of(browser, PAGE)
    for _ in range(3):
        make_delegate()

    assert cost_of(browser, PAGE) == one
