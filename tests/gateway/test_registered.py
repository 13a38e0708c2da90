"""Registered operations: asked by their hash, answered with a mark that spares the second way."""

import json

import orjson
import pytest
from django.test import Client

from gateway.core.registered import hash_of, operations
from gateway.models import Endpoint
from gateway.papers import register
from gateway.schemas import schema_of
from tests.gateway.conftest import GRAPHQL, ask

LATEST = next(name for name, text in operations().items() if "query LatestResolutions" in text)
RESOLUTION = next(name for name, text in operations().items() if "query Resolution(" in text)
HERE = "hoalu.localhost"


def get(name: str, secret: str = "", *, variables=None, host: str = HERE, **headers: str):
    known = {"host": host, "accept": GRAPHQL, **headers}
    if secret:
        known["authorization"] = f"Bearer {secret}"
    query = {"id": name} if variables is None else {"id": name, "variables": json.dumps(variables)}
    return Client(headers=known, raise_request_exception=False).get("/api/graphql", query)


def code(response) -> str:
    return orjson.loads(response.content)["errors"][0]["extensions"]["code"]


@pytest.mark.unit
def test_register_names_each_document_by_its_hash():
    lines = [line.split("  ") for line in register().splitlines()]

    assert {name for name, _file in lines} == set(operations())
    assert all(hash_of(text) == name for name, text in operations().items())
    assert len(lines) >= 4


@pytest.mark.usefixtures("schemas")
@pytest.mark.parametrize("endpoint", [Endpoint.PROVINCE, Endpoint.CENTRAL])
def test_every_registered_document_is_valid_at_every_endpoint(endpoint):
    from gateway.core.document import checked

    for text in operations().values():
        assert checked(schema_of(endpoint), text, introspection=False)


def test_key_gets_a_registered_operation_and_nothing_twice(world, make_key):
    secret = make_key("hoalu")
    first = get(LATEST, secret, variables={"first": 2})
    again = get(LATEST, secret, variables={"first": 2}, if_none_match=first["ETag"])
    weakened = get(LATEST, secret, variables={"first": 2}, if_none_match=f'"other", W/{first["ETag"]}')
    other = get(LATEST, secret, variables={"first": 3}, if_none_match=first["ETag"])

    assert len(orjson.loads(first.content)["data"]["resolutions"]["nodes"]) == 2
    assert [each.status_code for each in (first, again, weakened, other)] == [200, 304, 304, 200]
    assert (again.content, again["ETag"]) == (b"", first["ETag"])
    for each in (first, again):
        assert each["Cache-Control"] == "private, max-age=60"
        assert each["Vary"].startswith("Authorization")


def test_mark_changes_with_what_is_told(world, make_key):
    secret = make_key("hoalu")
    before = get(LATEST, secret)
    row = world["hoalu"][0]
    row.title = "Nghị quyết đã sửa"
    row.save(using="owner")

    after = get(LATEST, secret, if_none_match=before["ETag"])

    assert (after.status_code, "Nghị quyết đã sửa" in after.content.decode()) == (200, True)


@pytest.mark.usefixtures("schemas")
@pytest.mark.parametrize(
    ("query", "status", "told"),
    [
        ({"id": "0" * 64}, 404, "PERSISTED_QUERY_NOT_FOUND"),
        ({"id": "x"}, 404, "PERSISTED_QUERY_NOT_FOUND"),
        ({"id": ""}, 404, "PERSISTED_QUERY_NOT_FOUND"),
        ({"id": LATEST, "variables": "["}, 400, "BAD_REQUEST"),
        ({"id": LATEST, "variables": "[]"}, 400, "BAD_REQUEST"),
        ({"id": LATEST, "variables": '{"after": "\\u0000"}'}, 400, "BAD_USER_INPUT"),
        ({"id": LATEST, "variables": '{"first": "x"}'}, 400, "BAD_USER_INPUT"),
        ({"id": LATEST, "variables": '{"first": 101}'}, 200, "BAD_USER_INPUT"),
        ({"id": LATEST, "variables": '{"first": %s}' % ("1" * 5000)}, 413, "PAYLOAD_TOO_LARGE"),
        ({"id": LATEST, "query": "{ __typename }"}, 400, "BAD_REQUEST"),
        ({"id": [LATEST, LATEST]}, 400, "BAD_REQUEST"),
        ({"query": "{ __typename }"}, 405, "METHOD_NOT_ALLOWED"),
        ({}, 405, "METHOD_NOT_ALLOWED"),
    ],
)
def test_whatever_else_is_asked_by_get_is_refused_and_never_kept(make_key, query, status, told):
    headers = {"host": HERE, "accept": GRAPHQL, "authorization": f"Bearer {make_key('hoalu')}"}
    response = Client(headers=headers, raise_request_exception=False).get("/api/graphql", query)

    assert (response.status_code, code(response)) == (status, told)
    assert "no-store" in response["Cache-Control"]
    assert "ETag" not in response


@pytest.mark.usefixtures("schemas")
def test_nobody_gets_anything_by_get_without_a_key_at_an_endpoint_that_asks_for_one():
    for host in (HERE, "console.localhost"):
        response = get(LATEST, host=host)
        assert (response.status_code, code(response)) == (401, "UNAUTHENTICATED")


def test_scope_and_reach_of_the_key_hold_for_registered_operations_too(world, make_key):
    refused = get(LATEST, make_key("hoalu", scopes=["council:read"]))
    found = orjson.loads(get(LATEST, make_key("hoalu")).content)["data"]["resolutions"]["nodes"]

    assert (refused.status_code, code(refused)) == (403, "FORBIDDEN")
    assert {node["council"]["unitCode"] for node in found} == {"14329"}
    foreign = ask("{ resolutions(first: 9) { nodes { id title } } }", make_key()).data["resolutions"]["nodes"]
    theirs = next(node["id"] for node in foreign if node["title"] == "Của Kim Sơn")
    assert orjson.loads(get(RESOLUTION, make_key("hoalu"), variables={"id": theirs}).content) == {
        "data": {"resolution": None}
    }


def test_key_revoked_is_refused_even_where_it_has_the_answer_already(world, make_key):
    from gateway.models import ApiKey
    from tenancy.place import entered

    secret = make_key("hoalu")
    mark = get(LATEST, secret)["ETag"]
    with entered(world["councils"]["hoalu"]):
        ApiKey.objects.filter(prefix=secret.split("_")[1]).update(state="revoked")

    response = get(LATEST, secret, if_none_match=mark)

    assert (response.status_code, code(response)) == (401, "UNAUTHENTICATED")
