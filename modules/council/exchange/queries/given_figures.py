"""The figures that a council gives, and those that its communes give it.

Shared tables are asked with the readers' login, which has no right on any council's schema.
"""

from collections import Counter
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Count, QuerySet
from django.utils.translation import gettext as _

from council.exchange import law
from council.exchange.permissions import Can
from council.exchange.queries.crossing import (
    Asked,
    Crossing,
    Direction,
    Kind,
    Lane,
    Ledger,
    Mark,
    Tile,
    counted_by_day,
    is_behind,
    newest,
    register,
)
from hub.dashboards.boards import WITH_FIGURES
from hub.rollups.coverage import Standing, standing
from hub.rollups.models import Counting, Recounted, RecountRun
from kernel import clock
from kernel.access import Actor, may
from kernel.ui.templatetags.vietnam import number, vn_moment
from tenancy.models import Council, Level

USING = "figures"
BEGUN, COUNTED_OUT, COUNTED_IN = "figures_begun", "figures_out", "figures_in"
NO_KEY = UUID(int=0)
TONES = {RecountRun.Result.EXACT: "good", RecountRun.Result.DIFFERS: "bad", RecountRun.Result.MENDED: "warn"}


def _may_read(actor: Actor, council: Any) -> bool:
    return may(actor, Can.SEE_CROSSINGS, council)


def _readers(council: Any) -> str:
    """Return who reads a council's figures."""
    return _("Trung ương") if council.level == Level.PROVINCE else _("Tỉnh, trung ương")


def _standing(council: Any, *, with_own: bool) -> Standing:
    """Return how the figures stand that a council gives, or is given; in one query more for a province."""
    keys = [council.key] if with_own else []
    if council.level == Level.PROVINCE:
        communes = Council.objects.using(USING).filter(parent_id=council.pk, has_council=True, status__in=WITH_FIGURES)
        keys += list(communes.values_list("key", flat=True))
    return standing(keys)


def _counting(council: Any) -> QuerySet[Counting]:
    return Counting.objects.using(USING).filter(space=council.schema_oid)


def _begun(asked: Asked) -> list[Crossing]:
    """Return since when the council gives its figures, those of one moment in one line."""
    groups = _counting(asked.council).values("since").annotate(number=Count("id"))
    return [
        Crossing(
            mark=Mark(one["since"], BEGUN, NO_KEY),
            kind=Kind.FIGURES,
            direction=Direction.OUT,
            what=_("Bắt đầu cung cấp %(number)s số liệu") % {"number": number(one["number"])},
            who=_readers(asked.council),
            outcome=_("Đang cung cấp"),
            tone="good",
            href=law.FIGURES_EXPLAINED,
        )
        for one in newest(groups, asked, BEGUN, at="since")
    ]


def _begun_days(asked: Asked) -> Counter[date]:
    return counted_by_day(_counting(asked.council), asked, at="since", each="since")


def _recounted(council: Any) -> QuerySet[Recounted]:
    return Recounted.objects.using(USING).filter(council_key=council.key)


def _recount(asked: Asked) -> list[Crossing]:
    """Return the council's last recount."""
    return [
        Crossing(
            mark=Mark(one.at, COUNTED_OUT, NO_KEY),
            kind=Kind.FIGURES,
            direction=Direction.OUT,
            what=_("Đếm lại mọi số liệu từ hồ sơ của Hội đồng"),
            who=_readers(asked.council),
            outcome=one.get_result_display(),
            tone=TONES[RecountRun.Result(one.result)],
            href=law.FIGURES_EXPLAINED,
        )
        for one in newest(_recounted(asked.council), asked, COUNTED_OUT, at="at")
    ]


def _recount_days(asked: Asked) -> Counter[date]:
    return counted_by_day(_recounted(asked.council), asked, at="at")


def _of_communes(asked: Asked) -> list[Crossing]:
    """Return in one line what a province's communes give it, as of their last recount."""
    if asked.council.level != Level.PROVINCE:
        return []
    known = _standing(asked.council, with_own=False)
    mark = Mark(known.latest_at, COUNTED_IN, NO_KEY) if known.latest_at else None
    if mark is None or not is_behind(mark, asked):
        return []
    line = Crossing(
        mark=mark,
        kind=Kind.FIGURES,
        direction=Direction.IN,
        what=_("Số liệu của các xã, phường, đếm lại gần nhất"),
        who=_from(known),
        outcome=str(RecountRun.Result.DIFFERS.label if known.differing else RecountRun.Result.EXACT.label),
        tone="bad" if known.differing else "good",
        note=_recount_words(known),
        href=law.FIGURES_OF_COMMUNES,
    )
    return [line]


def _days_of_communes(asked: Asked) -> Counter[date]:
    if asked.council.level != Level.PROVINCE:
        return Counter()
    at = _standing(asked.council, with_own=False).latest_at
    is_there = at is not None and asked.begins_at <= at < asked.ends_at
    return Counter({clock.local_day(at): 1}) if at is not None and is_there else Counter()


def _figures_tile(asked: Asked) -> Tile:
    known = _standing(asked.council, with_own=True)
    waits = _("%(number)s thay đổi chờ gộp.") % {"number": number(known.waiting)} if known.waiting else ""
    note = " ".join(filter(None, (_("hội đồng cung cấp đủ số liệu."), _recount_words(known), waits)))
    return Tile(f"{number(known.counted)}/{number(known.asked)}", note)


def _from(known: Standing) -> str:
    """Return from how many councils figures come."""
    words = {"counted": number(known.counted), "asked": number(known.asked)}
    return _("Từ %(counted)s/%(asked)s hội đồng") % words


def _recount_words(known: Standing) -> str:
    if known.latest_at is None:
        return _("Chưa đếm lại lần nào.")
    if known.differing:
        return _("Đếm lại thấy lệch ở %(number)s hội đồng.") % {"number": number(len(known.differing))}
    return _("Đếm lại lúc %(moment)s: khớp.") % {"moment": vn_moment(known.latest_at)}


register(
    Ledger(
        Kind.FIGURES,
        may_read=_may_read,
        tile=_figures_tile,
        lanes=(
            Lane(BEGUN, Direction.OUT, _begun, _begun_days),
            Lane(COUNTED_OUT, Direction.OUT, _recount, _recount_days),
            Lane(COUNTED_IN, Direction.IN, _of_communes, _days_of_communes),
        ),
    )
)
