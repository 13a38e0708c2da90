"""Papers of a session: added, released to the delegates, replaced by a new version, recalled."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from council.events.sessions import PaperRecalled, PaperReleased, PaperReplaced
from council.law import Rules, SessionKind
from council.sessions import law
from council.sessions.actions.audience import NOBODY, Audience, write_audience
from council.sessions.actions.paper_forms import note_papers_form
from council.sessions.actions.refusals import AgendaEmpty, AgendaFixed, NotThisSession, ReasonMissing
from council.sessions.actions.telling import tell
from council.sessions.models import AgendaItem, CouncilSession, Paper, Punctuality, Visibility
from council.sessions.permissions import Can
from council.sessions.queries.papers import OFF_AGENDA
from council.sessions.workflow import LATE_AGENDA, OPEN_AGENDA, PaperState
from kernel import audit, clock, files
from kernel.access import Actor, require, take
from kernel.files.models import StoredFile
from kernel.rows import lock


@dataclass(frozen=True)
class Sheet:
    """What a paper is; ``item`` None means that it belongs to the session as a whole.

    ``audience`` counts for a restricted paper; ``change_note`` says what a new version changes.
    """

    title: str
    file: StoredFile
    item: AgendaItem | None = None
    visibility: Visibility = Visibility.INTERNAL
    audience: Audience = NOBODY
    change_note: str = ""


@transaction.atomic
def add_paper(*, actor: Actor, session: CouncilSession, sheet: Sheet, now: datetime, rules: Rules) -> Paper:
    """Add a paper; once the session's papers are out it goes to the delegates at once, late or not (R-SES-13).

    :raises NotPermitted: the actor may not add papers.
    :raises AgendaFixed: the session is over.
    :raises NotThisSession: the item belongs to another session.
    :raises AudienceMissing: the paper is restricted and nobody is named.
    """
    require(actor, Can.ADD_PAPER, session)
    session = lock(session)
    _require_open(session, sheet)
    paper = _made(session, sheet, now, rules)
    audit.record(actor, "sessions.add_paper", paper)
    if session.state in LATE_AGENDA:
        _release(actor, session, paper, now)
        note_papers_form(session)
    return paper


@transaction.atomic
def replace_paper(*, actor: Actor, paper: Paper, sheet: Sheet, now: datetime, rules: Rules) -> Paper:
    """Put a new version in a paper's place; the old one stays readable and says that it is replaced.

    Who had opened the old one is told once committed.

    :raises NotPermitted: the actor may not add papers.
    :raises StepNotAllowed: it was replaced or recalled already.
    :raises AgendaFixed: the session is over.
    :raises NotThisSession: the item belongs to another session.
    :raises AudienceMissing: the paper is restricted and nobody is named.
    """
    session = lock(paper.session)
    paper = lock(paper)
    step = take("replace", actor, paper)
    _require_open(session, sheet)
    was_released = paper.state == PaperState.RELEASED
    paper.state = step.target
    paper.save(update_fields=["state"])
    fresh = _made(session, sheet, now, rules, replaces=paper)
    audit.record(actor, "sessions.replace_paper", fresh, fields=("replaces",), reason=fresh.change_note)
    if was_released:
        _release(actor, session, fresh, now)
        tell(
            PaperReplaced(session_id=session.id, paper_id=paper.id, by_id=fresh.id, at=now),
            session=session,
            actor=actor,
        )
    return fresh


@transaction.atomic
def release_documents(*, actor: Actor, session: CouncilSession, now: datetime) -> CouncilSession:
    """Release the papers to the delegates; those past the last day of R-SES-13 are marked late.

    Papers of a matter that is not submitted after all stay held: the delegates do not get it.

    :raises NotPermitted: only the office releases.
    :raises StepNotAllowed: the session is not convened, or its papers are out already.
    :raises AgendaEmpty: there is nothing on the agenda.
    """
    session = lock(session)
    step = take("release", actor, session)
    if not session.items.exists():
        raise AgendaEmpty()
    session.state, session.released_at = step.target, now
    session.version += 1
    session.save(update_fields=["state", "released_at", "version"])
    audit.record(actor, "sessions.release", session, fields=("state", "released_at"))
    held = session.papers.filter(state=PaperState.HELD).exclude(item__state__in=OFF_AGENDA)
    for paper in held.order_by("id").select_for_update(of=("self",)):
        _release(actor, session, paper, now)
    note_papers_form(session)
    return session


@transaction.atomic
def recall_paper(*, actor: Actor, paper: Paper, reason: str, now: datetime) -> Paper:
    """Take a released paper back: it is no longer shown, the list says why, and who had opened it is told.

    :raises NotPermitted: only the office recalls.
    :raises StepNotAllowed: it is not released.
    :raises ReasonMissing: no reason is given.
    """
    session = lock(paper.session)
    paper = lock(paper)
    step = take("recall", actor, paper)
    if not reason.strip():
        raise ReasonMissing()
    paper.state, paper.removed_at, paper.removed_by = step.target, now, actor.account_id
    paper.removed_reason = reason.strip()
    paper.save(update_fields=["state", "removed_at", "removed_by", "removed_reason"])
    # The papers of a rehearsal are the files of the session that it practises.
    if not session.is_rehearsal:
        files.withdraw(actor=actor, stored=paper.file, reason=paper.removed_reason, now=now)
    note_papers_form(session)
    audit.record(actor, "sessions.recall_paper", paper, fields=("state",), reason=reason)
    tell(PaperRecalled(session_id=paper.session_id, paper_id=paper.id, at=now), session=session, actor=actor)
    return paper


@transaction.atomic
def take_over_papers(
    *, actor: Actor, session: CouncilSession, sheets: Iterable[tuple[Sheet, date | None]], now: datetime, rules: Rules
) -> None:
    """Add what was given before, with the day on which it came; whoever placed its item needs no other right.

    Once the session's papers are out they go to the delegates at once, late or not (R-SES-13).
    """
    for sheet, came_on in sheets:
        paper = _made(session, sheet, now, rules, came_on=came_on)
        audit.record(actor, "sessions.take_over_paper", paper)
        if session.state in LATE_AGENDA:
            _release(actor, session, paper, now)
    note_papers_form(session)


@transaction.atomic
def move_papers(actor: Actor, days: Mapping[UUID, date]) -> None:
    """Give held papers the last day that the rulebook computed anew; whoever changed the rule needs no other right."""
    for paper in Paper.objects.filter(id__in=days, state=PaperState.HELD).order_by("id").select_for_update():
        paper.due_on = days[paper.id]
        paper.save(update_fields=["due_on"])
        audit.record(actor, "sessions.move_paper_due", paper, fields=("due_on",))


def _require_open(session: CouncilSession, sheet: Sheet) -> None:
    if session.state not in OPEN_AGENDA:
        raise AgendaFixed()
    if sheet.item is not None and sheet.item.session_id != session.id:
        raise NotThisSession()


def _made(
    session: CouncilSession,
    sheet: Sheet,
    now: datetime,
    rules: Rules,
    *,
    replaces: Paper | None = None,
    came_on: date | None = None,
) -> Paper:
    deadline = law.papers_due(opens_on=session.opens_on, kind=SessionKind(session.kind), rules=rules)
    paper = Paper.objects.create(
        session=session,
        item=sheet.item,
        title=" ".join(sheet.title.split()),
        file=sheet.file,
        visibility=sheet.visibility,
        due_on=deadline.due_on,
        received_on=came_on or clock.local_day(now),
        version=replaces.version + 1 if replaces else 1,
        replaces=replaces,
        change_note=" ".join(sheet.change_note.split()),
    )
    write_audience(paper, sheet.audience)
    return paper


def _release(actor: Actor, session: CouncilSession, paper: Paper, now: datetime) -> None:
    paper.state, paper.released_at, paper.released_on = PaperState.RELEASED, now, clock.local_day(now)
    paper.punctuality = _punctuality(session, paper)
    paper.save(update_fields=["state", "released_at", "released_on", "punctuality"])
    if paper.visibility == Visibility.PUBLIC and not session.is_rehearsal:
        files.make_public(actor=actor, stored=paper.file)
    audit.record(actor, "sessions.release_paper", paper, fields=("state", "released_on"))
    tell(
        PaperReleased(session_id=paper.session_id, item_id=paper.item_id, paper_id=paper.id),
        session=session,
        actor=actor,
    )


def _punctuality(session: CouncilSession, paper: Paper) -> str:
    """Return the word that is counted of the first version that reaches the delegates (R-SES-13), else nothing."""
    if session.is_rehearsal or (paper.replaces is not None and paper.replaces.released_on is not None):
        return ""
    return Punctuality.LATE if paper.is_late else Punctuality.IN_TIME
