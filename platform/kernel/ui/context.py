"""What every template knows without being told."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import get_language

from kernel.ui.place import card_of
from kernel.ui.size import SIZES, next_size, size_of


def look(request: HttpRequest) -> dict[str, Any]:
    """Return the place's card, the size of letters and the actor for the shells."""
    size = size_of(request)
    return {
        "place": card_of(request),
        "language": get_language(),
        "size": size,
        "size_percent": SIZES[size],
        "next_size": next_size(size),
        "actor": getattr(request, "actor", None),
    }
