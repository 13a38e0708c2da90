"""The API before judges whom others wrote: a fuzzer, an audit of the protocol, a client that another tool generates."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from graphql import GraphQLSchema, get_named_type, is_required_argument, print_schema

from gateway import papers
from gateway.core import bucket
from gateway.models import Endpoint, Scope
from gateway.schemas import schema_of
from tests.gateway.conftest import CENTRAL_HOST, ask
from tests.gateway.everything import known_ids, place_of, plainly
from tests.gateway.test_examples import EXAMPLES, resolutions_issued  # noqa: F401 -- a fixture
from tests.judges.outside import PROGRAMS, ROOT, python_judge, run, run_node
from tests.testbed.serving import served

pytestmark = pytest.mark.full

SDL = Path(papers.__file__).parent / "sdl"
RELEASED = Path(papers.__file__).parent / "released"
WHERE = {
    Endpoint.CENTRAL: (CENTRAL_HOST, "/api/graphql"),
    Endpoint.PROVINCE: ("ninhbinh.localhost", "/api/graphql"),
    Endpoint.PORTAL: ("kimson.localhost", "/api/portal"),
}
CASES = "20"
PARENTS = ("session", "term")  # arguments that name what a list belongs to
WAYS = {"after", "before", "cursor"}  # the arguments that take a cursor
CONFIG = """[tool.ariadne-codegen]
schema_path = "schema.graphql"
queries_path = "queries.graphql"
async_client = false
target_package_name = "client"
"""


@pytest.fixture
def address(world, monkeypatch) -> Iterator[str]:
    """The product behind a socket, for callers whose bucket is never empty."""
    for function in (bucket.charge, bucket.settle):
        monkeypatch.setattr(function, "__kwdefaults__", {"capacity": 10**9, "per_second": 10**6})
    with served() as port:
        yield f"http://127.0.0.1:{port}"


@pytest.fixture
def everything(make_key) -> str:
    """A central key that reaches every field and the schema."""
    return make_key(scopes=Scope.values)


def dictionaries(endpoint: Endpoint, world: dict[str, Any]) -> str:
    """Return what the fuzzer is told beforehand: true ids, true cursors, and page sizes that are allowed."""
    schema = schema_of(endpoint)
    lists = [name for name, field in schema.query_type.fields.items() if "first" in field.args]
    with place_of(endpoint, world):
        known = {"page": [1, 5, 100], "id": known_ids(schema, endpoint)}
        for one in PARENTS:
            told = plainly(schema, f"{{ {one}s(first: 9) {{ nodes {{ id }} }} }}", endpoint, {})
            known[one] = [node["id"] for node in told[f"{one}s"]["nodes"]]
        for name in lists:
            known[name] = [end_of(schema, name, endpoint, known["session"][0])]
    bound = {"*.*.first": "page", "*.*.id": "id"} | {f"*.*.{one}": one for one in PARENTS}
    ways = {name: WAYS & set(schema.query_type.fields[name].args) for name in lists}
    bound |= {f"Query.{name}.{way}": name for name in lists for way in sorted(ways[name])}
    parts = [f"[dictionaries.{name}]\nvalues = {json.dumps(values)}" for name, values in known.items()]
    pairs = [f'"{path}" = {{ dictionary = "{name}", probability = {likely(name)} }}' for path, name in bound.items()]
    hooks = f'hooks = "{PROGRAMS / "fuzz_hooks.py"}"'
    return "\n".join([hooks, *parts, "[parameters]", *pairs, ""])


def end_of(schema: GraphQLSchema, name: str, endpoint: Endpoint, session: str) -> str:
    """Return the cursor at which the first page of a list ends, with one row, of a session where one must be named."""
    named = schema.query_type.fields[name].args.get("session")
    given = f', session: "{session}"' if named and is_required_argument(named) else ""
    place = "endCursor" if "endCursor" in get_named_type(schema.query_type.fields[name].type).fields else "pageInfo"
    below = place if place == "endCursor" else "pageInfo { endCursor }"
    told = plainly(schema, f"{{ {name}(first: 1{given}) {{ {below} }} }}", endpoint, {})[name][place]
    return told if place == "endCursor" else told["endCursor"]


def likely(name: str) -> float:
    """Return how often the fuzzer takes what it was told; wrong cursors and sizes have tests of their own."""
    return 0.7 if name == "id" else 1.0


def fuzz(told: str, endpoint: Endpoint, address: str, key: str, seed: int, folder: Path) -> None:
    """Let schemathesis ask; it may find no failure, and no field that never gives data."""
    schema, (host, path) = folder / "schema.graphql", WHERE[endpoint]
    schema.write_text(print_schema(schema_of(endpoint)), "utf-8")
    (folder / "schemathesis.toml").write_text(told, "utf-8")
    done = run(
        *(python_judge("schemathesis"), "run", schema, "--url", f"{address}{path}", "--checks", "not_a_server_error"),
        *("--max-examples", CASES, "--seed", str(seed), "--generation-database", "none", "--no-shrink", "--no-color"),
        *("--header", f"Host:{host}", "--header", f"Authorization:Bearer {key}", "--continue-on-failure"),
        at=folder,
    )
    assert done.returncode == 0, done.stdout[-5000:] + done.stderr
    assert "never returned data" not in done.stdout, done.stdout[-5000:]
    assert re.search(r"[1-9]\d* passed", done.stdout), done.stdout[-3000:]


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_fuzzer_finds_nothing_at_the_centre(world, address, everything, tmp_path, seed):
    fuzz(dictionaries(Endpoint.CENTRAL, world), Endpoint.CENTRAL, address, everything, seed, tmp_path)


def test_fuzzer_finds_nothing_at_the_province(world, address, make_key, tmp_path):
    key = make_key("ninhbinh", scopes=Scope.values)
    fuzz(dictionaries(Endpoint.PROVINCE, world), Endpoint.PROVINCE, address, key, 1, tmp_path)


def test_fuzzer_finds_nothing_at_a_portal(world, address, make_key, tmp_path):
    key = make_key("kimson", scopes=Scope.values)
    fuzz(dictionaries(Endpoint.PORTAL, world), Endpoint.PORTAL, address, key, 1, tmp_path)


def test_protocol_passes_the_audit_of_graphql_over_http(address, everything):
    host, path = WHERE[Endpoint.CENTRAL]
    told = run_node(PROGRAMS / "audit.mjs", f"{address}{path}", host, everything, package="graphql-http")

    assert told.returncode == 0, told.stderr
    unmet: list[dict[str, Any]] = json.loads(told.stdout)
    assert [each for each in unmet if each["status"] == "error"] == []


@pytest.mark.parametrize("endpoint", [path.stem for path in sorted(SDL.glob("*.graphql"))])
def test_schema_breaks_no_released_one_and_examples_are_valid(endpoint):
    new, old = SDL / f"{endpoint}.graphql", RELEASED / f"{endpoint}.graphql"
    examples = [path for path in EXAMPLES if endpoint in path.read_text("utf-8").splitlines()[1]]
    told = run_node(PROGRAMS / "inspect.mjs", old, new, *examples, package="@graphql-inspector/core")

    assert told.returncode == 0, told.stderr
    assert json.loads(told.stdout) == []


@pytest.mark.parametrize("path", sorted(SDL.glob("*.graphql")), ids=lambda path: path.stem)
def test_schema_is_without_lint(path):
    linter = ROOT / "node_modules" / "graphql-schema-linter" / "lib" / "cli.js"
    told = run_node(linter, "--format", "json", path, package="graphql-schema-linter")

    assert json.loads(told.stdout) == {"errors": []}


def test_client_that_another_tool_generates_runs_the_ten_examples(
    address,
    make_key,
    resolutions_issued,  # noqa: F811
    tmp_path,
):
    program = python_judge("ariadne-codegen")
    key = make_key("ninhbinh", scopes=Scope.values)
    (tmp_path / "schema.graphql").write_text(print_schema(schema_of(Endpoint.PROVINCE)), "utf-8")
    (tmp_path / "queries.graphql").write_text("\n".join(path.read_text("utf-8") for path in EXAMPLES), "utf-8")
    (tmp_path / "pyproject.toml").write_text(CONFIG, "utf-8")
    made = run(program, at=tmp_path)
    assert made.returncode == 0, made.stdout + made.stderr

    first = ask(
        "{ councils(first: 1) { nodes { id } } resolutions(first: 1) { nodes { id } }"
        " sessions(first: 1) { nodes { id } } }",
        key,
        host=WHERE[Endpoint.PROVINCE][0],
    ).data
    ids = {"id": first["resolutions"]["nodes"][0]["id"], "councils": [first["councils"]["nodes"][0]["id"]]}
    ids["session"] = first["sessions"]["nodes"][0]["id"]
    host, path = WHERE[Endpoint.PROVINCE]
    python, url = python_judge("python"), f"{address}{path}"
    told = run(python, PROGRAMS / "ask_examples.py", tmp_path, url, host, key, json.dumps(ids))

    assert told.returncode == 0, told.stderr
    answers = json.loads(told.stdout)
    assert len(answers) == len(EXAMPLES)
    assert all(value is not None for answer in answers.values() for value in answer.values())
