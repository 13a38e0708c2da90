"""What the documentation tells of an endpoint: drawn from its schema, its limits and its error codes, never typed."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from graphql import (
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLObjectType,
    GraphQLSchema,
    get_named_type,
    introspection_from_schema,
    is_leaf_type,
)

from gateway.core import asking, bucket, caller, document, shape, tokens, walking
from gateway.core.errors import WORDS
from gateway.core.open import Need, needs, type_scopes
from gateway.core.registered import operations
from gateway.example_names import NAMES

FOLDER = Path(__file__).resolve().parent
STARTS = ("curl", "python", "registered", "token")
SCOPE_LINE = "Scope: `"


@dataclass(frozen=True)
class Said:
    """A description in both languages."""

    vietnamese: str
    english: str


@dataclass(frozen=True)
class FieldTold:
    """One field, argument or value: its name and type, what it means, what it needs and costs."""

    name: str
    type: str
    said: Said
    scope: str = ""
    cost: str | Promise = ""
    deprecated: str = ""
    arguments: tuple["FieldTold", ...] = ()


@dataclass(frozen=True)
class TypeTold:
    """One type with its fields, or its values."""

    name: str
    said: Said
    scope: str
    fields: tuple[FieldTold, ...]


@dataclass(frozen=True)
class Reference:
    """Everything that is told of an endpoint."""

    roots: tuple[FieldTold, ...]
    types: tuple[TypeTold, ...]


@lru_cache(maxsize=4)
def reference_of(schema: GraphQLSchema) -> Reference:
    """Return what is told of a schema: the fields at its top, then its types by name."""
    query = schema.query_type
    types = (
        kind
        for name, kind in sorted(schema.type_map.items())
        if kind is not query and not name.startswith("__") and not _is_scalar(kind)
    )
    roots = tuple(_fields(schema, query)) if query else ()
    return Reference(roots, tuple(_type(schema, kind) for kind in types))


@lru_cache(maxsize=4)
def introspection_of(schema: GraphQLSchema) -> dict[str, Any]:
    """Return a schema as editors read it, so that nobody has to ask the endpoint for it."""
    told = introspection_from_schema(schema, specified_by_url=False, directive_is_repeatable=False)
    return {"__schema": told["__schema"]}


def error_codes() -> list[tuple[str, int, Said]]:
    """Return every code with its status and its words."""
    return [(code, status, Said(vi, en)) for code, (status, vi, en) in sorted(WORDS.items())]


def limits() -> list[tuple[Any, int]]:
    """Return every limit of a question, as the code has it."""
    return [
        (_("Kích thước yêu cầu (byte)"), asking.MOST_BYTES),
        (_("Số từ của truy vấn"), document.MOST_TOKENS),
        (_("Độ sâu"), shape.MOST_DEPTH),
        (_("Số bí danh"), shape.MOST_ALIASES),
        (_("Số trường ở gốc"), shape.MOST_ROOTS),
        (_("Số dòng một trang"), walking.MOST_PAGE),
        (_("Chi phí một truy vấn (điểm)"), walking.MOST_COST),
        (_("Hạn mức tích được của một khoá (điểm)"), bucket.CAPACITY),
        (_("Hạn mức hồi lại mỗi giây (điểm)"), bucket.PER_SECOND),
        (_("Yêu cầu mỗi phút của một địa chỉ không có khoá"), caller.KNOCKS),
        (_("Thời hạn của mã truy cập (giây)"), tokens.LIFE_S),
    ]


def examples() -> list[tuple[str | Promise, str]]:
    """Return the example questions, each with its name in Vietnamese, without the comment that tells it in English."""
    found = []
    for path in sorted((FOLDER / "examples").glob("*.graphql")):
        _head, _end, text = path.read_text(encoding="utf-8").partition("\n")
        found.append((NAMES[path.stem], text))
    return found


def starts() -> dict[str, str]:
    """Return the quick starts by name, with the hash of the operation that they ask."""
    latest = next(name for name, text in operations().items() if "query LatestResolutions" in text)
    texts = {name: (FOLDER / "starts" / f"{name}.txt").read_text(encoding="utf-8") for name in STARTS}
    return {name: text.replace("__LATEST_RESOLUTIONS__", latest) for name, text in texts.items()}


def said(description: str | None) -> Said:
    """Return a description's two languages; the line of its scope is told elsewhere."""
    parts = [part for part in (description or "").split("\n\n") if not part.startswith(SCOPE_LINE)]
    return Said(parts[0] if parts else "", parts[1] if len(parts) > 1 else "")


def _is_scalar(kind: Any) -> bool:
    return is_leaf_type(kind) and not isinstance(kind, GraphQLEnumType)


def _type(schema: GraphQLSchema, kind: Any) -> TypeTold:
    if isinstance(kind, GraphQLEnumType):
        fields = tuple(FieldTold(name, "", said(value.description)) for name, value in kind.values.items())
    elif isinstance(kind, GraphQLInputObjectType):
        fields = tuple(_input(name, one) for name, one in kind.fields.items())
    else:
        fields = tuple(_fields(schema, kind))
    return TypeTold(kind.name, said(kind.description), type_scopes(schema).get(kind.name, ""), fields)


def _fields(schema: GraphQLSchema, kind: Any) -> Iterator[FieldTold]:
    if not isinstance(kind, (GraphQLObjectType, GraphQLInterfaceType)):
        return
    for name, field in kind.fields.items():
        need = needs(schema).get((kind.name, name), Need())
        inner = type_scopes(schema).get(get_named_type(field.type).name, "")
        yield FieldTold(
            name,
            str(field.type),
            said(field.description),
            need.scope or inner,
            _cost(field, need),
            field.deprecation_reason or "",
            tuple(_input(argument, told) for argument, told in field.args.items()),
        )


def _input(name: str, told: Any) -> FieldTold:
    return FieldTold(name, str(told.type), said(told.description), deprecated=told.deprecation_reason or "")


def _cost(field: Any, need: Need) -> str | Promise:
    """Return what a field costs in words; ``core.walking`` counts by the same rule."""
    if need.rows is not None:
        return _("1 điểm, và mỗi dòng kết quả nhân với số trường được hỏi")
    if "first" in field.args:
        return _("1 điểm, và số dòng của trang nhân với số trường được hỏi")
    return "1"
