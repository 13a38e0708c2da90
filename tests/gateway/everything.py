"""Documents that ask for everything a schema has, made from the schema itself."""

from collections.abc import Iterator
from contextlib import AbstractContextManager
from typing import Any

from graphql import (
    DocumentNode,
    GraphQLField,
    GraphQLObjectType,
    GraphQLSchema,
    get_named_type,
    is_abstract_type,
    is_composite_type,
    is_object_type,
    is_required_argument,
    parse,
    print_ast,
)
from graphql.execution.collect_fields import collect_fields, collect_sub_fields

from gateway.core.caller import Caller
from gateway.core.context import Context
from gateway.core.executing import executed
from gateway.models import Endpoint, Scope
from tenancy.place import entered, in_public
from tests.isolation.test_api import filled

MOST_DEPTH = 7
ID = "i"
Fields = set[tuple[str, str]]


def all_fields(schema: GraphQLSchema) -> Fields:
    """Return every field of every object type of a schema, by the names of its type and itself."""
    return {
        (kind.name, name)
        for kind in schema.type_map.values()
        if is_object_type(kind) and not kind.name.startswith("__")
        for name in kind.fields
    }


def whole(schema: GraphQLSchema, name: str, *, listed: bool = False) -> str:
    """Return the question for a field at the top with everything below it; no type is entered twice on a way.

    ``listed``: nothing is named, the whole list is asked for.
    """
    field = schema.query_type.fields[name]
    below = _below(schema, field, (), MOST_DEPTH)
    asked = f"{name}{'(first: 100)' if listed else _given(name, field)}{below}"
    return f"query Q(${ID}: ID!) {{ {asked} }}" if f"${ID}" in asked else f"{{ {asked} }}"


def _given(name: str, field: GraphQLField) -> str:
    naming = next((each for each, told in field.args.items() if get_named_type(told.type).name == "ID"), "")
    given = [text for argument, told in field.args.items() if (text := filled(name, argument, told, naming))]
    return f"({', '.join(given)})" if given else ""


def _below(schema: GraphQLSchema, field: GraphQLField, above: tuple[str, ...], depth: int) -> str:
    kind = get_named_type(field.type)
    if not is_composite_type(kind):
        return ""
    if depth == 0 or kind.name in above:
        return " { __typename }"
    parts = [
        f"{each}{_below(schema, told, (*above, kind.name), depth - 1)}"
        for each, told in getattr(kind, "fields", {}).items()
        if not told.args
    ]
    if is_abstract_type(kind):
        parts += [
            f"... on {one.name} {{ {_aliased(schema, one, (*above, kind.name), depth)} }}"
            for one in schema.get_possible_types(kind)
        ]
    return f" {{ __typename {' '.join(parts)} }}"


def _aliased(schema: GraphQLSchema, kind: GraphQLObjectType, above: tuple[str, ...], depth: int) -> str:
    """Return all fields of one of several types; aliases keep those of the same name apart."""
    return " ".join(
        f"{kind.name}_{name}: {name}{_below(schema, told, (*above, kind.name), depth - 1)}"
        for name, told in kind.fields.items()
        if not told.args
    )


def ids(told: dict[str, Any]) -> Iterator[str]:
    """Yield every id that stands in an answer."""
    for name, value in told.items():
        if name.split("_")[-1] == "id" and isinstance(value, str):
            yield value
        for one in value if isinstance(value, list) else [value]:
            if isinstance(one, dict):
                yield from ids(one)


class Reading:
    """Which fields of a schema an answer of a document shows, and which of them with a value."""

    def __init__(self, schema: GraphQLSchema) -> None:
        self.schema = schema
        self.asked: Fields = set()
        self.valued: Fields = set()

    def read(self, document: DocumentNode, data: dict[str, Any]) -> None:
        """Take in an answer; its objects tell their ``__typename``."""
        operation, *rest = document.definitions
        self._fragments = {one.name.value: one for one in rest}
        root = self.schema.query_type
        fields = collect_fields(self.schema, self._fragments, {}, root, operation.selection_set)
        self._object(root, fields, data)

    def _object(self, kind: Any, fields: dict[str, Any], data: dict[str, Any]) -> None:
        for key, nodes in fields.items():
            name = nodes[0].name.value
            if name == "__typename":
                continue
            self.asked.add((kind.name, name))
            values = data[key] if isinstance(data[key], list) else [data[key]]
            if any(value is not None for value in values):
                self.valued.add((kind.name, name))
            for value in values:
                if isinstance(value, dict):
                    inner = self.schema.type_map[value["__typename"]]
                    found = collect_sub_fields(self.schema, self._fragments, {}, inner, nodes)
                    self._object(inner, found, value)


def _is_free(field: GraphQLField) -> bool:
    """Whether nothing but the size of a page must be given."""
    return not any(is_required_argument(told) for name, told in field.args.items() if name != "first")


def place_of(endpoint: Endpoint, world: dict[str, Any]) -> AbstractContextManager[Any]:
    if endpoint == Endpoint.CENTRAL:
        return in_public()
    return entered(world["councils"]["kimson" if endpoint == Endpoint.PORTAL else "ninhbinh"])


def context_of(endpoint: Endpoint) -> Context:
    return Context(endpoint, Caller("key:test", frozenset(Scope.values)), "vi", "r")


def plainly(
    schema: GraphQLSchema, asked: str | DocumentNode, endpoint: Endpoint, variables: dict[str, Any]
) -> dict[str, Any]:
    """Return what graphql-core alone says."""
    document = parse(asked) if isinstance(asked, str) else asked
    done = executed(schema, document, None, context=context_of(endpoint), variables=variables, operation_name=None)
    assert not done.errors, (print_ast(document), done.errors)
    return done.data


def known_ids(schema: GraphQLSchema, endpoint: Endpoint) -> list[str]:
    """Return the ids of all objects that the endpoint lists, one of another endpoint's making, and none at all."""
    lists = [name for name, field in schema.query_type.fields.items() if "first" in field.args and _is_free(field)]
    found = {id for name in lists for id in ids(plainly(schema, whole(schema, name, listed=True), endpoint, {}))}
    return [*sorted(found), "x"]
