"""The headers that keep a page to itself: strict content security policy, no sniffing, no leaking referrers.

HSTS belongs to production alone (``SECURE_HSTS_SECONDS``). Everything is one Django middleware, placed first, so
that refusals of later ones carry the headers too.
"""

from collections.abc import Callable, Collection

from django.http import HttpRequest, HttpResponse

CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'self'",
        "img-src 'self' data:",
        "object-src 'none'",
        "base-uri 'none'",
        "frame-ancestors 'self'",
        "form-action 'self'",
    )
)
PERMISSIONS_POLICY = ", ".join(
    f"{feature}=()"
    for feature in (
        "accelerometer",
        "camera",
        "geolocation",
        "gyroscope",
        "magnetometer",
        "microphone",
        "payment",
        "usb",
    )
)
HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": PERMISSIONS_POLICY,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Frame-Options": "SAMEORIGIN",
}


def let_media_in(response: HttpResponse, hosts: Collection[str]) -> HttpResponse:
    """Let films and sounds of these hosts play on one page, by https; nothing else is loosened."""
    sources = " ".join(["'self'", *(f"https://{host}" for host in hosts)])
    response.headers["Content-Security-Policy"] = f"{CONTENT_SECURITY_POLICY}; media-src {sources}"
    return response


class SecurityHeaders:
    """Set the headers on every answer; a view that needs a stricter one sets its own and keeps it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        return response
