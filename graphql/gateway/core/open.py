"""Fields and types that say what they need: a scope of the key, and what they cost.

Scopes and costs are read from the schema and checked on the document before anything is executed, so
no executor, cache or middleware can leave them out.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import graphene
from graphql import GraphQLSchema

from gateway.models import Scope


class Open(graphene.Field):
    """A field with the scope that it needs and the number of rows it may give per node above it.

    A field that takes ``first``/``last`` gives as many rows as asked; ``rows`` is for other lists. One that is
    ``at_once`` reads what it tells in one statement, or sees to one snapshot itself.
    """

    def __init__(
        self,
        type_: Any,
        *args: Any,
        scope: Scope | None = None,
        rows: Callable[[dict[str, Any]], int] | None = None,
        at_once: bool = False,
        **rest: Any,
    ) -> None:
        super().__init__(type_, *args, **rest)
        self.scope, self.rows, self.at_once = scope, rows, at_once
        if scope is not None and isinstance(self.description, str):
            self.description = f"{self.description}\n\nScope: `{scope.value}`."


@dataclass(frozen=True)
class Need:
    """What one field needs, how many rows it may give, and whether it reads them at once."""

    scope: str | None = None
    rows: Callable[[dict[str, Any]], int] | None = None
    at_once: bool = False


@lru_cache(maxsize=8)
def needs(schema: GraphQLSchema) -> dict[tuple[str, str], Need]:
    """Return the needs of every field of a schema, by the names of its type and itself."""
    found: dict[tuple[str, str], Need] = {}
    for type_name, graphql_type in schema.type_map.items():
        graphene_type = getattr(graphql_type, "graphene_type", None)
        for name, field in getattr(getattr(graphene_type, "_meta", None), "fields", {}).items():
            if isinstance(field, Open):
                scope = field.scope.value if field.scope else None
                found[type_name, camel_case(field.name or name)] = Need(scope, field.rows, field.at_once)
    return found


@lru_cache(maxsize=8)
def type_scopes(schema: GraphQLSchema) -> dict[str, str]:
    """Return the scope of every type that declares one (its class attribute ``scope``)."""
    found = {}
    for type_name, graphql_type in schema.type_map.items():
        scope = getattr(getattr(graphql_type, "graphene_type", None), "scope", None)
        if isinstance(scope, Scope):
            found[type_name] = scope.value
    return found


def camel_case(name: str) -> str:
    """Return a Python name as GraphQL writes it."""
    first, *rest = name.split("_")
    return first + "".join(part.capitalize() for part in rest)


def both(vietnamese: str, english: str) -> str:
    """Return a description in both languages."""
    return f"{vietnamese}\n\n{english}"
