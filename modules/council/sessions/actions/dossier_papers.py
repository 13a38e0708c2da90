"""Papers of a dossier: given by the submitter, replaced by new versions, taken over by the session at last."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from council.events.sessions import DossierPaperGiven
from council.law import Rules
from council.sessions.actions.papers import Sheet, take_over_papers
from council.sessions.actions.refusals_dossiers import NotReceiving
from council.sessions.law import DossierPaperKind
from council.sessions.models import AgendaItem, Dossier, DossierPaper
from council.sessions.models.dossiers import PAPER_KIND_NAMES
from council.sessions.permissions.dossiers import Can
from council.sessions.workflow import TAKES_PAPERS
from kernel import audit, clock, outbox
from kernel.access import Actor, require
from kernel.files.models import StoredFile
from kernel.rows import lock


@dataclass(frozen=True)
class Given:
    """A paper as it is given; without a title it is called by its kind. ``replaces`` is needed for further papers."""

    kind: DossierPaperKind
    file: StoredFile
    title: str = ""
    change_note: str = ""
    replaces: DossierPaper | None = None


@transaction.atomic
def give_dossier_paper(*, actor: Actor, dossier: Dossier, given: Given, now: datetime) -> DossierPaper:
    """Give a paper, or a new version of the one that stands for its kind; the old version stays readable.

    The committee and those who look on are told once the dossier is sent.

    :raises NotPermitted: the actor does not act for its submitter.
    :raises NotReceiving: the matter is not drafted, examined or answered for.
    """
    dossier = lock(dossier)
    require(actor, Can.SUBMIT, dossier)
    if dossier.state not in TAKES_PAPERS:
        raise NotReceiving()
    old = _standing(dossier, given)
    today = clock.local_day(now)
    paper: DossierPaper = DossierPaper.objects.create(
        dossier=dossier,
        kind=given.kind,
        title=" ".join(given.title.split()) or (old.title if old else str(PAPER_KIND_NAMES[given.kind])),
        file=given.file,
        version=old.version + 1 if old else 1,
        replaces=old,
        change_note=" ".join(given.change_note.split()),
        given_on=today,
        first_given_on=old.first_given_on if old else today,
        given_by=actor.account_id,
    )
    audit.record(actor, "sessions.give_dossier_paper", paper, reason=paper.change_note)
    outbox.publish(DossierPaperGiven(dossier_id=dossier.id, paper_id=paper.id), actor=actor)
    return paper


def hand_over_papers(*, actor: Actor, dossier: Dossier, item: AgendaItem, now: datetime, rules: Rules) -> None:
    """Give what stands in a dossier, and its verification report, to the session under the item made of it.

    The papers keep the day on which the dossier came, so that the league of submitters holds it against them; the
    report is dated by its own day.
    """
    take_over_papers(actor=actor, session=dossier.session, sheets=_sheets(dossier, item), now=now, rules=rules)


def _standing(dossier: Dossier, given: Given) -> DossierPaper | None:
    standing = dossier.papers.filter(replaced_by__isnull=True)
    if given.replaces is not None:
        found: DossierPaper | None = standing.filter(pk=given.replaces.pk, kind=given.kind).first()
        return found
    if given.kind == DossierPaperKind.OTHER:
        return None
    return standing.filter(kind=given.kind).order_by("-version").first()


def _sheets(dossier: Dossier, item: AgendaItem) -> Iterator[tuple[Sheet, date | None]]:
    for paper in dossier.papers.filter(replaced_by__isnull=True).select_related("file").order_by("created_at", "id"):
        came_on = max(paper.first_given_on, dossier.sent_on) if dossier.sent_on else paper.first_given_on
        yield Sheet(title=paper.title, file=paper.file, item=item), came_on
    if dossier.report is not None:
        title = _("Báo cáo thẩm tra số %(number)s") % {"number": dossier.report_number}
        yield Sheet(title=title, file=dossier.report, item=item), dossier.verified_on
