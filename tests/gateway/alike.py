"""One document executed in both ways, many times over with the same generated functions: both must say the same."""

from collections.abc import Callable, Iterable
from typing import Any

import orjson
from graphql import DocumentNode, GraphQLSchema, parse, print_ast

from gateway.core.compiled import Plans
from gateway.core.executing import Executed, executed


def told(done: Executed) -> bytes:
    """Return an execution's answer as it goes out: data in the order of its keys, errors with message, path, place."""
    errors = [(one.message, one.path, [tuple(place) for place in one.locations or ()]) for one in done.errors]
    data = orjson.loads(orjson.dumps(done.data))  # what PostgreSQL wrote has spaces of its own
    return orjson.dumps({"data": data, "errors": errors})


def answer(
    schema: GraphQLSchema,
    document: DocumentNode,
    variables: dict[str, Any],
    *,
    plans: Plans | None,
    context: Any = None,
    operation: str | None = None,
) -> bytes:
    """Execute a document once and return what goes out."""
    return told(executed(schema, document, plans, context=context, variables=variables, operation_name=operation))


def assert_alike(
    schema: GraphQLSchema,
    text: str | DocumentNode,
    askings: Iterable[dict[str, Any]] = ({},),
    *,
    context: Callable[[], Any] = lambda: None,
) -> None:
    """Assert that a document answers alike with and without its plans, which all askings share in their order.

    Each is asked twice: the first makes the functions, the second finds them.
    """
    document, plans = parse(text) if isinstance(text, str) else text, Plans()
    for variables in askings:
        plain = answer(schema, document, variables, plans=None, context=context())
        for turn in ("first", "second"):
            compiled = answer(schema, document, variables, plans=plans, context=context())
            assert compiled == plain, (print_ast(document), variables, turn)
