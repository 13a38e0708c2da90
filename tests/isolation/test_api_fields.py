"""The open API: every field of every type × another council × every caller who must not see it.

The questions are made from the schemas: each field at the top is asked with everything below it, so a field that
somebody adds is asked too.
"""

from collections.abc import Iterator
from itertools import product
from typing import Any

import pytest
from graphql import GraphQLSchema, TypeInfo, TypeInfoVisitor, parse, visit

from council.roles import Role
from gateway.core import bucket
from gateway.fields import FieldReader
from gateway.models import Endpoint, Scope
from gateway.schemas import schema_of
from tests.factories.browsers import browser_of
from tests.gateway.conftest import GRAPHQL, ask, make_key, schemas, stage, world  # noqa: F401 -- fixtures
from tests.gateway.everything import ID, all_fields, whole
from tests.isolation.test_api import CENTRE, HERE, foreign_ids


@pytest.fixture(autouse=True)
def boundless(monkeypatch):
    """Everything may be asked at once, as often as one likes."""
    for name in ("MOST_ALIASES", "MOST_DEPTH", "MOST_FIELDS"):
        monkeypatch.setattr(f"gateway.core.shape.{name}", 10**4)
    monkeypatch.setattr("gateway.core.document.MOST_TOKENS", 10**4)
    monkeypatch.setattr("gateway.core.running.MOST_COST", 10**9)
    for function in (bucket.charge, bucket.settle):
        monkeypatch.setattr(function, "__kwdefaults__", {"capacity": 10**9, "per_second": 10**6})


def questions(schema: GraphQLSchema) -> dict[str, str]:
    return {name: whole(schema, name) for name in schema.query_type.fields}


def marks(world: dict[str, Any]) -> Iterator[bytes]:  # noqa: F811
    """Yield what only the others' data hold: titles, names, unit codes."""
    for foreign in ("kimson", "ninhbinh"):
        yield world["councils"][foreign].name.encode()
        yield f'unitCode":"{world["councils"][foreign].unit_code}"'.encode()
    yield world["kimson"][0].title.encode()
    yield world["session"].title.encode()


@pytest.mark.parametrize("endpoint", [Endpoint.PROVINCE, Endpoint.CENTRAL])
def test_questions_ask_for_every_field_there_is(schemas, endpoint):  # noqa: F811
    schema, asked = schema_of(endpoint), set()
    for text in questions(schema).values():
        info = TypeInfo(schema)
        reader = FieldReader(info)
        visit(parse(text), TypeInfoVisitor(info, reader))
        asked |= reader.found

    assert all_fields(schema) <= asked


def test_key_of_a_council_is_shown_no_field_of_another(world, make_key):  # noqa: F811
    secret, told = make_key("hoalu"), list(marks(world))
    for name, text in questions(schema_of(Endpoint.PROVINCE)).items():
        for key in foreign_ids(world) if f"${ID}" in text else [""]:
            answer = ask(text, secret, host=HERE, variables={ID: key})
            assert answer.status == 200, (name, answer.body)
            assert not [mark for mark in told if mark in answer.raw], (name, key)


def test_same_questions_show_the_marks_where_they_may_be_seen(world, make_key):  # noqa: F811
    """What the test above does not find is kept back by the wall, not left out by the questions."""
    secret, seen = make_key("ninhbinh"), b""
    for text in questions(schema_of(Endpoint.PROVINCE)).values():
        for key in foreign_ids(world) if f"${ID}" in text else [""]:
            seen += ask(text, secret, host="ninhbinh.localhost", variables={ID: key}).raw

    assert [mark for mark in marks(world) if mark not in seen] == []


def test_callers_without_a_right_are_shown_no_field_at_all(world, make_key):  # noqa: F811
    key = next(foreign_ids(world))
    callers = {
        "anonymous": "",
        "another council of the province": make_key("kimson"),
        "the council above": make_key("ninhbinh"),
        "another province": make_key("hoalu", council_key="of-another-province"),
        "the centre": make_key(),
    }
    for (caller, secret), (name, text) in product(callers.items(), questions(schema_of(Endpoint.PROVINCE)).items()):
        answer = ask(text, secret, host=HERE, variables={ID: key})
        assert (answer.status, answer.code, "data" in answer.body) == (401, "UNAUTHENTICATED", False), (caller, name)
    for secret, (name, text) in product(("", make_key("hoalu")), questions(schema_of(Endpoint.CENTRAL)).items()):
        answer = ask(text, secret, host=CENTRE, variables={ID: key})
        assert (answer.status, "data" in answer.body) == (401, False), name


@pytest.mark.parametrize("missing", [scope for scope in Scope if scope != Scope.SCHEMA])
def test_central_key_without_a_scope_is_shown_no_field_that_needs_it(world, make_key, missing):  # noqa: F811
    secret = make_key(scopes=[scope for scope in Scope.values if scope != missing])
    refused = []
    for name, text in questions(schema_of(Endpoint.CENTRAL)).items():
        answer = ask(text, secret, host=CENTRE, variables={ID: next(foreign_ids(world))})
        if answer.status == 403:
            assert answer.body["errors"][0]["extensions"]["missingScopes"] == [missing.value], name
            assert "data" not in answer.body
            refused.append(name)
        else:
            assert answer.status == 200, (name, answer.body)

    assert refused, "nothing needs this scope"


def test_person_without_the_right_is_shown_no_field(world, council):  # noqa: F811
    browser = browser_of(council, Role.DELEGATE)
    for name, text in questions(schema_of(Endpoint.PROVINCE)).items():
        answer = browser.post(
            "/api/graphql",
            {"query": text, "variables": {ID: next(foreign_ids(world))}},
            content_type="application/json",
            headers={"accept": GRAPHQL},
        )
        assert (answer.status_code, "data" in answer.json()) == (401, False), name
