"""Every limit, in the order in which a question meets them; nothing is executed once one stands against it."""

import orjson
import pytest
from django.test import Client

from gateway.core import bucket
from gateway.core.asking import MOST_BYTES
from gateway.core.errors import Refused
from gateway.core.walking import MOST_COST, cost_of
from kernel.redis import memory
from tests.gateway.conftest import CENTRAL_HOST, GRAPHQL, ask

SMALL = "{ councils(first: 1) { nodes { unitCode } } }"
DROP = 0.001  # points a second: none comes while a test looks


def raw(body: bytes, secret: str, *, kind: str = "application/json", method: str = "post", **headers: str):
    known = {"host": CENTRAL_HOST, "accept": GRAPHQL, "authorization": f"Bearer {secret}", **headers}
    client = Client(headers=known, raise_request_exception=False)
    if method == "get":
        return client.get("/api/graphql", {"query": SMALL})
    return getattr(client, method)("/api/graphql", body, content_type=kind)


@pytest.fixture
def secret(world, make_key) -> str:
    return make_key()


def code(response) -> str:
    return orjson.loads(response.content)["errors"][0]["extensions"]["code"]


@pytest.mark.parametrize("method", ["get", "put", "delete", "patch", "options"])
def test_only_post_is_answered(secret, method):
    response = raw(orjson.dumps({"query": SMALL}), secret, method=method)

    assert (response.status_code, code(response), response["Allow"]) == (405, "METHOD_NOT_ALLOWED", "POST")


@pytest.mark.parametrize(
    "kind",
    [
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x",
        "text/plain",
        "application/graphql",
        "application/json; charset=utf-16",
        "application/json; charset=iso-8859-1",
        "",
    ],
)
def test_only_json_in_utf8_is_read(secret, kind):
    response = raw(orjson.dumps({"query": SMALL}), secret, kind=kind)

    assert (response.status_code, code(response)) == (415, "UNSUPPORTED_MEDIA_TYPE")


@pytest.mark.parametrize(
    "body",
    [
        b" ",
        b"{",
        b"null",
        b"3",
        b'"{ a }"',
        b"[]",
        orjson.dumps([{"query": SMALL}, {"query": SMALL}]),
        b"{}",
        orjson.dumps({"query": ""}),
        orjson.dumps({"query": 3}),
        orjson.dumps({"query": [SMALL]}),
        orjson.dumps({"query": SMALL, "variables": []}),
        orjson.dumps({"query": SMALL, "variables": "{}"}),
        orjson.dumps({"query": SMALL, "operationName": 3}),
        orjson.dumps({"query": SMALL, "extensions": []}),
        b'{"query": "\\ud800"}',
        b'{"query": "\xff"}',
        b"[" * 60_000,
    ],
)
def test_lists_of_questions_and_other_forms_are_refused(secret, body):
    response = raw(body, secret)

    assert (response.status_code, code(response)) == (400, "BAD_REQUEST")


def test_bytes_are_counted_before_they_are_read(secret):
    response = raw(b" " * (MOST_BYTES + 1), secret)

    assert (response.status_code, code(response)) == (413, "PAYLOAD_TOO_LARGE")


@pytest.mark.parametrize(
    "body",
    [
        {"query": SMALL + "\x00"},
        {"query": "query Q($a: String) { councils(first: 1, after: $a) { totalCount } }", "variables": {"a": "x\x00"}},
        {"query": SMALL, "variables": {"a": {"b": ["\x00"]}}},
        {"query": SMALL, "variables": {"a\x00": 1}},
        {"query": '{ councils(first: 1, after: "\\u0000") { totalCount } }'},
    ],
)
def test_nul_is_refused_wherever_it_hides(secret, body):
    response = raw(orjson.dumps(body), secret)

    assert (response.status_code, code(response)) == (400, "BAD_USER_INPUT")


def test_variables_nested_without_end_are_refused(secret):
    deep: object = 1
    for _ in range(40):
        deep = [deep]

    response = raw(orjson.dumps({"query": SMALL, "variables": {"a": deep}}), secret)

    assert (response.status_code, code(response)) == (400, "BAD_USER_INPUT")


@pytest.mark.parametrize(
    ("query", "refusal"),
    [
        ("{ " + "councils { nodes { id } } " * 400 + "}", "GRAPHQL_PARSE_FAILED"),  # tokens
        ("{ " + "#\n" * 500 + "__typename }", "GRAPHQL_PARSE_FAILED"),  # comments
        ("{ a" * 300 + "}" * 300, "GRAPHQL_PARSE_FAILED"),  # nesting of the parser
        ("{ a" * 11 + " }" * 11, "QUERY_TOO_COMPLEX"),  # depth
        ("{ " + " ".join(f"a{n}: __typename" for n in range(31)) + " }", "QUERY_TOO_COMPLEX"),  # aliases
        ("{ " + " ".join("__typename" for _ in range(11)) + " }", "QUERY_TOO_COMPLEX"),  # roots
        (" ".join(f"query Q{n} {{ __typename }}" for n in range(11)), "QUERY_TOO_COMPLEX"),  # operations
    ],
)
def test_shape_is_limited_before_validation(secret, query, refusal):
    answer = ask(query, secret)

    assert (answer.status, answer.code) == (400, refusal)


def test_bomb_of_fragments_is_refused_quickly(secret):
    fragments = "".join(f"fragment F{n} on Query {{ ...F{n + 1} ...F{n + 1} }} " for n in range(40))
    answer = ask(f"query {{ ...F0 }} {fragments} fragment F40 on Query {{ __typename }}", secret)

    assert (answer.status, answer.code) == (400, "QUERY_TOO_COMPLEX")


def test_circle_of_fragments_is_refused(secret):
    answer = ask(
        "query { councils(first: 1) { ...A } } fragment A on CouncilConnection { ...B } "
        "fragment B on CouncilConnection { ...A }",
        secret,
    )

    assert (answer.status, answer.code) == (400, "GRAPHQL_VALIDATION_FAILED")


@pytest.mark.parametrize(
    "query", ["{ councls }", "{ councils }", "{ __typename(a: 1) }", "{ councils(frst: 1) { totalCount } }"]
)
def test_invalid_documents_are_refused_without_hints(secret, query):
    answer = ask(query, secret)

    assert (answer.status, answer.code) == (400, "GRAPHQL_VALIDATION_FAILED")
    assert "Did you mean" not in str(answer.body)
    assert "data" not in answer.body


def test_hints_are_stripped_from_variables_too(secret):
    query = "query Q($l: CouncilLevel) { councils(first: 1, level: $l) { totalCount } }"
    answer = ask(query, secret, variables={"l": "COMMUN"})

    assert (answer.status, answer.code) == (400, "BAD_USER_INPUT")
    assert "Did you mean" not in str(answer.body)


@pytest.mark.parametrize("query", ["{ __schema { queryType { name } } }", '{ __type(name: "Query") { name } }'])
def test_schema_is_shown_only_to_keys_that_may_see_it(secret, make_key, query):
    refused = ask(query, secret)
    shown = ask(query, make_key(scopes=["schema:read"]))

    assert (refused.status, refused.code) == (400, "GRAPHQL_VALIDATION_FAILED")
    assert shown.status == 200
    assert "errors" not in shown.body


def test_standard_introspection_passes_with_the_scope(make_key, world):
    from graphql import get_introspection_query

    answer = ask(get_introspection_query(), make_key(scopes=["schema:read"]))

    assert answer.data["__schema"]["queryType"]["name"] == "Query"


def test_operation_must_be_named_when_there_are_several(secret):
    several = "query A { __typename } query B { __typename }"
    assert (ask(several, secret).status, ask(several, secret).code) == (400, "OPERATION_RESOLUTION_FAILURE")
    for query in ("fragment F on Query { __typename } query A { ...F } query B { ...F }", "mutation { a }"):
        assert (ask(query, secret).status, ask(query, secret).code) == (400, "OPERATION_RESOLUTION_FAILURE")


@pytest.mark.parametrize(
    ("scopes", "query", "missing"),
    [
        (["council:read"], "{ resolutions(first: 1) { totalCount } }", ["resolution:read"]),
        (["resolution:read"], "{ resolutions(first: 1) { nodes { council { name } } } }", ["council:read"]),
        (["council:read"], "{ a: sessions(first: 1) { totalCount } }", ["session:read"]),
        (["council:read"], "{ measures { name } }", ["rollup:read"]),
        (["council:read"], "query { ...F } fragment F on Query { measures { name } }", ["rollup:read"]),
        (["council:read"], 'query { node(id: "x") { ... on Resolution { title } } }', ["resolution:read"]),
        ([], "{ ... @include(if: false) { measures { name } } }", ["rollup:read"]),
    ],
)
def test_scopes_are_asked_of_the_document_before_it_runs(world, make_key, scopes, query, missing):
    answer = ask(query, make_key(scopes=scopes))

    assert (answer.status, answer.code) == (403, "FORBIDDEN")
    assert answer.body["errors"][0]["extensions"]["missingScopes"] == missing
    assert "data" not in answer.body


def test_cost_counts_pages_with_their_variables_and_is_given_back(central):
    query = "query Q($n: Int) { resolutions(first: $n) { nodes { title } } }"
    small, large = (central(query, {"n": n}).body["extensions"]["cost"] for n in (1, 100))

    assert small["requested"] < large["requested"] <= 100 * small["requested"]
    assert small["actual"] == 4  # resolutions, nodes, one row, its title
    assert large["actual"] == 14  # six rows are there
    assert large["available"] > bucket.CAPACITY - 100


def test_query_that_could_cost_too_much_is_refused(central):
    query = (
        "{ "
        + " ".join(
            f"a{n}: councils(first: 100) {{ edges {{ node {{ name parent {{ name parent {{ name }} }} }} }} "
            f"nodes {{ id name unitName unitCode level parent {{ id name unitCode }} }} }}"
            for n in range(10)
        )
        + " }"
    )
    answer = central(query)

    assert (answer.status, answer.code) == (400, "QUERY_TOO_COSTLY")
    told = answer.body["errors"][0]
    assert told["extensions"]["limit"] == MOST_COST
    assert told["extensions"]["cost"] == 10 * (1 + 100 * 24)
    assert told["message"].endswith(f"{told['extensions']['cost']} > {MOST_COST}")


def test_allowance_runs_out_with_429_and_the_time_to_wait(central, monkeypatch):
    monkeypatch.setattr(bucket.charge, "__kwdefaults__", {"capacity": 6, "per_second": 1})
    first, second = central(SMALL), central("{ councils(first: 2) { nodes { unitCode } } }")

    assert first.status == 200
    assert (second.status, second.code) == (429, "TOO_MANY_REQUESTS")
    assert 1 <= int(second.headers["Retry-After"]) <= 60


def test_faulty_questions_cost_too(central, monkeypatch):
    for function in (bucket.charge, bucket.settle):
        monkeypatch.setattr(function, "__kwdefaults__", {"capacity": 1000, "per_second": 1})
    before = central(SMALL).body["extensions"]["cost"]["available"]
    for query in ("{ nothing }", "{", "{ a" * 20 + " }" * 20) * 5:
        central(query)
    after = central(SMALL).body["extensions"]["cost"]["available"]

    assert after < before - 60


def test_bucket_of_one_caller_is_not_anothers(public_place):
    taken = bucket.charge("key:one", 90, capacity=100, per_second=DROP)
    other = bucket.charge("key:two", 90, capacity=100, per_second=DROP)
    with pytest.raises(Refused) as refusal:
        bucket.charge("key:one", 20, capacity=100, per_second=DROP)
    back = bucket.settle(taken, 5, capacity=100, per_second=DROP)

    assert (taken.left, other.left) == (10, 10)
    assert refusal.value.status == 429
    assert (back.points, back.left) == (5, 95)


def test_what_a_question_used_besides_is_taken_afterwards_down_to_nothing(public_place):
    taken = bucket.charge("key:four", 10, capacity=100, per_second=DROP)
    more = bucket.settle(taken, 70, capacity=100, per_second=DROP)
    emptied = bucket.settle(more, 500, capacity=100, per_second=DROP)
    with pytest.raises(Refused):
        bucket.charge("key:four", 2, capacity=100, per_second=DROP)

    assert (more.points, more.left) == (70, 30)
    assert (emptied.points, emptied.left) == (500, 0)


def test_bucket_fills_only_to_its_brim(public_place):
    taken = bucket.charge("key:three", 1, capacity=10, per_second=1)
    assert bucket.settle(bucket.Charge(taken.caller, 1000, 0), 0, capacity=10, per_second=1).left == 10


def test_without_redis_nothing_is_answered(central, settings):
    settings.REDIS_URL = "redis://127.0.0.1:1/0"
    memory.cache_clear()
    try:
        answer = central(SMALL)
    finally:
        memory.cache_clear()

    assert (answer.status, answer.code) == (503, "SERVICE_UNAVAILABLE")


@pytest.mark.unit
def test_points_of_an_answer_are_its_values():
    assert cost_of(None) == 0
    assert cost_of({"a": [{"b": 1, "c": None}, {"b": 2, "c": "x"}]}) == 7
