"""What a caller is told when something is refused or fails: Apollo's code words, never an inner text."""

import logging
import re
from collections.abc import Mapping
from typing import Any

from graphql import GraphQLError

from kernel.refusal import Refusal

LOG = logging.getLogger("gateway")
SUGGESTION = re.compile(r"\s*Did you mean .*$", re.DOTALL)

# code: (HTTP status when it ends the request, Vietnamese, English)
WORDS: dict[str, tuple[int, str, str]] = {
    "BAD_REQUEST": (400, "Yêu cầu không đúng dạng.", "The request is malformed."),
    "BAD_USER_INPUT": (400, "Giá trị đầu vào không hợp lệ.", "An input value is not valid."),
    "UNAUTHENTICATED": (401, "Cần có khoá hoặc phiên đăng nhập còn hiệu lực.", "A valid key or login is needed."),
    "FORBIDDEN": (403, "Khoá không có phạm vi cần thiết.", "The key lacks a scope that this needs."),
    "METHOD_NOT_ALLOWED": (405, "Chỉ nhận phương thức POST.", "Only POST is accepted."),
    "NOT_ACCEPTABLE": (406, "Không có dạng trả lời mà bên gọi chấp nhận.", "No acceptable media type."),
    "PERSISTED_QUERY_NOT_FOUND": (404, "Không có thao tác đã đăng ký với mã này.", "No operation has this id."),
    "PAYLOAD_TOO_LARGE": (413, "Yêu cầu quá lớn.", "The request is too large."),
    "UNSUPPORTED_MEDIA_TYPE": (415, "Chỉ nhận application/json, UTF-8.", "Only application/json in UTF-8."),
    "GRAPHQL_PARSE_FAILED": (400, "Truy vấn không đúng cú pháp.", "The query cannot be parsed."),
    "GRAPHQL_VALIDATION_FAILED": (400, "Truy vấn không hợp lệ.", "The query is not valid."),
    "OPERATION_RESOLUTION_FAILURE": (400, "Không xác định được thao tác.", "The operation cannot be determined."),
    "QUERY_TOO_COMPLEX": (400, "Truy vấn quá phức tạp.", "The query is too complex."),
    "QUERY_TOO_COSTLY": (400, "Truy vấn quá tốn kém.", "The query costs too much."),
    "TOO_MANY_REQUESTS": (429, "Đã hết hạn mức, hãy thử lại sau.", "The allowance is used up; try again later."),
    "SERVICE_UNAVAILABLE": (503, "Dịch vụ tạm thời gián đoạn.", "The service is not available now."),
    "INTERNAL_SERVER_ERROR": (500, "Có lỗi bên trong hệ thống.", "Something went wrong inside."),
}


class Refused(Exception):
    """The request ends here, before anything was executed."""

    def __init__(
        self,
        code: str,
        *,
        detail: str = "",
        headers: Mapping[str, str] | None = None,
        errors: list[GraphQLError] | None = None,
        **extensions: Any,
    ) -> None:
        super().__init__(code, detail)
        self.code, self.detail, self.errors, self.extensions = code, detail, errors or [], extensions
        self.headers = dict(headers or {})

    @property
    def status(self) -> int:
        """The HTTP status of the answer."""
        return WORDS[self.code][0]


def bad_input(vi: str, en: str, **told: str) -> GraphQLError:
    """Return the error with which a resolver refuses an argument; ``refusal`` may name why, for machines."""
    return GraphQLError(en, extensions={"code": "BAD_USER_INPUT", "vi": vi, **told})


def in_words(code: str, language: str) -> str:
    """Return a code's sentence in the caller's language."""
    _, vietnamese, english = WORDS[code]
    return english if language == "en" else vietnamese


def formatted_refusal(refused: Refused, *, language: str, request_id: str) -> list[dict[str, Any]]:
    """Return the errors of a request that was refused before execution."""
    extensions = {"code": refused.code, "requestId": request_id, **refused.extensions}
    if not refused.errors:
        said = in_words(refused.code, language)
        return [{"message": f"{said} {refused.detail}".strip(), "extensions": extensions}]
    return [_plain(error, _without_suggestion(error.message), extensions) for error in refused.errors]


def formatted_error(error: GraphQLError, *, language: str, request_id: str) -> dict[str, Any]:
    """Return an error of the execution; whatever is not meant for the caller is logged and masked."""
    inner = error.original_error
    extensions: dict[str, Any] = {"code": "BAD_USER_INPUT", "requestId": request_id}
    if isinstance(inner, Refusal):
        return _plain(error, str(inner.message), {**extensions, "refusal": inner.code})
    if error.extensions and "vi" in error.extensions:
        own = dict(error.extensions)
        vietnamese = own.pop("vi")
        return _plain(error, error.message if language == "en" else vietnamese, {**extensions, **own})
    LOG.error("resolver failed at %s, request %s", error.path, request_id, exc_info=inner or error)
    code = "INTERNAL_SERVER_ERROR"
    return _plain(error, in_words(code, language), {**extensions, "code": code})


def _plain(error: GraphQLError, message: str, extensions: dict[str, Any]) -> dict[str, Any]:
    answer: dict[str, Any] = {"message": message}
    if error.locations:
        answer["locations"] = [{"line": place.line, "column": place.column} for place in error.locations]
    if error.path:
        answer["path"] = error.path
    return {**answer, "extensions": extensions}


def _without_suggestion(message: str) -> str:
    """Return a message without graphql-core's "Did you mean …", which would tell the schema piece by piece."""
    return SUGGESTION.sub("", message)
