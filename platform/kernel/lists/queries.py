"""One's own saved filters."""

from typing import TYPE_CHECKING
from uuid import UUID

from kernel.lists.models import SavedFilter, SavedFilterSet
from kernel.refusal import NotFound

if TYPE_CHECKING:
    from kernel.access import Actor


def list_filters(actor: "Actor", *, page: str = "") -> SavedFilterSet:
    """Return the actor's own filters, of one list or of all, by name."""
    own = SavedFilter.objects.of(actor.account_id).standing()
    return own.filter(page=page) if page else own


def get_filter(actor: "Actor", filter_id: UUID) -> SavedFilter:
    """Return one of the actor's own filters, removed or not.

    :raises NotFound: there is none, or it is somebody else's.
    """
    found = SavedFilter.objects.of(actor.account_id).filter(pk=filter_id).first()
    if found is None:
        raise NotFound()
    return found
