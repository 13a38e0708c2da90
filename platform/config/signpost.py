"""The page at the bare address of a developer's machine, where no council stands: it leads to those that do.

Development only (``config.settings.dev``); in production the host is unknown as any other.
"""

from collections.abc import Callable
from http import HTTPStatus

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from console.letters import address_of
from tenancy.models import Council
from tenancy.place import in_public
from tenancy.workflow import Status

MOST = 6  # the province and the communes with people come first


class SignpostMiddleware:
    """Answers for the hosts of ``SIGNPOST_HOSTS``; every other request goes on. Stands before the place."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        host = request.get_host().rsplit(":", 1)[0].lower()
        if host not in settings.SIGNPOST_HOSTS or request.path != "/":
            return self.get_response(request)
        if request.method not in {"GET", "HEAD"}:
            return HttpResponse(status=HTTPStatus.METHOD_NOT_ALLOWED)
        return HttpResponse(_page())


def _page() -> str:
    with in_public():
        active = Council.objects.filter(status=Status.ACTIVE).order_by("-level", "-is_demo", "created_at", "id")[:MOST]
        councils = [(council.name, address_of(council)) for council in active]
    console = settings.COUNCIL_ADDRESS.format(host=settings.PUBLIC_HOSTS[0])
    return render_to_string("config/signpost.html", {"councils": councils, "console": console})
