"""The files of the repository and their syntax trees, read once."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
STREETS = ("platform", "tenants", "graphql", "modules")
NOT_OURS = {".git", ".venv", ".judges", ".run", ".hypothesis", ".coverage", ".dev.lock", ".terraform", "node_modules"}
NOT_OURS |= {"__pycache__", "staticfiles"}
# Files whose letters are not ours to write: locks are made by tools, the rest are not text.
NOT_TEXT = {".mo", ".png", ".ico", ".woff2", ".ttf", ".pdf", ".docx", ".xlsx", ".lock"}


@cache
def all_files() -> tuple[Path, ...]:
    """Return every file of ours."""
    return tuple(sorted(_walk(ROOT)))


def text_files() -> list[Path]:
    """Return every file that people wrote."""
    return [path for path in all_files() if path.suffix not in NOT_TEXT and path.name != "package-lock.json"]


def python_files(*tops: str) -> list[Path]:
    """Return the Python files below these folders, migrations left out (they are generated)."""
    return [
        path
        for path in all_files()
        if path.suffix == ".py" and path.relative_to(ROOT).parts[0] in tops and "migrations" not in path.parts
    ]


def product_files() -> list[Path]:
    """Return the Python files of the four streets."""
    return python_files(*STREETS)


@cache
def tree_of(path: Path) -> ast.Module:
    """Return a file's syntax tree."""
    return ast.parse(path.read_text(encoding="utf-8"))


def shown(path: Path) -> str:
    """Return a path as people name it."""
    return path.relative_to(ROOT).as_posix()


def called_name(call: ast.Call) -> str:
    """Return the last name of what is called: ``date`` of ``moment.date()``."""
    function = call.func
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""


def calls(tree: ast.AST) -> Iterator[ast.Call]:
    """Return every call below a node."""
    return (node for node in ast.walk(tree) if isinstance(node, ast.Call))


def strings(tree: ast.AST) -> Iterator[ast.Constant]:
    """Return every plain string below a node, parts of f-strings too."""
    return (node for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str))


def _walk(folder: Path) -> Iterator[Path]:
    for path in folder.iterdir():
        if path.is_symlink() or path.name in NOT_OURS or path.name.endswith("_cache"):
            continue
        if path.is_dir():
            yield from _walk(path)
        elif path.suffix != ".pyc":
            yield path
