"""Everything that the API ever offered, line by line: nothing may vanish from it without a farewell."""

from collections.abc import Iterator
from pathlib import Path

from graphql import GraphQLSchema, is_enum_type, is_input_object_type, is_interface_type, is_object_type

from gateway.models import Endpoint
from gateway.schemas import built

FILE = Path(__file__).parent / "sdl" / "promised.txt"
# What the declared measures bring comes and goes with them; docs/figures.md tells of it.
OF_MEASURES = frozenset({"MeasureName", "RollupDimension", "RollupRow"})


def promised() -> str:
    """Return the list with what is offered now; what was offered once stays in it."""
    known = FILE.read_text("utf-8").splitlines() if FILE.exists() else []
    return "".join(f"{line}\n" for line in sorted({*known, *offered_now()}))


def offered_now() -> set[str]:
    """Return what all endpoints offer now: fields, arguments and values, by their names."""
    return {f"{endpoint.value} {name}" for endpoint in Endpoint for name in names_of(built(endpoint))}


def names_of(schema: GraphQLSchema) -> Iterator[str]:
    """Yield the names of what a schema offers: ``Type.field``, ``Type.field(argument)``, ``Enum.VALUE``."""
    for kind in schema.type_map.values():
        if kind.name.startswith("__") or kind.name in OF_MEASURES:
            continue
        if is_enum_type(kind):
            yield from (f"{kind.name}.{value}" for value in kind.values)
        if is_input_object_type(kind):
            yield from (f"{kind.name}.{field}" for field in kind.fields)
        if is_object_type(kind) or is_interface_type(kind):
            for name, field in kind.fields.items():
                yield f"{kind.name}.{name}"
                yield from (f"{kind.name}.{name}({argument})" for argument in field.args)
