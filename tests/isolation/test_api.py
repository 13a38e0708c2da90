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
from gateway.changes import TYPES
from gateway.core.ids import encoded
from gateway.models import Endpoint
from gateway.schemas import schema_of
from tests.factories.browsers import browser_of
from tests.gateway.conftest import GRAPHQL, ask, make_key, schemas, stage, world  # noqa: F401 -- fixtures
from tests.isolation.worlds import stranger

HERE, THERE, CENTRE = "hoalu.localhost", "kimson.localhost", "console.localhost"
# Arguments that name a council or an object, by their type: these are given foreign ids.
NAMING = {"ID"}
AT_ONCE = 4  # more of the widest question would cost too much, and so would more of its columns
MOST_LEAVES = 8
# All others, by name: what they are filled with when they must be, and whether that narrows nothing.
FILLED: dict[str, Any] = {
    "after": None,
    "before": None,
    "cursor": None,
    "dimensions": ["KIND"],
    "filter": None,
    "first": 50,
    "fromDay": None,
    "includeWithdrawn": True,
    "last": None,
    "level": None,
    "measures": ["PAPERS_ISSUED"],
    "period": {"firstDay": "2026-01-01", "lastDay": "2026-12-31"},
    "toDay": None,
    "types": None,
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


def question(name: str, field: GraphQLField, naming: str) -> str:
    """Return the question for one field by one of the arguments that name something: the id is its one variable."""
    given = [text for argument, told in field.args.items() if (text := filled(name, argument, told, naming))]
    return f"query Q($i: ID!) {{ told: {name}({', '.join(given)}) {_below(field)} }}"


def filled(field: str, name: str, argument: GraphQLArgument, naming: str) -> str:
    """Return an argument as it is written in a question, empty when it is left out.

    What names something is written when it must be, or when it is the one by which it is asked (``naming``).
    """
    if get_named_type(argument.type).name in NAMING:
        if name != naming and not is_required_argument(argument):
            return ""
        return f"{name}: {'[$i]' if is_list_type(argument.type) else '$i'}"
    value = NEEDED.get((field, name), FILLED[name])
    if value is None:
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
    """Return the plain fields of what a field gives, the first ones when there are many, through the page of a list.

    Every field is asked as every caller in ``test_api_fields.py``.
    """
    kind = get_named_type(field.type)
    if "nodes" in getattr(kind, "fields", {}):
        return "{ totalCount nodes { __typename } }"
    plain = [name for name, told in kind.fields.items() if is_leaf_type(get_named_type(told.type)) and not told.args]
    return "{ " + " ".join(plain[:MOST_LEAVES]) + " }"


def is_nothing(value: Any) -> bool:
    """Whether an answer says neither that there is something nor what; the moment of asking says nothing."""
    if isinstance(value, dict):
        return all(is_nothing(each) for name, each in value.items() if name != "dataAsOf")
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
    keys = {"Council": there.pk, "Resolution": world["kimson"][0].pk}
    keys |= {kind._meta.name: world[type_].pk for type_, kind in TYPES.items() if type_ != "resolution"}
    for (kind, key), council in product(keys.items(), (there, here)):
        yield encoded(kind, council.key, key)
    yield encoded("Council", world["councils"]["ninhbinh"].key, world["councils"]["ninhbinh"].pk)
    yield from (there.key, there.unit_code, str(there.pk), there.schema_name)


def questions(endpoint: Endpoint = Endpoint.PROVINCE) -> dict[str, str]:
    """Return the questions of every field that names something, one for each argument that does."""
    fields = schema_of(endpoint).query_type.fields
    return {
        f"{name}({argument})": question(name, field, argument)
        for name, field in fields.items()
        for argument, told in field.args.items()
        if get_named_type(told.type).name in NAMING
    }


def at_once(asked: str, keys: list[str]) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield documents with their variables that ask one question for several ids at once."""
    body = asked.partition("{")[2].rpartition("}")[0]
    for first in range(0, len(keys), AT_ONCE):
        some = dict(enumerate(keys[first : first + AT_ONCE]))
        parts = (body.replace("told:", f"t{n}:").replace("$i", f"$i{n}") for n in some)
        given = ", ".join(f"$i{n}: ID!" for n in some)
        yield f"query Q({given}) {{ {' '.join(parts)} }}", {f"i{n}": key for n, key in some.items()}


def test_key_of_a_council_finds_nothing_of_another(world, make_key):  # noqa: F811
    secret, keys = make_key("hoalu"), list(foreign_ids(world))
    for name, asked in questions().items():
        for text, variables in at_once(asked, keys):
            answer = ask(text, secret, host=HERE, variables=variables)
            assert "errors" not in answer.body, (name, answer.body)
            assert len(answer.data) == len(variables)
            assert is_nothing(answer.data), (name, variables)


def test_council_at_its_portal_knows_of_no_other(world, make_key):  # noqa: F811
    secret, keys = make_key("hoalu"), list(foreign_ids(world))
    for name, asked in questions(Endpoint.PORTAL).items():
        for text, variables in at_once(asked, keys):
            answer = ask(text, secret, host=HERE, path="/api/portal", variables=variables)
            assert is_nothing(answer.data), (name, variables)


def test_same_questions_find_something_where_it_is(world, make_key):  # noqa: F811
    """What the matrix takes for nothing is nothing by the wall, not by the question."""
    secret, ids = make_key("ninhbinh"), list(foreign_ids(world))
    found = {
        name
        for name, asked in questions().items()
        for text, variables in at_once(asked, ids)
        if not is_nothing(ask(text, secret, host="ninhbinh.localhost", variables=variables).data)
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
    keys = list(foreign_ids(world))
    for name, asked in questions().items():
        for text, variables in at_once(asked, keys):
            answer = browser.post(
                "/api/graphql",
                {"query": text, "variables": variables},
                content_type="application/json",
                headers={"accept": GRAPHQL},
            )
            assert answer.status_code == status, name
            assert is_nothing(answer.json().get("data", {})), (name, variables)


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
