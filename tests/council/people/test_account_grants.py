"""Who in a council may manage accounts: its administrator, and nobody's own."""

from types import SimpleNamespace

import pytest

from council.people.permissions import ACCOUNT_GRANTS
from council.roles import Role
from kernel.access import may
from kernel.accounts.permissions import MANAGE, Can
from kernel.keys import new_key
from tests.factories.actors import actor_with

pytestmark = pytest.mark.unit


@pytest.mark.parametrize("can", sorted(MANAGE))
@pytest.mark.parametrize("role", list(Role))
def test_administrator_alone_manages_accounts_of_others(can: Can, role: Role) -> None:
    actor = actor_with(role)
    own, other = SimpleNamespace(pk=actor.account_id), SimpleNamespace(pk=new_key())

    assert may(actor, can, other) is (role is Role.ADMINISTRATOR)
    assert may(actor, can, own) is False


def test_grants_are_those_of_the_administrator_only() -> None:
    assert dict(ACCOUNT_GRANTS) == {Role.ADMINISTRATOR: MANAGE}
