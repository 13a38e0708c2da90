"""What machines asked with a council's keys, as lines of the page of what crossed its border: one a key and day."""

from collections import Counter
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext as _

from council.exchange.permissions import Can as Exchange
from council.exchange.queries.crossing import Asked, Crossing, Direction, Kind, Lane, Ledger, Mark, Tile, is_behind
from council.exchange.queries.crossing import register as register_ledger
from gateway import use
from gateway.core.counting import Count, counted
from gateway.models import ApiKey, KeyUse, Scope
from gateway.permissions import Can
from kernel import clock
from kernel.access import Actor, may, may_at_all
from kernel.ui.templatetags.vietnam import number

LANE = "key_uses"
KEY_PAGE = "/khoa/{}/"


def register() -> None:
    """Register the ledger of keys' uses."""
    lane = Lane(LANE, Direction.OUT, _rows, _days)
    register_ledger(Ledger(Kind.KEY, may_read=_may_read, tile=_tile, lanes=(lane,)))


def _may_read(actor: Actor, council: Any) -> bool:
    return may(actor, Exchange.SEE_CROSSINGS, council)


def _uses(asked: Asked) -> list[tuple[ApiKey, use.Day]]:
    """Return what each key asked on each day, the latest day first, also what is not folded yet.

    A page reads no further back than it shows lines, for a day and key is one line.
    """
    rows = KeyUse.objects.filter(used_on__range=(asked.first, asked.last)).filter(_behind(asked.after))
    ordered = rows.select_related("key").order_by("-used_on", "-key_id")
    found = ordered[: asked.most] if asked.most else ordered
    told = {(row.used_on, row.key_id): (row.key, _day(row)) for row in found}
    for key, day, count in _unfolded(asked):
        known = told.get((day, key.pk), (key, use.Day(day)))[1]
        told[day, key.pk] = (key, use.larger(known, count))
    return [told[place] for place in sorted(told, reverse=True)]


def _behind(after: Mark | None) -> Q:
    """Return the condition for days and keys behind a mark; a day's line stands at its first moment."""
    if after is None:
        return Q()
    day = clock.local_day(after.at)
    if after.lane == LANE:
        return Q(used_on__lt=day) | Q(used_on=day, key_id__lt=after.key)
    is_over = after.lane < LANE and _mark(after.key, day).at == after.at
    return Q(used_on__lt=day) if is_over else Q(used_on__lte=day)


def _day(row: KeyUse) -> use.Day:
    return use.Day(row.used_on, row.requests, row.points, row.refusals)


def _unfolded(asked: Asked) -> list[tuple[ApiKey, date, Count]]:
    """Return what is only counted in Redis so far."""
    days = {day: counted(day) for day in use.unfolded_days(clock.today()) if asked.first <= day <= asked.last}
    keys = {key.prefix: key for key in ApiKey.objects.filter(prefix__in={one for day in days.values() for one in day})}
    return [
        (keys[prefix], day, count) for day, counts in days.items() for prefix, count in counts.items() if prefix in keys
    ]


def _mark(key_id: UUID, day: date) -> Mark:
    return Mark(datetime.combine(day, time.min, tzinfo=clock.VIETNAM), LANE, key_id)


def _rows(asked: Asked) -> list[Crossing]:
    may_open = may_at_all(asked.actor, Can.GRANT_KEY)
    lines = [_line(key, day, may_open=may_open) for key, day in _uses(asked)]
    return [line for line in lines if is_behind(line.mark, asked)][: asked.most]


def _line(key: ApiKey, day: use.Day, *, may_open: bool) -> Crossing:
    words = {"requests": number(day.requests), "points": number(day.points)}
    scopes = ", ".join(str(Scope(one).label) for one in key.scopes)
    refusals = ", ".join(f"{code}: {number(times)}" for code, times in sorted(day.refusals.items()))
    return Crossing(
        mark=_mark(key.pk, day.used_on),
        kind=Kind.KEY,
        direction=Direction.OUT,
        what=_("%(requests)s lượt hỏi, %(points)s điểm") % words,
        who=key.holder,
        outcome=_("%(number)s lượt bị từ chối") % {"number": number(day.refused)} if day.refused else _("Đã trả lời"),
        tone="warn" if day.refused else "good",
        note=" ".join(filter(None, (_("Phạm vi: %(scopes)s.") % {"scopes": scopes}, refusals))),
        href=KEY_PAGE.format(key.pk) if may_open else "",
        is_day=True,
    )


def _days(asked: Asked) -> Counter[date]:
    return Counter(day.used_on for _key, day in _uses(asked))


def _tile(asked: Asked) -> Tile:
    uses = _uses(asked)
    refused, keys = sum(day.refused for _key, day in uses), {key.pk for key, _day in uses}
    words = {"keys": number(len(keys)), "refused": number(refused)}
    asked_for = sum(day.requests for _key, day in uses)
    return Tile(number(asked_for), _("Bởi %(keys)s khoá; %(refused)s lượt bị từ chối.") % words)
