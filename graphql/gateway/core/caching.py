"""Answers that may be kept: to registered operations by GET, known again by the hash of what they say."""

import hashlib

from django.http import HttpRequest, HttpResponse
from django.utils.http import parse_etags

FRESH_S = 60
VARY = "Authorization, Accept, Accept-Language"


def kept(request: HttpRequest, body: bytes, kind: str, *, is_public: bool) -> HttpResponse:
    """Return an answer that caches may keep a minute, everybody's or only the caller's; 304 to who has it already."""
    mark = f'"{hashlib.sha256(kind.encode() + body).hexdigest()[:32]}"'
    response = HttpResponse(body, content_type=f"{kind}; charset=utf-8")
    if _has_it(request, mark):
        response = HttpResponse(status=304)
        del response["Content-Type"]
    response["ETag"] = mark
    response["Cache-Control"] = f"{'public' if is_public else 'private'}, max-age={FRESH_S}"
    response["Vary"] = VARY
    return response


def _has_it(request: HttpRequest, mark: str) -> bool:
    """Whether If-None-Match names the answer; compared weakly, for a proxy on the way may have weakened the mark."""
    told = parse_etags(request.headers.get("If-None-Match", ""))
    return "*" in told or mark in {one.removeprefix("W/") for one in told}
