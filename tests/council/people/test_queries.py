"""Reading people: the right order, the right fields, the same number of questions for one row and for three."""

from dataclasses import asdict
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from council.people import actions, queries
from council.people.founding import PeoplePreset, found, make_first_administrator
from council.people.law import CommitteeKind
from council.people.models import Committee, TermOfOffice
from council.roles import Role
from kernel.access import ANONYMOUS, Actor, NotPermitted, actor_of
from kernel.audit.models import AuditEntry
from kernel.keys import new_key
from kernel.refusal import NotFound
from tests.factories.actors import actor_with
from tests.factories.people import (
    SYSTEM_ACTOR,
    make_account,
    make_committee,
    make_delegate,
    make_delegates,
    make_person,
    make_team,
    make_term,
)

pytestmark = pytest.mark.usefixtures("council")

TODAY = date(2026, 7, 8)
CLERK = actor_with(Role.RECORDS_CLERK)
CHAIR = actor_with(Role.COUNCIL_CHAIR)


def test_delegates_are_listed_by_given_name() -> None:
    for name in ("Trần Văn Đức", "Lê Thị Bình", "Nguyễn An", "Phạm Đăng"):
        make_delegate(name)

    names = [mandate.person.full_name for mandate in queries.list_delegates(CLERK)]

    assert names == ["Nguyễn An", "Lê Thị Bình", "Phạm Đăng", "Trần Văn Đức"]


def test_delegates_are_found_without_diacritics_and_by_team() -> None:
    team = make_team()
    duc = make_delegate("Trần Văn Đức", team=team)
    make_delegate("Lê Thị Bình")

    assert list(queries.list_delegates(CLERK, text="van duc")) == [duc]
    assert list(queries.list_delegates(CLERK, team_id=team.id)) == [duc]


def test_outsiders_get_no_list_and_no_delegate() -> None:
    mandate = make_delegate()

    for outsider in (ANONYMOUS, actor_with(Role.AGENCY)):
        with pytest.raises(NotPermitted):
            queries.list_delegates(outsider)
        with pytest.raises(NotFound):
            queries.get_delegate(outsider, mandate.id)
    with pytest.raises(NotFound):
        queries.get_delegate(CLERK, new_key())
    assert queries.get_delegate(CLERK, mandate.id) == mandate


def test_who_left_is_in_no_list() -> None:
    stays, leaves = make_delegates(2)
    actions.end_mandate(actor=CHAIR, mandate=leaves, how="resign", document="Đơn", on=TODAY)

    assert list(queries.list_delegates(CLERK)) == [stays]
    assert [row.mandate_id for row in queries.list_public_delegates()] == [stays.id]
    with pytest.raises(NotFound):
        queries.get_public_delegate(leaves.id)


def test_the_public_directory_has_public_fields_only() -> None:
    person = make_person("Vũ Thị Hạnh", birth_year=1980, main_job="Giáo viên", phone="0912", email="hanh@vidu.vn")
    mandate = make_delegate(person=person, team=make_team(2), constituency="Đơn vị số 2", full_time=True)
    actions.appoint(
        actor=SYSTEM_ACTOR, person=person, role=Role.COMMITTEE_HEAD, committee=make_committee(), from_on=TODAY
    )

    assert asdict(queries.get_public_delegate(mandate.id)) == {
        "mandate_id": mandate.id,
        "full_name": "Vũ Thị Hạnh",
        "birth_year": 1980,
        "main_job": "Giáo viên",
        "constituency": "Đơn vị số 2",
        "constituency_area": "",
        "team": "Tổ số 2",
        "titles": ("Trưởng ban – Ban Pháp chế",),
        "full_time": True,
        "portrait_id": None,
        "former_unit": "",
        "in_office": True,
    }


def test_one_list_asks_as_often_for_three_as_for_one() -> None:
    make_delegate()
    with CaptureQueriesContext(
        connection,
    ) as one:
        queries.list_public_delegates()
    make_delegates(2)
    with CaptureQueriesContext(connection) as three:
        assert len(queries.list_public_delegates()) == 3

    assert len(one) == len(three) == 2


def test_own_mandate() -> None:
    mandate = make_delegate()

    assert queries.get_own_mandate(actor_with(Role.DELEGATE, person=mandate.person)) == mandate
    for nobody in (actor_with(Role.DELEGATE), ANONYMOUS, Actor.system("x")):
        with pytest.raises(NotFound):
            queries.get_own_mandate(nobody)


def test_the_total_counts_the_suspended_and_not_the_vacant() -> None:
    active, suspended, left = make_delegates(3)
    actions.suspend_mandate(actor=CHAIR, mandate=suspended, reason="Lý do", on=TODAY)
    actions.end_mandate(actor=CHAIR, mandate=left, how="resign", document="Đơn", on=TODAY)

    assert queries.count_in_office(on=TODAY) == 2
    assert queries.count_in_office(on=TODAY, with_suspended=False) == 1
    assert queries.count_in_office(on=date(2026, 7, 7)) == 3
    assert queries.count_in_office(on=date(2026, 1, 1)) == 0
    assert active.state == "active"


def test_the_structure_shows_posts_committees_and_vacant_seats() -> None:
    chair, head, member = make_delegates(3)
    committee = make_committee()
    for mandate, role, body in (
        (chair, Role.COUNCIL_CHAIR, None),
        (member, Role.COMMITTEE_MEMBER, committee),
        (head, Role.COMMITTEE_HEAD, committee),
    ):
        actions.appoint(actor=SYSTEM_ACTOR, person=mandate.person, role=role, committee=body, from_on=TODAY)

    structure = queries.get_structure(on=TODAY)

    assert [post.person for post in structure.standing] == [chair.person]
    assert [[post.person for post in row.posts] for row in structure.committees] == [[head.person, member.person]]
    assert (structure.in_office, structure.vacant) == (3, 22)


def test_accounts_of_active_delegates() -> None:
    active, suspended = make_delegates(2)
    accounts = [make_account(), make_account()]
    for account, mandate in zip(accounts, (active, suspended), strict=True):
        actions.link_account(actor=SYSTEM_ACTOR, account=account, person=mandate.person, on=TODAY)
    actions.suspend_mandate(actor=CHAIR, mandate=suspended, reason="Lý do", on=TODAY)

    assert list(queries.list_accounts_of_delegates()) == [accounts[0]]


PRESET = PeoplePreset(
    term_number=2,
    term_name="2026-2031",
    starts_on=date(2026, 4, 2),
    ends_on=None,
    seats_total=25,
    committees=(
        (CommitteeKind.LEGAL, "Ban Pháp chế"),
        (CommitteeKind.ECONOMY_SOCIETY, "Ban Kinh tế - Xã hội"),
    ),
)


def test_founding_makes_term_and_committees_once() -> None:
    with pytest.raises(NotFound):
        queries.get_current_term()

    for _ in range(2):
        found(actor=SYSTEM_ACTOR, preset=PRESET)

    assert queries.get_current_term() == TermOfOffice.objects.get()
    assert [row.name for row in queries.list_committees()] == ["Ban Pháp chế", "Ban Kinh tế - Xã hội"]
    assert Committee.objects.count() == 2
    assert AuditEntry.objects.filter(action="people.found").count() == 1


def test_the_first_administrator_may_let_others_in() -> None:
    account = make_account("Trần Thị Quản")

    post = make_first_administrator(
        actor=SYSTEM_ACTOR, account=account, full_name="Trần Thị Quản", email="quan@vidu.vn", on=TODAY
    )

    account.refresh_from_db()
    administrator = actor_of(account, on=TODAY)
    assert (administrator.roles, administrator.person_id) == ({"administrator"}, post.person_id)
    assert actions.register_person(actor=administrator, full_name="Người Mới").full_name == "Người Mới"


@pytest.mark.parametrize(("number", "roman"), [(1, "I"), (4, "IV"), (9, "IX"), (16, "XVI"), (19, "XIX"), (20, "XX")])
def test_the_terms_number_in_roman_letters(number: int, roman: str) -> None:
    assert make_term().__class__(number=number).roman == roman
