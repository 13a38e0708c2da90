"""From text to a checked document: tokens, shape, validation. The verdict is kept, refusals too."""

import hashlib
from dataclasses import dataclass
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
from gateway.core.errors import Refused
from gateway.core.shape import check_shape

MOST_TOKENS = 1_000
MOST_COMMENTS = 100
MOST_ERRORS = 10


@dataclass(frozen=True)
class Verdict:
    """A document that may run, or the refusal of one that may not."""

    document: DocumentNode | None = None
    refused: Refused | None = None


def checked(schema: GraphQLSchema, text: str, *, introspection: bool) -> DocumentNode:
    """Return the document of a text that passed every check which needs no variables.

    :raises Refused: it does not parse, is too large in any way, or is not valid for the schema.
    """
    verdict = _verdict(schema, hashlib.sha256(text.encode()).digest(), introspection, _Text(text))
    if verdict.document is None:
        told = verdict.refused or Refused("GRAPHQL_VALIDATION_FAILED")
        raise Refused(told.code, detail=told.detail, errors=told.errors)
    return verdict.document


class _Text(str):
    """A text that takes no part in the cache's key; its hash stands there."""

    __slots__ = ()

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Text)

    def __hash__(self) -> int:
        return 0


@lru_cache(maxsize=128)
def _verdict(schema: GraphQLSchema, _digest: bytes, introspection: bool, text: _Text) -> Verdict:
    try:
        document = parse(
            str(text),
            max_lexical_tokens=MOST_TOKENS,
            max_comments=MOST_COMMENTS,
            max_source_length=MOST_BYTES,
        )
        check_shape(document)
    except GraphQLSyntaxError as error:
        return Verdict(refused=Refused("GRAPHQL_PARSE_FAILED", errors=[error]))
    except RecursionError:
        return Verdict(refused=Refused("QUERY_TOO_COMPLEX"))
    except Refused as refused:
        return Verdict(refused=refused)
    errors = _faults(schema, document, introspection)
    if errors:
        return Verdict(refused=Refused("GRAPHQL_VALIDATION_FAILED", errors=errors))
    return Verdict(document=document)


def _faults(schema: GraphQLSchema, document: DocumentNode, introspection: bool) -> list[GraphQLError]:
    rules = list(specified_rules) + ([] if introspection else [NoSchemaIntrospectionCustomRule])
    return validate(schema, document, rules, max_errors=MOST_ERRORS)
