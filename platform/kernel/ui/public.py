"""Pages for everybody: marked as public records, kept for a short time by caches between us and the readers."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpResponseBase
from django.utils.cache import patch_vary_headers

from kernel.openness import public_record

SECONDS = 60
View = Callable[..., HttpResponseBase]


def public_page(view: View) -> View:
    """Mark a page of the public portal, and let caches keep it for a minute.

    The page of somebody who is signed in shows her name, so only her own browser may keep it; the size
    of letters is a cookie too, hence ``Vary``. A view that set its own header keeps it.
    """

    @wraps(view)
    def kept(request: Any, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response = view(request, *args, **kwargs)
        patch_vary_headers(response, ("Cookie",))
        if "Cache-Control" not in response.headers:
            response.headers["Cache-Control"] = _kept_by(request) if response.status_code == 200 else "no-cache"
        return response

    return public_record(kept)


def _kept_by(request: Any) -> str:
    return "private, no-cache" if request.actor.account_id else f"public, max-age={SECONDS}"
