"""What can be found of sessions and of the papers that were given to the delegates."""

from collections.abc import Iterable
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from council.sessions import law
from council.sessions.models import AgendaItem, CouncilSession, Paper, Purpose
from council.sessions.models.session import Visibility
from council.sessions.permissions import Can
from council.sessions.workflow import PaperState
from kernel import search
from kernel.files.wording import text_of


def session_entry(session_id: UUID) -> search.Entry | None:
    """Return what is found of a session with the titles of its agenda; by everybody once it is convened."""
    session = CouncilSession.objects.select_related("term").filter(id=session_id).first()
    if session is None or session.is_rehearsal:
        return None
    is_public = CouncilSession.objects.known_to_public().filter(id=session_id).exists()
    titles = AgendaItem.objects.filter(session=session).order_by("position").values_list("title", flat=True)
    inside = law.workspace_path(session.id)
    return search.Entry(
        title=session.title,
        note=str(session.get_state_display()),
        text="\n".join([session.place, *titles]),
        on=session.opens_on,
        audience=search.EVERYBODY if is_public else str(Can.READ),
        path=law.public_path(session.id) if is_public else inside,
        inner_path=inside,
    )


def paper_entry(paper_id: UUID) -> search.Entry | None:
    """Return what is found of a released paper, with its file's text; nothing of one that is held or replaced.

    A restricted paper is found by nobody: an index knows capabilities, not names. Its readers have it in their list.
    """
    paper = Paper.objects.select_related("session__term", "item", "file").filter(id=paper_id).first()
    if paper is None or paper.state != PaperState.RELEASED or paper.released_at is None:
        return None
    if paper.visibility == Visibility.RESTRICTED or paper.session.is_rehearsal:
        return None
    inner = Can.READ_CLOSED if paper.visibility == Visibility.CLOSED else Can.READ
    is_public = paper.visibility == Visibility.PUBLIC and paper.session.convened_on is not None
    inside = reverse("sessions:paper", args=[paper.id])
    outside = reverse("sessions_public:paper", args=[paper.id])
    return search.Entry(
        title=paper.title,
        note=" · ".join(part for part in (paper.session.title, paper.item.title if paper.item else "") if part),
        text=text_of(paper.file),
        on=paper.released_on,
        audience=search.EVERYBODY if is_public else str(inner),
        path=outside if is_public else inside,
        inner_path=inside,
    )


def _sessions() -> Iterable[UUID]:
    return CouncilSession.objects.proper().order_by("id").values_list("id", flat=True)


def _papers() -> Iterable[UUID]:
    return Paper.objects.filter(session__purpose=Purpose.PROPER).order_by("id").values_list("id", flat=True)


def _found(session: CouncilSession) -> UUID | None:
    """Return what is found under; a rehearsal is not in the index, so no change of it makes an entry stale."""
    return None if session.is_rehearsal else session.id


def _papers_of(session: CouncilSession) -> Iterable[UUID]:
    """Return the papers that go out into the public, or out of it, with their session."""
    if session.is_rehearsal:
        return ()
    public = Paper.objects.filter(session=session, state=PaperState.RELEASED, visibility=Visibility.PUBLIC)
    return public.order_by("id").values_list("id", flat=True)


search.source(
    search.Source(
        "session",
        _("Kỳ họp"),
        "gavel",
        session_entry,
        _sessions,
        of={CouncilSession: _found, AgendaItem: lambda row: _found(row.session)},
        audiences=(Can.READ,),
        inside=Can.READ,
        order=20,
    )
)
search.source(
    search.Source(
        "paper",
        _("Tài liệu kỳ họp"),
        "files",
        paper_entry,
        _papers,
        of={Paper: lambda row: None if row.session.is_rehearsal else row.id, CouncilSession: _papers_of},
        audiences=(Can.READ, Can.READ_CLOSED),
        inside=Can.READ,
        order=30,
    )
)
