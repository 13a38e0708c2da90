"""A reader's own notes. Nothing of them is entered in the audit: that she wrote one is hers alone, too."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from council.sessions.actions.refusals import NoSuchPage, NoteEmpty, TooManyNotes
from council.sessions.models import Paper, PaperNote
from council.sessions.permissions import Can
from kernel.access import Actor, require
from kernel.refusal import NotFound
from kernel.rows import lock

MOST_NOTES = 500


@dataclass(frozen=True)
class Mark:
    """What is kept of a note: the page, the words picked there, and what is written beside them."""

    page: int
    quote: str = ""
    body: str = ""


@transaction.atomic
def write_note(*, actor: Actor, paper: Paper, key: UUID, mark: Mark, now: datetime) -> PaperNote:
    """Keep a note under the key that the device gave it; sent again it is written over, never doubled.

    :raises NotPermitted: the actor does not work in this council.
    :raises NotFound: nobody is signed in, or the key is somebody else's note.
    :raises NoteEmpty: neither words are picked nor anything is written.
    :raises NoSuchPage: the page is not one.
    :raises TooManyNotes: the actor has five hundred notes in this version.
    """
    require(actor, Can.READ)
    if actor.account_id is None:
        raise NotFound()
    if not (mark.quote.strip() or mark.body.strip()):
        raise NoteEmpty()
    if mark.page < 1:
        raise NoSuchPage()
    own = {"paper": paper, "account_id": actor.account_id}
    if PaperNote.objects.filter(**own).exclude(id=key).count() >= MOST_NOTES:
        raise TooManyNotes()
    said = {"page": mark.page, "quote": mark.quote, "body": mark.body, "written_at": now}
    note: PaperNote
    note, is_new = PaperNote.objects.get_or_create(id=key, defaults={**own, **said})
    if (note.paper_id, note.account_id) != (paper.id, actor.account_id):
        raise NotFound()
    if is_new:
        return note
    note = lock(note)
    note.page, note.quote, note.body, note.written_at = mark.page, mark.quote, mark.body, now
    note.save(update_fields=list(said))
    return note


def remove_note(*, actor: Actor, key: UUID) -> None:
    """Remove one of the actor's own notes for good; removing it again changes nothing.

    :raises NotPermitted: the actor does not work in this council.
    """
    require(actor, Can.READ)
    if actor.account_id is not None:
        PaperNote.objects.filter(id=key, account_id=actor.account_id).delete()
