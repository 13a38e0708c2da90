"""The pages of the API before every judge, in each state."""

from datetime import timedelta

import pytest

from council.roles import Role
from gateway import actions
from gateway.models import ApiKey, KeyUse
from kernel import clock
from tests.factories.actors import actor_with
from tests.factories.browsers import browser_of
from tests.gateway.conftest import take_away
from tests.judges.visits import judge_visits, when_sent_empty
from tests.kernel.accounts.browsers import COOKIE

pytestmark = [pytest.mark.journey, pytest.mark.full]


@pytest.fixture
def key(fresh_council) -> ApiKey:
    """A key that was used for a month and has changed its secret."""
    actor, now = actor_with(Role.ADMINISTRATOR), clock.now()
    wanted = actions.Wanted(
        "Uỷ ban Công tác đại biểu",
        "Công văn 12/CV-BCTĐB ngày 01/10/2026",
        ["council:read", "resolution:read", "rollup:read"],
        now + timedelta(days=90),
        purpose="Tổng hợp tình hình ban hành nghị quyết",
        networks=["203.0.113.0/24", "2001:db8::/32"],
    )
    key, _secret = actions.grant_key(actor=actor, wanted=wanted, now=now)
    key, _secret = actions.rotate_key(actor=actor, key=key, old_until_at=now + timedelta(days=7), now=now)
    for back in range(1, 26, 2):
        day = clock.today() - timedelta(days=back)
        refusals = {"TOO_MANY_REQUESTS": 40 * back, "FORBIDDEN": 3} if back % 3 == 0 else {}
        KeyUse.objects.create(key=key, used_on=day, requests=137 * back % 1000, points=9000 * back, refusals=refusals)
    yield key
    take_away(fresh_council.schema_name, key.pk)


def test_pages_pass_every_judge(fresh_council, key, client_of):
    cookies = {
        role: browser_of(fresh_council, role).cookies[COOKIE].value for role in (Role.ADMINISTRATOR, Role.OFFICE_STAFF)
    }
    own = f"/khoa/{key.pk}/"
    visits = {
        "keys": ("/khoa/", cookies[Role.ADMINISTRATOR]),
        "grant": ("/khoa/cap/", cookies[Role.ADMINISTRATOR]),
        "key": (own, cookies[Role.ADMINISTRATOR]),
        "rotate": (f"{own}doi/", cookies[Role.ADMINISTRATOR]),
        "revoke": (f"{own}thu-hoi/", cookies[Role.ADMINISTRATOR]),
        "tryout": ("/api/thu/", cookies[Role.OFFICE_STAFF]),
        "reference": ("/api/tai-lieu/", ""),
    }
    judge_visits(fresh_council, visits, client_of, then=when_sent_empty("grant", "revoke"))
