"""Constituencies are rows: made and changed by few, their seats compared with who is in office, found by lists."""

import pytest
from django.urls import reverse

from council.people import actions, queries
from council.people.actions import Ground
from council.people.demo import COMMUNE, NINH_BINH
from council.people.models import Constituency, Mandate, TermOfOffice
from council.people.sheets import Register, check_delegates, constituency_number
from council.roles import Role
from kernel import clock, outbox, search
from kernel.access import NotPermitted
from kernel.audit.models import AuditEntry
from kernel.refusal import NotFound
from kernel.search.models import SearchEntry
from tests.council.people.lists import typed
from tests.council.people.test_sheet_actions import ON, imported, take
from tests.factories.actors import actor_with
from tests.factories.browsers import browser_of
from tests.factories.people import STARTED, make_constituency, make_delegate, make_term
from tests.kernel.accounts.browsers import words
from tests.testbed.queries import cost_of

CHIEF, STAFF = actor_with(Role.OFFICE_CHIEF), actor_with(Role.OFFICE_STAFF)
CONF = "config.urls_council"


def at(name: str, *rows) -> str:
    return reverse(f"people:{name}", CONF, [row.pk for row in rows])


@pytest.fixture
def chief(council):
    make_term()
    return browser_of(council, Role.OFFICE_CHIEF)


def earlier_term() -> TermOfOffice:
    return TermOfOffice.objects.create(number=15, name="2021-2026", starts_on=STARTED, state="closed")


def rows() -> dict[int, queries.ConstituencyRow]:
    return {row.constituency.number: row for row in queries.list_constituency_rows(CHIEF, term=make_term())}


def test_a_constituency_is_made_and_changed_with_a_record(council):
    made = actions.add_constituency(
        actor=CHIEF, term=make_term(), number=3, ground=Ground(" Đơn vị  bầu cử số 3", "Xã Gia Viễn", 5)
    )
    changed = actions.edit_constituency(
        actor=CHIEF, constituency=made, ground=Ground("Đơn vị bầu cử số 3", "Xã Gia Viễn, xã Gia Vân", 5)
    )

    assert (changed.name, changed.area, changed.seats) == ("Đơn vị bầu cử số 3", "Xã Gia Viễn, xã Gia Vân", 5)
    entries = AuditEntry.objects.filter(action__contains="constituency").order_by("id")
    assert [(entry.action, list(entry.fields)) for entry in entries] == [
        ("people.add_constituency", []),
        ("people.edit_constituency", ["area"]),
    ]


def test_number_and_name_are_one_constituencys_in_a_term(council):
    first, second = make_constituency("Số 1", number=1), make_constituency("Số 2", number=2)

    for number, name in ((1, "Khác"), (7, "Số 1")):
        with pytest.raises(actions.ConstituencyKnown):
            actions.add_constituency(actor=CHIEF, term=make_term(), number=number, ground=Ground(name))
    with pytest.raises(actions.ConstituencyKnown):
        actions.edit_constituency(actor=CHIEF, constituency=second, ground=Ground(first.name))
    other = Constituency.objects.create(term=earlier_term(), number=1, name="Số 1")

    assert Constituency.objects.count() == 3
    assert other.term_id != first.term_id


def test_only_who_arranges_changes_constituencies(council):
    constituency, mandate = make_constituency(), make_delegate()
    for call in (
        lambda: actions.add_constituency(actor=STAFF, term=make_term(), number=9, ground=Ground("Số 9")),
        lambda: actions.edit_constituency(actor=STAFF, constituency=constituency, ground=Ground("Khác")),
        lambda: actions.set_constituency(actor=STAFF, mandate=mandate, constituency=constituency),
    ):
        with pytest.raises(NotPermitted):
            call()
    with pytest.raises(NotFound):
        queries.get_constituency(actor_with(Role.AGENCY), constituency.id)
    with pytest.raises(NotPermitted):
        queries.list_constituency_rows(actor_with(Role.AGENCY), term=make_term())

    constituency.refresh_from_db()
    assert (constituency.name, Mandate.objects.get().constituency_id) == ("Đơn vị bầu cử số 1", None)


def test_a_delegate_is_of_a_constituency_of_the_mandates_term(council):
    mandate, constituency = make_delegate(), make_constituency()
    foreign = Constituency.objects.create(term=earlier_term(), number=1, name="Số 1")

    with pytest.raises(actions.NotOfTerm):
        actions.set_constituency(actor=CHIEF, mandate=mandate, constituency=foreign)
    with pytest.raises(actions.NotOfTerm):
        make_delegate(constituency=foreign)
    actions.set_constituency(actor=CHIEF, mandate=mandate, constituency=constituency, document="01/NQ-UBBC")

    mandate.refresh_from_db()
    assert (mandate.constituency, mandate.version) == (constituency, 2)
    assert AuditEntry.objects.get(action="people.set_constituency").reason == "01/NQ-UBBC"


def test_seats_are_compared_with_who_is_in_office(council):
    full, short = make_constituency("Số 1", seats=1), make_constituency("Số 2", seats=6)
    unknown = make_constituency("Số 3")
    for each in (full, full, short, unknown):
        make_delegate(constituency=each)
    gone = make_delegate(constituency=short)
    actions.end_mandate(
        actor=actor_with(Role.COUNCIL_CHAIR), mandate=gone, how="resign", on=clock.today(), document="12/NQ-HĐND"
    )

    assert [(row.in_office, row.vacant, row.too_many, row.is_large) for row in rows().values()] == [
        (2, 0, 1, False),
        (1, 5, 0, True),
        (1, 0, 0, False),
    ]
    structure = queries.get_structure(on=clock.today())
    assert [(row.constituency, row.vacant) for row in structure.vacant_seats] == [(short, 5)]


def test_the_list_asks_as_often_for_five_as_for_one(chief):
    make_delegate(constituency="Số 1")
    one = cost_of(chief, at("constituencies"))
    for number in range(2, 6):
        make_delegate(constituency=f"Số {number}")

    assert cost_of(chief, at("constituencies")) == one


@pytest.mark.unit
@pytest.mark.parametrize(
    ("text", "number"),
    [("3", 3), ("số 3", 3), ("Đơn vị bầu cử số 3", 3), ("don vi so 3", 3), ("ĐƠN VỊ 3", 3), ("xã gia vien", 7)],
)
def test_a_cell_names_a_constituency_by_number_or_name(text, number):
    register = Register(constituencies={"don vi bau cu so 3": 3, "xa gia vien": 7})

    assert constituency_number(text, register) == number
    assert constituency_number("3", Register()) == 3


@pytest.mark.unit
@pytest.mark.parametrize("text", ["4", "số 0", "Xã Gia Vân", "3a", "đơn vị"])
def test_a_cell_that_names_none_is_a_fault(text):
    register = Register(constituencies={"don vi bau cu so 3": 3})

    checked = check_delegates([typed(2, constituency=text)], register=register, on=ON, sensitive=True)

    assert [(fault.row, fault.column, fault.typed) for fault in checked.faults] == [(2, "constituency", text)]
    assert "không có đơn vị bầu cử" in checked.faults[0].message


def test_an_import_puts_delegates_into_the_known_constituencies(council):
    known = make_constituency("Xã Gia Viễn", number=3, seats=5)
    chief = actor_with(Role.OFFICE_CHIEF)

    imported(
        chief, take(chief, typed(2, constituency="xa gia vien"), typed(3, constituency="3"), typed(4, constituency=""))
    )

    assert [mandate.constituency for mandate in Mandate.objects.order_by("id")] == [known, known, None]
    assert Constituency.objects.count() == 1


def test_a_term_without_constituencies_gets_those_of_the_list(council):
    make_term()
    chief = actor_with(Role.OFFICE_CHIEF)
    with pytest.raises(actions.SheetNotRight):
        imported(chief, take(chief, typed(2, constituency="Xã Gia Viễn")))

    imported(chief, take(chief, typed(2, constituency="12"), typed(3, constituency="đơn vị bầu cử số 2")))

    made = Constituency.objects.order_by("number").values_list("number", "name", "seats")
    assert list(made) == [(2, "Đơn vị bầu cử số 2", 0), (12, "Đơn vị bầu cử số 12", 0)]


def test_pages_warn_of_too_many_and_list_who_was_elected(chief):
    make_term().__class__.objects.update(seats_total=9)
    constituency = make_constituency("Đơn vị bầu cử số 1", area="Xã Gia Viễn", seats=1)
    mandates = [make_delegate(name, constituency=constituency) for name in ("Đặng Thị Hằng", "Lê Văn Bình")]
    make_constituency("Đơn vị bầu cử số 2", seats=6)

    page = words(chief.get(at("constituencies")))
    assert "Đơn vị bầu cử số 1: 2 đại biểu, nhiều hơn 1 đại biểu được bầu." in page
    assert "Đơn vị bầu cử số 2: Luật Bầu cử cho mỗi đơn vị bầu không quá 5 đại biểu." in page
    assert "cộng lại bầu 7 đại biểu, khác với 9 đại biểu được bầu" in page
    assert "Khuyết 6" in page
    one = chief.get(at("constituency", constituency)).content.decode()
    assert [at("detail", mandate) in one for mandate in mandates] == [True, True]
    assert "Khuyết 6 trên 6 đại biểu được bầu" in words(chief.get(at("structure")))


def test_a_constituency_is_added_edited_and_given_to_a_delegate_on_pages(chief):
    typed_in = {"number": "4", "name": "Đơn vị bầu cử số 4", "area": "Xã Gia Vân", "seats": "5"}
    added = chief.post(at("add_constituency"), typed_in, follow=True)
    assert "Đã ghi nhận." in words(added)
    again = chief.post(at("add_constituency"), typed_in)
    assert (again.status_code, 'value="Xã Gia Vân"' in again.content.decode()) == (422, True)

    made, mandate = Constituency.objects.get(), make_delegate("Đặng Thị Hằng")
    chief.post(at("edit_constituency", made), {**typed_in, "version": "1", "seats": "4"})
    page = words(chief.post(at("set_constituency", mandate), {"constituency": made.pk}, follow=True))

    made.refresh_from_db()
    assert (made.seats, "Đơn vị bầu cử số 4" in page, "Xã Gia Vân" in page) == (4, True, True)
    assert chief.post(at("set_constituency", mandate), {"constituency": ""}).status_code == 422


def test_only_who_arranges_is_led_to_the_forms(council):
    constituency = make_constituency()
    staff = browser_of(council, Role.OFFICE_STAFF)

    assert at("edit_constituency", constituency) not in staff.get(at("constituency", constituency)).content.decode()
    assert [
        staff.get(at(*where)).status_code for where in (("add_constituency",), ("edit_constituency", constituency))
    ] == [
        403,
        403,
    ]


def test_everybody_finds_delegates_by_constituency(council, client_of):
    constituency = make_constituency("Đơn vị bầu cử số 1", area="Xã Gia Viễn")
    mandate = make_delegate("Đặng Thị Hằng", constituency=constituency)
    make_delegate("Lê Văn Bình", constituency="Đơn vị bầu cử số 2")
    index = reverse("people_public:index", CONF)

    by_row = words(client_of(council).get(index, {"don_vi": constituency.pk}))
    by_place = words(client_of(council).get(index, {"tu_khoa": "gia vien"}))
    one = words(client_of(council).get(reverse("people_public:detail", CONF, [mandate.pk])))

    for page in (by_row, by_place):
        assert ("Đặng Thị Hằng" in page, "Lê Văn Bình" in page) == (True, False)
    assert "Đơn vị bầu cử số 1 Xã Gia Viễn" in one


def test_the_search_follows_the_name_of_a_constituency(council):
    constituency = make_constituency("Đơn vị cũ")
    make_delegate("Đặng Thị Hằng", constituency=constituency)
    search.rebuild()

    actions.edit_constituency(actor=CHIEF, constituency=constituency, ground=Ground("Đơn vị mới"))
    outbox.drain()

    assert SearchEntry.objects.get(title="Đặng Thị Hằng").note == "Đơn vị mới"


@pytest.mark.unit
@pytest.mark.parametrize("mix", [NINH_BINH, COMMUNE])
def test_the_demonstrations_constituencies_are_those_of_its_teams(mix):
    of_teams = {
        team: sum(seats for t, seats, *_rest in mix.constituencies if t == team) for team, *_rest in mix.constituencies
    }

    assert of_teams == dict(enumerate(mix.teams, 1))
    assert max(seats for _team, seats, *_rest in mix.constituencies) <= 5
    assert max(len(area) for *_rest, area, _former in mix.constituencies) <= 300
