"""What a reader leaves behind: that she has a paper, and the page she is on.

The ledger of openings is itself the record; nothing else is entered of it.
"""

from datetime import datetime

from django.db import transaction

from council.sessions.actions.refusals import NoSuchPage
from council.sessions.models import Paper, PaperOpening, ReadingPlace, Way
from council.sessions.permissions import Can
from kernel.access import Actor, may, require
from kernel.refusal import NotFound
from kernel.rows import lock

MOST_PAGES = 5_000


@transaction.atomic
def record_opening(*, actor: Actor, paper: Paper, way: Way, now: datetime) -> bool:
    """Note the first time that a version came into a reader's hands in this way; return whether it was the first.

    The office, which puts papers in, is no reader of them.

    :raises NotPermitted: the actor does not work in this council.
    """
    require(actor, Can.READ)
    if not is_reader(actor):
        return False
    line = {"account_id": actor.account_id, "person_id": actor.person_id, "way": way}
    _line, is_first = PaperOpening.objects.get_or_create(paper=paper, **line, defaults={"at": now})
    return bool(is_first)


@transaction.atomic
def keep_place(*, actor: Actor, paper: Paper, page: int, pages: int, now: datetime) -> ReadingPlace:
    """Keep the page that a reader is on, and the furthest that she came to. Having a page open opens the paper.

    :raises NotPermitted: the actor does not work in this council.
    :raises NoSuchPage: the page is not in the paper.
    :raises NotFound: nobody is signed in.
    """
    require(actor, Can.READ)
    if not 1 <= page <= pages <= MOST_PAGES:
        raise NoSuchPage()
    if actor.account_id is None:
        raise NotFound()
    record_opening(actor=actor, paper=paper, way=Way.OPENED, now=now)
    fresh = {"page": page, "furthest": page, "pages": pages, "read_at": now}
    place: ReadingPlace
    place, is_new = ReadingPlace.objects.get_or_create(paper=paper, account_id=actor.account_id, defaults=fresh)
    if is_new:
        return place
    place = lock(place)
    place.page, place.pages, place.read_at = page, pages, now
    place.furthest = min(max(place.furthest, page), pages)
    place.save(update_fields=["page", "pages", "furthest", "read_at"])
    return place


def is_reader(actor: Actor) -> bool:
    """Say whether papers are delivered to the actor; those who put them in only look after them."""
    return actor.account_id is not None and not may(actor, Can.ADD_PAPER)
