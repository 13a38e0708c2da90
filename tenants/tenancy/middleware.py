"""From the host to the place: the first thing that happens to a request, before any query.

Unknown hosts get a plain page that reveals nothing. In a suspended council only views marked as public
records answer; everything else stops with the next request.
"""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import set_urlconf

from kernel.openness import is_open_to_all, is_public_record
from kernel.ui import errors
from tenancy.hosts import council_at, remembered_at
from tenancy.models import Council
from tenancy.place import in_public, standing_in
from tenancy.postgres.base import PlaceClosed, PlaceLost
from tenancy.postgres.here import here
from tenancy.postgres.standing import standing_of
from tenancy.workflow import Status

READING = ("GET", "HEAD")
OF_WORK = frozenset({Status.ACTIVE.value})
OF_RECORDS = frozenset({Status.ACTIVE.value, Status.SUSPENDED.value})
Answer = Callable[[HttpRequest], HttpResponse]


class PlaceMiddleware:
    """Stands in the place of the request's host until the answer is made, then nowhere."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        council = None if settings.USE_X_FORWARDED_HOST else remembered_at(_said_host(request))
        if council is not None:  # whoever asks for the host again still refuses a port that is none
            return self._in_council(request, council)
        host = request.get_host().rsplit(":", 1)[0].lower().rstrip(".")
        if host in settings.PUBLIC_HOSTS:
            return self._in_public(request)
        council = council_at(host)
        if council is None:
            return errors.unknown_host()
        return self._in_council(request, council)

    def _in_public(self, request: HttpRequest) -> HttpResponse:
        request.council = None  # type: ignore[attr-defined]
        request.urlconf = settings.PUBLIC_SCHEMA_URLCONF
        set_urlconf(settings.PUBLIC_SCHEMA_URLCONF)
        with in_public():
            return self.get_response(request)

    def _in_council(self, request: HttpRequest, council: Council) -> HttpResponse:
        request.council = council  # type: ignore[attr-defined]
        connection = here()
        with standing_in(standing_of(council, connection.settings_dict["NAME"])):
            connection.tenant = council
            connection.set_out()
            answer = self.get_response(request)
            if connection.is_lost:  # before the view, where no error of the database is looked for
                return errors.unavailable()
            if connection.demanded is not None:  # the view asked nothing
                return self._unless_stopped(request, connection.arrive) or answer
            return answer

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:  # noqa: ARG002 -- Django's signature
        """Let only public records answer in a council that is not active.

        Who only reads learns it with the view's first statement, and when there was none after the view.
        """
        if getattr(request, "council", None) is None or is_open_to_all(view):
            return None
        connection = here()
        statuses = OF_RECORDS if is_public_record(view) else OF_WORK
        stopped = self._unless_stopped(request, lambda: connection.demand(statuses))
        if stopped is None and request.method not in READING:
            stopped = self._unless_stopped(request, connection.arrive)
        return stopped

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Say that the council does not answer when the view's first statement found it so."""
        return _page_of(request, error)

    def _unless_stopped(self, request: HttpRequest, step: Callable[[], None]) -> HttpResponse | None:
        try:
            step()
        except (PlaceLost, PlaceClosed) as error:
            return _page_of(request, error)
        return None


def _page_of(request: HttpRequest, error: Exception) -> HttpResponse | None:
    """Return the page for a place that could not be entered; None for any other error."""
    if not isinstance(error, (PlaceLost, PlaceClosed)):
        return None
    here().demanded = None
    return errors.unavailable() if isinstance(error, PlaceLost) else errors.suspended(request)


def _said_host(request: HttpRequest) -> str:
    host: str = request.META.get("HTTP_HOST", "").partition(":")[0]
    return host
