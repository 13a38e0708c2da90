"""Until when the next step of a dossier is due, and why: by the law's terms before the opening."""

from dataclasses import dataclass
from datetime import date

from council.law import Deadline, Rules, SessionKind
from council.sessions import law
from council.sessions.models import Dossier
from council.sessions.workflow import BEFORE_SENDING, IN_PREPARATION, DossierState

_EXAMINED = frozenset({DossierState.DOSSIER_SENT, DossierState.UNDER_VERIFICATION})


@dataclass(frozen=True)
class Term:
    """The last day of the next step: the law's, or the one that the committee set when it gave the dossier back."""

    due_on: date
    deadline: Deadline

    @property
    def is_set_anew(self) -> bool:
        """Whether the committee set another day than the law."""
        return self.due_on != self.deadline.due_on

    def is_late(self, today: date) -> bool:
        """Whether the day has passed."""
        return today > self.due_on


def term_of(dossier: Dossier, *, rules: Rules) -> Term | None:
    """Return until when the step before the dossier is due, None when it is over.

    The submitter owes the dossier (R-SES-11), the committee its report (R-SES-12); remarks are answered and the
    matter placed before the papers go to the delegates (R-SES-13).
    """
    if dossier.state not in IN_PREPARATION:
        return None
    opens_on = dossier.session.opens_on
    if dossier.state in BEFORE_SENDING:
        deadline = law.dossier_due(opens_on=opens_on, rules=rules)
        return Term(dossier.again_due_on or deadline.due_on, deadline)
    if dossier.state in _EXAMINED:
        deadline = law.verification_due(opens_on=opens_on, rules=rules)
    else:
        deadline = law.papers_due(opens_on=opens_on, kind=SessionKind(dossier.session.kind), rules=rules)
    return Term(deadline.due_on, deadline)
