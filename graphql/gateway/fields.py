"""The list of every field of the API, with its cost, its scope and what reads it; drawn by `dev docs`."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from graphql import (
    FieldNode,
    GraphQLField,
    GraphQLSchema,
    TypeInfo,
    TypeInfoVisitor,
    Visitor,
    get_named_type,
    is_composite_type,
    is_interface_type,
    is_object_type,
    parse,
    visit,
)

from gateway.core.open import Need, needs, type_scopes
from gateway.core.walking import MOST_PAGE
from gateway.models import Endpoint
from gateway.schemas import built

EXAMPLES = Path(__file__).parent / "examples"
READER = "tests/gateway/test_every_field.py"
Named = tuple[str, str]
HEAD = f"""# Fields of the API

Every field of every schema. Each one is read, with a value wherever one can be, by `{READER}`; the last column names
the published examples that read it too. Cost is in points: a field is one, and what stands below a list counts once
for each of its rows. A scope is asked of the document before anything runs; fields of pages and edges need the scope
of their list.
"""


def paper() -> str:
    """Return the list in Markdown, type by type."""
    schemas = {endpoint: built(endpoint) for endpoint in Endpoint}
    read = _read_by_examples(list(schemas.values()))
    parts = [HEAD]
    for kind in sorted({kind for schema in schemas.values() for kind, _ in fields_of(schema)}):
        parts.append(f"## {kind}\n\n| field | endpoints | cost | scope | examples |\n|---|---|---|---|---|")
        parts[-1] += "".join(f"\n{row}" for row in _rows(kind, schemas, read)) + "\n"
    return "\n".join(parts)


def fields_of(schema: GraphQLSchema) -> list[Named]:
    """Return every field of a schema's objects and interfaces, by the names of its type and itself."""
    return [
        (kind.name, name)
        for kind in schema.type_map.values()
        if (is_object_type(kind) or is_interface_type(kind)) and not kind.name.startswith("__")
        for name in kind.fields
    ]


def _rows(kind: str, schemas: dict[Endpoint, GraphQLSchema], read: dict[Named, set[str]]) -> Iterator[str]:
    having = {endpoint: schema for endpoint, schema in schemas.items() if kind in schema.type_map}
    fields: dict[str, list[Endpoint]] = {}
    for endpoint, schema in having.items():
        for name in schema.type_map[kind].fields:  # type: ignore[attr-defined] -- objects and interfaces only
            fields.setdefault(name, []).append(endpoint)
    for name, places in sorted(fields.items()):
        schema = schemas[places[0]]
        need = needs(schema).get((kind, name), Need())
        scopes = sorted({scope for scope in (need.scope, type_scopes(schema).get(kind)) if scope})
        field = schema.type_map[kind].fields[name]  # type: ignore[attr-defined]
        told = [
            f"`{name}`",
            ", ".join(each.value for each in places),
            cost_of_field(field, need),
            ", ".join(f"`{scope}`" for scope in scopes) or "–",
            ", ".join(sorted(read.get((kind, name), ()))) or "–",
        ]
        yield f"| {' | '.join(told)} |"


def cost_of_field(field: GraphQLField, need: Need) -> str:
    """Return in words what a field costs."""
    if not is_composite_type(get_named_type(field.type)):
        return "1"
    if "first" in field.args:
        return f"1 + rows asked (≤ {MOST_PAGE}) × (1 + below)"
    return "1 + rows by its arguments × (1 + below)" if need.rows else "2 + below"


class FieldReader(Visitor):
    """Finds the fields that a document asks for, by the names of their types and themselves."""

    def __init__(self, info: TypeInfo) -> None:
        super().__init__()
        self.info, self.found = info, set[Named]()

    def enter_field(self, node: FieldNode, *_: Any) -> None:
        """Take a field in."""
        parent = self.info.get_parent_type()
        if parent is not None and not node.name.value.startswith("__"):
            self.found.add((parent.name, node.name.value))


def _read_by_examples(schemas: list[GraphQLSchema]) -> dict[Named, set[str]]:
    read: dict[Named, set[str]] = {}
    for path in sorted(EXAMPLES.glob("*.graphql")):
        for schema in schemas:
            info = TypeInfo(schema)
            reader = FieldReader(info)
            visit(parse(path.read_text("utf-8")), TypeInfoVisitor(info, reader))
            for field in reader.found:
                read.setdefault(field, set()).add(path.stem)
    return read
