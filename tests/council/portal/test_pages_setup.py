"""The first steps of a new council and the account with its events, before every judge."""

import pytest

from council.roles import Role
from tests.council.portal.test_pages import judged
from tests.factories.browsers import browser_of

pytestmark = [pytest.mark.journey, pytest.mark.full]


def test_the_first_steps_and_the_accounts_events_pass_every_judge(fresh_council):
    administrator = browser_of(fresh_council, Role.ADMINISTRATOR)

    judged(
        {"administrator": administrator},
        {"setup": ("administrator", "/lam-viec/"), "account": ("administrator", "/tai-khoan/")},
    )
