"""Whatever document an outside generator makes, of every type of every endpoint: generated functions and PostgreSQL's
own JSON say what graphql-core says, byte for byte and key after key, whoever asked before and with which variables.
"""

from collections.abc import Callable
from typing import Any

import orjson
import pytest
from django.db import transaction
from freezegun import freeze_time
from graphql import (
    DirectiveNode,
    DocumentNode,
    FieldNode,
    GraphQLSchema,
    InlineFragmentNode,
    OperationDefinitionNode,
    SelectionSetNode,
    TypeInfo,
    TypeInfoVisitor,
    Visitor,
    parse,
    print_ast,
    validate,
    visit,
)
from hypothesis import HealthCheck, Phase, assume, given, settings
from hypothesis import strategies as st
from hypothesis_graphql import queries
from hypothesis_graphql.nodes import String

from gateway.core.compiled import Plans
from gateway.models import Endpoint
from gateway.schemas import schema_of
from hub.rollups.models import Figure
from tests.gateway.alike import answer, assert_alike
from tests.gateway.everything import ID, context_of, known_ids, place_of, whole
from tests.hub.rollups.cells import told

FLAGS = ("a", "b", "c")
DAYS = st.sampled_from(["2026-01-01", "2026-03-31", "2026-12-31"]).map(String)
SCALARS = {"Date": DAYS, "DateTime": st.just("2026-03-01T00:00:00+00:00").map(String)}
CALM = {
    "deadline": None,
    "suppress_health_check": list(HealthCheck),
    "phases": [Phase.generate],  # what is found is printed whole; making it smaller would take minutes
    "derandomize": True,
}


class Varied(Visitor):
    """Gives a document arguments that find something, and selections that depend on variables, by the draw."""

    def __init__(self, draw: Callable[[Any], Any], known: list[str]) -> None:
        super().__init__()
        self.draw, self.known, self.used = draw, known, set[str]()

    def enter_field(self, node: FieldNode, *_: Any) -> None:
        names = {argument.name.value for argument in node.arguments}
        if names & {"first", "last"}:
            kept = [each for each in node.arguments if each.name.value not in {"first", "last", "after", "before"}]
            node.arguments = (*kept, *_arguments(f"first: {self.draw(st.integers(1, 5))}"))
        for argument in node.arguments:
            if argument.name.value == "id":
                argument.value = String(self.draw(st.sampled_from(self.known)))
            if argument.name.value == "period":
                argument.value = _arguments('p: {firstDay: "2026-01-01", lastDay: "2026-12-31"}')[0].value
        if self.draw(st.integers(0, 5)) == 0:
            node.directives = (self._directive(),)

    def enter_selection_set(self, node: SelectionSetNode, *_: Any) -> None:
        way, kept = self.draw(st.integers(0, 5)), node.selections
        if way == 0:  # said twice
            node.selections = (*kept, *kept)
        elif way == 1:  # in a fragment that comes and goes
            inner = InlineFragmentNode(selection_set=SelectionSetNode(selections=kept), directives=(self._directive(),))
            node.selections = (*_fields("__typename"), inner)
        elif way == 2:  # in a fragment that stays
            inner = InlineFragmentNode(selection_set=SelectionSetNode(selections=kept), directives=())
            node.selections = (inner, *_fields("kind_of_it: __typename"))

    def _directive(self) -> DirectiveNode:
        flag, word = self.draw(st.sampled_from(FLAGS)), self.draw(st.sampled_from(["include", "skip"]))
        self.used.add(flag)
        return _fields(f"x @{word}(if: ${flag})")[0].directives[0]


def _fields(text: str) -> tuple[Any, ...]:
    return tuple(parse(f"{{ {text} }}").definitions[0].selection_set.selections)


def _arguments(text: str) -> tuple[Any, ...]:
    return tuple(_fields(f"x({text})")[0].arguments)


@st.composite
def documents(draw: Any, schema: GraphQLSchema, known: list[str]) -> DocumentNode:
    """Make a valid document for a schema, with variables on which its selections depend."""
    made = draw(queries(schema, custom_scalars=SCALARS, allow_x00=False, print_ast=lambda node: node))
    document = parse(print_ast(made))
    varied = Varied(draw, known)
    visit(document, TypeInfoVisitor(TypeInfo(schema), varied))
    heads = ", ".join(f"${name}: Boolean!" for name in sorted(varied.used))
    body = print_ast(document.definitions[0].selection_set)
    document = parse(f"query Q{f'({heads})' if heads else ''} {body}")
    assume(not validate(schema, document))
    return document


def askings(document: DocumentNode) -> st.SearchStrategy[list[dict[str, bool]]]:
    """Make variables of several callers, in any order."""
    operation = document.definitions[0]
    assert isinstance(operation, OperationDefinitionNode)
    names = [each.variable.name.value for each in operation.variable_definitions]
    return st.lists(st.fixed_dictionaries(dict.fromkeys(names, st.booleans())), min_size=1, max_size=4)


def compare(endpoint: Endpoint, world: dict[str, Any], *, examples: int) -> None:
    """Compare answers to generated documents."""
    schema = schema_of(endpoint)
    with place_of(endpoint, world):
        known = known_ids(schema, endpoint)

        @settings(**CALM, max_examples=examples)
        @given(data=st.data())
        def asked(data: Any) -> None:
            document = data.draw(documents(schema, known))
            assert_alike(schema, document, data.draw(askings(document)), context=lambda: context_of(endpoint))

        asked()


@pytest.mark.parametrize("endpoint", list(Endpoint))
def test_generated_documents_are_answered_alike(world, endpoint):
    compare(endpoint, world, examples=10)


@pytest.mark.full
@pytest.mark.parametrize("endpoint", list(Endpoint))
def test_many_generated_documents_are_answered_alike(world, endpoint):
    compare(endpoint, world, examples=150)


@pytest.mark.parametrize("endpoint", list(Endpoint))
@freeze_time("2026-11-22 08:00:00")  # some fields tell when they were asked
def test_everything_that_can_be_asked_is_answered_alike(world, endpoint):
    schema = schema_of(endpoint)
    with place_of(endpoint, world), transaction.atomic(using="figures"):  # one moment of the database too
        known = known_ids(schema, endpoint)
        for name in schema.query_type.fields:
            text = whole(schema, name)
            keys = known if f"${ID}" in text else [""]
            assert_alike(schema, text, [{ID: key} for key in keys], context=lambda: context_of(endpoint))


ROLLUP = """query R($level: RollupLevel!, $grain: PeriodGrain!, $dimensions: [RollupDimension!], $first: Date!) {{
  rollup(measures: [PAPERS_RECEIVED, PAPERS_ISSUED], level: $level, dimensions: $dimensions,
         period: {{firstDay: $first, lastDay: "2026-12-31", grain: $grain}}) {{ {columns} }} }}"""
COLUMNS = [
    "measure councilId unitCode councilName startsOn value suppressed kind",
    "value value name: councilName councilName value",
    "kind",
    "councilId unit: unitCode __typename",
]


@pytest.mark.parametrize("columns", COLUMNS)
def test_figures_that_postgresql_wrote_are_those_of_the_executor(world, columns):
    askings = [
        {"level": level, "grain": grain, "dimensions": [], "first": first}
        for first in ("0001-01-01", "2026-01-20")
        for level in ("COMMUNE", "PROVINCE", "NATION")
        for grain in ("WHOLE", "MONTH")
    ]
    issued = ROLLUP.replace("PAPERS_RECEIVED, ", "").format(columns=columns)
    by_kind = [{**each, "dimensions": ["KIND"]} for each in askings]
    for endpoint in Endpoint:
        with place_of(endpoint, world):
            schema = schema_of(endpoint)
            assert_alike(schema, ROLLUP.format(columns=columns), askings, context=lambda e=endpoint: context_of(e))
            assert_alike(schema, issued, by_kind, context=lambda e=endpoint: context_of(e))


def test_withheld_figures_are_told_alike_alone_and_beside_plain_ones(world):
    for group, n in (("majority", 20), ("minority", 2)):
        told(Figure, "hoalu", group, "2026-03-15", n, "delegates_by_origin")
    told(Figure, "kimson", "majority", "2026-03-15", 7, "delegates_by_origin")
    askings = [
        {"level": level, "grain": "WHOLE", "dimensions": [], "first": "2026-01-01"}
        for level in ("COMMUNE", "PROVINCE", "NATION")
    ]
    columns = "measure councilId unitCode startsOn value suppressed ethnicGroup"
    alone = ROLLUP.replace("PAPERS_RECEIVED, PAPERS_ISSUED", "DELEGATES_BY_ORIGIN").format(columns=columns)
    beside = ROLLUP.replace("PAPERS_RECEIVED", "DELEGATES_BY_ORIGIN").format(columns=columns)
    by_group = [{**each, "dimensions": ["ETHNIC_GROUP"]} for each in askings]
    for endpoint in (Endpoint.CENTRAL, Endpoint.PROVINCE):
        with place_of(endpoint, world):
            for text, asked in ((alone, [*askings, *by_group]), (beside, askings)):
                assert_alike(schema_of(endpoint), text, asked, context=lambda e=endpoint: context_of(e))


def test_rollup_of_plain_columns_is_written_by_postgresql_and_by_nobody_else(world, monkeypatch):
    monkeypatch.setattr("gateway.rollups.rollup", None)
    text = ROLLUP.format(columns=COLUMNS[0]).replace("$first", '"2026-01-01"').replace(', "2026-01-01": Date!', "")
    asked = {"level": "COMMUNE", "grain": "WHOLE", "dimensions": None}
    with place_of(Endpoint.CENTRAL, world):
        told = orjson.loads(
            answer(schema_of(Endpoint.CENTRAL), parse(text), asked, plans=Plans(), context=context_of(Endpoint.CENTRAL))
        )

    assert told["errors"] == []
    assert sorted(row["value"] for row in told["data"]["rollup"]) == [5, 7]


def test_figure_beyond_32_bits_is_refused_by_the_executor_whoever_reads_it(world):
    told(Figure, "kimson", "lớn", "2026-04-01", 2**33)
    asked = {"level": "COMMUNE", "grain": "WHOLE", "dimensions": [], "first": "2026-01-01"}
    with place_of(Endpoint.CENTRAL, world):
        assert_alike(
            schema_of(Endpoint.CENTRAL),
            ROLLUP.format(columns=COLUMNS[0]),
            [asked],
            context=lambda: context_of(Endpoint.CENTRAL),
        )
