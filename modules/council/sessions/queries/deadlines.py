"""Due days that stand stored: those of papers that are still to reach the delegates."""

from collections.abc import Iterator

from council.law import Rules, SessionKind
from council.rulebook.queries import OpenDeadline
from council.sessions import law
from council.sessions.models import Paper, Purpose
from council.sessions.queries.papers import OFF_AGENDA
from council.sessions.workflow import BEFORE_OPENING, PaperState


def find_open_papers(rules: Rules) -> Iterator[OpenDeadline]:
    """Give each paper that is still to go out before a session opens, with its last day under the rules, in one query.

    The last day was communicated with the convening, which tells the delegates when they get their papers.
    """
    held = Paper.objects.filter(
        state=PaperState.HELD, session__state__in=BEFORE_OPENING, session__purpose=Purpose.PROPER
    )
    for paper in held.exclude(item__state__in=OFF_AGENDA).select_related("session").order_by("id"):
        session = paper.session
        yield OpenDeadline(
            object_id=paper.id,
            name=f"{paper.title} – {session.title}",
            path=law.workspace_path(session.id),
            due_on=paper.due_on,
            told_on=session.convened_on,
            deadline=law.papers_due(opens_on=session.opens_on, kind=SessionKind(session.kind), rules=rules),
        )
