"""From the dossier to the agenda: the matter becomes an item, its papers those of the session."""

from datetime import datetime

from django.db import transaction

from council.law import Rules
from council.sessions.actions.agenda import Matter, add_item
from council.sessions.actions.answering import require_closed
from council.sessions.actions.dossier_moves import moved
from council.sessions.actions.dossier_papers import hand_over_papers
from council.sessions.models import Dossier, ItemKind
from kernel.access import Actor, take
from kernel.rows import lock


@transaction.atomic
def place_dossier(*, actor: Actor, dossier: Dossier, now: datetime, rules: Rules, late_reason: str = "") -> Dossier:
    """Put a matter on the agenda of its session with its papers; it is late as any item may be (R-SES-14).

    :raises NotPermitted: only chair and vice chairs decide.
    :raises StepNotAllowed: its remarks are not closed, or it is placed already.
    :raises RemarksStillOpen: too few remarks are confirmed or settled (R-SES-10).
    :raises ReasonMissing: it comes late, and no reason is given.
    :raises AgendaFixed: the session is over.
    """
    dossier = lock(dossier)
    step = take("place", actor, dossier)
    require_closed(dossier, rules)
    matter = Matter(
        title=dossier.title,
        kind=ItemKind(dossier.kind),
        submitter=dossier.submitter_name,
        committee=dossier.committee,
        listed=dossier.listed,
        exception=dossier.exception_document,
        dossier=dossier,
    )
    item = add_item(actor=actor, session=dossier.session, matter=matter, late_reason=late_reason, now=now, rules=rules)
    hand_over_papers(actor=actor, dossier=dossier, item=item, now=now, rules=rules)
    dossier.item = item
    return moved(actor, dossier, step, now=now, rules=rules, fields=("item",), reason=late_reason)
