"""The pages of indicators: no complaint of any judge, at every width."""

from datetime import timedelta

import pytest

from council.documents.law import Kind
from council.roles import Role
from kernel import clock
from tests.council.indicators.conftest import counted
from tests.factories.browsers import browser_of
from tests.factories.indicators import hold_session_on, issue_on, publish_on, step_of
from tests.judges.visits import judge_visits
from tests.kernel.accounts.browsers import COOKIE

pytestmark = [pytest.mark.journey, pytest.mark.full]


def test_pages_of_indicators_pass_every_judge(fresh_province, communes, client_of):
    today = clock.today()
    chair = browser_of(fresh_province, Role.COUNCIL_CHAIR).cookies[COOKIE].value
    hold_session_on(today - timedelta(days=200))
    staff = browser_of(fresh_province, Role.OFFICE_CHIEF).cookies[COOKIE].value
    late = hold_session_on(today, kind="thematic", lawfulness="broken", papers_form="mixed")
    step_of(late, "convening", "late", today - timedelta(days=20), days=2)
    publish_on(today, days=4)
    publish_on(today, days=12)
    issue_on(today, Kind.REPORT, medium="paper")
    for number, commune in enumerate(communes()):
        counted(commune, "sessions_by_law", "regular", today, 1 + number, d2="kept")

    judge_visits(
        fresh_province,
        {
            "indicators": ("/chi-tieu/", chair),
            "indicator": ("/chi-tieu/ky-hop-dung-luat/", chair),
            "indicator-days": ("/chi-tieu/so-ngay-cong-bo/?theo=nam", chair),
            "indicator-communes": ("/chi-tieu/ky-hop-dung-luat/cap-xa/", chair),
            "report": (f"/bao-cao/?ky=nam-{today.year}", staff),
            "indicator-target": ("/chi-tieu/ky-hop-dung-luat/muc-tieu/", chair),
        },
        client_of,
    )
