"""From text to a checked document: tokens, shape, validation. The verdict is kept, refusals too.

It is kept by the text's SHA-256 and by the schema, which is one object for one version at one endpoint; so is what
was generated for the document.
"""

import hashlib
from dataclasses import dataclass, field
from functools import lru_cache

from graphql import (
    DocumentNode,
    GraphQLError,
    GraphQLSchema,
    GraphQLSyntaxError,
    NoSchemaIntrospectionCustomRule,
    parse,
    specified_rules,
    validate,
)

from gateway.core.asking import MOST_BYTES
from gateway.core.compiled import Plans
from gateway.core.errors import Refused
from gateway.core.shape import check_shape
from gateway.core.walking import Toll

MOST_TOKENS = 1_000
MOST_COMMENTS = 100
MOST_ERRORS = 10


@dataclass(frozen=True)
class Checked:
    """A document that passed every check, with what is made for it once: generated functions, and for each operation
    without variables its toll.
    """

    document: DocumentNode
    plans: Plans
    tolls: dict[str, Toll] = field(default_factory=dict)


def checked(schema: GraphQLSchema, text: str, *, introspection: bool) -> Checked:
    """Return the document of a text that passed every check which needs no variables.

    :raises Refused: it does not parse, is too large in any way, or is not valid for the schema.
    """
    verdict = _verdict(schema, hashlib.sha256(text.encode()).digest(), introspection, _Text(text))
    if isinstance(verdict, Refused):
        raise Refused(verdict.code, detail=verdict.detail, errors=verdict.errors)
    return verdict


class _Text(str):
    """A text that takes no part in the cache's key; its hash stands there."""

    __slots__ = ()

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Text)

    def __hash__(self) -> int:
        return 0


@lru_cache(maxsize=128)
def _verdict(schema: GraphQLSchema, _digest: bytes, introspection: bool, text: _Text) -> Checked | Refused:
    try:
        document = parse(
            str(text),
            max_lexical_tokens=MOST_TOKENS,
            max_comments=MOST_COMMENTS,
            max_source_length=MOST_BYTES,
        )
        check_shape(document)
    except GraphQLSyntaxError as error:
        return Refused("GRAPHQL_PARSE_FAILED", errors=[error])
    except RecursionError:
        return Refused("QUERY_TOO_COMPLEX")
    except Refused as refused:
        return refused
    errors = _faults(schema, document, introspection)
    if errors:
        return Refused("GRAPHQL_VALIDATION_FAILED", errors=errors)
    return Checked(document, Plans())


def _faults(schema: GraphQLSchema, document: DocumentNode, introspection: bool) -> list[GraphQLError]:
    rules = list(specified_rules) + ([] if introspection else [NoSchemaIntrospectionCustomRule])
    return validate(schema, document, rules, max_errors=MOST_ERRORS)
