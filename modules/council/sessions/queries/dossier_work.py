"""What of the dossiers waits for somebody: the next step when it is hers, remarks that she answers or decides."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q
from django.utils.translation import gettext_lazy as _

from council.law import Rules
from council.sessions.models import Dossier
from council.sessions.permissions.dossiers import Can
from council.sessions.queries.dossier_terms import term_of
from council.sessions.queries.dossiers import acts_for, list_dossiers
from council.sessions.workflow import IN_PREPARATION, DossierState, RemarkState
from kernel.access import Actor, may, may_at_all, open_steps

# Steps that lead on; the others nobody waits for.
_LEADING = frozenset({"accept", "assign", "send", "examine", "report", "open_remarks", "close_remarks", "place"})
_REPLIES = (
    (RemarkState.OPEN, Can.SUBMIT, _("Trả lời ý kiến thẩm tra")),
    (RemarkState.ANSWERED, Can.EXAMINE, _("Xác nhận tiếp thu")),
    (RemarkState.DISPUTED, Can.DECIDE, _("Quyết định ý kiến còn khác nhau")),
)


@dataclass(frozen=True)
class Waiting:
    """A dossier that waits for somebody, with the verb of what she does, and until when."""

    dossier: Dossier
    verb: Any
    due_on: date | None


def list_waiting_dossiers(actor: Actor, *, rules: Rules) -> Iterator[Waiting]:
    """Return the dossiers that wait for the actor; the office is not asked to submit in an agency's place."""
    if not may_at_all(actor, Can.READ):
        return
    counts = {
        state.value: Count("remarks", filter=Q(remarks__state=state))
        for state in (RemarkState.OPEN, RemarkState.ANSWERED, RemarkState.DISPUTED)
    }
    found: Any = list_dossiers(actor).filter(state__in=IN_PREPARATION).annotate(**counts)
    for dossier in found:
        verb = _verb_of(actor, dossier)
        if verb is not None:
            term = term_of(dossier, rules=rules)
            yield Waiting(dossier, verb, term.due_on if term else None)


def _verb_of(actor: Actor, dossier: Any) -> Any:
    if dossier.state == DossierState.REMARKS_OPEN:
        for state, can, verb in _REPLIES:
            if getattr(dossier, state.value) and may(actor, can, dossier) and _is_hers(actor, can, dossier):
                return verb
        if dossier.open or dossier.answered or dossier.disputed:
            return None
    steps = (step for step in open_steps(actor, dossier) if step.name in _LEADING)
    return next((step.label for step in steps if _is_hers(actor, step.can, dossier)), None)


def _is_hers(actor: Actor, can: Any, dossier: Dossier) -> bool:
    return can != Can.SUBMIT or acts_for(actor, dossier)
