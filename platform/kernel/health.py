"""Two plain answers for whoever watches the machines; on any host, before any place is entered.

``/healthz``: this process answers. ``/readyz``: PostgreSQL and Redis answer too. Neither touches a
council's data, and neither says more than which of the two is away.
"""

from collections.abc import Callable

from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from redis.exceptions import RedisError

from kernel.redis import memory


def healthz(_request: HttpRequest) -> HttpResponse:
    """Say that the process is alive."""
    return _fresh(JsonResponse({"status": "ok"}))


def readyz(_request: HttpRequest) -> HttpResponse:
    """Say whether the database and Redis answer: 200, or 503 with the name of what does not."""
    away = [name for name, answers in (("database", _database_answers), ("redis", _redis_answers)) if not answers()]
    return _fresh(JsonResponse({"status": "away" if away else "ok", "away": away}, status=503 if away else 200))


VIEWS = {"/healthz": healthz, "/readyz": readyz}


class HealthMiddleware:
    """Answers both addresses before the host is looked at; stands first."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        view = VIEWS.get(request.path_info)
        return view(request) if view and request.method in {"GET", "HEAD"} else self.get_response(request)


def _database_answers() -> bool:
    """Ask the driver itself: a statement through the backend would first have to enter a place."""
    try:
        connection.ensure_connection()
    except DatabaseError:
        return False
    if connection.is_usable():
        return True
    connection.close()
    return False


def _redis_answers() -> bool:
    try:
        return bool(memory().ping())
    except RedisError:
        return False


def _fresh(response: HttpResponse) -> HttpResponse:
    response.headers["Cache-Control"] = "no-store"
    return response
