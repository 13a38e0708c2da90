"""One question to a channel's server: JSON there, JSON back, no detours, no waiting without end."""

import json
from http import HTTPStatus
from http.client import HTTPException
from typing import Any
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from kernel.notify.channels.interface import NotTaken, NotYetTaken

SECONDS = 10
LARGEST = 64 * 1024  # bytes of an answer
OWN_MACHINE = frozenset({"127.0.0.1", "localhost", "::1"})
WORTH_ANOTHER_TRY = frozenset({HTTPStatus.REQUEST_TIMEOUT, HTTPStatus.TOO_EARLY, HTTPStatus.TOO_MANY_REQUESTS})


class _NoDetours(HTTPRedirectHandler):
    def redirect_request(self, *args: Any) -> None:
        """Follow nobody: the token belongs to one server."""


_opener = build_opener(_NoDetours)


def checked(url: str) -> str:
    """Return the address of a channel without a slash at its end.

    :raises ValueError: it is not reached by https, and not on this machine either.
    """
    address = urlsplit(url)
    if address.scheme != "https" and not (address.scheme == "http" and address.hostname in OWN_MACHINE):
        raise ValueError("a channel is reached by https")
    return url.rstrip("/")


def asked(url: str, *, headers: dict[str, str], body: dict[str, Any] | None = None) -> dict[str, Any]:
    """Return the answer to a question, POST when there is a body.

    :raises NotYetTaken: no answer, a failure over there, or too many questions.
    :raises NotTaken: the server refuses the question.
    """
    data = json.dumps(body).encode() if body is not None else None
    question = Request(url, data=data, headers={**headers, "Content-Type": "application/json"})  # noqa: S310 -- checked
    try:
        with _opener.open(question, timeout=SECONDS) as answer:
            found = json.loads(answer.read(LARGEST))
    except HTTPError as error:
        with error:
            status = error.code
        later = status >= HTTPStatus.INTERNAL_SERVER_ERROR or status in WORTH_ANOTHER_TRY
        raise (NotYetTaken if later else NotTaken)(f"HTTP {status}") from None
    except (OSError, HTTPException, ValueError) as error:
        raise NotYetTaken(type(error).__name__) from None
    if not isinstance(found, dict):
        raise NotYetTaken("no JSON object")
    return found
