"""The pages of failure that the middleware answers with, before or instead of any view."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

RETRY_SECONDS = 300


def unknown_host() -> HttpResponse:
    """Return the page for a host that is nobody's: it knows no request and so can reveal nothing."""
    return HttpResponse(render_to_string("ui/unknown_host.html"), status=404)


def unavailable() -> HttpResponse:
    """Return the page for a place that could not be entered; it asks nothing of the place."""
    return _try_again(HttpResponse(render_to_string("ui/unavailable.html"), status=503))


def suspended(request: HttpRequest) -> HttpResponse:
    """Return the page of a workspace that is stopped; it is to be tried again after five minutes."""
    return _try_again(render(request, "ui/suspended.html", status=503))


def _try_again(response: HttpResponse) -> HttpResponse:
    response.headers["Retry-After"] = str(RETRY_SECONDS)
    return response
