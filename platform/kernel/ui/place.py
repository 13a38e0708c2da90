"""What the shells say about the place they stand in: its name, its kind, whether it shows demonstration data.

The tenancy tells it once, when it starts: ``provide(card_of)``; this package knows no council.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class PlaceCard:
    """The words at the top of a page.

    ``demo`` draws the band of illustrative data; ``suspended`` the banner of a workspace that is stopped;
    ``office`` and ``hotline`` stand in the portal's foot.
    """

    title: Any
    subtitle: Any = ""
    demo: bool = False
    suspended: bool = False
    office: Any = ""
    hotline: str = ""


NOWHERE = PlaceCard("")
OPERATORS = PlaceCard(_("HĐND số"), _("Bảng điều hành nền tảng"))


def _operators(request: HttpRequest) -> PlaceCard:  # noqa: ARG001 -- the shape of every provider
    return OPERATORS


_provider: list[Callable[[HttpRequest], PlaceCard]] = [_operators]


def provide(provider: Callable[[HttpRequest], PlaceCard]) -> None:
    """Set the function that describes the place of a request."""
    _provider[0] = provider


def card_of(request: HttpRequest) -> PlaceCard:
    """Return the card of the place in which this request is answered."""
    return _provider[0](request)
