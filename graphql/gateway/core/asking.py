"""Reading a question from HTTP: JSON by POST, in UTF-8, within bounds, without NUL; by GET a registered operation.

Form posts and free questions by GET are refused because a foreign page could make a browser send them; lists of
questions are refused because they would multiply every limit.
"""

from dataclasses import dataclass, field
from typing import Any

import orjson
from django.http import HttpRequest

from gateway.core.errors import Refused

MOST_BYTES = 64 * 1024
MOST_NESTING = 12
MOST_LETTERS = 4_096  # of the variables in an address
LONGEST_WISH = 1_000
JSON = "application/json"
GRAPHQL = "application/graphql-response+json"
MEMBERS = {"query": str, "operationName": str, "variables": dict, "extensions": dict}


@dataclass(frozen=True)
class Question:
    """What was asked: the document, which of its operations, and the variables.

    ``registered`` is the hash of a registered operation in the place of a document.
    """

    query: str
    operation_name: str | None = None
    variables: dict[str, Any] = field(default_factory=dict)
    registered: str | None = None


def media_type(request: HttpRequest) -> str:
    """Return the media type of the answer (GraphQL over HTTP); without a wish it is plain JSON.

    :raises Refused: the caller accepts neither.
    """
    wish = request.headers.get("Accept", "").strip()
    if not wish:
        return JSON
    for accepted in request.accepted_types if len(wish) <= LONGEST_WISH else ():
        plain = f"{accepted.main_type}/{accepted.sub_type}"
        if plain == GRAPHQL:
            return GRAPHQL
        if plain in {JSON, "application/*", "*/*"}:
            return JSON
    raise Refused("NOT_ACCEPTABLE")


def read_question(request: HttpRequest) -> Question:
    """Return the question that a request carries.

    :raises Refused: method, media type, size or form are not as they must be.
    """
    if request.method == "GET" and "id" in request.GET:
        return _registered(request)
    if request.method != "POST":
        raise Refused("METHOD_NOT_ALLOWED", headers={"Allow": "POST"})
    _check_content_type(request)
    return _question(_json(_body(request)))


def _registered(request: HttpRequest) -> Question:
    """Return the question ``?id=<sha256>&variables=<JSON>``; each is given once."""
    if set(request.GET) - {"id", "variables"} or any(len(told) > 1 for _name, told in request.GET.lists()):
        raise Refused("BAD_REQUEST", detail="?id=&variables=")
    text = request.GET.get("variables", "")
    if len(text) > MOST_LETTERS:
        raise Refused("PAYLOAD_TOO_LARGE")
    variables = _json(text.encode(errors="surrogatepass")) if text else {}
    if not isinstance(variables, dict):
        raise Refused("BAD_REQUEST", detail="variables")
    if not _is_clean(variables):
        raise Refused("BAD_USER_INPUT", detail="variables")
    return Question("", None, variables, registered=str(request.GET["id"]))


def _check_content_type(request: HttpRequest) -> None:
    charset = (request.content_params or {}).get("charset", "utf-8").lower()
    if request.content_type != JSON or charset not in {"utf-8", "utf8"}:
        raise Refused("UNSUPPORTED_MEDIA_TYPE")


def _body(request: HttpRequest) -> bytes:
    declared = request.META.get("CONTENT_LENGTH") or "0"
    if not declared.isdecimal() or int(declared) > MOST_BYTES:
        raise Refused("PAYLOAD_TOO_LARGE")
    body = request.read(MOST_BYTES + 1)
    if len(body) > MOST_BYTES:
        raise Refused("PAYLOAD_TOO_LARGE")
    return bytes(body)


def _json(body: bytes) -> Any:
    try:
        return orjson.loads(body)
    except orjson.JSONDecodeError:
        raise Refused("BAD_REQUEST", detail="JSON") from None


def _question(told: Any) -> Question:
    if not isinstance(told, dict):
        raise Refused("BAD_REQUEST", detail="{ query, variables, operationName }")
    for name, kind in MEMBERS.items():
        if told.get(name) is not None and not isinstance(told[name], kind):
            raise Refused("BAD_REQUEST", detail=name)
    if not told.get("query"):
        raise Refused("BAD_REQUEST", detail="query")
    variables = told.get("variables") or {}
    if "\x00" in told["query"] or not _is_clean(variables):
        raise Refused("BAD_USER_INPUT", detail="variables")
    return Question(told["query"], told.get("operationName"), variables)


def _is_clean(value: Any, nesting: int = 0) -> bool:
    """Whether a variable holds no NUL, which PostgreSQL cannot store, and is not nested without end."""
    if isinstance(value, str):
        return "\x00" not in value
    if nesting > MOST_NESTING:
        return False
    if isinstance(value, dict):
        return all(_is_clean(key) and _is_clean(one, nesting + 1) for key, one in value.items())
    return not isinstance(value, list) or all(_is_clean(one, nesting + 1) for one in value)
