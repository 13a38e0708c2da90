"""Whatever is thrown at the door, it answers in JSON and never with an inner failure."""

import json
from functools import lru_cache

import orjson
import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gateway.models import Endpoint
from gateway.schemas import schema_of
from tests.gateway.conftest import CENTRAL_HOST, GRAPHQL

PATIENT = settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
TEXT = st.text(max_size=40)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**70), 2**70) | st.floats(allow_nan=False) | TEXT,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXT, inner, max_size=4),
    max_leaves=12,
)
CURSORS = TEXT | st.binary(max_size=30).map(
    lambda raw: __import__("base64").urlsafe_b64encode(raw).decode().rstrip("=")
)
QUERY = """query Q($first: Int, $after: String, $last: Int, $before: String, $id: ID!, $ids: [ID!], $day: Date) {
  resolutions(first: $first, after: $after, last: $last, before: $before, councils: $ids, fromDay: $day) {
    totalCount nodes { id title council { id } } pageInfo { endCursor } }
  councils(first: 2, after: $after) { nodes { name } }
  node(id: $id) { id } council(id: $id) { id } session(id: $id) { id } }"""


def post(body: bytes, secret: str, kind: str = "application/json"):
    client = Client(
        headers={"host": CENTRAL_HOST, "accept": GRAPHQL, "authorization": f"Bearer {secret}"},
        raise_request_exception=False,
    )
    return client.post("/api/graphql", body, content_type=kind)


@pytest.fixture
def secret(world, make_key, monkeypatch) -> str:
    """A key whose bucket is never empty."""
    from gateway.core import bucket

    for function in (bucket.charge, bucket.settle):
        monkeypatch.setattr(function, "__kwdefaults__", {"capacity": 10**9, "per_second": 10**6})
    return make_key()


def check(response) -> None:
    assert response.status_code < 500, response.content
    body = orjson.loads(response.content)
    for error in body.get("errors", ()):
        assert error["extensions"]["code"] != "INTERNAL_SERVER_ERROR", body


@PATIENT
@given(body=st.binary(max_size=300))
def test_any_bytes(secret, body):
    check(post(body, secret))


@PATIENT
@given(body=JSON)
def test_any_json(secret, body):
    check(post(_dumped(body), secret))


@PATIENT
@given(query=TEXT | st.from_regex(r"\{[ a-z_:(){}\[\]\"$!@.0-9\\u]{0,60}\}", fullmatch=True), variables=JSON)
def test_any_text_as_a_query(secret, query, variables):
    check(post(_dumped({"query": query, "variables": variables}), secret))


@PATIENT
@given(
    variables=st.fixed_dictionaries(
        {"id": CURSORS},
        optional={
            "first": st.integers(-3, 103) | st.none() | st.integers(-(2**40), 2**40),
            "last": st.integers(-3, 103) | st.none(),
            "after": CURSORS | st.none(),
            "before": CURSORS | st.none(),
            "ids": st.lists(CURSORS, max_size=3) | st.none(),
            "day": st.dates().map(str) | TEXT | st.none(),
        },
    )
)
def test_any_values_in_a_good_query(secret, variables):
    check(post(_dumped({"query": QUERY, "variables": variables}), secret))


@PATIENT
@given(data=st.data())
def test_any_selection_of_existing_fields(secret, data):
    check(post(_dumped({"query": "{ " + data.draw(selections("Query", 4)) + " }"}), secret))


@lru_cache(maxsize=1)
def _types():
    return schema_of(Endpoint.CENTRAL).type_map


@st.composite
def selections(draw, type_name: str, depth: int) -> str:
    """Make a selection of fields that exist, with arguments that may be missing or wrong."""
    from graphql import get_named_type

    fields = getattr(_types()[type_name], "fields", None)
    if not fields or depth == 0:
        return "__typename"
    chosen = draw(st.lists(st.sampled_from(sorted(fields)), min_size=1, max_size=3, unique=True))
    parts = []
    for name in chosen:
        target = get_named_type(fields[name].type)
        arguments = draw(st.sampled_from(["", "(first: 2)", '(id: "x")', "(last: 1)", '(first: 1, after: "e30")']))
        inside = draw(selections(target.name, depth - 1)) if hasattr(target, "fields") else ""
        parts.append(f"{name}{arguments if fields[name].args else ''}{f' {{ {inside} }}' if inside else ''}")
    return " ".join(parts)


def _dumped(body) -> bytes:
    return json.dumps(body).encode()
