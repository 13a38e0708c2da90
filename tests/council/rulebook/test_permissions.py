"""Each role against each capability of the rulebook, and each refusal before anything is touched."""

import pytest

from council.roles import Role
from council.rulebook.permissions import Can
from kernel.access import ANONYMOUS, Actor, may
from tests.factories.actors import actor_with

pytestmark = pytest.mark.unit

NOTHING: set[Can] = set()
MAY = {
    Role.ADMINISTRATOR: set(Can),
    Role.AGENCY: NOTHING,
    Role.FRONT: NOTHING,
    Role.EXPERT: NOTHING,
    Role.EDITOR: NOTHING,
}


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("can", Can)
def test_who_may_do_what(role, can):
    expected = can in MAY.get(role, {Can.READ})

    assert may(actor_with(role), can) is expected


@pytest.mark.parametrize("can", Can)
def test_nobody_may_nothing_and_the_system_may_set(can):
    assert may(ANONYMOUS, can) is False
    assert may(Actor.system("presets"), can) is (can is not Can.READ)
