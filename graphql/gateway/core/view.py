"""The door of the API: reads, asks who, checks, runs, answers; the order of the checks is the order below."""

import logging
from collections.abc import Callable
from typing import Any

import orjson
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from graphql import GraphQLSchema

from gateway.core import bucket
from gateway.core.asking import JSON, media_type, read_question
from gateway.core.caller import caller_of
from gateway.core.context import Context
from gateway.core.document import checked
from gateway.core.errors import Refused, formatted_refusal
from gateway.core.running import Answer, run
from gateway.models import Endpoint
from kernel import trace
from kernel.openness import behind_key

LOG = logging.getLogger("gateway")
POINTS_OF_A_FAULT = 10
FAULTS = frozenset({"GRAPHQL_PARSE_FAILED", "GRAPHQL_VALIDATION_FAILED", "QUERY_TOO_COMPLEX", "QUERY_TOO_COSTLY"})
# With plain JSON a question that was understood gets 200 whatever became of it (GraphQL over HTTP).
WELL_FORMED = frozenset(
    {
        "GRAPHQL_PARSE_FAILED",
        "GRAPHQL_VALIDATION_FAILED",
        "OPERATION_RESOLUTION_FAILURE",
        "QUERY_TOO_COMPLEX",
        "QUERY_TOO_COSTLY",
        "BAD_USER_INPUT",
    }
)


def door(endpoint: Endpoint, schema: Callable[[], GraphQLSchema]) -> Callable[[HttpRequest], HttpResponse]:
    """Return the view of an endpoint; its schema is made at the first question."""

    @behind_key
    @csrf_exempt  # keys carry no cookie; a login's token is checked in ``caller_of``
    def view(request: HttpRequest) -> HttpResponse:
        identifier = trace.request_id() or trace.new_request_id()
        language, kind = _language(request), JSON
        try:
            kind = media_type(request)
            return _answered(_asked(request, endpoint, schema(), language, identifier), kind, identifier)
        except Refused as refused:
            return _refused(refused, kind, language, identifier)
        except Exception:
            LOG.exception("the API failed, request %s", identifier)
            return _refused(Refused("INTERNAL_SERVER_ERROR"), kind, language, identifier)

    view.__name__ = f"{endpoint.value}_api"
    return view


def _asked(request: HttpRequest, endpoint: Endpoint, schema: GraphQLSchema, language: str, identifier: str) -> Answer:
    question = read_question(request)
    caller = caller_of(request, endpoint)
    context = Context(endpoint, caller, language, identifier)
    try:
        document = checked(schema, question.query, introspection=caller.may_see_schema)
        return run(schema, document, question, context)
    except Refused as refused:
        if refused.code in FAULTS:
            bucket.charge(caller.name, POINTS_OF_A_FAULT)
        raise


def _language(request: HttpRequest) -> str:
    wish = request.headers.get("Accept-Language", "").strip().lower()
    return "en" if wish.startswith("en") else "vi"


def _answered(answer: Answer, kind: str, identifier: str) -> HttpResponse:
    body: dict[str, Any] = {"data": answer.data}
    if answer.errors:
        body = {"errors": answer.errors, **body}
    return _response({**body, "extensions": {"cost": answer.cost, "requestId": identifier}}, kind, 200)


def _refused(refused: Refused, kind: str, language: str, identifier: str) -> HttpResponse:
    errors = formatted_refusal(refused, language=language, request_id=identifier)
    status = 200 if kind == JSON and refused.code in WELL_FORMED else refused.status
    response = _response({"errors": errors}, kind, status)
    for name, value in refused.headers.items():
        response[name] = value
    return response


def _response(body: dict[str, Any], kind: str, status: int) -> HttpResponse:
    response = HttpResponse(orjson.dumps(body), status=status, content_type=f"{kind}; charset=utf-8")
    response["Cache-Control"] = "private, no-store"
    response["Vary"] = "Authorization, Cookie, Accept, Accept-Language"
    return response
