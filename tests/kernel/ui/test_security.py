"""The headers of every answer."""

import pytest
from django.http import HttpResponse
from django.test import Client, RequestFactory

from kernel.ui.security import CONTENT_SECURITY_POLICY, SecurityHeaders

pytestmark = [pytest.mark.unit, pytest.mark.usefixtures("look_alone")]
POLICY = (
    "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; "
    "frame-ancestors 'self'; form-action 'self'"
)


@pytest.mark.parametrize("path", ["/_style/", "/failure/403/", "/failure/500/", "/unknown-host/", "/nothing-here/"])
def test_pages_and_failures_carry_the_headers(path):
    headers = Client(raise_request_exception=False).get(path).headers

    assert headers["Content-Security-Policy"] == POLICY
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "camera=()" in headers["Permissions-Policy"]
    assert "Strict-Transport-Security" not in headers


def test_nothing_in_the_policy_is_unsafe():
    assert "unsafe" not in CONTENT_SECURITY_POLICY


def test_a_view_may_be_stricter():
    strict = "default-src 'none'"

    answer = SecurityHeaders(lambda request: HttpResponse(headers={"Content-Security-Policy": strict}))

    assert answer(RequestFactory().get("/")).headers["Content-Security-Policy"] == strict
