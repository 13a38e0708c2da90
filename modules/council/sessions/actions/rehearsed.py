"""What a rehearsal is filled with: the agenda and papers of a session, or a small agenda of every kind of matter."""

from datetime import datetime
from typing import Any
from uuid import UUID

from council.law import Threshold
from council.sessions.models import AgendaItem, CouncilSession, ItemKind, Paper, Visibility
from council.sessions.workflow import ItemState, PaperState
from kernel import clock

_GONE = (ItemState.WITHDRAWN, ItemState.DEFERRED, ItemState.UNSUBMITTED)
_COPIED = (
    "position",
    "number",
    "title",
    "kind",
    "submitter",
    "committee_id",
    "needs_vote",
    "threshold",
    "planned_minutes",
    "focus",
)
# A paper that lies with the office, or is for some readers only, is no less so in a rehearsal.
_SHOWN_TO_ALL = (Visibility.INTERNAL, Visibility.PUBLIC)
# One matter to hear, one to debate and adopt by more than half, one that needs two thirds.
_SMALL: tuple[dict[str, Any], ...] = (
    {
        "title": "Báo cáo để tập mời trình bày và ghi nhận",
        "kind": ItemKind.REPORT,
        "planned_minutes": 5,
    },
    {
        "title": "Dự thảo nghị quyết để tập thảo luận và biểu quyết",
        "kind": ItemKind.NORMATIVE_RESOLUTION,
        "needs_vote": True,
        "planned_minutes": 10,
    },
    {
        "title": "Nội dung để tập biểu quyết cần hai phần ba tổng số",
        "kind": ItemKind.INDIVIDUAL_RESOLUTION,
        "needs_vote": True,
        "threshold": Threshold.TWO_THIRDS.value,
        "planned_minutes": 5,
    },
)


def small_agenda(session: CouncilSession) -> None:
    """Write down an agenda on which every step of a sitting can be practised."""
    AgendaItem.objects.bulk_create(
        AgendaItem(session=session, position=place, number=str(place), **matter)
        for place, matter in enumerate(_SMALL, start=1)
    )


def copy_agenda(of: CouncilSession, session: CouncilSession) -> dict[UUID, AgendaItem]:
    """Write down the agenda of a session as it stands before the opening; return the new items by the old ids."""
    made: dict[UUID, AgendaItem] = {}
    for item in of.items.exclude(state__in=_GONE).order_by("position"):
        is_heading = item.state == ItemState.HEADING
        made[item.id] = AgendaItem.objects.create(
            session=session,
            parent=made.get(item.parent_id) if item.parent_id else None,
            state=ItemState.HEADING if is_heading else ItemState.ON_AGENDA,
            **{name: getattr(item, name) for name in _COPIED},
        )
    return made


def copy_papers(of: CouncilSession, session: CouncilSession, items: dict[UUID, AgendaItem], *, now: datetime) -> None:
    """Refer to the released papers that all delegates may read; the files are the same, no copy is made."""
    today = clock.local_day(now)
    released = of.papers.filter(state=PaperState.RELEASED, visibility__in=_SHOWN_TO_ALL).order_by("id")
    Paper.objects.bulk_create(
        Paper(
            session=session,
            item=items[paper.item_id] if paper.item_id else None,
            title=paper.title,
            file_id=paper.file_id,
            state=PaperState.RELEASED,
            due_on=today,
            released_at=now,
            released_on=today,
        )
        for paper in released
        if paper.item_id is None or paper.item_id in items
    )
