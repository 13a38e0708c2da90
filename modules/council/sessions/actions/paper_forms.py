"""How the delegates got a session's papers, as one word that the figures count (R-SES-24)."""

from council.sessions.models import CouncilSession, Handout, Paper, PapersForm
from council.sessions.workflow import PaperState

_FORMS = {
    (False, False): PapersForm.NONE,
    (True, False): PapersForm.ELECTRONIC,
    (False, True): PapersForm.PAPER,
    (True, True): PapersForm.MIXED,
}


def note_papers_form(session: CouncilSession) -> None:
    """Write down what the papers and handouts that stand come to; the caller holds the session.

    The version stays as it is: nobody who edits the session is in the way of its papers.
    """
    electronic = Paper.objects.filter(session=session, state=PaperState.RELEASED).exists()
    on_paper = Handout.objects.filter(session=session, removed_at__isnull=True).exists()
    form = _FORMS[electronic, on_paper]
    if session.papers_form != form:
        session.papers_form = form
        session.save(update_fields=["papers_form"])
