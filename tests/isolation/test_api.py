"""The open API: every field asked for other councils' objects, by every kind of caller.

The fields come from the two schemas. Each argument must be known here: how it is filled, so that whatever names a
council or an object names a foreign one.
"""

from collections.abc import Iterator
from itertools import product
from typing import Any

import pytest
from graphql import (
    GraphQLArgument,
    GraphQLField,
    GraphQLObjectType,
    GraphQLSchema,
    GraphQLString,
    get_named_type,
    is_leaf_type,
    is_list_type,
    is_required_argument,
)

from council.roles import Role
from gateway.core.ids import encoded
from gateway.models import Endpoint
from gateway.schemas import schema_of
from tests.factories.browsers import browser_of
from tests.gateway.conftest import GRAPHQL, _empty_buckets, ask, make_key, schemas, world  # noqa: F401 -- fixtures
from tests.isolation.worlds import stranger

HERE, THERE, CENTRE = "hoalu.localhost", "kimson.localhost", "console.localhost"
# Arguments that name a council or an object, by their type: these are given foreign ids.
NAMING = {"ID"}
# All others, by name: what they are filled with when they must be, and whether that narrows nothing.
FILLED: dict[str, Any] = {
    "after": None,
    "before": None,
    "dimensions": None,
    "first": 50,
    "fromDay": None,
    "includeWithdrawn": True,
    "last": None,
    "level": None,
    "measures": ["PAPERS_ISSUED"],
    "period": {"firstDay": "2026-01-01", "lastDay": "2026-12-31"},
    "toDay": None,
}
# Where a value must be given: that of the widest answer.
NEEDED = {("rollup", "level"): "COMMUNE"}


def argument_faults(schema: GraphQLSchema) -> list[str]:
    """Return a sentence for each argument at the top of a schema that the matrix cannot fill."""
    return [
        f"{field}({name}: {argument.type}): add it to FILLED or its type to NAMING in tests/isolation/test_api.py"
        for field, told in schema.query_type.fields.items()
        for name, argument in told.args.items()
        if get_named_type(argument.type).name not in NAMING and name not in FILLED
    ]


def deep_faults(schema: GraphQLSchema) -> list[str]:
    """Return a sentence for each argument below the top: an object must not lead on by ids that a caller chooses."""
    return [
        f"{kind.name}.{field}({name}): fields below the top take no arguments; ask at the top"
        for kind in schema.type_map.values()
        if isinstance(kind, GraphQLObjectType) and kind is not schema.query_type and not kind.name.startswith("__")
        for field, told in kind.fields.items()
        for name in told.args
    ]


def names_something(field: GraphQLField) -> bool:
    return any(get_named_type(argument.type).name in NAMING for argument in field.args.values())


def question(name: str, field: GraphQLField) -> str:
    """Return the question for one field, with the id as its one variable."""
    given = [text for argument, told in field.args.items() if (text := _filled(name, argument, told))]
    return f"query Q($i: ID!) {{ {name}({', '.join(given)}) {_below(field)} }}"


def _filled(field: str, name: str, argument: GraphQLArgument) -> str:
    if get_named_type(argument.type).name in NAMING:
        return f"{name}: {'[$i]' if is_list_type(argument.type) else '$i'}"
    value = NEEDED.get((field, name), FILLED[name])
    if value is None or (name == "first" and is_required_argument(argument)):
        return ""
    return f"{name}: {_written(value, name)}"


def _written(value: Any, name: str = "") -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {_written(each, key)}" for key, each in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(_written(each) for each in value) + "]"
    if isinstance(value, bool):
        return str(value).lower()
    return f'"{value}"' if name.endswith("Day") else str(value)


def _below(field: GraphQLField) -> str:
    """Return the plain fields of what a field gives, through the page when it is a list of pages."""
    kind = get_named_type(field.type)
    if "nodes" in getattr(kind, "fields", {}):
        return "{ totalCount nodes { __typename } }"
    plain = [name for name, told in kind.fields.items() if is_leaf_type(get_named_type(told.type)) and not told.args]
    return "{ " + " ".join(plain) + " }"


def is_nothing(value: Any) -> bool:
    """Whether an answer says neither that there is something nor what."""
    if isinstance(value, dict):
        return all(is_nothing(each) for each in value.values())
    return value in (None, [], 0)


# -- what the matrix knows ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("endpoint", list(Endpoint))
def test_every_argument_of_every_field_is_known(schemas, endpoint):  # noqa: F811
    schema = schema_of(endpoint)

    assert argument_faults(schema) == []
    assert deep_faults(schema) == []
    assert sum(names_something(field) for field in schema.query_type.fields.values()) >= 6


@pytest.mark.unit
def test_a_new_argument_is_seen_at_the_top_and_below():
    plain = GraphQLField(GraphQLString, args={"denouncer": GraphQLArgument(GraphQLString)})
    node = GraphQLObjectType("Strange", {"inner": plain})
    schema = GraphQLSchema(query=GraphQLObjectType("Query", {"outer": plain, "strange": GraphQLField(node)}))

    assert argument_faults(schema) == [
        "outer(denouncer: String): add it to FILLED or its type to NAMING in tests/isolation/test_api.py"
    ]
    assert deep_faults(schema) == ["Strange.inner(denouncer): fields below the top take no arguments; ask at the top"]


# -- foreign objects ------------------------------------------------------------------------------------------------


def foreign_ids(world: dict[str, Any]) -> Iterator[str]:  # noqa: F811
    """Return the ids of another council and of its objects, true ones and ones that claim to be of this council."""
    here, there = world["councils"]["hoalu"], world["councils"]["kimson"]
    keys = {"Council": there.pk, "Resolution": world["kimson"][0].pk, "CouncilSession": world["session"].pk}
    for (kind, key), council in product(keys.items(), (there, here)):
        yield encoded(kind, council.key, key)
    yield encoded("Council", world["councils"]["ninhbinh"].key, world["councils"]["ninhbinh"].pk)
    yield from (there.key, there.unit_code, str(there.pk), there.schema_name)


def questions(endpoint: Endpoint = Endpoint.PROVINCE) -> dict[str, str]:
    """Return the questions of every field that names something."""
    fields = schema_of(endpoint).query_type.fields
    return {name: question(name, field) for name, field in fields.items() if names_something(field)}


def test_key_of_a_council_finds_nothing_of_another(world, make_key):  # noqa: F811
    secret = make_key("hoalu")
    for (name, asked), key in product(questions().items(), foreign_ids(world)):
        answer = ask(asked, secret, host=HERE, variables={"i": key})
        assert "errors" not in answer.body, (name, answer.body)
        assert is_nothing(answer.data[name]), (name, key)


def test_same_questions_find_something_where_it_is(world, make_key):  # noqa: F811
    """What the matrix takes for nothing is nothing by the wall, not by the question."""
    secret, ids = make_key("ninhbinh"), list(foreign_ids(world))
    found = {
        name
        for name, asked in questions().items()
        for key in ids
        if not is_nothing(ask(asked, secret, host="ninhbinh.localhost", variables={"i": key}).data[name])
    }

    assert found == set(questions())


def test_key_of_another_place_or_none_opens_nothing_at_all(world, make_key):  # noqa: F811
    asked, key = questions(), next(foreign_ids(world))
    callers = {"anonymous": "", "of another council": make_key("kimson"), "of the centre": make_key()}
    for (caller, secret), (name, text) in product(callers.items(), asked.items()):
        answer = ask(text, secret, host=HERE, variables={"i": key})
        assert (answer.status, answer.code, "data" in answer.body) == (401, "UNAUTHENTICATED", False), (caller, name)
    for subdomain in ("", "hoalu"):
        for name, text in questions(Endpoint.CENTRAL).items():
            answer = ask(text, make_key("hoalu") if subdomain else "", host=CENTRE, variables={"i": key})
            assert (answer.status, "data" in answer.body) == (401, False), name


@pytest.mark.parametrize(("roles", "status"), [((Role.DELEGATE,), 401), (tuple(Role), 200)])
def test_login_of_a_council_finds_nothing_of_another(world, council, roles, status):  # noqa: F811
    browser = browser_of(council, *roles)
    for (name, asked), key in product(questions().items(), foreign_ids(world)):
        answer = browser.post(
            "/api/graphql",
            {"query": asked, "variables": {"i": key}},
            content_type="application/json",
            headers={"accept": GRAPHQL},
        )
        assert answer.status_code == status, name
        assert is_nothing(answer.json().get("data", {}).get(name)), (name, key)


def test_login_of_one_council_is_nobody_at_anothers_endpoint(world, council, other_council):  # noqa: F811
    abroad = stranger(other_council)
    abroad.cookies = browser_of(council, *Role).cookies
    for name, asked in questions().items():
        answer = abroad.post(
            "/api/graphql",
            {"query": asked, "variables": {"i": "x"}},
            content_type="application/json",
            headers={"accept": GRAPHQL},
        )
        assert (answer.status_code, "data" in answer.json()) == (401, False), name
