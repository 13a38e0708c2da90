"""What the figures count of a session's lawful steps, written down again whenever one of them moved.

It follows from what was done elsewhere; whoever did that needs no other right.
"""

from django.db import transaction

from council.law import Rules
from council.sessions.models import CouncilSession, LawfulStep, StepStanding
from council.sessions.queries.lawfulness import FoundStep, lawful_steps_of, lawfulness_of
from kernel import audit
from kernel.access import Actor
from kernel.rows import lock


@transaction.atomic
def note_lawful_steps(*, actor: Actor, session: CouncilSession, rules: Rules) -> CouncilSession:
    """Bring the counted steps of a session up to what is true; a second time it changes nothing."""
    session = lock(session)
    found = lawful_steps_of(session, rules=rules)
    is_changed = _write(session, found)
    lawfulness = lawfulness_of(session, found)
    if session.lawfulness != lawfulness:
        session.lawfulness, is_changed = lawfulness, True
        session.save(update_fields=["lawfulness"])
    if is_changed:
        audit.record(actor, "sessions.note_lawful_steps", session, fields=("lawfulness",))
    return session


def _write(session: CouncilSession, found: list[FoundStep]) -> bool:
    """Write the steps, drop those that are no longer asked for, and say whether anything changed."""
    known = {line.step: line for line in LawfulStep.objects.filter(session=session).order_by("id")}
    is_changed = False
    for each in found:
        is_changed |= _put(known.pop(each.step, LawfulStep(session=session, step=each.step)), each, session.kind)
    for line in known.values():
        is_changed |= _put(line, FoundStep(line.step, StepStanding.DROPPED, line.due_on), session.kind)
    return is_changed


def _put(line: LawfulStep, found: FoundStep, kind: str) -> bool:
    before = (line.kind, line.standing, line.due_on, line.done_on)
    line.kind, line.standing, line.due_on, line.done_on = kind, found.standing, found.due_on, found.done_on
    if before == (line.kind, line.standing, line.due_on, line.done_on):
        return False
    line.save()
    return True
