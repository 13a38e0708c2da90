"""What a council gave to the open register, with the tombstones of what it took back.

Read as everybody reads it, with the readers' login, which has no right on any council's schema.
"""

from collections import Counter
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

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
    newest,
    register,
)
from hub.rollups.models import PublicationChange, Published
from hub.rollups.passages import PUBLICATIONS
from kernel.access import Actor, may
from kernel.ui.templatetags.vietnam import number

USING, PUBLISHED = "figures", "publications"
TYPES = {
    "resolution": gettext_lazy("Nghị quyết"),
    "session": gettext_lazy("Kỳ họp"),
    "agenda_item": gettext_lazy("Nội dung chương trình"),
    "paper": gettext_lazy("Tài liệu kỳ họp"),
    "vote": gettext_lazy("Kết quả biểu quyết"),
    "term": gettext_lazy("Nhiệm kỳ"),
    "body": gettext_lazy("Ban, tổ đại biểu"),
    "delegate": gettext_lazy("Đại biểu"),
}


def _may_read(actor: Actor, council: Any) -> bool:
    return may(actor, Can.SEE_CROSSINGS, council)


def _changes(council: Any) -> QuerySet[PublicationChange]:
    return PublicationChange.objects.using(USING).filter(council_key=council.key)


def _publications(asked: Asked) -> list[Crossing]:
    """Return what the council gave to the open register, each thing as it stands there now."""
    changes = list(newest(_changes(asked.council), asked, PUBLISHED, at="changed_at", key="key"))
    known = _titles([one.key for one in changes])
    return [_publication(one, *known.get(one.key, ("", ""))) for one in changes]


def _titles(keys: list[UUID]) -> dict[UUID, tuple[str, str]]:
    """Return title and address of published things of every kind, in one query."""
    parts = [_titled(each.model, keys) for each in PUBLICATIONS.values()]
    return {key: (title, path) for key, title, path in parts[0].union(*parts[1:], all=True)} if keys else {}


def _titled(model: type[Published], keys: list[UUID]) -> QuerySet[Any, Any]:
    rows = model._default_manager.using(USING).filter(id__in=keys).order_by()
    return rows.values_list("id", "title", "public_path")


def _publication(change: PublicationChange, title: str, path: str) -> Crossing:
    is_gone = change.withdrawn_at is not None
    name = str(TYPES[change.type])
    return Crossing(
        mark=Mark(change.changed_at, PUBLISHED, change.key),
        kind=Kind.PUBLICATION,
        direction=Direction.OUT,
        what=f"{name}: {title}" if title else name,
        who=_("Mọi người, qua cổng dữ liệu mở"),
        outcome=_("Đã rút") if is_gone else _("Đang công bố"),
        tone="warn" if is_gone else "good",
        note=_("Sổ mở chỉ còn dấu mốc đã rút, không còn nội dung.") if is_gone else "",
        href="" if is_gone else path,
    )


def _publication_days(asked: Asked) -> Counter[date]:
    return counted_by_day(_changes(asked.council), asked, at="changed_at")


def _publications_tile(asked: Asked) -> Tile:
    mine = _changes(asked.council).filter(changed_at__gte=asked.begins_at, changed_at__lt=asked.ends_at)
    told = mine.aggregate(all=Count("sequence"), gone=Count("sequence", filter=Q(withdrawn_at__isnull=False)))
    gone = _("Trong đó đã rút: %(number)s.") % {"number": number(told["gone"])}
    return Tile(number(told["all"]), gone)


register(
    Ledger(
        Kind.PUBLICATION,
        may_read=_may_read,
        tile=_publications_tile,
        lanes=(Lane(PUBLISHED, Direction.OUT, _publications, _publication_days),),
    )
)
