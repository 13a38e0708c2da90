"""Days, hours, numbers and money as Vietnam writes them."""

from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction

import pytest

from kernel.ui.templatetags import ui, vietnam

pytestmark = pytest.mark.unit
# 00:30 on the tenth in Vietnam, still the ninth in UTC.
JUST_AFTER_MIDNIGHT = datetime(2026, 12, 9, 17, 30, 5, tzinfo=UTC)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        (vietnam.vn_date(date(2026, 12, 9)), "09/12/2026"),
        (vietnam.vn_date(JUST_AFTER_MIDNIGHT), "10/12/2026"),
        (vietnam.vn_date(None), ""),
        (vietnam.vn_date_long(date(2026, 12, 9)), "ngày 09 tháng 12 năm 2026"),
        (vietnam.vn_date_long(date(2027, 2, 28)), "ngày 28 tháng 02 năm 2027"),
        (vietnam.vn_date_long(date(2027, 3, 1)), "ngày 01 tháng 3 năm 2027"),
        (vietnam.vn_date_long(JUST_AFTER_MIDNIGHT), "ngày 10 tháng 12 năm 2026"),
        (vietnam.vn_date_long(None), ""),
        (vietnam.vn_time(JUST_AFTER_MIDNIGHT), "00:30"),
        (vietnam.vn_time(JUST_AFTER_MIDNIGHT, "second"), "00:30:05"),
        (vietnam.vn_time(None), ""),
        (vietnam.vn_moment(JUST_AFTER_MIDNIGHT), "00:30 ngày 10/12/2026"),
        (vietnam.vn_moment(None), ""),
        (vietnam.iso(JUST_AFTER_MIDNIGHT), "2026-12-09T17:30:05+00:00"),
        (vietnam.iso(JUST_AFTER_MIDNIGHT.replace(microsecond=270_948)), "2026-12-09T17:30:05.270+00:00"),
        (vietnam.iso(None), ""),
    ],
)
def test_days_and_hours_are_vietnams(written, expected):
    assert written == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        (vietnam.number(1234567), "1.234.567"),
        (vietnam.number(-1234), "-1.234"),
        (vietnam.number(999), "999"),
        (vietnam.number(Decimal("1234.505"), 2), "1.234,51"),
        (vietnam.number(None), ""),
        (vietnam.percent(0.4353), "43,53 %"),
        (vietnam.percent(Fraction(37, 85)), "43,53 %"),
        (vietnam.percent(Fraction(2, 3)), "66,67 %"),
        (vietnam.percent(1, 0), "100 %"),
        (vietnam.percent(None), ""),
        (vietnam.dong(5_000_000), "5.000.000 đồng"),
        (vietnam.dong(None), ""),
    ],
)
def test_numbers_have_points_between_thousands_and_a_comma_before_parts(written, expected):
    assert written == expected


@pytest.mark.parametrize(
    ("name", "expected"), [("Trần Thị Hạnh", "TH"), ("Đỗ Đức Anh", "ĐA"), ("Hạnh", "H"), ("", "?"), ("ê đê", "ÊĐ")]
)
def test_initials_are_family_and_given_name(name, expected):
    assert ui.initials(name) == expected


@pytest.mark.parametrize(
    ("part", "whole", "expected"), [(62, 66, 94), (0, 66, 0), (70, 66, 100), (-1, 66, 0), (1, 0, 0), ("1", "2", 50)]
)
def test_share_of_a_bar_stays_within_it(part, whole, expected):
    assert ui.share(part, whole) == expected


def test_segments_are_done_now_and_next():
    assert ui.segments(1, 3) == ["done", "now", "next"]
    assert ui.segments(3, 3) == ["done", "done", "done"]
