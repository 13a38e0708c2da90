from logging import LogRecord

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from kernel import trace
from kernel.requests import RequestIdFilter, RequestIdMiddleware, client_address

pytestmark = pytest.mark.unit


def answer(**headers: str) -> tuple[str, str]:
    """The id that the view saw and the one that was returned."""
    seen = []
    middleware = RequestIdMiddleware(lambda request: (seen.append(trace.request_id()), HttpResponse())[1])
    response = middleware(RequestFactory().get("/", headers=headers))
    return seen[0], response.headers["X-Request-ID"]


def test_sound_id_of_the_caller_is_taken_over() -> None:
    assert answer(x_request_id="abcd-1234.ef") == ("abcd-1234.ef", "abcd-1234.ef")


@pytest.mark.parametrize("given", ["", "short", "x" * 65, "abcd 1234", "abcd1234\n", "<script>alert(1)</script>"])
def test_unsound_id_is_replaced(given: str) -> None:
    seen, returned = answer(x_request_id=given)

    assert seen == returned
    assert (len(seen), seen != given) == (32, True)


def test_id_is_gone_after_the_request() -> None:
    answer()

    assert trace.request_id() == ""


def test_log_records_carry_the_id() -> None:
    record = LogRecord("x", 20, "x.py", 1, "said", None, None)

    with trace.traced("abcd1234"):
        RequestIdFilter().filter(record)
    inside = record.request_id
    RequestIdFilter().filter(record)

    assert (inside, record.request_id) == ("abcd1234", "-")


@pytest.mark.parametrize(
    ("proxies", "forwarded", "expected"),
    [
        (0, "", "192.0.2.1"),
        (0, "203.0.113.9", "192.0.2.1"),
        (1, "203.0.113.9", "203.0.113.9"),
        (1, "6.6.6.6, 203.0.113.9", "203.0.113.9"),
        (2, "6.6.6.6, 203.0.113.9, 10.0.0.2", "203.0.113.9"),
        (2, "203.0.113.9", "192.0.2.1"),
        (1, "", "192.0.2.1"),
    ],
)
def test_address_is_the_one_that_our_own_proxy_saw(settings, proxies: int, forwarded: str, expected: str) -> None:
    settings.TRUSTED_PROXIES = proxies
    headers = {"x-forwarded-for": forwarded} if forwarded else {}

    request = RequestFactory().get("/", headers=headers, REMOTE_ADDR="192.0.2.1")

    assert client_address(request) == expected
