"""The year's list of matters that the council adopted: lines written down, taken off with a reason (R-SES-09)."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from council.sessions.actions.refusals import DocumentNotNamed, ReasonMissing
from council.sessions.actions.refusals_dossiers import ListedTwice, TextMissing
from council.sessions.models import ItemKind, YearMatter, YearPlan
from council.sessions.permissions import Can
from kernel import audit
from kernel.access import Actor, require
from kernel.rows import lock


@dataclass(frozen=True)
class Line:
    """One line of the list, with the resolution that adopted or amended it."""

    title: str
    kind: ItemKind
    document: str
    submitter: str = ""


@transaction.atomic
def list_matter(*, actor: Actor, plan: YearPlan, line: Line) -> YearMatter:
    """Write a line of the year's list down.

    :raises NotPermitted: the actor does not plan.
    :raises TextMissing: the line says nothing.
    :raises DocumentNotNamed: the resolution is not named.
    :raises ListedTwice: the line stands already.
    """
    require(actor, Can.PLAN)
    plan = lock(plan)
    title = " ".join(line.title.split())
    if not title:
        raise TextMissing(field="title")
    if not line.document.strip():
        raise DocumentNotNamed()
    if plan.matters.filter(title=title, removed_at__isnull=True).exists():
        raise ListedTwice()
    matter: YearMatter = YearMatter.objects.create(
        plan=plan,
        title=title,
        kind=line.kind,
        document=line.document.strip(),
        submitter=" ".join(line.submitter.split()),
    )
    audit.record(actor, "sessions.list_matter", matter)
    return matter


@transaction.atomic
def unlist_matter(*, actor: Actor, matter: YearMatter, reason: str, now: datetime) -> YearMatter:
    """Take a line off the list; dossiers that stand on it already go on, no further one comes onto it.

    :raises NotPermitted: the actor does not plan.
    :raises ReasonMissing: no reason is given.
    """
    require(actor, Can.PLAN)
    matter = lock(matter)
    if not reason.strip():
        raise ReasonMissing()
    if matter.removed_at is None:
        matter.removed_at, matter.removed_by, matter.removed_reason = now, actor.account_id, reason.strip()
        matter.save(update_fields=["removed_at", "removed_by", "removed_reason"])
        audit.record(actor, "sessions.unlist_matter", matter, fields=("removed_at",), reason=reason)
    return matter
