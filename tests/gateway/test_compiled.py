"""Generated functions say what graphql-core says, byte for byte, and never what they said to another caller."""

from dataclasses import dataclass
from datetime import date
from itertools import permutations, product
from typing import Any

import graphene
import orjson
import pytest
from graphql import ExecutionContext, parse, validate

from gateway.core import compiled, executing
from gateway.core.compiled import Plans, is_steady
from tests.gateway.alike import answer, assert_alike

pytestmark = pytest.mark.unit


@dataclass
class Thing:
    """A row that is an object."""

    name: Any = "tên"
    amount: Any = 3
    on: Any = date(2026, 7, 1)
    must: Any = "có"
    kind: Any = "A"
    inner: Any = None


class Letter(graphene.Enum):
    A = "a"
    B = "b"


class Named(graphene.Interface):
    name = graphene.String()


class Row(graphene.ObjectType):
    class Meta:
        interfaces = (Named,)

    amount = graphene.Int()
    share = graphene.Float()
    sure = graphene.Boolean()
    on = graphene.Date()
    letter = Letter()
    must = graphene.String(required=True)
    ident = graphene.ID()
    custom = graphene.String()
    argued = graphene.String(times=graphene.Int(default_value=1))
    broken = graphene.String()
    many = graphene.List(graphene.String)
    inner = graphene.Field(lambda: Row)
    inners = graphene.List(graphene.NonNull(lambda: Row))
    sure_inner = graphene.NonNull(lambda: Row)

    def resolve_custom(self, _info):
        return f"<{self['name'] if isinstance(self, dict) else self.name}>"

    def resolve_argued(self, _info, *, times):
        return "x" * times

    def resolve_broken(self, _info):
        raise RuntimeError("inside")


class Strict(graphene.ObjectType):
    class Meta:
        possible_types = (Thing,)

    name = graphene.String()


ROWS: dict[str, Any] = {}


class Query(graphene.ObjectType):
    rows = graphene.List(Row, which=graphene.String())
    sure_rows = graphene.List(graphene.NonNull(Row), which=graphene.String())
    one = graphene.Field(Row, which=graphene.String())
    strict = graphene.List(Strict, which=graphene.String())
    named = graphene.List(Named, which=graphene.String())

    def resolve_rows(self, _info, *, which="dicts"):
        return ROWS[which]

    resolve_sure_rows = resolve_strict = resolve_named = resolve_rows

    def resolve_one(self, _info, *, which="dicts"):
        return ROWS[which][0]


SCHEMA = graphene.Schema(query=Query, types=[Row, Strict]).graphql_schema
FULL = {
    "name": "tên",
    "amount": 3,
    "share": 0.5,
    "sure": True,
    "on": date(2026, 7, 1),
    "letter": "b",
    "must": "có",
    "ident": "i",
    "many": ["a", "b"],
    "inner": {"name": "trong", "must": "m", "amount": 1, "inner": None},
    "inners": [{"name": "một", "must": "m"}, {"name": "hai", "must": "m"}],
    "sure_inner": {"name": "chắc", "must": "m"},
}
ROWS |= {
    "dicts": [FULL, {**FULL, "name": None, "amount": None}],
    "missing": [{"must": "có"}, {**FULL}],
    "objects": [Thing(), Thing(name=None, amount=7, inner=Thing())],
    "mixed": [FULL, Thing()],
    "gaps": [FULL, None, FULL],
    "empty": [],
    "none": None,
    "tuple": (FULL, FULL),
    "no list": 7,
    "null in non-null": [FULL, {**FULL, "must": None}],
    "null in inner non-null": [FULL, {**FULL, "sure_inner": {"name": "x", "must": None}}],
    "null in list": [{**FULL, "inners": [{"name": "x", "must": None}]}, FULL],
    "wrong number": [FULL, {**FULL, "amount": "ba"}],
    "too large": [{**FULL, "amount": 2**31}, FULL],
    "smallest": [{**FULL, "amount": -(2**31)}],
    "number as text": [{**FULL, "name": 12, "ident": 12, "amount": "12", "sure": 1}],
    "truth as number": [{**FULL, "amount": True, "name": True, "share": True}],
    "fraction": [{**FULL, "amount": 1.5, "share": float("nan")}],
    "no day": [{**FULL, "on": "hôm qua"}],
    "no letter": [{**FULL, "letter": "z"}],
    "list as text": [{**FULL, "name": ["a"]}],
    "failure": [FULL, ValueError("as a row")],
    "failure as value": [{**FULL, "name": ValueError("as a value")}],
    "subclass": [type("Own", (dict,), {})(FULL)],
}
LEAVES = "name amount share sure on letter must ident __typename"
SHAPES = [
    f"{{ {LEAVES} }}",
    "{ name }",
    "{ __typename }",
    "{ must amount again: amount name alias_of_name: name name }",
    "{ amount name: must must: name }",  # aliases that look like other fields
    "{ row: name rows: amount core: must place: name v: amount k0: name c0: must }",  # like words of generated code
    "{ custom name argued argued3: argued(times: 3) many }",
    "{ name broken amount }",
    "{ name inner { name must amount } inners { name must } }",
    "{ name inner { inner { name } inner { must } } inner { amount } }",
    "{ name sureInner { must name } inners { must custom } }",
    "{ ... { name } ... on Row { amount name } ... on Named { again: name } must }",
]
QUESTIONS = ["rows", "sureRows", "one"]


@pytest.mark.parametrize("which", ROWS)
def test_every_kind_of_row_is_told_alike(which):
    for field, shape in product(QUESTIONS, SHAPES):
        if field == "one" and which in {"empty", "none", "no list"}:
            continue
        assert_alike(SCHEMA, f'{{ {field}(which: "{which}") {shape} }}')


@pytest.mark.parametrize("which", ["objects", "dicts", "mixed", "gaps", "failure"])
def test_types_that_know_their_rows_and_interfaces_are_told_alike(which):
    assert_alike(SCHEMA, f'{{ strict(which: "{which}") {{ name __typename }} }}')
    assert_alike(SCHEMA, f'{{ named(which: "{which}") {{ name __typename ... on Row {{ must }} }} }}')


BY_VARIABLES = [
    "query Q($i: Boolean!) { rows { amount ...F } } fragment F on Row { name @include(if: $i) }",
    "query Q($i: Boolean!) { rows { amount ...F @include(if: $i) } } fragment F on Row { name }",
    "query($i: Boolean!) { rows { ...F on } } fragment F on Row { ...G } fragment G on Row { ... @skip(if: $i) { on }}",
    "query Q($i: Boolean!) { rows { amount inner { name @skip(if: $i) must } } }",
    "query Q($i: Boolean!) { rows { amount ... { inners { ...F } } } } fragment F on Row { name @include(if: $i) }",
    "query Q($i: Boolean!) { ...T } fragment T on Query { rows { name } rows @include(if: $i) { amount } }",
    "query Q($i: Boolean!) { rows @include(if: $i) { amount } rows { name } }",
    "query Q($i: Boolean!) { rows @skip(if: $i) { name } rows { amount } one { name } }",
    "query Q($i: Boolean!) { a: rows { x: name @include(if: $i) x: name } b: rows { name } }",
]


@pytest.mark.parametrize("text", BY_VARIABLES)
@pytest.mark.parametrize("order", list(permutations([True, False])))
def test_plan_of_one_caller_is_never_given_to_anothers_variables(text, order):
    assert validate(SCHEMA, parse(text)) == []
    assert_alike(SCHEMA, text, [{"i": value} for value in order])


def test_arguments_by_variables_are_asked_anew_each_time():
    text = "query Q($n: Int!, $w: String) { rows(which: $w) { name argued(times: $n) } }"
    askings = [{"n": n, "w": which} for which in ("dicts", "objects", "mixed") for n in (2, 1, 3)]

    assert_alike(SCHEMA, text, askings)


def test_selection_with_a_directive_anywhere_has_no_plan():
    for text in BY_VARIABLES[:5]:
        document = parse(text)
        fragments = {one.name.value: one for one in document.definitions[1:]}
        assert not is_steady(document.definitions[0].selection_set, fragments)
    bound = parse("{ rows { ...F ...F } } fragment F on Row { name ...G } fragment G on Row { name }")
    assert is_steady(bound.definitions[0].selection_set, {one.name.value: one for one in bound.definitions[1:]})


def test_plain_leaves_do_not_pass_through_graphql_core(monkeypatch):
    calls = []
    known = ExecutionContext.execute_field
    monkeypatch.setattr(ExecutionContext, "execute_field", lambda *given: calls.append(given[4].key) or known(*given))
    document = parse(f"{{ rows {{ {LEAVES} custom }} }}")
    answer(SCHEMA, document, {}, plans=Plans())

    assert calls == ["rows", "custom", "custom"]


def test_plans_of_a_document_are_bounded():
    names = [f"a{number}" for number in range(9)]
    heads = ", ".join(f"${name}: Boolean!" for name in names)
    parts = " ".join(f"rows @include(if: ${name}) {{ {name}: name }}" for name in names)
    document, plans = parse(f"query Q({heads}) {{ {parts} }}"), Plans()
    for chosen in range(1, 200):
        variables = {name: bool(chosen >> place & 1) for place, name in enumerate(names)}
        plain = answer(SCHEMA, document, variables, plans=None)
        assert answer(SCHEMA, document, variables, plans=plans) == plain

    assert len(plans.kept) == compiled.MOST_PLANS


def test_generated_code_holds_nothing_that_a_caller_wrote(monkeypatch):
    written = []
    monkeypatch.setattr(compiled, "exec", lambda text, names: written.append(text) or exec(text, names), raising=False)
    assert_alike(SCHEMA, "{ rows { zzalias: name zzother: argued(times: 7) zzinner: inner { zzdeep: must } } }")

    assert written
    assert not any("zz" in text or "7" in text for text in written)


class Pushed(executing.Pushable):
    """A list that counts how it was read."""

    def __init__(self, rows, able=True):
        self.rows, self.able, self.wrote, self.read = rows, able, [], 0

    def __iter__(self):
        self.read += 1
        return iter(self.rows)

    def written(self, columns):
        self.wrote.append(columns)
        told = [{key: row[name] for key, name in columns} for row in self.rows]
        return executing.Written(orjson.dumps(told, option=orjson.OPT_INDENT_2).decode(), 2) if self.able else None


@pytest.mark.parametrize(
    ("shape", "columns"),
    [
        ("{ name amount name again: name }", (("name", "name"), ("amount", "amount"), ("again", "name"))),
        ("{ on ...F } fragment F on Row { name on }", (("on", "on"), ("name", "name"))),
        ("{ name __typename }", None),
        ("{ name custom }", None),
        ("{ name @skip(if: false) }", None),
        ("{ inner { name } }", None),
    ],
)
def test_list_is_written_by_postgresql_only_when_all_of_it_are_plain_columns(shape, columns, monkeypatch):
    for able in (True, False):
        monkeypatch.setitem(ROWS, "pushed", pushed := Pushed([FULL, {**FULL, "name": 'é"\\\n'}], able))
        field, _, rest = shape.partition("} fragment")
        text = f'{{ rows(which: "pushed") {field}{"} }" if rest else "}"}' + (f" fragment{rest}" if rest else "")
        assert_alike(SCHEMA, text)

        assert pushed.wrote == ([columns] * 2 if columns else [])
        assert pushed.read == (1 if columns and able else 3)


def test_points_of_what_postgresql_wrote_are_those_of_its_rows(monkeypatch):
    monkeypatch.setitem(ROWS, "pushed", Pushed([FULL, FULL]))
    document = parse('{ rows(which: "pushed") { name amount name } }')
    done = executing.executed(SCHEMA, document, Plans(), context=None, variables={}, operation_name=None)

    assert done.points == 2 + 2 * 2
