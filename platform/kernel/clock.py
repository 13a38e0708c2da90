"""What time it is, and which legal day that is.

A legal day is a day in Vietnam (rule R-CAL-01): between 00:00 and 07:00 local time the UTC date is
still yesterday, so ``.date()`` on an instant is wrong for a quarter of the night and is refused by
a house test. Only doors (views, mutations, tasks, commands) look at the clock; everything below
them is told the time.
"""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")


def now() -> datetime:
    """Return the present instant, aware, in UTC."""
    return datetime.now(UTC)


def local_day(instant: datetime) -> date:
    """Return the legal day in Vietnam on which an aware instant falls.

    :raises ValueError: the instant carries no time zone.
    """
    if instant.tzinfo is None:
        raise ValueError("an instant without a time zone has no legal day")
    return instant.astimezone(VIETNAM).date()  # house: legal-day


def today() -> date:
    """Return the legal day of the present instant."""
    return local_day(now())
