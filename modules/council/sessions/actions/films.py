"""Films of an item (Q-115): added while the agenda is open, released, taken back with a reason."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from council.sessions.actions.film_refusals import FileOrLink, LinkNotTrusted
from council.sessions.actions.refusals import AgendaFixed, ReasonMissing
from council.sessions.models import AgendaItem, Film, SittingKind, Visibility
from council.sessions.permissions import Can
from council.sessions.workflow import OPEN_AGENDA
from kernel import audit, files
from kernel.access import Actor, require, take
from kernel.files.links import is_trusted_link
from kernel.files.models import StoredFile
from kernel.rows import lock


@dataclass(frozen=True)
class Reel:
    """What a film is: an upload, or the address of one that lies elsewhere; and who may see it."""

    title: str
    file: StoredFile | None = None
    address: str = ""
    visibility: Visibility = Visibility.INTERNAL


@transaction.atomic
def add_film(*, actor: Actor, item: AgendaItem, reel: Reel, hosts: Collection[str]) -> Film:
    """Put a film beside an item's papers; nobody but the office sees it before it is released.

    ``hosts`` are those that a link may lead to. A film of a closed sitting's item is closed, whatever was chosen.

    :raises NotPermitted: the actor may not add papers.
    :raises AgendaFixed: the session is over.
    :raises FileOrLink: it is neither an upload nor a link, or both.
    :raises LinkNotTrusted: the link leads to another host, or not by https.
    """
    require(actor, Can.ADD_PAPER, item)
    session = lock(item.session)
    if session.state not in OPEN_AGENDA:
        raise AgendaFixed()
    if (reel.file is None) == (not reel.address):
        raise FileOrLink()
    if reel.address and not is_trusted_link(reel.address, hosts):
        raise LinkNotTrusted()
    is_closed = item.sitting is not None and item.sitting.kind == SittingKind.CLOSED
    film: Film = Film.objects.create(
        item=item,
        title=" ".join(reel.title.split()),
        file=reel.file,
        address=reel.address,
        visibility=Visibility.CLOSED if is_closed else reel.visibility,
    )
    audit.record(actor, "sessions.add_film", film)
    return film


@transaction.atomic
def release_film(*, actor: Actor, film: Film, now: datetime) -> Film:
    """Show a film to whom it is meant for; a public one to everybody who may know of its item.

    :raises NotPermitted: the actor may not release papers.
    :raises StepNotAllowed: it was released or taken back already.
    """
    film = lock(film)
    film.state, film.released_at = take("release", actor, film).target, now
    film.save(update_fields=["state", "released_at"])
    audit.record(actor, "sessions.release_film", film, fields=("state", "released_at"))
    return film


@transaction.atomic
def recall_film(*, actor: Actor, film: Film, reason: str, now: datetime) -> Film:
    """Take a film back; its bytes are served to nobody any more.

    :raises NotPermitted: the actor may not take papers back.
    :raises StepNotAllowed: it was taken back already.
    :raises ReasonMissing: no reason is given.
    """
    film = lock(film)
    step = take("recall", actor, film)
    if not reason.strip():
        raise ReasonMissing()
    film.state, film.removed_at, film.removed_by = step.target, now, actor.account_id
    film.removed_reason = reason.strip()
    film.save(update_fields=["state", "removed_at", "removed_by", "removed_reason"])
    if film.file is not None:
        files.withdraw(actor=actor, stored=film.file, reason=film.removed_reason, now=now)
    audit.record(actor, "sessions.recall_film", film, fields=("state", "removed_at"), reason=reason)
    return film
