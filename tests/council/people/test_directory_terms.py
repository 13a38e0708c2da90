"""The term of the public directory is switched: who held a mandate then, and nothing that is of today."""

from datetime import date

import pytest

from council.people import actions, queries
from council.people.models import Constituency, Mandate, Team, TermOfOffice
from council.people.workflow import MandateState
from council.roles import Role
from tests.factories.actors import actor_with
from tests.factories.people import make_delegate, make_person
from tests.kernel.accounts.browsers import words
from tests.testbed.queries import cost_of

LIST = "/cong-khai/dai-bieu/"
CLOSED = f"{LIST}?nhiem_ky=15"
PRESENT = "Nhiệm kỳ 2026-2031"


@pytest.fixture
def reader(council, client_of):
    return client_of(council)


@pytest.fixture
def earlier(council) -> TermOfOffice:
    """A closed term."""
    return TermOfOffice.objects.create(
        number=15, name="2021-2026", starts_on="2021-07-01", ends_on="2026-04-01", state="closed"
    )


def held(term: TermOfOffice, name: str, *, state: str = MandateState.COMPLETED, **known) -> Mandate:
    """A mandate that ended in a term."""
    person = known.pop("person", None) or make_person(name, main_job="Giáo viên", phone="0912345678", birth_year=1971)
    from_on = known.pop("started_on", "2021-07-01")
    return Mandate.objects.create(
        person=person, term=term, state=state, started_on=from_on, ended_on="2026-04-02", **known
    )


def test_a_closed_term_shows_who_held_a_mandate_in_it(reader, earlier):
    place = Constituency.objects.create(term=earlier, number=4, name="Đơn vị bầu cử số 4", area="Xã Gia Viễn")
    team = Team.objects.create(term=earlier, number=2, name="Tổ số 2 khoá XV")
    held(earlier, "Đặng Thị Hằng", constituency=place, team=team)
    held(earlier, "Lê Văn Bình", state=MandateState.DISMISSED)
    make_delegate("Phạm Văn Mới", constituency="Đơn vị mới")

    then, now = words(reader.get(CLOSED)), words(reader.get(LIST))

    assert "2 người đã là đại biểu trong nhiệm kỳ 2021-2026" in then
    assert "Đặng Thị Hằng Đơn vị bầu cử số 4 Tổ số 2 khoá XV" in then
    assert ("Lê Văn Bình" in then, "Phạm Văn Mới" in then) == (True, False)
    assert ("Đặng Thị Hằng" in now, "Phạm Văn Mới" in now) == (False, True)


def test_a_closed_term_tells_nothing_of_today_and_nothing_private(reader, earlier):
    gone = held(earlier, "Đặng Thị Hằng", state=MandateState.RECALLED, state_reason="Lý do riêng")
    stays = make_person("Lê Văn Bình", main_job="Giám đốc sở mới")
    held(earlier, "", person=stays)
    present = make_delegate(person=stays, full_time=True)

    page = reader.get(CLOSED).content.decode()

    for hidden in ("0912345678", "1971", "Giáo viên", "Lý do riêng", "Giám đốc sở mới", "bãi nhiệm", "Chuyên trách"):
        assert hidden not in page
    assert f"{LIST}{gone.id}/" not in page
    assert f"{LIST}{present.id}/" not in page
    assert reader.get(f"{LIST}{gone.id}/").status_code == 404


def test_terms_are_linked_both_ways(reader, earlier):
    make_delegate()

    now, then = reader.get(LIST).content.decode(), reader.get(CLOSED).content.decode()

    assert f'href="{CLOSED}"' in now
    assert f'href="{LIST}" aria-current="page"' in now
    assert f'href="{CLOSED}" aria-current="page"' in then
    assert f'<a href="{LIST}">{PRESENT}</a>' in then


def test_the_number_of_the_present_term_shows_the_present(reader, earlier):
    mandate = make_delegate("Phạm Văn Mới")

    page = reader.get(f"{LIST}?nhiem_ky=16").content.decode()

    assert f"{LIST}{mandate.id}/" in page
    assert f'href="{LIST}" aria-current="page"' in page


@pytest.mark.parametrize("number", ["14", "0", "x", "-1", "99999999999999999999", "１５", "15 "])
def test_a_term_that_never_was_is_not_found(reader, earlier, number):
    assert reader.get(LIST, {"nhiem_ky": number}).status_code == 404


def test_a_council_of_one_term_has_no_switch(reader):
    make_delegate()

    assert PRESENT not in words(reader.get(LIST))


def test_between_two_terms_the_closed_one_is_found(reader, earlier):
    held(earlier, "Đặng Thị Hằng")

    page = reader.get(LIST)

    assert "Chưa có danh sách đại biểu" in words(page)
    assert f'href="{CLOSED}"' in page.content.decode()


def test_filters_are_of_the_term_that_is_shown(reader, earlier):
    place = Constituency.objects.create(term=earlier, number=4, name="Đơn vị bầu cử số 4", former_unit="Tỉnh Hà Nam")
    held(earlier, "Đặng Thị Hằng", constituency=place)
    held(earlier, "Lê Văn Bình")
    make_delegate(constituency="Đơn vị mới")

    form = reader.get(CLOSED).content.decode()
    found = words(reader.get(f"{CLOSED}&tu_khoa=dang+thi"))
    by_place = words(reader.get(f"{CLOSED}&don_vi={place.pk}"))
    by_unit = words(reader.get(CLOSED, {"nhiem_ky": "15", "don_vi_cu": "Tỉnh Hà Nam"}))
    nobody = reader.get(f"{CLOSED}&tu_khoa=zzz").content.decode()

    assert '<input type="hidden" name="nhiem_ky" value="15">' in form
    assert ("Đơn vị bầu cử số 4" in form, "Đơn vị mới" in form) == (True, False)
    for page in (found, by_place, by_unit):
        assert ("Đặng Thị Hằng" in page, "Lê Văn Bình" in page) == (True, False)
    assert f'href="{CLOSED}"' in nobody.split("Không tìm thấy")[1]


def test_who_was_elected_twice_in_a_term_stands_there_once(reader, earlier):
    person = make_person("Đặng Thị Hằng")
    last = held(earlier, "", person=person)
    held(earlier, "", person=person, state=MandateState.RESIGNED, started_on="2021-05-01")

    assert [each.mandate_id for each in queries.list_public_delegates(term=earlier)] == [last.id]


def test_both_kinds_of_term_ask_as_often_for_fifty_as_for_one(reader, earlier):
    make_delegate()
    held(earlier, "Người Thứ Nhất")
    one = [cost_of(reader, page) for page in (LIST, CLOSED)]
    for number in range(49):
        make_delegate()
        held(earlier, f"Người Thứ {number}")

    assert [cost_of(reader, page) for page in (LIST, CLOSED)] == one


def test_a_term_closed_by_its_action_shows_its_people(reader):
    mandate = make_delegate("Đặng Thị Hằng")
    seen = queries.find_what_ends(mandate.term).digest
    actions.close_term(
        actor=actor_with(Role.OFFICE_CHIEF), term=mandate.term, on=date(2031, 4, 1), document="01/NQ-HĐND", seen=seen
    )

    assert "Đặng Thị Hằng" in words(reader.get(f"{LIST}?nhiem_ky=16"))
    assert "Đặng Thị Hằng" not in words(reader.get(LIST))
