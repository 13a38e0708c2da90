"""How answers look: media types and status of GraphQL over HTTP, languages, and nothing from inside."""

import graphene
import orjson
import pytest
from django.test import RequestFactory
from graphql import GraphQLError

from gateway.core.errors import WORDS, bad_input
from gateway.core.view import door
from gateway.models import Endpoint
from kernel.refusal import Refusal
from tenancy.place import in_public
from tests.gateway.conftest import GRAPHQL, ask

SECRET = "password=hunter2 at /srv/app"
SMALL = "{ councils(first: 1) { nodes { unitCode } } }"


class Query(graphene.ObjectType):
    """Resolvers that fail in every way."""

    crash = graphene.String()
    plain_error = graphene.String()
    refusal = graphene.String()
    own = graphene.String()
    must = graphene.String(required=True)
    fine = graphene.String()

    def resolve_crash(self, _info):
        raise RuntimeError(SECRET)

    def resolve_plain_error(self, _info):
        raise GraphQLError(SECRET)

    def resolve_refusal(self, _info):
        raise Refusal("Không được.")

    def resolve_own(self, _info):
        raise bad_input("Sai ngày.", "Wrong day.")

    def resolve_must(self, _info):
        return None

    def resolve_fine(self, _info):
        return "ổn"


@pytest.fixture
def failing(make_key):
    secret = make_key()
    view = door(Endpoint.CENTRAL, lambda: graphene.Schema(query=Query).graphql_schema)

    def asked(query: str, **headers: str):
        request = RequestFactory().post(
            "/api/graphql",
            orjson.dumps({"query": query}),
            content_type="application/json",
            headers={"authorization": f"Bearer {secret}", "accept": GRAPHQL, **headers},
        )
        with in_public():
            response = view(request)
        return response.status_code, orjson.loads(response.content)

    return asked


@pytest.mark.parametrize("field", ["crash", "plainError", "must"])
def test_inner_failures_are_masked_logged_and_traceable(failing, field, caplog):
    status, body = failing(f"{{ fine {field} }}")

    (error,) = body["errors"]
    assert status == 200
    assert error["message"] == WORDS["INTERNAL_SERVER_ERROR"][1]
    assert error["extensions"]["code"] == "INTERNAL_SERVER_ERROR"
    assert error["path"] == [field]
    assert SECRET not in orjson.dumps(body).decode()
    assert error["extensions"]["requestId"] in caplog.text


def test_partial_data_stays_beside_the_errors(failing):
    _, body = failing("{ fine crash }")

    assert body["data"] == {"fine": "ổn", "crash": None}


def test_our_own_refusals_are_told_in_the_callers_language(failing):
    _, vietnamese = failing("{ own refusal }")
    _, english = failing("{ own }", **{"accept-language": "en-GB,en;q=0.9"})

    assert [error["message"] for error in vietnamese["errors"]] == ["Sai ngày.", "Không được."]
    assert [error["extensions"]["code"] for error in vietnamese["errors"]] == ["BAD_USER_INPUT"] * 2
    assert vietnamese["errors"][1]["extensions"]["refusal"] == "refused"
    assert english["errors"][0]["message"] == "Wrong day."


def test_failure_outside_of_resolvers_is_masked_too(make_key):
    def no_schema():
        raise RuntimeError(SECRET)

    request = RequestFactory().post("/api/graphql", b"{}", content_type="application/json")
    response = door(Endpoint.CENTRAL, no_schema)(request)

    assert response.status_code == 500
    assert SECRET not in response.content.decode()
    assert orjson.loads(response.content)["errors"][0]["extensions"]["code"] == "INTERNAL_SERVER_ERROR"


@pytest.mark.parametrize(
    ("accept", "kind", "invalid", "anonymous"),
    [
        (GRAPHQL, GRAPHQL, 400, 401),
        ("application/json", "application/json", 200, 401),
        ("*/*", "application/json", 200, 401),
        ("application/*", "application/json", 200, 401),
        ("", "application/json", 200, 401),
        (f"{GRAPHQL}; charset=utf-8, application/json; q=0.5", GRAPHQL, 400, 401),
        (f"application/json, {GRAPHQL};q=0.9", "application/json", 200, 401),
        ("text/html, application/json;q=0.2", "application/json", 200, 401),
    ],
)
def test_media_type_and_status_follow_graphql_over_http(schemas, make_key, accept, kind, invalid, anonymous):
    secret = make_key()

    good, bad, unknown = (
        ask(SMALL, secret, accept=accept),
        ask("{ x }", secret, accept=accept),
        ask(SMALL, accept=accept),
    )

    assert {answer.headers["Content-Type"] for answer in (good, bad, unknown)} == {f"{kind}; charset=utf-8"}
    assert (good.status, bad.status, unknown.status) == (200, invalid, anonymous)
    assert "data" not in bad.body


@pytest.mark.parametrize("accept", ["text/html", "application/xml", "x", "application/json;q=0", "a/b," * 2000])
def test_answer_that_the_caller_cannot_read_is_not_given(schemas, make_key, accept):
    answer = ask(SMALL, make_key(), accept=accept)

    assert (answer.status, answer.code) == (406, "NOT_ACCEPTABLE")


def test_answers_are_never_cached_by_others(central):
    answer = central(SMALL)

    assert answer.headers["Cache-Control"] == "private, no-store"
    assert "Authorization" in answer.headers["Vary"]
    assert answer.body["extensions"]["requestId"]


@pytest.mark.unit
def test_every_code_has_words_in_both_languages():
    for code, (status, vietnamese, english) in WORDS.items():
        assert 400 <= status < 600
        assert code.isupper()
        assert vietnamese.endswith(".")
        assert english.isascii()
