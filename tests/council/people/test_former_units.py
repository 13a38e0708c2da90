"""A merged council says of which unit each constituency was before; one that was not merged says nothing of it."""

import io
from collections import Counter

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from council.people import actions, queries
from council.people.actions import Ground
from council.people.demo import COMMUNE, NINH_BINH, invent, settle
from council.people.models import Constituency, Mandate, TermOfOffice
from council.people.sheets import Register, check_delegates, delegate_columns
from council.roles import Role
from kernel.audit.models import AuditEntry
from tests.council.people.lists import typed
from tests.council.people.test_sheet_actions import ON, imported, take
from tests.factories.actors import actor_with
from tests.factories.browsers import browser_of
from tests.factories.people import STARTED, make_constituency, make_delegate, make_term
from tests.kernel.accounts.browsers import words
from tests.testbed.queries import cost_of

CHIEF = actor_with(Role.OFFICE_CHIEF)
CONF = "config.urls_council"
LABEL = "Đơn vị trước sắp xếp"
HA_NAM, NAM_DINH = "Tỉnh Hà Nam", "Tỉnh Nam Định"


def at(name: str, *rows) -> str:
    return reverse(f"people:{name}", CONF, [row.pk for row in rows])


@pytest.fixture
def merged(council) -> TermOfOffice:
    """The present term of a council made of three, with a delegate of each of two provinces."""
    term = make_term(merged_from=3)
    for number, (name, unit) in enumerate((("Đặng Thị Hằng", HA_NAM), ("Lê Văn Bình", NAM_DINH)), 1):
        make_delegate(name, constituency=make_constituency(f"Số {number}", number=number, former_unit=unit))
    return term


def cells(response) -> list[tuple]:
    """The rows of a workbook that was sent."""
    book = load_workbook(io.BytesIO(b"".join(response.streaming_content)))
    return [*book.active.iter_rows(values_only=True)]


def test_a_former_unit_is_recorded_as_the_others_are_written(merged):
    made = actions.add_constituency(
        actor=CHIEF, term=merged, number=9, ground=Ground("Số 9", former_unit=" tinh  ha nam ")
    )
    changed = actions.edit_constituency(
        actor=CHIEF, constituency=made, ground=Ground("Số 9", former_unit="Tỉnh Ninh Bình")
    )

    assert (made.former_unit, changed.former_unit) == (HA_NAM, "Tỉnh Ninh Bình")
    assert AuditEntry.objects.get(action="people.edit_constituency").fields == ["former_unit"]
    assert queries.find_former_units(merged) == [HA_NAM, NAM_DINH, "Tỉnh Ninh Bình"]


def test_a_council_that_was_not_merged_has_no_former_unit(council):
    constituency, term = make_constituency(), make_term()

    for call in (
        lambda: actions.add_constituency(actor=CHIEF, term=term, number=9, ground=Ground("Số 9", former_unit=HA_NAM)),
        lambda: actions.edit_constituency(
            actor=CHIEF, constituency=constituency, ground=Ground("Số 1", former_unit=HA_NAM)
        ),
    ):
        with pytest.raises(actions.NotMerged):
            call()
    assert list(Constituency.objects.values_list("former_unit", flat=True)) == [""]


def test_a_former_unit_may_be_taken_back_when_the_merger_was_a_mistake(merged):
    TermOfOffice.objects.update(merged_from=1)
    constituency = Constituency.objects.get(number=1)

    kept = actions.edit_constituency(actor=CHIEF, constituency=constituency, ground=Ground("A", former_unit=HA_NAM))
    gone = actions.edit_constituency(actor=CHIEF, constituency=constituency, ground=Ground("A"))

    assert (kept.former_unit, gone.former_unit) == (HA_NAM, "")


def test_the_office_filters_delegates_by_former_unit(council, merged):
    chief, index = browser_of(council, Role.OFFICE_CHIEF), at("index")

    everybody, few = words(chief.get(index)), words(chief.get(index, {"don_vi_cu": HA_NAM}))
    strange = words(chief.get(index, {"don_vi_cu": "Tỉnh Lạ"}))

    assert ("Số 1 Tỉnh Hà Nam" in everybody, "Số 2 Tỉnh Nam Định" in everybody) == (True, True)
    assert ("Đặng Thị Hằng" in few, "Lê Văn Bình" in few) == (True, False)
    assert ("Đặng Thị Hằng" in strange, "Lê Văn Bình" in strange) == (True, True)
    for page in (
        at("detail", Mandate.objects.order_by("id")[0]),
        at("constituency", Constituency.objects.get(number=1)),
    ):
        assert f"{LABEL} {HA_NAM}" in words(chief.get(page))


def test_everybody_filters_the_directory_by_former_unit(council, merged, client_of):
    index, mandate = reverse("people_public:index", CONF), Mandate.objects.order_by("id")[0]

    everybody, few = words(client_of(council).get(index)), words(client_of(council).get(index, {"don_vi_cu": HA_NAM}))
    one = words(client_of(council).get(reverse("people_public:detail", CONF, [mandate.pk])))

    assert ("Số 1 Tỉnh Hà Nam" in everybody, "Lê Văn Bình" in everybody) == (True, True)
    assert ("Đặng Thị Hằng" in few, "Lê Văn Bình" in few) == (True, False)
    assert f"{LABEL} {HA_NAM}" in one


def test_a_council_that_was_not_merged_shows_nothing_of_it(council, client_of):
    mandate = make_delegate(constituency="Số 1")
    chief = browser_of(council, Role.OFFICE_CHIEF)
    constituency = Constituency.objects.get()
    pages = [
        *(at("index"), at("constituencies"), at("add_constituency"), at("import_delegates")),
        *(at("detail", mandate), at("constituency", constituency), at("edit_constituency", constituency)),
        reverse("people_public:index", CONF),
        reverse("people_public:detail", CONF, [mandate.pk]),
    ]

    assert [page for page in pages if LABEL in words(chief.get(page))] == []
    for sheet in (at("delegates_list"), f"{at('constituencies')}?tep=xlsx", at("delegates_template")):
        response = chief.get(sheet)
        assert LABEL not in (str(cells(response)) if response.streaming else response.content.decode())


def test_former_units_go_out_to_excel(council, merged):
    chief = browser_of(council, Role.OFFICE_CHIEF)
    listing = queries.list_constituency_rows(CHIEF, term=merged)

    delegates = cells(chief.get(at("delegates_list"), {"don_vi_cu": NAM_DINH}))
    places = cells(chief.get(at("constituencies"), {"tep": "xlsx"}))

    assert [(row[1], row[-1]) for row in delegates] == [("Họ và tên", LABEL), ("Lê Văn Bình", NAM_DINH)]
    assert [row[-1] for row in places] == [LABEL, HA_NAM, NAM_DINH]
    assert len(listing) == len(places) - 1


def test_a_former_unit_is_typed_on_the_page_of_a_constituency(council, merged):
    chief, constituency = browser_of(council, Role.OFFICE_CHIEF), Constituency.objects.get(number=1)
    typed_in = {"name": "Số 1", "area": "", "seats": "4", "version": "1", "former_unit": "Tỉnh Ninh Bình"}

    assert HA_NAM in chief.get(at("edit_constituency", constituency)).content.decode()
    wrong = chief.post(at("edit_constituency", constituency), {**typed_in, "seats": "x"})
    chief.post(at("edit_constituency", constituency), typed_in)

    constituency.refresh_from_db()
    assert (wrong.status_code, "Tỉnh Ninh Bình" in wrong.content.decode()) == (422, True)
    assert constituency.former_unit == "Tỉnh Ninh Bình"
    assert "Số 1 Tỉnh Ninh Bình" in words(chief.get(at("constituencies")))


def test_both_lists_ask_as_often_for_five_as_for_one(council, merged):
    chief, pages = browser_of(council, Role.OFFICE_CHIEF), (at("index"), reverse("people_public:index", CONF))
    few = [cost_of(chief, page) for page in pages]
    for number in range(3, 7):
        make_delegate(constituency=make_constituency(f"Số {number}", former_unit=HA_NAM))

    assert [cost_of(chief, page) for page in pages] == few


@pytest.mark.unit
def test_a_list_agrees_with_itself_and_the_register_about_former_units():
    register = Register(constituencies={"so 1": 1, "so 2": 2, "so 3": 3}, former_units={1: HA_NAM})
    rows = [
        typed(2, constituency="1", former_unit="tinh ha nam"),
        typed(3, constituency="1", former_unit=NAM_DINH),
        typed(4, constituency="2", former_unit=NAM_DINH),
        typed(5, constituency="2", former_unit=HA_NAM),
        typed(6, constituency="", former_unit=HA_NAM),
        typed(7, constituency="3", former_unit=""),
    ]

    checked = check_delegates(rows, register=register, on=ON, sensitive=True)

    assert [(fault.row, fault.column, fault.message) for fault in checked.faults] == [
        (3, "former_unit", "Đơn vị bầu cử này thuộc “Tỉnh Hà Nam”."),
        (5, "former_unit", "Đơn vị bầu cử này thuộc “Tỉnh Nam Định”."),
        (6, "former_unit", "Hãy ghi cả đơn vị bầu cử của đại biểu."),
    ]


@pytest.mark.unit
def test_only_the_list_of_a_merged_council_has_the_column():
    names = [{column.name for column in delegate_columns(sensitive=True, merged=merged)} for merged in (True, False)]

    assert names[0] - names[1] == {"former_unit"}
    assert check_delegates([typed(2, former_unit=HA_NAM)], register=Register(), on=ON, sensitive=True).faults == []


def test_an_import_records_former_units_where_none_was(merged):
    bare = make_constituency("Số 3", number=3)
    for importer, row in (
        (actor_with(Role.OFFICE_CHIEF), typed(2, constituency="3", former_unit="tỉnh hà nam")),
        (actor_with(Role.ADMINISTRATOR), typed(3, constituency="2", former_unit="TỈNH NAM ĐỊNH")),
    ):
        imported(importer, take(importer, row))

    bare.refresh_from_db()
    assert bare.former_unit == HA_NAM
    assert sorted(Constituency.objects.values_list("former_unit", flat=True)) == [HA_NAM, HA_NAM, NAM_DINH]
    assert AuditEntry.objects.filter(action="people.edit_constituency").count() == 1


def test_the_demonstration_spreads_over_three_provinces(council):
    settle(invent(NINH_BINH, seed=37), term=make_term(), on=STARTED)

    assert make_term().merged_from == 3
    assert Counter(Constituency.objects.values_list("former_unit", flat=True)) == {
        "Tỉnh Ninh Bình": 8, HA_NAM: 6, NAM_DINH: 8,
    }  # fmt: skip
    seats = Counter(Mandate.objects.values_list("constituency__former_unit", flat=True))
    assert (sum(seats.values()), len(seats)) == (85, 3)


@pytest.mark.unit
def test_the_demonstrations_communes_were_not_merged():
    assert {former for *_place, former in COMMUNE.constituencies} == {""}
