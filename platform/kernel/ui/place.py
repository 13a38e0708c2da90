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

    ``demo`` draws the band of illustrative data; ``suspended`` the banner of a workspace that is stopped.
    """

    title: Any
    subtitle: Any = ""
    demo: bool = False
    suspended: bool = False


@dataclass(frozen=True)
class Reach:
    """How a place is reached, for the foot of its public pages; ``dialled`` is the hotline as telephones dial it."""

    office: Any = ""
    hotline: str = ""
    dialled: str = ""
    email: str = ""


NOWHERE = PlaceCard("")
OPERATORS = PlaceCard(_("HĐND số"), _("Bảng điều hành nền tảng"))


def _operators(request: HttpRequest) -> PlaceCard:  # noqa: ARG001 -- the shape of every provider
    return OPERATORS


_provider: list[Callable[[HttpRequest], PlaceCard]] = [_operators]


def _unknown(request: HttpRequest) -> Reach:  # noqa: ARG001 -- the shape of every provider
    return Reach()


_reach: list[Callable[[HttpRequest], Reach]] = [_unknown]


def provide_reach(provider: Callable[[HttpRequest], Reach]) -> None:
    """Set the function that says how the place of a request is reached; asked on public pages only."""
    _reach[0] = provider


def reach_of(request: HttpRequest) -> Reach:
    """Return how the place of this request is reached."""
    return _reach[0](request)


def provide(provider: Callable[[HttpRequest], PlaceCard]) -> None:
    """Set the function that describes the place of a request."""
    _provider[0] = provider


def card_of(request: HttpRequest) -> PlaceCard:
    """Return the card of the place in which this request is answered."""
    return _provider[0](request)


def has_public_pages(request: HttpRequest) -> bool:
    """Whether the place of this request has pages for everybody: a council's host has, the operators' has not."""
    return getattr(request, "council", None) is not None
