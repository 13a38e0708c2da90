"""The addresses of the API: two at a council's host, one at the operators' host for central agencies."""

from functools import partial

from django.urls import path

from gateway.core.view import door
from gateway.models import Endpoint
from gateway.schemas import schema_of

council_urls = [
    path("api/graphql", door(Endpoint.PROVINCE, partial(schema_of, Endpoint.PROVINCE)), name="api"),
    path("api/portal", door(Endpoint.PORTAL, partial(schema_of, Endpoint.PORTAL)), name="portal"),
]
public_urls = [path("api/graphql", door(Endpoint.CENTRAL, partial(schema_of, Endpoint.CENTRAL)), name="api")]
