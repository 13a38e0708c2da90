"""What sessions leave open with somebody: those that the person prepares, with the papers that are still to go out."""

from collections.abc import Iterator

from django.db.models import Count, Min, Q
from django.utils.translation import gettext as _

from council.people.models import Person
from council.people.queries import DutySource, OpenDuty, find_account, register_duties
from council.sessions import law
from council.sessions.models import CouncilSession
from council.sessions.queries.papers import OFF_AGENDA
from council.sessions.workflow import BEFORE_CONVENING, PaperState, SessionState

PREPARATION = "sessions.preparation"
# After its papers went out a session is the chair's and the secretaries' to hold, by their roles.
IN_PREPARATION = BEFORE_CONVENING | {SessionState.CONVENED}


def find_preparations(person: Person) -> Iterator[OpenDuty]:
    """Return the sessions that the person prepares; the papers that wait are named with their last day."""
    account = find_account(person)
    if account is None:
        return
    held = Q(papers__state=PaperState.HELD) & ~Q(papers__item__state__in=OFF_AGENDA)
    sessions = CouncilSession.objects.proper().filter(state__in=IN_PREPARATION, prepared_by=account.pk)
    sessions = sessions.annotate(held=Count("papers", filter=held), due_on=Min("papers__due_on", filter=held))
    for session in sessions.order_by("opens_on", "id"):
        yield OpenDuty(PREPARATION, session.id, _said(session), law.workspace_path(session.id))


def _said(session: CouncilSession) -> str:
    words = {"session": session.title, "number": session.held}  # type: ignore[attr-defined]  # counted by the query
    if not words["number"]:
        return _("Chuẩn bị %(session)s") % words
    day = f"{session.due_on:%d/%m/%Y}"  # type: ignore[attr-defined]  # counted by the query
    return _("Chuẩn bị %(session)s, còn %(number)d tài liệu chưa phát hành, hạn %(day)s") % {**words, "day": day}


register_duties(DutySource(PREPARATION, find_preparations))
