"""Dossiers before the agenda: each reader finds her own, the office and the standing committee find all."""

from dataclasses import dataclass
from datetime import date
from types import SimpleNamespace
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from council.law import Rules
from council.people.models import OutsideBody, Person, Post
from council.people.queries import list_active, list_committees
from council.people.workflow import PostState
from council.roles import BODY, COMMITTEE, Role
from council.sessions import law
from council.sessions.models import (
    AgendaItem,
    CouncilSession,
    Dossier,
    DossierPaper,
    Observer,
    Purpose,
    Remark,
    YearMatter,
)
from council.sessions.models.dossiers import PAPER_KIND_NAMES
from council.sessions.permissions import Can as Plans
from council.sessions.permissions.dossiers import Can
from council.sessions.queries.dossier_terms import Term, term_of
from council.sessions.workflow import BEFORE_OPENING, CLOSED_REMARKS, DOSSIER_TRACK, IN_PREPARATION, DossierState
from kernel.access import Actor, NotPermitted, may, may_at_all
from kernel.refusal import NotFound

OVER = (DossierState.LEFT, DossierState.DECLINED, DossierState.WITHDRAWN)
_RELATED = ("session", "body", "submitting_committee", "committee", "listed__plan", "item", "report")


@dataclass(frozen=True)
class DossierRow:
    """A dossier on the board: until when its next step is due, how many of its remarks are closed."""

    dossier: Dossier
    term: Term | None
    remarks: int
    closed: int
    today: date

    @property
    def is_late(self) -> bool:
        """Whether the next step is overdue."""
        return self.term is not None and self.term.is_late(self.today)


@dataclass(frozen=True)
class BoardStep:
    """One step of the way with the dossiers that stand there, the nearest term first."""

    state: DossierState
    rows: tuple[DossierRow, ...]


@dataclass(frozen=True)
class Sheet:
    """One paper that a dossier of its kind has: must it be there, and which version stands."""

    kind: str
    name: Any
    is_needed: bool
    paper: DossierPaper | None


def list_dossiers(actor: Actor, *, session: CouncilSession | None = None) -> QuerySet[Dossier]:
    """Return the dossiers that the actor reads, those of one session or all, by opening and title.

    :raises NotPermitted: no role of the actor reads dossiers.
    """
    if not may_at_all(actor, Can.READ):
        raise NotPermitted(capability=str(Can.READ))
    found: QuerySet[Dossier] = _seen_by(actor).select_related(*_RELATED)
    if session is not None:
        found = found.filter(session=session)
    return found.order_by("-session__opens_on", "title", "id")


def list_rows(
    actor: Actor, *, today: date, rules: Rules, session: CouncilSession | None = None, state: str = ""
) -> list[DossierRow]:
    """Return the dossiers as a list shows them, what is due first at the top; as many queries for few as for many.

    :raises NotPermitted: no role of the actor reads dossiers.
    """
    closed = Count("remarks", filter=Q(remarks__state__in=CLOSED_REMARKS))
    found: Any = list_dossiers(actor, session=session).annotate(total=Count("remarks"), closed=closed)
    if state:
        found = found.filter(state=state)
    rows = [DossierRow(each, term_of(each, rules=rules), each.total, each.closed, today) for each in found]
    return sorted(rows, key=lambda row: (row.term is None, row.term.due_on if row.term else today))


def count_prepared(actor: Actor, session: CouncilSession) -> int:
    """Return how many dossiers of a session the actor finds that are not on the agenda yet."""
    if not may_at_all(actor, Can.READ):
        return 0
    return _seen_by(actor).filter(session=session, state__in=IN_PREPARATION).count()


def board_of(rows: list[DossierRow]) -> list[BoardStep]:
    """Return rows by the steps of the way, then those that came off it; steps with nothing are left out."""
    steps = (
        BoardStep(state, tuple(row for row in rows if row.dossier.state == state)) for state in (*DOSSIER_TRACK, *OVER)
    )
    return [step for step in steps if step.rows]


def get_dossier(actor: Actor, dossier_id: UUID) -> Dossier:
    """Return one dossier with all that its page names.

    :raises NotFound: there is none, or the actor does not read it.
    """
    found: Dossier | None = Dossier.objects.select_related(*_RELATED).filter(id=dossier_id).first()
    if found is None or not may(actor, Can.READ, found):
        raise NotFound()
    return found


def find_dossier_of(actor: Actor, item: AgendaItem) -> Dossier | None:
    """Return the dossier that prepared an item, when the actor reads it."""
    found: Dossier | None = Dossier.objects.filter(item=item).first()
    return found if found is not None and may(actor, Can.READ, found) else None


def get_dossier_paper(actor: Actor, paper_id: UUID) -> DossierPaper:
    """Return one paper of a dossier with its file, whatever its version.

    :raises NotFound: there is none, or the actor does not read its dossier.
    """
    found: DossierPaper | None = DossierPaper.objects.select_related("dossier", "file").filter(id=paper_id).first()
    if found is None or not may(actor, Can.READ, found.dossier):
        raise NotFound()
    return found


def get_remark(actor: Actor, remark_id: UUID) -> Remark:
    """Return one remark with its dossier.

    :raises NotFound: there is none, or the actor does not read it, or not yet.
    """
    related = [f"dossier__{name}" for name in _RELATED]
    found: Remark | None = Remark.objects.select_related("dossier", *related).filter(id=remark_id).first()
    if found is None or not may(actor, Can.READ, found.dossier) or not reads_remarks(actor, found.dossier):
        raise NotFound()
    return found


def get_observer(actor: Actor, observer_id: UUID) -> Observer:
    """Return somebody who looks on, with the dossier.

    :raises NotFound: there is none, or the actor does not read the dossier.
    """
    found: Observer | None = (
        Observer.objects.select_related("dossier__session", "person").filter(id=observer_id).first()
    )
    if found is None or not may(actor, Can.READ, found.dossier):
        raise NotFound()
    return found


def reads_remarks(actor: Actor, dossier: Dossier) -> bool:
    """Say whether the actor reads the remarks now: until the report is issued only who writes them does."""
    return dossier.state != DossierState.UNDER_VERIFICATION or may(actor, Can.WRITE_REMARKS, dossier)


def list_remarks(actor: Actor, dossier: Dossier) -> list[Remark]:
    """Return the remarks in their order, none while they are written by others. The caller read the dossier."""
    if not reads_remarks(actor, dossier):
        return []
    remarks = list(dossier.remarks.order_by("position"))
    for remark in remarks:
        remark.dossier = dossier
    return remarks


def sheets_of(dossier: Dossier, *, rules: Rules) -> list[Sheet]:
    """Return what the dossier is made of: what it must have first, then what else stands in it."""
    standing = list(dossier.papers.filter(replaced_by__isnull=True).select_related("file").order_by("created_at", "id"))
    by_kind = {paper.kind: paper for paper in standing if paper.kind != law.DossierPaperKind.OTHER}
    needed = law.missing_papers(kind=dossier.kind, given=(), rules=rules)
    sheets = [Sheet(kind, PAPER_KIND_NAMES[kind], True, by_kind.get(kind)) for kind in needed]
    more = [paper for paper in standing if paper.kind not in set(needed)]
    return [*sheets, *(Sheet(paper.kind, paper.get_kind_display(), False, paper) for paper in more)]


def list_old_papers(dossier: Dossier) -> list[DossierPaper]:
    """Return the versions that were replaced, the latest first. The caller read the dossier."""
    return list(
        dossier.papers.filter(replaced_by__isnull=False)
        .select_related("file", "replaced_by")
        .order_by("-replaced_by__given_on", "-id")
    )


def list_registrable_sessions() -> QuerySet[CouncilSession]:
    """Return the sessions for which matters may be registered, the next one first."""
    coming = CouncilSession.objects.filter(state__in=BEFORE_OPENING, purpose=Purpose.PROPER)
    return coming.order_by("opens_on", "id")  # type: ignore[no-any-return]  # the manager is untyped


def list_own_submitters(actor: Actor) -> tuple[QuerySet[OutsideBody], QuerySet[Any]]:
    """Return the bodies and the committees for which the actor may register a matter."""
    bodies, committees = list_active(), list_committees()
    if may(actor, Can.REGISTER):
        return bodies, committees
    own = [key for key in _bodies_held(actor) if may(actor, Can.REGISTER, _probe(key))]
    return bodies.filter(id__in=own), committees.filter(id__in=own)


def list_year_matters(year: int) -> QuerySet[YearMatter]:
    """Return the lines that stand on a year's list, with how many dossiers each has, as they were written."""
    standing: QuerySet[YearMatter] = YearMatter.objects.filter(plan__year=year, removed_at__isnull=True)
    return standing.annotate(prepared=Count("dossiers")).order_by("created_at", "id")


def get_year_matter(actor: Actor, matter_id: UUID) -> YearMatter:
    """Return one line of a year's list.

    :raises NotFound: there is none, or the actor does not plan.
    """
    found: YearMatter | None = YearMatter.objects.select_related("plan").filter(id=matter_id).first()
    if found is None or not may(actor, Plans.PLAN):
        raise NotFound()
    return found


def list_possible_observers(dossier: Dossier, *, on: date) -> QuerySet[Person]:
    """Return the members of committees who do not look on yet, by name."""
    held = Post.objects.held(on).filter(
        state=PostState.HELD, role__in=(Role.COMMITTEE_HEAD, Role.COMMITTEE_MEMBER), committee__isnull=False
    )
    people = Person.objects.filter(id__in=held.values("person_id"))
    return people.exclude(id__in=dossier.observers.values("person_id")).order_by("sort_key", "id")


def acts_for(actor: Actor, dossier: Dossier) -> bool:
    """Say whether the actor is of the body or committee that submits the dossier, rather than of the office."""
    submitters = {dossier.body_id, dossier.submitting_committee_id} - {None}
    return any(held.scope_id in submitters for held in actor.holdings)


def _seen_by(actor: Actor) -> QuerySet[Dossier]:
    everything: QuerySet[Dossier] = Dossier.objects.all()
    if may(actor, Can.READ):
        return everything
    bodies = [key for key in _bodies_held(actor) if may(actor, Can.READ, _probe(key))]
    seen = Q(body_id__in=bodies) | Q(submitting_committee_id__in=bodies) | Q(committee_id__in=bodies)
    if actor.person_id is not None and may(actor, Can.READ, _probe(None, observer_id=actor.person_id)):
        seen |= Q(id__in=Observer.objects.filter(person_id=actor.person_id).values("dossier_id"))
    return everything.filter(seen)


def _bodies_held(actor: Actor) -> set[UUID]:
    scopes = {BODY.name, COMMITTEE.name}
    return {held.scope_id for held in actor.holdings if held.scope in scopes and held.scope_id is not None}


def _probe(body_id: UUID | None, *, observer_id: UUID | None = None) -> Any:
    """Return what stands for any dossier of a body, so that the table of rights is asked and nothing else."""
    observers = {observer_id} if observer_id else set()
    return SimpleNamespace(body_id=body_id, submitting_committee_id=None, committee_id=None, observer_ids=observers)
