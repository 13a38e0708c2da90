"""A reader's own notes in a paper, brought along from the versions before it. Nobody reads another's."""

from uuid import UUID

from council.sessions.models import Paper, PaperNote
from kernel.access import Actor


def list_own_notes(actor: Actor, paper: Paper) -> list[PaperNote]:
    """Return the actor's notes in this version and in all those it replaced, by page.

    The caller got the paper from a query. A note of an earlier version names its ``paper``; where it stands in this
    one is found by its words, on the reader's own device.
    """
    if actor.account_id is None:
        return []
    notes = PaperNote.objects.filter(account_id=actor.account_id, paper_id__in=_line_of(paper))
    return list(notes.select_related("paper").order_by("page", "id"))


def _line_of(paper: Paper) -> list[UUID]:
    """Return the keys of a paper and of the versions before it, the newest first."""
    before = dict(Paper.objects.filter(session_id=paper.session_id).values_list("id", "replaces_id"))
    line: list[UUID] = []
    at: UUID | None = paper.id
    while at is not None:
        line.append(at)
        at = before.get(at)
    return line
