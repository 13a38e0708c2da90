"""The discussions in teams: one team's notes, and all of them merged by matter for the plenary."""

from dataclasses import dataclass

from council.sessions.models import AgendaItem, CouncilSession, Sitting, SittingKind, TeamNote
from council.sessions.permissions import Can
from council.sessions.queries.sessions import list_items
from council.sessions.workflow import ItemState, SittingState
from kernel.access import Actor, require


@dataclass(frozen=True)
class Topic:
    """A matter with what each team said of it, in the order of the teams."""

    item: AgendaItem
    notes: tuple[TeamNote, ...]


def list_topics(session: CouncilSession) -> list[AgendaItem]:
    """Return the matters that may be discussed. The caller got the session from a query."""
    return [item for item in list_items(session) if item.state != ItemState.HEADING]


def notes_of(sitting: Sitting) -> dict[AgendaItem, str]:
    """Return what a team's sitting holds by matter, every matter named. The caller got the sitting from a query."""
    written = dict(TeamNote.objects.filter(sitting=sitting).values_list("item_id", "text"))
    return {item: written.get(item.id, "") for item in list_topics(sitting.session)}


def merge_notes(actor: Actor, session: CouncilSession) -> list[Topic]:
    """Return what the teams sent, by matter; a matter of which no team spoke is left out.

    :raises NotPermitted: the actor does not work in this council.
    """
    require(actor, Can.READ)
    sent = TeamNote.objects.filter(sitting__session=session, sitting__state=SittingState.ENDED).exclude(text="")
    notes = list(sent.select_related("sitting__team").order_by("sitting__team__number", "sitting__day_on", "id"))
    topics = [Topic(item, tuple(note for note in notes if note.item_id == item.id)) for item in list_topics(session)]
    return [topic for topic in topics if topic.notes]


def has_team_sittings(session: CouncilSession) -> bool:
    """Say whether the session has sittings in teams. The caller got the session from a query."""
    planned = Sitting.objects.filter(session=session, kind=SittingKind.TEAM)
    return planned.exclude(state=SittingState.CANCELLED).exists()
