"""Roles in the database: given once, ended at 24:00 of a day, gone the day after."""

from datetime import date
from uuid import uuid4

import pytest

from council.roles import Role
from kernel.access import UnknownRole, actor_of, end_holdings, hold
from kernel.access.models import HoldingRow
from tenancy.place import entered, in_public
from tests.kernel.accounts.people import delegate
from tests.testbed.queries import count_queries
from tests.testbed.threads import together

JULY, END = date(2026, 7, 1), date(2026, 11, 20)


@pytest.fixture
def account(council):
    return delegate(roles=[])


def roles(account, on: date) -> frozenset[str]:
    return actor_of(account, on=on).roles


def give(account, **changes) -> HoldingRow:
    return hold(**{"account": account, "role": Role.DELEGATE, "from_on": JULY, "source": "mandate:1", **changes})


def test_actor_carries_what_is_held_on_the_day(account):
    committee = uuid4()
    give(account)
    give(account, role=Role.COMMITTEE_HEAD, scope="committee", scope_id=committee, source="post:1")

    actor = actor_of(account, on=END, second_factor=True, session_key="s")

    assert (actor.account_id, actor.name, actor.person_id) == (account.pk, "Phạm Thị Hoa", None)
    assert (actor.second_factor, actor.session_key) == (True, "s")
    assert actor.roles == {"delegate", "committee_head"}
    assert actor.has(Role.COMMITTEE_HEAD, scope_id=committee) is True


@pytest.mark.parametrize("others", [0, 2])
def test_actor_costs_one_query_however_many_roles(account, others):
    give(account)
    for number in range(others):
        give(account, role=Role.TEAM_LEADER, source=f"post:{number}")

    with count_queries() as asked:
        actor_of(account, on=END)

    assert len(asked) == 1


def test_roles_of_others_are_not_ones_own(account):
    give(delegate("dbkhac", full_name="Người Khác", roles=[]))

    assert roles(account, END) == frozenset()


def test_role_ends_at_midnight_of_its_last_day(account):
    give(account)

    assert end_holdings(source="mandate:1", on=END) == 1

    assert roles(account, END) == {"delegate"}
    assert roles(account, date(2026, 11, 21)) == frozenset()


def test_ending_touches_one_source_only(account):
    give(account)
    give(account, role=Role.TEAM_LEADER, source="post:1")

    end_holdings(source="post:1", on=END)

    assert roles(account, date(2026, 11, 21)) == {"delegate"}


def test_ending_twice_keeps_the_earlier_day(account):
    give(account)
    end_holdings(source="mandate:1", on=END)

    assert end_holdings(source="mandate:1", on=date(2027, 1, 1)) == 0
    assert HoldingRow.objects.get().to_on == END


def test_role_that_had_not_begun_never_does(account):
    give(account, from_on=date(2027, 1, 1))

    end_holdings(source="mandate:1", on=END)

    assert [roles(account, day) for day in (END, date(2027, 1, 1), date(2028, 1, 1))] == [frozenset()] * 3


def test_giving_the_same_twice_changes_nothing(account):
    first = give(account)

    assert give(account) == first
    assert HoldingRow.objects.count() == 1


def test_two_who_give_the_same_at_once_give_it_once(fresh_council):
    account = delegate(roles=[])

    rows = together(fresh_council, [lambda: give(account)] * 4)

    assert {row.pk for row in rows} == {HoldingRow.objects.get().pk}


@pytest.mark.parametrize("role", ["king", "system", "everyone", "operator"])
def test_role_that_nobody_of_a_council_can_hold_is_refused(account, role):
    with pytest.raises(UnknownRole):
        give(account, role=role)

    assert HoldingRow.objects.count() == 0


def test_operator_exists_in_the_operators_place(public_place):
    account = delegate(roles=[])

    give(account, role="operator")

    assert roles(account, END) == {"operator"}


def test_role_cannot_end_before_it_begins(account):
    with pytest.raises(ValueError, match="before it begins"):
        give(account, to_on=date(2026, 6, 30))

    assert HoldingRow.objects.count() == 0


def test_holdings_of_another_council_and_of_the_operators_give_nothing_here(account, other_council):
    with entered(other_council):
        give(delegate(roles=[]))
    with in_public():
        give(delegate(roles=[]), role="operator")

    assert HoldingRow.objects.count() == 0
