"""Functions generated for the selections of a document: they make the objects of a list forty times as fast as
graphql-core's executor does.

A function reads the plain leaves of its selection (no arguments, graphene's own resolver) and leaves every other
field to graphql-core. A selection with a directive anywhere inside, in fragments too, has no function at all: what it
selects depends on the caller's variables, and a function outlives the caller. The code is made of attribute names of
the schema and of numbers; what a caller wrote (aliases) comes to it as values.
"""

import keyword
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from graphene.types.resolver import dict_or_attr_resolver
from graphql import (
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLBoolean,
    GraphQLID,
    GraphQLInt,
    GraphQLObjectType,
    GraphQLString,
    SelectionSetNode,
    Undefined,
    get_nullable_type,
    is_leaf_type,
    is_non_null_type,
)
from graphql.pyutils import Path

MOST_PLANS = 64  # of one document: variables of its callers choose between them
INT = "is int and -2147483648 <= v <= 2147483647"
QUICK = {GraphQLString: "is str", GraphQLID: "is str", GraphQLBoolean: "is bool", GraphQLInt: INT}
TYPENAME = "__typename"
Fragments = dict[str, FragmentDefinitionNode]
Selected = dict[str, list[FieldNode]]
Maker = Callable[[list[Any], list[Path], Callable[..., Any]], list[dict[str, Any]]]


class Unusual(Exception):
    """A value is not as the schema says; graphql-core does the selection over and tells what is wrong."""


@dataclass(frozen=True)
class Leaf:
    """A field that a generated function reads itself: by which attribute, and how its value is completed."""

    attribute: str
    quick: str
    complete: Callable[[Any], Any]


@dataclass(frozen=True)
class Plan:
    """How the objects of one selection are made: from dicts, from objects, and whether wholly without graphql-core.

    ``columns`` are response key and attribute of every field, in order, when all of them are plain leaves.
    """

    of_dicts: Maker
    of_objects: Maker
    columns: tuple[tuple[str, str], ...] | None

    def made(self, rows: list[Any], places: Callable[[], list[Path]], core: Callable[..., Any]) -> list[dict[str, Any]]:
        """Return the objects of rows that all are of one class.

        :raises Unusual: they are not.
        """
        classes = set(map(type, rows))
        if len(classes) > 1 or (dict not in classes and any(issubclass(one, dict) for one in classes)):
            raise Unusual
        make = self.of_dicts if dict in classes else self.of_objects
        return make(rows, [] if self.columns is not None else places(), core)


class Plans:
    """The plans of one document, kept with it. A key names the type and the very nodes that select, so two callers
    share a plan only when their variables led to the same nodes; and inside of these no variable decides anything.
    """

    def __init__(self) -> None:
        self.kept: dict[tuple[Any, ...], Plan | None] = {}

    def plan(
        self,
        kind: GraphQLObjectType,
        nodes: list[FieldNode],
        fragments: Fragments,
        collect: Callable[[GraphQLObjectType, list[FieldNode]], Selected],
    ) -> Plan | None:
        """Return the plan of a selection, or None when it has to be left to graphql-core."""
        key = (kind.name, *map(id, nodes))
        if key not in self.kept:
            if len(self.kept) >= MOST_PLANS:
                return None
            steady = all(is_steady(node.selection_set, fragments) for node in nodes)
            self.kept[key] = plan_of(kind, collect(kind, nodes)) if steady else None
        return self.kept[key]


def is_steady(selections: SelectionSetNode | None, fragments: Fragments) -> bool:
    """Whether a selection is the same for every caller: no directive stands in it or in what it spreads."""
    todo, seen = list(selections.selections if selections else ()), set()
    while todo:
        node: Any = todo.pop()
        if node.directives:
            return False
        if isinstance(node, FragmentSpreadNode):
            if node.name.value in seen:
                continue
            seen.add(node.name.value)
            node = fragments[node.name.value]
            if node.directives:
                return False
        todo += node.selection_set.selections if node.selection_set else ()
    return True


def plan_of(kind: GraphQLObjectType, selected: Selected) -> Plan | None:
    """Return the plan of a type's selected fields, or None when none of them is a plain leaf."""
    leaves = {key: _leaf(kind, nodes[0]) for key, nodes in selected.items()}
    if not any(leaves.values()):
        return None
    columns = tuple((key, leaf.attribute) for key, leaf in leaves.items() if leaf and leaf.attribute)
    return Plan(
        of_dicts=_generated(kind, selected, leaves, "row[{0!r}]"),
        of_objects=_generated(kind, selected, leaves, "row.{0}"),
        columns=columns if len(columns) == len(leaves) else None,
    )


def _leaf(kind: GraphQLObjectType, node: FieldNode) -> Leaf | None:
    """Return how a field is read when it is a plain leaf, else None."""
    field = kind.fields.get(node.name.value)
    if field is None or field.args or not is_leaf_type(get_nullable_type(field.type)):
        return None
    resolve = field.resolve
    if not isinstance(resolve, partial) or resolve.func is not dict_or_attr_resolver or resolve.keywords:
        return None
    attribute = resolve.args[0]
    if not attribute.isidentifier() or keyword.iskeyword(attribute):
        return None
    return Leaf(attribute, QUICK.get(get_nullable_type(field.type), ""), _completing(field.type))


def _completing(kind: Any) -> Callable[[Any], Any]:
    """Return the function that completes a leaf's value as graphql-core does, and raises where it would."""
    serialize, must = get_nullable_type(kind).serialize, is_non_null_type(kind)

    def complete(value: Any) -> Any:
        if value is None or value is Undefined:
            if must:
                raise Unusual
            return None
        if isinstance(value, Exception):
            raise Unusual
        told = serialize(value)
        if told is None or told is Undefined:
            raise Unusual
        return told

    return complete


def _generated(kind: GraphQLObjectType, selected: Selected, leaves: dict[str, Leaf | None], reading: str) -> Maker:
    """Generate the function that makes a selection's objects from rows that are read in one way."""
    names: dict[str, Any] = {"Path": Path, "kind": kind, "name": kind.name}
    parts = []
    for number, (key, leaf) in enumerate(leaves.items()):
        names[f"k{number}"], names[f"n{number}"] = key, selected[key]
        if leaf is None and selected[key][0].name.value == TYPENAME:
            parts.append(f"k{number}: name")
        elif leaf is None:
            parts.append(f"k{number}: core(kind, row, n{number}, Path(place, k{number}, name))")
        else:
            names[f"c{number}"] = leaf.complete
            read = reading.format(leaf.attribute)
            quick = f"v if (v := {read}).__class__ {leaf.quick} else c{number}(v)"
            parts.append(f"k{number}: {quick if leaf.quick else f'c{number}({read})'}")
    flat = "core(" not in " ".join(parts)
    loop = "for row in rows" if flat else "for row, place in zip(rows, places)"
    exec(f"def make(rows, places, core):\n    return [{{{', '.join(parts)}}} {loop}]", names)  # noqa: S102 -- see above
    maker: Maker = names["make"]
    return maker
