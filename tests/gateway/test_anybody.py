"""Where an endpoint is open to all, anybody asks the registered operations and nothing else, and not too often."""

import orjson
import pytest

from gateway.core import caller
from gateway.core.registered import operations
from kernel.redis import memory
from tests.gateway.conftest import ask
from tests.gateway.test_registered import HERE, LATEST, code, get
from tests.hub.rollups.cells import standing

pytestmark = pytest.mark.usefixtures("world")


@pytest.fixture(autouse=True)
def _open(monkeypatch):
    """A council's endpoint that is open to all, whatever the installation has of such."""
    monkeypatch.setattr(caller, "OPEN_TO_ALL", frozenset({"province"}))
    yield
    for council in standing().values():
        for key in memory().scan_iter(f"{council.key}:limit:gateway:*"):
            memory().delete(key)


def test_registered_operation_is_answered_for_every_cache():
    first = get(LATEST, variables={"first": 2})
    again = get(LATEST, variables={"first": 2}, if_none_match=first["ETag"])

    assert (first.status_code, again.status_code) == (200, 304)
    assert len(orjson.loads(first.content)["data"]["resolutions"]["nodes"]) == 2
    assert {each["Cache-Control"] for each in (first, again)} == {"public, max-age=60"}
    assert ("Authorization" in first["Vary"], "Set-Cookie" in first) == (True, False)


def test_its_text_may_be_sent_too_and_no_other_not_even_by_a_blank():
    text = operations()[LATEST]

    assert ask(text, host=HERE).status == 200
    for other in (f"{text} ", "{ __typename }", "{ __schema { queryType { name } } }", "{"):
        answer = ask(other, host=HERE)
        assert (answer.status, answer.code) == (401, "UNAUTHENTICATED"), other


def test_open_endpoint_makes_a_wrong_key_no_better(make_key):
    for secret in (make_key(), make_key("kimson"), "x"):
        response = get(LATEST, secret)
        assert (response.status_code, code(response)) == (401, "UNAUTHENTICATED")


def test_one_address_asks_only_so_often_and_is_told_when_again(monkeypatch):
    monkeypatch.setattr(caller, "KNOCKS", 2)
    answers = [get(LATEST) for _ in range(3)]

    assert [each.status_code for each in answers] == [200, 200, 429]
    assert (code(answers[2]), int(answers[2]["Retry-After"]) > 0) == ("TOO_MANY_REQUESTS", True)
    assert "no-store" in answers[2]["Cache-Control"]


def test_unknown_hash_is_told_by_its_code():
    response = get("0" * 64)

    assert (response.status_code, code(response)) == (404, "PERSISTED_QUERY_NOT_FOUND")
