"""What went out of a council and came in: lines of several ledgers, read as one list.

Each ledger says who may read it, where its lines come from and what stands above the list. Modules that keep a ledger
of their own register it here; nothing is copied together.

    crossing.register(Ledger(Kind.KEY, may_read=…, tile=…, lanes=(Lane("keys", Direction.OUT, rows=…, days=…),)))
"""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet, TextChoices
from django.db.models.functions import TruncDate
from django.utils.translation import gettext_lazy as _

from kernel.access import Actor
from kernel.clock import VIETNAM


class Kind(TextChoices):
    """The ways across a council's border, and the machines that ask at its door."""

    HAND_OVER = "chuyen-giao", _("Chuyển giao")
    FIGURES = "so-lieu", _("Số liệu")
    PUBLICATION = "cong-bo", _("Công bố lên sổ mở")
    KEY = "khoa", _("Máy hỏi bằng khoá")


class Direction(TextChoices):
    """Which way something went, as the council sees it."""

    OUT = "ra", _("Gửi ra")
    IN = "vao", _("Nhận vào")


@dataclass(frozen=True)
class Mark:
    """The place of a line in the list: its moment, then the name of its lane and its key, all falling."""

    at: datetime
    lane: str
    key: UUID


@dataclass(frozen=True)
class Asked:
    """Which lines are wanted, by whom: of legal days, both included; at most so many, older than a mark."""

    actor: Actor
    council: Any
    first: date
    last: date
    most: int = 0
    after: Mark | None = None

    @property
    def begins_at(self) -> datetime:
        """Return the first moment of the first day."""
        return datetime.combine(self.first, time.min, tzinfo=VIETNAM)

    @property
    def ends_at(self) -> datetime:
        """Return the first moment after the last day."""
        return datetime.combine(self.last + timedelta(days=1), time.min, tzinfo=VIETNAM)


@dataclass(frozen=True)
class Crossing:
    """One line: when, what, to or from whom, what became of it, and the way to the thing itself.

    ``tone`` is that of a pill. With ``is_day`` only the day of ``at`` is known.
    """

    mark: Mark
    kind: Kind
    direction: Direction
    what: str
    who: str
    outcome: str
    tone: str = "quiet"
    note: str = ""
    href: str = ""
    is_day: bool = False

    @property
    def at(self) -> datetime:
        """Return when it was."""
        return self.mark.at


@dataclass(frozen=True)
class Tile:
    """What stands above the list of a ledger: one number or a few words, and a note below."""

    value: str
    note: str = ""


@dataclass(frozen=True)
class Lane:
    """One way through a ledger.

    ``rows`` returns the newest lines that are asked for, ``days`` how many there are on each legal day.
    """

    name: str
    direction: Direction
    rows: Callable[[Asked], list[Crossing]]
    days: Callable[[Asked], Counter[date]]


@dataclass(frozen=True)
class Ledger:
    """All lanes of one kind; ``may_read`` decides for the whole of it."""

    kind: Kind
    may_read: Callable[[Actor, Any], bool]
    tile: Callable[[Asked], Tile]
    lanes: tuple[Lane, ...]


_LEDGERS: dict[Kind, Ledger] = {}


def register(ledger: Ledger) -> Ledger:
    """Register the ledger of a kind.

    :raises ValueError: the kind has another one, or the name of a lane is taken.
    """
    taken = {lane.name for one in _LEDGERS.values() if one.kind is not ledger.kind for lane in one.lanes}
    if _LEDGERS.setdefault(ledger.kind, ledger) is not ledger or taken & {lane.name for lane in ledger.lanes}:
        raise ValueError(f"{ledger.kind} or a lane of it is registered twice")
    return ledger


def ledgers() -> list[Ledger]:
    """Return every ledger, in the order of the kinds."""
    return [_LEDGERS[kind] for kind in Kind if kind in _LEDGERS]


def newest(rows: QuerySet[Any], asked: Asked, lane: str, *, at: str, key: str = "") -> QuerySet[Any]:
    """Return the rows of the days and behind the mark, in the order of the list and cut to its length.

    ``key`` names the column of the line's key; without one no two lines of the lane have the same moment.
    """
    found = rows.filter(**{f"{at}__gte": asked.begins_at, f"{at}__lt": asked.ends_at})
    order = [f"-{at}", *([f"-{key}"] if key else [])]
    return found.filter(_behind(asked.after, lane, at, key)).order_by(*order)[: asked.most]


def counted_by_day(rows: QuerySet[Any], asked: Asked, *, at: str, each: str = "pk") -> Counter[date]:
    """Return how many rows, or different values of a column, there are on each legal day of the period."""
    found = rows.filter(**{f"{at}__gte": asked.begins_at, f"{at}__lt": asked.ends_at}).order_by()
    days = found.annotate(on_day=TruncDate(at, tzinfo=VIETNAM)).values("on_day")
    return Counter({one["on_day"]: one["number"] for one in days.annotate(number=Count(each, distinct=True))})


def is_behind(mark: Mark, asked: Asked) -> bool:
    """Whether a line belongs to the days and stands behind the mark that is asked for."""
    if not asked.begins_at <= mark.at < asked.ends_at:
        return False
    after = asked.after
    return after is None or (mark.at, mark.lane, mark.key) < (after.at, after.lane, after.key)


def _behind(after: Mark | None, lane: str, at: str, key: str) -> Q:
    if after is None:
        return Q()
    if lane == after.lane:
        before = Q(**{f"{at}__lt": after.at})
        return before | Q(**{at: after.at, f"{key}__lt": after.key}) if key else before
    return Q(**{f"{at}__lte" if lane < after.lane else f"{at}__lt": after.at})
