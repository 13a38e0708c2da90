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
    """What an operation needs: scopes, and points at the most."""

    scopes: set[str] = field(default_factory=set)
    cost: int = 0


def toll_of(
    schema: GraphQLSchema, document: DocumentNode, operation: OperationDefinitionNode, variables: dict[str, Any]
) -> Toll:
    """Return what the operation needs with these coerced variables.

    :raises Refused: an argument does not fit with the value that its variable got.
    """
    fragments = {node.name.value: node for node in document.definitions if isinstance(node, FragmentDefinitionNode)}
    walk = _Walk(schema, fragments, variables)
    root = schema.get_root_type(operation.operation)
    walk.toll.cost = walk.selections(operation.selection_set, root)
    return walk.toll


class _Walk:
    def __init__(
        self, schema: GraphQLSchema, fragments: dict[str, FragmentDefinitionNode], variables: dict[str, Any]
    ) -> None:
        self.schema, self.fragments, self.variables = schema, fragments, variables
        self.needs, self.type_scopes = needs(schema), type_scopes(schema)
        self.toll = Toll()

    def selections(self, selections: SelectionSetNode | None, parent: Any) -> int:
        if selections is None:
            return 0
        if parent.name in self.type_scopes:
            self.toll.scopes.add(self.type_scopes[parent.name])
        total = 0
        for node in selections.selections:
            total += self._selection(node, parent)
            if total > MOST_COST:
                break
        return total

    def _selection(self, node: Any, parent: Any) -> int:
        if isinstance(node, FieldNode):
            return self._field(node, parent)
        if isinstance(node, FragmentSpreadNode):
            node = self.fragments[node.name.value]
        condition = node.type_condition
        inside = type_from_ast(self.schema, condition) if condition else parent
        return self.selections(node.selection_set, inside)

    def _field(self, node: FieldNode, parent: Any) -> int:
        if node.name.value.startswith("__"):
            return 1
        definition = parent.fields[node.name.value]
        need = self.needs.get((parent.name, node.name.value), NO_NEED)
        if need.scope:
            self.toll.scopes.add(need.scope)
        inside = self.selections(node.selection_set, get_named_type(definition.type))
        return 1 + self._rows(definition, node, need) * (inside + 1 if inside else 0)

    def _rows(self, definition: Any, node: FieldNode, need: Need) -> int:
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
