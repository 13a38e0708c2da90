"""The two schemas. Today both tell the same things and differ in reach; each has its SDL of its own, so
that a field of one does not exist at the other.
"""

from functools import lru_cache
from typing import Any

import graphene
from graphql import GraphQLSchema

from gateway.core.open import both
from gateway.councils import CouncilQuery, council_of
from gateway.models import Endpoint, Scope
from gateway.nodes import Node, may_see, published
from gateway.resolutions import Resolution, ResolutionQuery
from gateway.rollups import rollup_query
from gateway.sessions import CouncilSession, SessionQuery
from hub.rollups.models import PublishedResolution, PublishedSession


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
        if may_see(Scope.RESOLUTION, context) and (row := published(id, "Resolution", context, PublishedResolution)):
            return row
        if may_see(Scope.SESSION, context):
            return published(id, "CouncilSession", context, PublishedSession)
        return None


@lru_cache(maxsize=4)
def schema_of(endpoint: Endpoint) -> GraphQLSchema:
    """Return an endpoint's schema, made once from the fields and from the measures declared by then."""
    return built(endpoint)


def built(endpoint: Endpoint) -> GraphQLSchema:
    """Build an endpoint's schema from what is declared now."""
    told = {
        Endpoint.PROVINCE: both("Số liệu của hội đồng và các xã trực thuộc.", "A council and its communes."),
        Endpoint.CENTRAL: both("Số liệu của mọi hội đồng.", "All councils."),
    }
    bases = (NodeQuery, CouncilQuery, ResolutionQuery, SessionQuery, rollup_query())
    members = {"Meta": type("Meta", (), {"description": told[endpoint]})}
    query = type("Query", (*(base for base in bases if base is not object), graphene.ObjectType), members)
    schema: GraphQLSchema = graphene.Schema(query=query, types=[Resolution, CouncilSession]).graphql_schema
    return schema
