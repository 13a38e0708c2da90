"""When a commune may be reminded again, and what is overdue: plain numbers."""

from datetime import date, timedelta

import pytest

from council.exchange import law
from council.law import national_rules

pytestmark = pytest.mark.unit

DAY = date(2026, 11, 23)
RULES = national_rules("province", DAY)


def test_the_same_commune_is_reminded_again_after_seven_days():
    assert law.again_from(DAY, rules=RULES) == date(2026, 11, 30)
    assert law.reminded_after(date(2026, 11, 30), rules=RULES) == DAY


@pytest.mark.parametrize(
    ("due", "promised", "is_done", "expected"),
    [(-1, None, False, True), (0, None, False, False), (-1, 0, False, False), (-9, -1, False, True),
     (-9, -20, False, True), (-1, None, True, False)],
)  # fmt: skip
def test_overdue_is_what_is_not_done_after_the_day_that_was_asked_for_or_promised(due, promised, is_done, expected):
    promised_on = None if promised is None else DAY + timedelta(days=promised)

    found = law.is_overdue(due_on=DAY + timedelta(days=due), promised_on=promised_on, is_done=is_done, today=DAY)

    assert found is expected
