"""What every request carries: an id that is returned to the caller, and the address it came from."""

import re
from collections.abc import Callable
from logging import Filter, LogRecord

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

from kernel import trace

HEADER = "X-Request-ID"
_SOUND = re.compile(r"[A-Za-z0-9._-]{8,64}")


class RequestIdMiddleware:
    """Takes over the caller's request id when it is a sound one, makes one otherwise, and returns it.

    While the request is under way ``trace.request_id()`` gives it to logs, audit, outbox and tasks.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        given = request.headers.get(HEADER, "")
        identifier = given if _SOUND.fullmatch(given) else trace.new_request_id()
        with trace.traced(identifier):
            response = self.get_response(request)
        response.headers[HEADER] = identifier
        return response


class RequestIdFilter(Filter):
    """Puts ``request_id`` on each log record, "-" outside of a request."""

    def filter(self, record: LogRecord) -> bool:
        record.request_id = trace.request_id() or "-"
        return True


def client_address(request: HttpRequest) -> str:
    """Return the address that our outermost proxy saw, or the peer's when no proxy of ours stands in front.

    Each proxy appends the address it saw; what the client wrote itself stands further left and is not believed.
    """
    peer = str(request.META.get("REMOTE_ADDR", ""))
    proxies: int = settings.TRUSTED_PROXIES
    seen = [part.strip() for part in request.headers.get("X-Forwarded-For", "").split(",") if part.strip()]
    return seen[-proxies] if 0 < proxies <= len(seen) else peer
