"""What every step of a dossier leaves behind: its new state, a line of its history, the audit, the fact."""

from collections.abc import Iterable
from datetime import datetime

from council.events.sessions import DossierMoved
from council.law import Rules
from council.sessions.models import Dossier, DossierMove
from council.sessions.queries.dossier_terms import term_of
from kernel import audit, clock, outbox
from kernel.access import Actor, Step


def moved(
    actor: Actor,
    dossier: Dossier,
    step: Step,
    *,
    now: datetime,
    rules: Rules | None = None,
    fields: Iterable[str] = (),
    reason: str = "",
) -> Dossier:
    """Save a step that was taken. With ``rules`` the line says until when the step was due before it was taken."""
    term = term_of(dossier, rules=rules) if rules is not None else None
    dossier.state, dossier.state_reason = step.target, reason.strip()
    dossier.version += 1
    changed = ["state", "state_reason", "version", *fields]
    dossier.save(update_fields=changed)
    line = DossierMove.objects.create(
        dossier=dossier,
        step=step.name,
        to_state=step.target,
        session=dossier.session,
        at=now,
        on=clock.local_day(now),
        due_on=term.due_on if term else None,
        account_id=actor.account_id,
        by_name=actor.name,
        reason=reason.strip(),
    )
    audit.record(actor, f"sessions.{step.name}_dossier", dossier, fields=tuple(changed), reason=reason)
    outbox.publish(
        DossierMoved(dossier_id=dossier.id, session_id=dossier.session_id, step=step.name, move_id=line.id), actor=actor
    )
    return dossier
