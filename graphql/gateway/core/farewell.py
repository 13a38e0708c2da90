"""How a field or a value of the API takes its leave: announced with a day, and gone no sooner.

    old = graphene.String(deprecation_reason=farewell(date(2026, 12, 1), date(2027, 9, 1), "Dùng x.", "Use x."))

The sentence stands in the SDL, so that clients and their tools see it; ``sdl/promised.txt`` remembers everything that
was ever offered, and a test lets nothing leave that was not announced in time (``RETIRED``).
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta

LEAST_NOTICE = timedelta(days=180)
FORM = re.compile(r"Announced (\d{4}-\d{2}-\d{2}), leaves (\d{4}-\d{2}-\d{2})\.")


@dataclass(frozen=True)
class Retired:
    """Something that was offered and has left: when that was announced, and when it left."""

    announced_on: date
    left_on: date

    def __post_init__(self) -> None:
        check_notice(self.announced_on, self.left_on)


# What has left, by its line in ``sdl/promised.txt``.
RETIRED: dict[str, Retired] = {}


def farewell(announced_on: date, leaves_on: date, vietnamese: str, english: str) -> str:
    """Return the reason of a deprecation in both languages, with its days.

    :raises ValueError: clients have less than 180 days.
    """
    check_notice(announced_on, leaves_on)
    days = f"Announced {announced_on.isoformat()}, leaves {leaves_on.isoformat()}."
    return f"{vietnamese} Bỏ từ {leaves_on:%d/%m/%Y}. {english} {days}"


def check_notice(announced_on: date, leaves_on: date) -> None:
    """Pass when clients have long enough.

    :raises ValueError: they have less than 180 days.
    """
    if leaves_on - announced_on < LEAST_NOTICE:
        raise ValueError(f"{announced_on} to {leaves_on} is less than {LEAST_NOTICE.days} days")


def days_of(reason: str) -> tuple[date, date]:
    """Return when a deprecation was announced, and when what it is about leaves.

    :raises ValueError: the reason says neither.
    """
    found = FORM.search(reason)
    if found is None:
        raise ValueError(f"{reason!r} does not say when it was announced and when it leaves")
    return date.fromisoformat(found.group(1)), date.fromisoformat(found.group(2))
