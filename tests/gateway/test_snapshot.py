"""All figures of one answer belong to one moment: one statement tells them, or a snapshot is kept for several."""

import pytest
from django.db import connections
from graphql import get_operation_ast, parse

from gateway.core.walking import toll_of
from gateway.models import Endpoint
from gateway.schemas import schema_of

PERIOD = 'period: {firstDay: "2026-01-01", lastDay: "2026-12-31"}'
ROLLUP = f"rollup(measures: [PAPERS_ISSUED], level: COMMUNE, {PERIOD})"
KEYS, FIGURES = "tenancy_council", "rollups_delta"


@pytest.fixture
def statements():
    """What the readers' connection is asked, by the table that it reads, and whether inside of a transaction."""
    seen: list[tuple[str, bool]] = []

    def look(execute, sql, params, many, context):
        seen.append((FIGURES if FIGURES in sql else KEYS, context["connection"].in_atomic_block))
        return execute(sql, params, many, context)

    with connections["figures"].execute_wrapper(look):
        yield seen


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        (f"{{ {ROLLUP} {{ value unitCode }} }}", [(KEYS, False), (FIGURES, False)]),
        (f"{{ {ROLLUP} {{ value __typename }} }}", [(KEYS, True), (FIGURES, True)]),
        (f"{{ {ROLLUP} {{ value }} again: {ROLLUP} {{ value }} }}", [(KEYS, True), (FIGURES, True), (FIGURES, True)]),
    ],
)
def test_snapshot_is_kept_wherever_more_than_one_statement_tells_figures(province, statements, question, expected):
    assert province(question).data["rollup"]

    assert statements == expected


@pytest.mark.parametrize(
    ("question", "at_once"),
    [
        (f"{{ {ROLLUP} {{ value }} }}", True),
        (f"query Q($yes: Boolean!) {{ {ROLLUP} @include(if: $yes) {{ value }} }}", True),
        (f"{{ {ROLLUP} {{ value }} measures {{ name }} }}", False),
        (f"{{ ... on Query {{ {ROLLUP} {{ value }} measures {{ name }} }} }}", False),
        ("{ measures { name } }", False),
        ("{ __typename }", False),
    ],
)
def test_only_a_question_for_one_rollup_is_answered_at_once(schemas, question, at_once):
    schema, document = schema_of(Endpoint.PROVINCE), parse(question)

    toll = toll_of(schema, document, get_operation_ast(document), {"yes": True})

    assert toll.at_once is at_once
