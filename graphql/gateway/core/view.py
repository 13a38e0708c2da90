"""The door of the API: reads, asks who, checks, runs, answers; the order of the checks is the order below."""

import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import orjson
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from graphql import GraphQLSchema

from gateway.core import bucket
from gateway.core.asking import JSON, Question, media_type, read_question
from gateway.core.caching import kept
from gateway.core.caller import Caller, caller_of, unknown_caller
from gateway.core.context import Context
from gateway.core.counting import count
from gateway.core.document import checked
from gateway.core.errors import Refused, formatted_refusal
from gateway.core.registered import is_registered, text_of
from gateway.core.running import Answer, run
from gateway.models import Endpoint
from kernel import trace
from kernel.openness import behind_key

LOG = logging.getLogger("gateway")
POINTS_OF_A_FAULT = 10
FAULTS = frozenset(
    {
        "GRAPHQL_PARSE_FAILED",
        "GRAPHQL_VALIDATION_FAILED",
        "PERSISTED_QUERY_NOT_FOUND",
        "QUERY_TOO_COMPLEX",
        "QUERY_TOO_COSTLY",
    }
)
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


@dataclass(frozen=True)
class Asked:
    """A question that was answered, with who asked it."""

    question: Question
    caller: Caller
    answer: Answer


def door(endpoint: Endpoint, schema: Callable[[], GraphQLSchema]) -> Callable[[HttpRequest], HttpResponse]:
    """Return the view of an endpoint; its schema is made at the first question."""

    @behind_key
    @csrf_exempt  # keys carry no cookie; a login's token is checked in ``caller_of``
    def view(request: HttpRequest) -> HttpResponse:
        identifier = trace.request_id() or trace.new_request_id()
        language, kind = _language(request), JSON
        try:
            kind = media_type(request)
            return _answered(request, _asked(request, endpoint, schema(), language, identifier), kind, identifier)
        except Refused as refused:
            return _refused(refused, kind, language, identifier)
        except Exception:
            LOG.exception("the API failed, request %s", identifier)
            return _refused(Refused("INTERNAL_SERVER_ERROR"), kind, language, identifier)

    view.__name__ = f"{endpoint.value}_api"
    return view


def _asked(request: HttpRequest, endpoint: Endpoint, schema: GraphQLSchema, language: str, identifier: str) -> Asked:
    question = read_question(request)
    caller = caller_of(request, endpoint)
    try:
        question = _chosen(question, caller)
        known = checked(schema, question.query, introspection=caller.may_see_schema)
        answer = run(schema, known, question, Context(endpoint, caller, language, identifier))
    except Refused as refused:
        if caller.prefix:
            count(caller.prefix, refused=refused.code)
        if refused.code in FAULTS:
            bucket.charge(caller.name, POINTS_OF_A_FAULT)
        raise
    return Asked(question, caller, answer)


def _chosen(question: Question, caller: Caller) -> Question:
    """Return the question with the document of its registered operation.

    :raises Refused: there is no such operation, or somebody without a name asks one of his own.
    """
    if question.registered is not None:
        return replace(question, query=text_of(question.registered))
    if caller.is_anonymous and not is_registered(question.query):
        raise unknown_caller()
    return question


def _language(request: HttpRequest) -> str:
    wish = request.headers.get("Accept-Language", "").strip().lower()
    return "en" if wish.startswith("en") else "vi"


def _answered(request: HttpRequest, asked: Asked, kind: str, identifier: str) -> HttpResponse:
    answer = asked.answer
    if asked.question.registered is not None and not answer.errors:
        return kept(request, orjson.dumps({"data": answer.data}), kind, is_public=asked.caller.is_anonymous)
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
