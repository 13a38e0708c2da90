"""What a council and its bodies issued in a span of days, counted for its reports."""

from datetime import date

from django.db.models import Count

from council.documents.models import Document
from council.documents.permissions import Can
from council.documents.workflow import IN_FORCE, State
from kernel.access import Actor, require


def count_issued(actor: Actor, *, first: date, last: date) -> dict[tuple[str, str], int]:
    """Return how much was issued from the first to the last day and not withdrawn, by issuing body and kind.

    Restricted documents are counted too: their number says nothing of what they say.

    :raises NotPermitted: the actor does not work in this council.
    """
    require(actor, Can.READ)
    issued = Document.objects.filter(state__in=IN_FORCE, issued_on__range=(first, last))
    counts = issued.values_list("issuing_body", "kind").annotate(count=Count("id")).order_by()
    return {(body, kind): count for body, kind, count in counts}


def find_without_term() -> list[Document]:
    """Return the adopted resolutions that are final and do not say until when they are to be published."""
    final = Document.objects.resolutions().filter(adopted_on__isnull=False, publish_due_on__isnull=True)
    return list(final.exclude(state__in=(State.DRAFT, State.DROPPED)).order_by("id"))
