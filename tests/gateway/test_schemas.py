"""The committed SDL files, and rules that every field of the API obeys."""

from pathlib import Path

import pytest
from graphql import GraphQLInterfaceType, GraphQLObjectType, get_named_type

from gateway import papers
from gateway.core.open import needs, type_scopes
from gateway.models import Endpoint, Scope
from gateway.schemas import schema_of

FREE = {"node", "changesSince", "rateLimit"}  # resolve only what the key's scopes open


@pytest.mark.parametrize("endpoint", list(Endpoint))
def test_committed_schema_is_what_the_code_says(endpoint):
    path = Path(papers.__file__).parent / "sdl" / f"{endpoint.value}.graphql"

    assert path.read_text() == papers.sdl_of(endpoint), "run: python3 dev docs"


@pytest.mark.parametrize("endpoint", list(Endpoint))
def test_every_field_at_the_top_asks_for_a_scope(schemas, endpoint):
    schema = schema_of(endpoint)
    for name in schema.query_type.fields:
        need = needs(schema).get(("Query", name))
        assert name in FREE or (need and need.scope in Scope.values), name


@pytest.mark.parametrize("endpoint", list(Endpoint))
def test_every_type_that_shows_a_councils_data_asks_for_a_scope(schemas, endpoint):
    schema = schema_of(endpoint)
    shown = {
        get_named_type(field.type).name
        for type_ in schema.type_map.values()
        if isinstance(type_, GraphQLObjectType) and not type_.name.startswith("__")
        for field in type_.fields.values()
        if isinstance(get_named_type(field.type), GraphQLObjectType)
    }
    wrappers = {name for name in shown if name.endswith(("Connection", "Edge"))} | {"PageInfo"}
    wrappers |= {"Change", "ChangesSince", "RateLimit"}  # their nodes and kinds ask for the scopes

    assert shown - wrappers == set(type_scopes(schema))


@pytest.mark.parametrize("endpoint", list(Endpoint))
def test_everything_is_described_in_both_languages(schemas, endpoint):
    silent = []
    for type_ in schema_of(endpoint).type_map.values():
        if type_.name.startswith("__") or type_.name in {"ID", "Int", "String", "Boolean", "Date", "DateTime"}:
            continue
        silent += [type_.name] if not (type_.description or "").strip() else []
        for name, field in (getattr(type_, "fields", None) or {}).items():
            silent += [f"{type_.name}.{name}"] if "\n\n" not in (field.description or "") else []
            for argument, told in (getattr(field, "args", None) or {}).items():
                silent += [f"{type_.name}.{name}({argument})"] if "\n\n" not in (told.description or "") else []

    assert silent == []


@pytest.mark.parametrize("endpoint", list(Endpoint))
def test_no_interface_is_a_way_around_a_scope(schemas, endpoint):
    schema = schema_of(endpoint)
    for type_ in schema.type_map.values():
        if isinstance(type_, GraphQLInterfaceType):
            assert set(type_.fields) == {"id"} or type_.name == "Published"
