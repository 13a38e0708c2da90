"""The shape of a document, measured before validation: how deep, how many aliases, how many fields.

A fragment is measured once and counted wherever it is spread, so a bomb of fragments is large in
numbers but costs no time. Circles are left to the validation, which refuses them.
"""

from dataclasses import dataclass
from typing import Any

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    OperationDefinitionNode,
    SelectionSetNode,
    StringValueNode,
    Visitor,
    visit,
)

from gateway.core.errors import Refused

MOST_DEPTH = 10
MOST_DEPTH_OF_SCHEMA = 20
MOST_ALIASES = 30
MOST_FIELDS = 1_000
MOST_ROOTS = 10
MOST_OPERATIONS = 10
SCHEMA_FIELDS = frozenset({"__schema", "__type"})


@dataclass(frozen=True)
class Shape:
    """Depth, aliases and fields of a selection with everything that it spreads."""

    depth: int = 0
    aliases: int = 0
    fields: int = 0

    def beside(self, other: "Shape") -> "Shape":
        """Return the shape of two selections that stand beside each other."""
        return Shape(max(self.depth, other.depth), self.aliases + other.aliases, self.fields + other.fields)


class Measuring:
    """Measures the operations of one document."""

    def __init__(self, document: DocumentNode) -> None:
        self.fragments = {
            node.name.value: node for node in document.definitions if isinstance(node, FragmentDefinitionNode)
        }
        self.known: dict[str, Shape] = {}
        self.open: set[str] = set()

    def of_selections(self, selections: SelectionSetNode | None) -> Shape:
        """Return the shape of a selection set; an absent one has none."""
        total = Shape()
        for selection in selections.selections if selections else ():
            total = total.beside(self._of_selection(selection))
        return total

    def roots(self, selections: SelectionSetNode | None) -> list[FieldNode]:
        """Return the fields at the top, with those of fragments spread there; never more than is allowed."""
        found: list[FieldNode] = []
        todo = list(selections.selections) if selections else []
        for _ in range(MOST_FIELDS):
            if not todo:
                break
            node: Any = todo.pop()
            if isinstance(node, FieldNode):
                found.append(node)
            elif isinstance(node, FragmentSpreadNode):
                fragment = self.fragments.get(node.name.value)
                todo.extend(fragment.selection_set.selections if fragment else ())
            else:
                todo.extend(node.selection_set.selections)
        return found

    def _of_selection(self, node: Any) -> Shape:
        if isinstance(node, FragmentSpreadNode):
            return self._of_fragment(node.name.value)
        inside = self.of_selections(node.selection_set)
        if not isinstance(node, FieldNode):
            return inside
        return Shape(inside.depth + 1, inside.aliases + (node.alias is not None), inside.fields + 1)

    def _of_fragment(self, name: str) -> Shape:
        if name in self.open or name not in self.fragments:
            return Shape()
        if name not in self.known:
            self.open.add(name)
            self.known[name] = self.of_selections(self.fragments[name].selection_set)
            self.open.discard(name)
        return self.known[name]


class _NulFinder(Visitor):
    """Finds a NUL that was written as an escape inside a string of the document."""

    found = False

    def enter_string_value(self, node: StringValueNode, *_: Any) -> None:
        self.found = self.found or "\x00" in node.value


def check_shape(document: DocumentNode) -> None:
    """Pass when every operation of a parsed document is within bounds.

    :raises Refused: too deep, too many aliases, fields, roots or operations, or a NUL in a string.
    """
    finder = _NulFinder()
    visit(document, finder)
    if finder.found:
        raise Refused("BAD_USER_INPUT", detail="U+0000")
    operations = [node for node in document.definitions if isinstance(node, OperationDefinitionNode)]
    if len(operations) > MOST_OPERATIONS:
        raise Refused("QUERY_TOO_COMPLEX", detail=f"operations > {MOST_OPERATIONS}")
    measuring = Measuring(document)
    for operation in operations:
        _check_operation(measuring, operation)


def _check_operation(measuring: Measuring, operation: OperationDefinitionNode) -> None:
    shape, roots = measuring.of_selections(operation.selection_set), measuring.roots(operation.selection_set)
    asks_schema = bool(roots) and all(root.name.value in SCHEMA_FIELDS for root in roots)
    limits = (
        ("depth", shape.depth, MOST_DEPTH_OF_SCHEMA if asks_schema else MOST_DEPTH),
        ("aliases", shape.aliases, MOST_ALIASES),
        ("fields", shape.fields, MOST_FIELDS),
        ("roots", len(roots), MOST_ROOTS),
    )
    for name, found, most in limits:
        if found > most:
            raise Refused("QUERY_TOO_COMPLEX", detail=f"{name} > {most}")
