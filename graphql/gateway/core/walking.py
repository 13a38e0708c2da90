"""Walking the operation that will run, with its types and its variables: which scopes, what cost.

Done after the validation, so there are no circles and every field exists. Cost: each value of the
answer is one point, so a field counts once for every row of the lists above it.
"""

from dataclasses import dataclass, field
from typing import Any

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLError,
    GraphQLSchema,
    OperationDefinitionNode,
    SelectionSetNode,
    get_named_type,
    type_from_ast,
)
from graphql.execution.values import get_argument_values

from gateway.core.errors import Refused
from gateway.core.open import Need, needs, type_scopes

MOST_PAGE = 100
MOST_COST = 20_000
NO_NEED = Need()


@dataclass
class Toll:
    """What an operation needs: scopes, points at the most, rows of lists at the most; and whether it is one field that
    reads at once, so that no snapshot has to be kept for a second one.
    """

    scopes: set[str] = field(default_factory=set)
    cost: int = 0
    nodes: int = 0
    at_once: bool = False


def toll_of(
    schema: GraphQLSchema, document: DocumentNode, operation: OperationDefinitionNode, variables: dict[str, Any]
) -> Toll:
    """Return what the operation needs with these coerced variables.

    :raises Refused: an argument does not fit with the value that its variable got.
    """
    fragments = {node.name.value: node for node in document.definitions if isinstance(node, FragmentDefinitionNode)}
    walk = _Walk(schema, fragments, variables)
    root = schema.get_root_type(operation.operation)
    walk.toll.cost, walk.toll.nodes = walk.selections(operation.selection_set, root)
    walk.toll.at_once = walk.is_at_once(operation.selection_set, root)
    return walk.toll


class _Walk:
    def __init__(
        self, schema: GraphQLSchema, fragments: dict[str, FragmentDefinitionNode], variables: dict[str, Any]
    ) -> None:
        self.schema, self.fragments, self.variables = schema, fragments, variables
        self.needs, self.type_scopes = needs(schema), type_scopes(schema)
        self.toll = Toll()

    def selections(self, selections: SelectionSetNode | None, parent: Any) -> tuple[int, int]:
        """Return the points and the rows of a selection set."""
        if selections is None:
            return 0, 0
        if parent.name in self.type_scopes:
            self.toll.scopes.add(self.type_scopes[parent.name])
        told = [self._selection(node, parent) for node in selections.selections]
        return sum(points for points, _ in told), sum(rows for _, rows in told)

    def is_at_once(self, selections: SelectionSetNode, root: Any) -> bool:
        """Whether nothing is asked but one field that reads at once."""
        [node, *others] = selections.selections
        if others or not isinstance(node, FieldNode):
            return False
        return self.needs.get((root.name, node.name.value), NO_NEED).at_once

    def _selection(self, node: Any, parent: Any) -> tuple[int, int]:
        if isinstance(node, FieldNode):
            return self._field(node, parent)
        if isinstance(node, FragmentSpreadNode):
            node = self.fragments[node.name.value]
        condition = node.type_condition
        inside = type_from_ast(self.schema, condition) if condition else parent
        return self.selections(node.selection_set, inside)

    def _field(self, node: FieldNode, parent: Any) -> tuple[int, int]:
        if node.name.value.startswith("__"):
            return 1, 0
        definition = parent.fields[node.name.value]
        need = self.needs.get((parent.name, node.name.value), NO_NEED)
        if need.scope:
            self.toll.scopes.add(need.scope)
        points, below = self.selections(node.selection_set, get_named_type(definition.type))
        rows = self._rows(definition, node, need)
        is_list = need.rows is not None or "first" in definition.args
        return 1 + rows * (points + 1 if points else 0), rows * (below + is_list)

    def _rows(self, definition: Any, node: FieldNode, need: Need) -> int:
        if not definition.args and need.rows is None:
            return 1
        try:
            arguments = get_argument_values(definition, node, self.variables)
        except GraphQLError as error:
            raise Refused("BAD_USER_INPUT", errors=[error]) from None
        if need.rows is not None:
            return max(1, need.rows(arguments))
        if "first" not in definition.args:
            return 1
        asked = arguments.get("first") or arguments.get("last")
        return min(max(asked, 1), MOST_PAGE) if isinstance(asked, int) else MOST_PAGE


def cost_of(data: Any) -> int:
    """Return the points of an answer: its values, objects and list members."""
    points, todo = 0, [data]
    while todo:
        value = todo.pop()
        if isinstance(value, dict):
            points += len(value)
            todo.extend(value.values())
        elif isinstance(value, list):
            points += len(value)
            todo.extend(value)
    return points
