"""One's own draft of a form."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from kernel.drafts.models import FormDraft

if TYPE_CHECKING:
    from kernel.access import Actor

KEPT = timedelta(days=14)


def find_draft(actor: "Actor", address: str, *, now: datetime) -> FormDraft | None:
    """Return what the actor typed into the form of an address within two weeks, or what remains of it."""
    return FormDraft.objects.of(actor.account_id).filter(address=address, saved_at__gt=now - KEPT).first()
