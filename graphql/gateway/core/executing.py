"""graphql-core's executor, with generated functions for lists and objects and with lists that PostgreSQL writes.

Both give only what graphql-core gives: at the first thing that is not as the schema says, the selection is done over
by graphql-core, and so is everything after it in the same answer.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

import orjson
from graphql import DocumentNode, ExecutionContext, GraphQLObjectType, GraphQLSchema, execute, get_nullable_type
from graphql.execution.execute import CollectedErrors
from graphql.pyutils import Path

from gateway.core.compiled import Plan, Plans, Unusual

Columns = tuple[tuple[str, str], ...]


class Written(NamedTuple):
    """A list as PostgreSQL wrote it, and how many rows it has."""

    json: str
    rows: int


class Pushable(ABC):
    """A list that PostgreSQL can write as JSON itself. Iterated, it gives the rows that graphql-core completes."""

    @abstractmethod
    def __iter__(self) -> Iterator[Any]:
        """Give the rows."""

    @abstractmethod
    def written(self, columns: Columns) -> Written | None:
        """Return the list with these columns (response key, attribute), or None when it cannot be written so."""


class Executed(NamedTuple):
    """Data and errors of an execution, and the points of those lists in it that PostgreSQL wrote."""

    data: Any
    errors: list[Any]
    points: int


class _Errors(CollectedErrors):
    """Errors that can be taken back to a mark."""

    def mark(self) -> tuple[int, frozenset[Any]]:
        return len(self._errors), frozenset(self._error_positions)

    def back_to(self, mark: tuple[int, frozenset[Any]]) -> None:
        del self._errors[mark[0] :]
        self._error_positions = set(mark[1])


class _Execution(ExecutionContext):
    """One execution. ``plain`` from the first unusual thing on: then graphql-core does the rest alone."""

    plans: Plans
    collected_errors: _Errors
    plain = False
    points = 0

    def complete_list_value(self, return_type: Any, field_nodes: Any, info: Any, path: Path, result: Any) -> Any:
        """Complete a list by PostgreSQL or by a generated function where one can, else as graphql-core does."""
        kind = get_nullable_type(return_type.of_type)
        plan = self._plan(kind, field_nodes)
        if plan is not None and isinstance(result, Pushable):
            if plan.columns and (written := result.written(plan.columns)):
                self.points += written.rows * (1 + len(plan.columns))
                return orjson.Fragment(written.json)
            result = list(result)
        if plan is not None and type(result) is list and result:
            made = self._made(plan, kind, info, result, lambda: [path.add_key(n, None) for n in range(len(result))])
            if made is not None:
                return made
        return super().complete_list_value(return_type, field_nodes, info, path, result)

    def complete_object_value(self, return_type: Any, field_nodes: Any, info: Any, path: Path, result: Any) -> Any:
        """Complete an object by a generated function where there is one, else as graphql-core does."""
        plan = self._plan(return_type, field_nodes)
        made = self._made(plan, return_type, info, [result], lambda: [path]) if plan is not None else None
        return made[0] if made else super().complete_object_value(return_type, field_nodes, info, path, result)

    def _plan(self, kind: Any, field_nodes: Any) -> Plan | None:
        if self.plain or not isinstance(kind, GraphQLObjectType):
            return None
        return self.plans.plan(kind, field_nodes, self.fragments, self.collect_subfields)

    def _made(
        self, plan: Plan, kind: GraphQLObjectType, info: Any, rows: list[Any], places: Callable[[], list[Path]]
    ) -> list[dict[str, Any]] | None:
        """Return the objects, or None when something was unusual; then nothing of the attempt remains."""
        mark = self.collected_errors.mark()
        try:
            _check_kind(kind, rows, info)
            return plan.made(rows, places, self.execute_field)
        except Exception:  # whatever it is, graphql-core meets it again and puts it in its place
            self.collected_errors.back_to(mark)
            self.plain = True
            return None


def _check_kind(kind: GraphQLObjectType, rows: list[Any], info: Any) -> None:
    if kind.is_type_of and not all(kind.is_type_of(row, info) for row in rows):
        raise Unusual


class _Factory:
    """Stands where ``execute`` expects the class of the execution, and gives each one the document's plans."""

    def __init__(self, plans: Plans) -> None:
        self.plans = plans
        self.execution: _Execution | None = None

    def build(self, *arguments: Any, **options: Any) -> Any:
        built = _Execution.build(*arguments, **options)
        if isinstance(built, _Execution):
            built.collected_errors, built.plans, self.execution = _Errors(), self.plans, built
        return built


def executed(
    schema: GraphQLSchema,
    document: DocumentNode,
    plans: Plans | None,
    *,
    context: Any,
    variables: dict[str, Any],
    operation_name: str | None,
) -> Executed:
    """Execute a checked document with its plans; without plans by graphql-core alone."""
    factory = _Factory(plans) if plans is not None else None
    result: Any = execute(
        schema,
        document,
        context_value=context,
        variable_values=variables,
        operation_name=operation_name,
        execution_context_class=factory,  # type: ignore[arg-type] -- asked for ``build`` only
        is_awaitable=_never,
    )
    points = factory.execution.points if factory and factory.execution else 0
    return Executed(result.data, result.errors or [], points)


def _never(_value: Any) -> bool:
    """Nothing here is awaitable; telling the executor so saves a sixth of its time."""
    return False
