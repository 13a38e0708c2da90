"""The places of lines in an address, the days that are meant, and the stretches of the picture."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest

from council.exchange.queries.crossing import Mark
from council.exchange.queries.crossings import MOST_BARS, Overview, stretches_of
from council.exchange.web.crossings import HALF, bars_of, cursor_of, mark_of, period_of
from kernel.keys import new_key

pytestmark = pytest.mark.unit
TODAY = date(2026, 11, 22)


def test_a_place_comes_back_from_its_address_to_the_microsecond():
    mark = Mark(datetime(2026, 11, 22, 17, 4, 5, 123_457, tzinfo=UTC), "letters_out", new_key())

    assert mark_of(cursor_of(mark)) == mark


@pytest.mark.parametrize(
    "cursor",
    [
        "",
        "1",
        "1.letters_out",
        "1.letters_out." + "g" * 32,
        "-1.letters_out." + "0" * 32,
        "9" * 19 + ".letters_out." + "0" * 32,
        "1.Letters'--." + "0" * 32,
        "1.letters_out." + "0" * 33,
    ],
)
def test_an_address_that_is_none_of_ours_leads_to_the_first_page(cursor):
    assert mark_of(cursor) is None


@pytest.mark.parametrize(
    ("first", "last", "meant"),
    [
        (None, None, (TODAY - timedelta(days=90), TODAY)),
        (date(2026, 1, 1), None, (date(2026, 1, 1), TODAY)),
        (None, date(2026, 5, 1), (date(2026, 5, 1) - timedelta(days=90), date(2026, 5, 1))),
        (date(2020, 1, 1), None, (date(2020, 1, 1), date(2022, 1, 1))),
        (date(2027, 1, 1), None, (TODAY, date(2027, 1, 1))),
        (date(2026, 2, 1), date(2026, 2, 1), (date(2026, 2, 1), date(2026, 2, 1))),
    ],
)
def test_the_days_that_are_meant(first, last, meant):
    assert period_of(first, last, TODAY) == meant


@pytest.mark.parametrize("length", [1, 12, 13, 14, 91, 731])
def test_stretches_cover_every_day_once_and_lose_nothing(length):
    days = [TODAY + timedelta(days=number) for number in range(length)]
    out, came_in = Counter(days), Counter(days[::3])

    found = stretches_of(days[0], days[-1], out, came_in)

    assert (found[0].first, found[-1].last) == (days[0], days[-1])
    assert all(before.last + timedelta(days=1) == after.first for before, after in pairwise(found))
    assert len(found) <= MOST_BARS
    assert (sum(one.out for one in found), sum(one.came_in for one in found)) == (length, len(days[::3]))


def test_the_longest_bar_fills_its_half_and_one_line_is_seen():
    days = Counter({TODAY: 500, TODAY + timedelta(days=2): 1})
    above = Overview([], stretches_of(TODAY, TODAY + timedelta(days=3), days, Counter({TODAY: 250})))

    bars = bars_of(above)

    assert [(bar.top, bar.up, bar.down) for bar in bars] == [(0, HALF, HALF // 2), (60, 0, 0), (57, 3, 0), (60, 0, 0)]
    assert (above.out, above.came_in) == (501, 250)
