"""A function ends at 50 lines, a file at 400."""

import ast

import pytest

from tests.house.source import product_files, python_files, shown, tree_of

pytestmark = pytest.mark.unit

LONGEST_FUNCTION, LONGEST_FILE = 50, 400


def long_functions(tree: ast.AST) -> list[str]:
    """Return the functions of a file that are longer than one screen."""
    functions = (node for node in ast.walk(tree) if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)))
    return [
        f"{function.name}: {function.end_lineno - function.lineno + 1}"
        for function in functions
        if function.end_lineno - function.lineno + 1 > LONGEST_FUNCTION
    ]


def is_long_file(text: str) -> bool:
    """Return whether a file has more lines than anyone reads."""
    return len(text.splitlines()) > LONGEST_FILE


def test_no_function_is_longer_than_50_lines():
    long = {shown(path): long_functions(tree_of(path)) for path in product_files()}

    assert {path: functions for path, functions in long.items() if functions} == {}


def test_no_file_is_longer_than_400_lines():
    files = [*product_files(), *python_files("tests", "bench")]

    assert [shown(path) for path in files if is_long_file(path.read_text(encoding="utf-8"))] == []


def test_the_checkers_see_what_is_too_long():
    body = "\n".join(["    x = 1"] * 50)

    assert long_functions(ast.parse(f"def f():\n{body}")) == ["f: 51"]
    assert long_functions(ast.parse(f"async def f():\n{body[10:]}")) == []
    assert (is_long_file("x\n" * 401), is_long_file("x\n" * 400)) == (True, False)
