"""Entries of the published kinds and their fields, and of the codes that stand in them: read from the schemas."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _
from graphql import GraphQLEnumType, GraphQLList, GraphQLNonNull, GraphQLSchema, get_named_type, is_leaf_type

from gateway.changes import TYPES
from gateway.core.open import type_scopes
from gateway.dictionary.entries import Entry, Part
from gateway.dictionary.words import INSIDE, KEPT, RULES, SOURCES, ground_of
from gateway.models import Endpoint, Scope
from gateway.reference import said
from gateway.schemas import schema_of
from hub.rollups.passages import PUBLICATIONS
from tenancy.models import Council

Schemas = dict[Endpoint, GraphQLSchema]
# Enumerations that are told elsewhere, or are a question's own words.
NO_CODES = frozenset({"MeasureName", "RollupDimension", "RollupLevel", "PeriodGrain", "ChangeType"})
UNITS = {"Date": "ngày", "DateTime": "ngày và giờ", "Int": "số nguyên", "Boolean": "đúng hoặc sai", "ID": "mã"}


def kinds() -> Iterator[Entry]:
    """Yield the entries of every published field, kind by kind."""
    schemas = {endpoint: schema_of(endpoint) for endpoint in Endpoint}
    for name in data_types(schemas[Endpoint.PROVINCE]):
        yield from _fields(name, schemas)


def data_types(schema: GraphQLSchema) -> list[str]:
    """Return the types that hold what councils publish: those with a scope, but for the figures'."""
    mine = [name for name, scope in type_scopes(schema).items() if scope != Scope.ROLLUP]
    return sorted(mine, key=lambda name: (name not in _published(), name))


def codes() -> Iterator[Entry]:
    """Yield the entries of the enumerations that stand in published fields."""
    schema = schema_of(Endpoint.PROVINCE)
    for name, kind in sorted(schema.type_map.items()):
        if isinstance(kind, GraphQLEnumType) and not name.startswith("__") and name not in NO_CODES:
            heading = _heading(kind)
            for code, value in kind.values.items():
                told = said(value.description)
                yield Entry(Part.CODE, heading, _name(told.vietnamese), f"{name}.{code}", told.vietnamese, told.english)


def _published() -> dict[str, str]:
    """Return the name of each published thing's type with the type that the register knows it by."""
    return {kind._meta.name: type_ for type_, kind in TYPES.items()}


def _fields(name: str, schemas: Schemas) -> Iterator[Entry]:
    kind: Any = schemas[Endpoint.PROVINCE].type_map[name]
    type_ = _published().get(name) or INSIDE[name]
    model = PUBLICATIONS[type_].model if type_ in PUBLICATIONS else Council
    scope = type_scopes(schemas[Endpoint.PROVINCE])[name]
    for field, told in sorted(kind.fields.items()):
        words = said(told.description)
        yield Entry(
            part=Part.FIELD,
            group=_heading(kind),
            name=_name(words.vietnamese),
            code=f"{name}.{field}",
            meaning=words.vietnamese,
            english=words.english,
            unit=_unit(told.type),
            source=str(SOURCES[type_]),
            ground=ground_of(RULES[type_]),
            readers=_readers(name, field, scope, schemas),
            kept=str(KEPT[model.keeping.kept]),
        )


def _readers(name: str, field: str, scope: str, schemas: Schemas) -> str:
    """Return who may read a field: at a portal everybody, elsewhere who has a key of its scope."""
    there = {endpoint for endpoint, schema in schemas.items() if _has(schema, name, field)}
    words = [_("Mọi người, ở cổng thông tin của Hội đồng")] if Endpoint.PORTAL in there else []
    words.append(_("máy có khoá phạm vi “%(scope)s”") % {"scope": Scope(scope).label})
    if Endpoint.CENTRAL not in there:
        words.append(_("không có ở cổng trung ương"))
    return "; ".join(words)


def _has(schema: GraphQLSchema, name: str, field: str) -> bool:
    return field in getattr(schema.type_map.get(name), "fields", {})


def _heading(kind: Any) -> str:
    return _name(said(kind.description).vietnamese)


def _name(meaning: str) -> str:
    """Return the name in a description: what stands before its first stop or semicolon."""
    return meaning.partition(";")[0].partition(". ")[0].rstrip(".").strip()


def _unit(kind: Any) -> str:
    """Return a field's type in words, and whether it may be empty."""
    if isinstance(kind, GraphQLNonNull):
        return _filled(kind.of_type)
    return _("%(unit)s, có thể trống") % {"unit": _filled(kind)}


def _filled(kind: Any) -> str:
    if isinstance(kind, GraphQLList):
        return _("danh sách: %(unit)s") % {"unit": _filled(get_named_type(kind))}
    if isinstance(kind, GraphQLEnumType) or not is_leaf_type(kind):
        return _heading(kind) or kind.name
    return UNITS.get(kind.name, "chữ")
