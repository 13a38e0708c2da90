"""What the pages say about the council in which they stand."""

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from kernel.ui.place import NOWHERE, OPERATORS, PlaceCard
from tenancy.place import status_now
from tenancy.workflow import Status


def card_of(request: HttpRequest) -> PlaceCard:
    """Return the card of the request's council, of the operators' place, or of nowhere when none was found."""
    if not hasattr(request, "council"):
        return NOWHERE
    council = request.council
    if council is None:
        return OPERATORS
    status = status_now(council)
    return PlaceCard(council.name, _("HĐND số"), demo=council.is_demo, suspended=status == Status.SUSPENDED)
