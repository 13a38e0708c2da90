"""Who may read which paper. The one place where it is decided, for lists, pages, files, packs and notices."""

from uuid import UUID

from django.db.models import Q, QuerySet

from council.people.models import Mandate, Person
from council.people.workflow import IN_OFFICE
from council.sessions.models import CouncilSession, Paper, PaperAudience, SittingKind, Visibility
from council.sessions.permissions import Can
from council.sessions.workflow import ItemState, PaperState
from kernel.access import Actor, may, require
from kernel.refusal import NotFound

READABLE = frozenset({PaperState.RELEASED, PaperState.REPLACED})
# What a reader finds in a list: a recalled paper stands there with its reason, and cannot be opened.
LISTED = READABLE | {PaperState.RECALLED}
# What is not submitted after all: its papers do not go out with the pack, and are not public any more.
OFF_AGENDA = frozenset({ItemState.WITHDRAWN, ItemState.UNSUBMITTED})


def list_papers(actor: Actor, session: CouncilSession, *, with_recalled: bool = False) -> QuerySet[Paper]:
    """Return the papers that the actor may see: the office all, the others what is released and meant for them.

    :raises NotPermitted: the actor does not work in this council.
    """
    require(actor, Can.READ)
    papers = _handed_to(actor, LISTED if with_recalled else READABLE).filter(session=session)
    return papers.select_related("file", "item").order_by("item__position", "id")


def get_paper(actor: Actor, paper_id: UUID) -> Paper:
    """Return one paper with its file, for whom it is released to.

    :raises NotFound: there is none, or the actor may not read it.
    """
    return _found(_handed_to(actor, READABLE), paper_id)


def get_listed_paper(actor: Actor, paper_id: UUID) -> Paper:
    """Return one paper as a list shows it: also one that was recalled, of which only the reason is told.

    :raises NotFound: there is none, or the actor may not know of it.
    """
    return _found(_handed_to(actor, LISTED), paper_id)


def list_public_papers(session: CouncilSession) -> QuerySet[Paper]:
    """Return the released public papers of a public session."""
    papers = (
        Paper.objects.filter(
            session=session, state__in=READABLE, visibility=Visibility.PUBLIC, released_at__isnull=False
        )
        .exclude(item__state__in=OFF_AGENDA)
        .exclude(item__sitting__kind=SittingKind.CLOSED)
    )
    return papers.select_related("file", "item").order_by("item__position", "id")


def list_possible_readers() -> QuerySet[Person]:
    """Return the people whom a restricted paper may name: the delegates in office, in the order of names."""
    in_office = Mandate.objects.filter(state__in=IN_OFFICE).values("person_id")
    return Person.objects.filter(id__in=in_office).order_by("sort_key", "id")


def _handed_to(actor: Actor, states: frozenset[PaperState]) -> QuerySet[Paper]:
    papers = Paper.objects.all()
    if may(actor, Can.ADD_PAPER):
        return papers
    # A paper may be replaced before anybody was given it.
    return papers.filter(_meant_for(actor), state__in=states, released_at__isnull=False)


def _meant_for(actor: Actor) -> Q:
    """Return the condition under which a paper is the actor's to know of, whatever its state."""
    meant = Q(visibility=Visibility.PUBLIC, session__convened_on__isnull=False)
    if not may(actor, Can.READ):
        return meant & ~Q(item__sitting__kind=SittingKind.CLOSED)
    meant |= Q(visibility__in=(Visibility.INTERNAL, Visibility.PUBLIC))
    if may(actor, Can.READ_CLOSED):
        meant |= Q(visibility=Visibility.CLOSED)
    else:
        meant &= ~Q(item__sitting__kind=SittingKind.CLOSED)
    named = PaperAudience.objects.naming(actor).values("paper_id")
    return meant | Q(visibility=Visibility.RESTRICTED, id__in=named)


def _found(papers: QuerySet[Paper], paper_id: UUID) -> Paper:
    paper = papers.select_related("file", "session__term", "item").filter(id=paper_id).first()
    if paper is None:
        raise NotFound()
    return paper
