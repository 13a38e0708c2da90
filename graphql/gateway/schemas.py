"""The three schemas, each with an SDL file of its own, so that a field which must not exist at an endpoint cannot be
asked there.

A portal tells what one council published. A council's own endpoint tells that of itself and its communes, with
figures; the central one that of all councils, but of persons only name, mandate and posts, and of votes no names.
"""

from functools import lru_cache
from typing import Any

import graphene
from graphql import GraphQLSchema

from gateway.allowance import AllowanceQuery
from gateway.changes import TYPES, ChangesQuery
from gateway.core.open import both
from gateway.councils import CouncilQuery, council_of
from gateway.models import Endpoint, Scope
from gateway.nodes import Node, may_see, published
from gateway.people import PeopleQuery
from gateway.resolutions import ResolutionQuery
from gateway.rollups import rollup_query
from gateway.sessions import SessionQuery
from gateway.votes import VoteQuery
from hub.rollups.passages import PUBLICATIONS

PUBLIC = (CouncilQuery, ResolutionQuery, SessionQuery, VoteQuery, PeopleQuery, ChangesQuery, AllowanceQuery)
# Fields, by type, that an endpoint does not have: at a portal what leads to another council, at the centre what is
# personal beyond a mandate, and how somebody voted.
ABSENT = {
    Endpoint.PORTAL: (("Council", "parent"),),
    Endpoint.PROVINCE: (),
    Endpoint.CENTRAL: (
        ("Delegate", "birthYear"),
        ("Delegate", "mainJob"),
        ("Delegate", "portraitPath"),
        ("VoteEvent", "names"),
    ),
}
ABROAD_ARGUMENTS = frozenset({"councils"})
TOLD = {
    Endpoint.PORTAL: both("Nội dung đã công bố của một hội đồng.", "What one council published."),
    Endpoint.PROVINCE: both("Số liệu của hội đồng và các xã trực thuộc.", "A council and its communes."),
    Endpoint.CENTRAL: both("Số liệu của mọi hội đồng.", "All councils."),
}


class NodeQuery:
    """The way back from an id, whatever it stands for."""

    node = graphene.Field(
        Node,
        id=graphene.ID(required=True, description=both("Mã định danh.", "The id.")),
        description=both("Đối tượng theo mã.", "The object with an id, or null when it is not in reach."),
    )

    @staticmethod
    def resolve_node(_root: Any, info: Any, *, id: str) -> Any:
        context = info.context
        if may_see(Scope.COUNCIL, context) and (council := council_of(id, context)):
            return council
        for type_, kind in TYPES.items():
            if may_see(kind.scope, context):
                row = published(id, kind._meta.name, context, PUBLICATIONS[type_].model)
                if row is not None:
                    return row
        return None


@lru_cache(maxsize=4)
def schema_of(endpoint: Endpoint) -> GraphQLSchema:
    """Return an endpoint's schema, made once from the fields and from the measures declared by then."""
    return built(endpoint)


def built(endpoint: Endpoint) -> GraphQLSchema:
    """Build an endpoint's schema from what is declared now."""
    figures = () if endpoint == Endpoint.PORTAL else (rollup_query(),)
    bases = (base for base in (NodeQuery, *PUBLIC, *figures) if base is not object)
    members = {"Meta": type("Meta", (), {"description": TOLD[endpoint]})}
    query = type("Query", (*bases, graphene.ObjectType), members)
    schema: GraphQLSchema = graphene.Schema(query=query, types=list(TYPES.values())).graphql_schema
    for type_name, field in ABSENT[endpoint]:
        del schema.type_map[type_name].fields[field]  # type: ignore[attr-defined] -- an object type
    if endpoint == Endpoint.PORTAL:
        _take_out_what_names_others(schema)
    kinds = [schema.type_map[kind._meta.name] for kind in TYPES.values()]
    return GraphQLSchema(query=schema.query_type, types=kinds, directives=schema.directives)  # without orphaned types


def _take_out_what_names_others(schema: GraphQLSchema) -> None:
    for field in schema.query_type.fields.values():  # type: ignore[union-attr] -- there is a query type
        for argument in ABROAD_ARGUMENTS & set(field.args):
            del field.args[argument]
