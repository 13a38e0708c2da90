"""Tests never flush or truncate, never empty the shared cache, and each of them can fail."""

import ast
import re

import pytest

from tests.house.source import called_name, calls, python_files, shown, strings, tree_of

pytestmark = pytest.mark.unit

FLUSHING_CASES = {"TransactionTestCase", "LiveServerTestCase", "StaticLiveServerTestCase"}
TRUNCATE = re.compile(r"^\s*truncate\b", re.IGNORECASE)
# These prove that PostgreSQL refuses it.
REFUSALS_PROVEN = {
    "tests/hub/rollups/test_counting.py",
    "tests/isolation/test_reader.py",
    "tests/kernel/audit/test_audit.py",
    "tests/tenancy/test_backend.py",
}
# This empties the schema of a council that is off the map, before the pool gives it to the next one.
REUSES = {"tests/testbed/recycling.py"}
ASSERTING_CALLS = re.compile(r"^(assert|expect|check|refuse|prove|judge|look)", re.IGNORECASE)
ASSERTING_CONTEXTS = {"raises", "warns", "fail"}


def flushes(tree: ast.AST) -> list[str]:
    """Return what in a test file would empty tables or the cache that other tests share."""
    found = [node.id for node in ast.walk(tree) if isinstance(node, ast.Name) and node.id in FLUSHING_CASES]
    found += [node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute) and node.attr in FLUSHING_CASES]
    for call in calls(tree):
        words = [argument.value for argument in call.args if isinstance(argument, ast.Constant)]
        if called_name(call) == "call_command" and "flush" in words:
            found.append("flush")
        if ast.unparse(call.func).endswith("cache.clear"):
            found.append("cache.clear")
        if called_name(call) == "django_db" and any(keyword.arg == "transaction" for keyword in call.keywords):
            found.append("django_db(transaction=True)")
    return found


def truncates(tree: ast.AST) -> list[int]:
    """Return the lines with a TRUNCATE."""
    return [text.lineno for text in strings(tree) if TRUNCATE.match(text.value)]


def toothless(tree: ast.Module) -> list[str]:
    """Return the tests that assert nothing, themselves or by a function of their file."""
    functions = [node for node in ast.walk(tree) if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))]
    biting: set[str] = set()
    while grown := {function.name for function in functions if _bites(function, biting)} - biting:
        biting |= grown
    tests = (function.name for function in functions if function.name.startswith("test_"))
    return [name for name in tests if name not in biting]


def _bites(function: ast.AST, biting: set[str]) -> bool:
    if any(isinstance(node, ast.Assert) for node in ast.walk(function)):
        return True
    names = {called_name(call) for call in calls(function)}
    return any(name in ASSERTING_CONTEXTS | biting or ASSERTING_CALLS.match(name) for name in names)


def test_no_test_flushes():
    found = {shown(path): flushes(tree_of(path)) for path in python_files("tests")}

    assert {path: names for path, names in found.items() if names} == {}


def test_no_test_truncates_but_to_be_refused_or_what_is_off_the_map():
    found = {shown(path) for path in python_files("tests") if truncates(tree_of(path))}

    assert sorted(found - REFUSALS_PROVEN - REUSES) == []


def test_every_test_can_fail():
    files = [path for path in python_files("tests") if path.name.startswith("test_")]
    found = {shown(path): toothless(tree_of(path)) for path in files}

    assert {path: names for path, names in found.items() if names} == {}


@pytest.mark.parametrize(
    ("code", "seen"),
    [
        ("class T(TransactionTestCase): pass", ["TransactionTestCase"]),
        ("class T(test.LiveServerTestCase): pass", ["LiveServerTestCase"]),
        ("call_command('flush', '--no-input')", ["flush"]),
        ("cache.clear()", ["cache.clear"]),
        ("caches['default'].clear(); core.cache.clear()", ["cache.clear"]),
        ("pytest.mark.django_db(transaction=True)", ["django_db(transaction=True)"]),
        ("call_command('migrate'); stream.flush(); names.clear()", []),
    ],
)
def test_the_checker_sees_a_flush(code, seen):
    assert flushes(ast.parse(code)) == seen


def test_the_checker_sees_a_truncate():
    assert truncates(ast.parse("run('truncate votes')\nrun(f'TRUNCATE {table}')\nsay('never truncate')")) == [1, 2]


@pytest.mark.parametrize(
    ("code", "seen"),
    [
        ("def test_a():\n    act()", ["test_a"]),
        ("def test_a():\n    assert act()", []),
        ("def test_a():\n    with pytest.raises(E):\n        act()", []),
        ("def test_a():\n    expect(page).to_be(1)", []),
        ("def same(x):\n    assert x\ndef both(x):\n    same(x)\ndef test_a():\n    both(1)", []),
        ("def helper():\n    act()\ndef test_a():\n    helper()", ["test_a"]),
    ],
)
def test_the_checker_sees_a_test_without_teeth(code, seen):
    assert toothless(ast.parse(code)) == seen
