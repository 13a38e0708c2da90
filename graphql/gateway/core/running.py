"""Running a checked document: which operation, rights, cost, one snapshot of the database, masking."""

from contextlib import nullcontext
from dataclasses import dataclass
from functools import partial
from typing import Any

from graphql import DocumentNode, GraphQLSchema, OperationDefinitionNode, get_operation_ast
from graphql.execution.values import get_variable_values

from gateway.core import bucket
from gateway.core.asking import Question
from gateway.core.context import Context, snapshot
from gateway.core.counting import note
from gateway.core.document import Checked
from gateway.core.errors import Refused, formatted_error
from gateway.core.executing import Executed, executed
from gateway.core.walking import MOST_COST, Toll, cost_of, toll_of

MOST_TOLD = 10**15  # every reader of JSON can hold it


@dataclass(frozen=True)
class Answer:
    """What the question got: data, errors in the caller's words, and the cost."""

    data: Any
    errors: list[dict[str, Any]]
    cost: dict[str, int]


def run(schema: GraphQLSchema, checked: Checked, question: Question, context: Context) -> Answer:
    """Charge for a question, execute it, settle what it used and count it for its key.

    :raises Refused: the operation, a variable, a scope, the cost or the allowance stands against it.
    """
    document = checked.document
    operation = _operation(schema, document, question.operation_name)
    variables = _variables(schema, operation, question.variables)
    toll = _toll(schema, checked, operation, variables)
    _check_toll(toll, context)
    taken = bucket.charge(context.caller.name, toll.cost)
    context.charged, context.nodes = taken, toll.nodes
    done = _execute(schema, checked, question, context, at_once=toll.at_once)
    points = cost_of(done.data) + done.points
    left = bucket.settle(taken, points, beside=partial(note, prefix=context.caller.prefix, points=points))
    cost = {
        "requested": toll.cost,
        "actual": left.points,
        "available": left.left,
        "capacity": bucket.CAPACITY,
        "restoredPerSecond": bucket.PER_SECOND,
    }
    told = [formatted_error(error, language=context.language, request_id=context.request_id) for error in done.errors]
    return Answer(done.data, told, cost)


def _operation(schema: GraphQLSchema, document: DocumentNode, name: str | None) -> OperationDefinitionNode:
    operation = get_operation_ast(document, name)
    if operation is None or schema.get_root_type(operation.operation) is None:
        raise Refused("OPERATION_RESOLUTION_FAILURE")
    return operation


def _variables(schema: GraphQLSchema, operation: OperationDefinitionNode, told: dict[str, Any]) -> dict[str, Any]:
    coerced = get_variable_values(schema, operation.variable_definitions or (), told, max_errors=10)
    if isinstance(coerced, list):
        raise Refused("BAD_USER_INPUT", errors=coerced)
    return coerced


def _toll(
    schema: GraphQLSchema, checked: Checked, operation: OperationDefinitionNode, variables: dict[str, Any]
) -> Toll:
    """Return what the operation needs: walked once for the document where no variable can change it."""
    if operation.variable_definitions:
        return toll_of(schema, checked.document, operation, variables)
    name = operation.name.value if operation.name else ""
    if name not in checked.tolls:
        checked.tolls[name] = toll_of(schema, checked.document, operation, variables)
    return checked.tolls[name]


def _check_toll(toll: Toll, context: Context) -> None:
    missing = toll.scopes - context.caller.scopes
    if missing:
        raise Refused("FORBIDDEN", detail=", ".join(sorted(missing)), missingScopes=sorted(missing))
    if toll.cost > MOST_COST:
        cost = min(toll.cost, MOST_TOLD)
        raise Refused("QUERY_TOO_COSTLY", detail=f"{cost} > {MOST_COST}", cost=cost, limit=MOST_COST)


def _execute(
    schema: GraphQLSchema, checked: Checked, question: Question, context: Context, *, at_once: bool
) -> Executed:
    """Execute in one snapshot, so that all figures of one answer belong to the same moment."""
    with nullcontext() if at_once else snapshot():
        return executed(
            schema,
            checked.document,
            checked.plans,
            context=context,
            variables=question.variables,
            operation_name=question.operation_name,
        )
